"""Inquiries: what is sent to the directorate, what it does with it, and what comes back."""
