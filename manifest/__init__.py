"""The Teams app package: what an administrator uploads to the organisation's catalogue."""
