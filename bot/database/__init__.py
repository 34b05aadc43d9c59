"""Engine, base model, types and migrations."""
