"""Taking keys away that no round needs any more, also those that something left behind."""

import asyncio
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import due
from bot.delivery.rendering import Due
from bot.rounds import kinds
from bot.rounds.keys import Keys
from bot.rounds.models import RoundRow
from bot.rounds.values import Phase

EVERY_KEY = UUID(int=6)  # the subject of the due time that belongs to no round
LOOKED_AGAIN_AFTER = timedelta(days=1)
_ENDED = (Phase.CLOSED, Phase.GIVEN_UP, Phase.DISCARDED)

log = structlog.get_logger(__name__)


async def forget_keys(keys: Keys, session: AsyncSession, it_is: Due) -> None:
    """Take the keys away of all rounds that have ended; due once such an end is committed.

    And again every day: a folder that was copied back may hold a key that was gone. Raises OSError
    where a round was counted and its key may be out of reach, so that it is tried again soon; of a
    round that was given up the key was lost, and the daily look is enough.
    """
    await due.set_due(session, kinds.FORGET_KEY, EVERY_KEY, it_is.now + LOOKED_AGAIN_AFTER)
    try:
        await _forget_left(keys, session)
    except OSError:
        row = await session.get(RoundRow, it_is.subject)
        if row and row.phase == Phase.CLOSED:
            raise
        log.error("keys that nobody needs can't be taken away: KEYS_DIR can't be reached")


async def _forget_left(keys: Keys, session: AsyncSession) -> None:
    """Forget what belongs to rounds that have ended; of what isn't known, nothing is touched."""
    found = await asyncio.to_thread(keys.found)
    # Locked, so that no draft that was thrown away is taken back and opened meanwhile.
    ended = await session.scalars(
        select(RoundRow.id)
        .where(RoundRow.id.in_(found), RoundRow.phase.in_(_ENDED))
        .with_for_update(skip_locked=True)
    )
    for round_id in ended.all():
        await asyncio.to_thread(keys.forget, round_id)
