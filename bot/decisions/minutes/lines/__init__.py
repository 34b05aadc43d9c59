"""The lines of minutes: out of blocks and tables, without the paper and who was absent."""
