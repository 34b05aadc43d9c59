"""Adaptive cards: pure functions from values to a card. A module a feature."""
