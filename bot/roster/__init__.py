"""Keeping the roster: found, added, changed, left, on leave, taken over from a file."""
