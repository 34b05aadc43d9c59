"""What managers ask, and which passages they were given."""
