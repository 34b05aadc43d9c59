"""Beslutninger: from minutes to a register that is the memory."""

from bot.documents.library import Library
from bot.router import Router
from dialogs.decisions import (
    afterwards,
    answers,
    approving,
    asking,
    audience,
    choosing,
    deed_forms,
    deeds,
    drafted,
    drafts,
    ending,
    follow_ups,
    following_up,
    importing,
    journal,
    listing,
    owning,
    planning,
    publication_refusals,
    publications,
    received,
    refusals,
    reminders,
    showing,
    status,
    themes,
    welcoming,
    writing,
)

PARTS = (
    refusals,
    writing,
    drafted,
    drafts,
    deeds,
    deed_forms,
    choosing,
    audience,
    importing,
    publication_refusals,
    planning,
    approving,
    status,
    publications,
    afterwards,
    ending,
    received,
    owning,
    asking,
    answers,
    reminders,
    following_up,
    follow_ups,
    themes,
    showing,
    journal,
    welcoming,
)


def register(router: Router, library: Library) -> None:
    """Answer all that is said and pressed about decisions, and render their messages."""
    for part in PARTS:
        part.register(router)
    listing.register(router, library)
