"""The parts of an agenda item, and what was decided in them."""
