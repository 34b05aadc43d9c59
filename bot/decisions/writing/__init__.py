"""Writing decisions: drafts, what they may name, and corrections that are not published yet."""
