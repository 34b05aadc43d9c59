"""Inquiries: what is sent to the directorate, what it does with it, and what comes back."""

from bot.router import Router
from dialogs.inquiries import answers, asking, faults, handling, inbox, notices, own, proposing


def register(router: Router) -> None:
    """Answer all that is said and pressed about inquiries, and render their messages."""
    for part in (faults, asking, proposing, answers, own, inbox, handling, notices):
        part.register(router)
