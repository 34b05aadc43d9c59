"""What receivers get, say that they have read, and ask about."""
