"""Minutes: which decisions stand in them. Pure functions: no database and no clock."""
