"""Saved answers, on cards."""
