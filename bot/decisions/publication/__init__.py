"""Publishing: put together, planned, approved, confirmed, undone, ended, accounted for."""
