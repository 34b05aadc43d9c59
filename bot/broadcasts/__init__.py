"""Messages from the directorate to many: written, approved, sent, accounted for, taken back."""
