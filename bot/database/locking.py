"""Locking a row that other rows refer to."""

# For `with_for_update`, of a row that is changed but never deleted while it is locked. Whoever
# writes a row that refers to it needn't wait. On PostgreSQL that is also who changes a row for the
# second time in a transaction: they would wait for this one out of the order of the locks.
STAYS = {"key_share": True}
