"""The outbox: everything said unasked, its pace, its outcome, and when it is due."""
