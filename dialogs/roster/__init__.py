"""Keeping the roster in the chat: finding, changing, leaves, and taking a file over."""

from bot.router import Router
from dialogs.roster import changing, finding, importing, leaving


def register(router: Router) -> None:
    """Answer everything about the roster."""
    for part in (finding, changing, leaving, importing):
        part.register(router)
