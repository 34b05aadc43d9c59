"""The cards of input rounds, from the first draft to what came of them."""
