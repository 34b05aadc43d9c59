"""Fællesbeskeder: from the first word to what became of each."""

from bot.router import Router
from dialogs.broadcasts import (
    after,
    approving,
    audience,
    channels,
    choosing_time,
    introducing,
    received,
    refusals,
    segments,
    sending,
    status,
    writing,
)


def register(router: Router) -> None:
    """Answer all that is said and pressed about broadcasts, and render their messages."""
    for part in (
        refusals,
        writing,
        audience,
        segments,
        channels,
        choosing_time,
        sending,
        approving,
        introducing,
        received,
        status,
        after,
    ):
        part.register(router)
