"""Cards with which the roster is kept."""
