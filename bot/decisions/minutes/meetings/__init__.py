"""Which meeting minutes are of, and which body decided."""
