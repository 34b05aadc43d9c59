"""Saved answers: written, given, looked at again, and taken from and to spreadsheets."""

from bot.router import Router
from dialogs.knowledge import importing, listing, refusals, replacing, showing, writing


def register(router: Router) -> None:
    """Answer all that is said and pressed about saved answers, and render their notices."""
    for part in (refusals, listing, writing, replacing, showing, importing):
        part.register(router)
