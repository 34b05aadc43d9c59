"""Decisions: drafted, approved, published, acknowledged, followed up, and kept in a register."""
