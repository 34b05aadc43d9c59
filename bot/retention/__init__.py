"""How long what is stored is kept, on which legal basis, and that it is then deleted."""
