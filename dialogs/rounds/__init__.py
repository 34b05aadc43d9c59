"""Inputrunder: from the first draft to what came of them."""

from bot.rounds.keys import Keys
from bot.router import Router
from dialogs.rounds import (
    answering,
    approving,
    audience,
    extending,
    files,
    invitations,
    listing,
    outcome,
    outcome_approving,
    pasting,
    planning,
    questions,
    refusals,
    reminders,
    results,
    status,
    themes,
    themes_importing,
    writing,
)

PARTS = (
    refusals,
    writing,
    listing,
    questions,
    pasting,
    audience,
    planning,
    approving,
    status,
    invitations,
    answering,
    reminders,
    extending,
    results,
    themes,
    themes_importing,
    outcome,
    outcome_approving,
    files,
)


def register(router: Router, keys: Keys) -> None:
    """Answer all that is said and pressed about rounds, and render their messages."""
    for part in PARTS:
        part.register(router, keys)
