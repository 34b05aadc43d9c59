"""Drafts from minutes, beside what is known already. `minutes/` reads them apart."""
