"""The municipality's documents: read, cut into passages, and searched."""
