"""Fællesbeskeder: from the first word to what became of each."""
