"""Turns that were answered so long ago that Teams delivers none of them again."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.deleting import delete_some
from bot.teams.turns import TurnRow

KEPT = timedelta(days=14)  # a thumb below an answer finds its question for so long


async def expire(session: AsyncSession, *, now: datetime) -> int:
    """Delete a few of the turns that are older than a fortnight; how many. session: writing."""
    return await delete_some(session, TurnRow, TurnRow.until < now - KEPT)
