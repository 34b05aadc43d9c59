"""Drafts of saved answers that were thrown away, once their period is over."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.deleting import delete_some
from bot.knowledge.models import KnowledgeRow
from bot.knowledge.values import Phase


async def expire_drafts(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the drafts that were thrown away before this; how many.

    session: a writing one. Until then they can be taken back. Only drafts are thrown away: what was
    given to anybody is taken out, and stays.
    """
    return await delete_some(
        session,
        KnowledgeRow,
        KnowledgeRow.phase == Phase.DISCARDED,
        KnowledgeRow.changed_at < before,
    )
