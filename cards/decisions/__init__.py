"""The cards of decisions, from the first draft to the register."""
