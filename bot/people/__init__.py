"""The roster: people, units, roles, and who is speaking."""
