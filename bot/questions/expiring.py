"""Questions whose period is over."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.deleting import AT_ONCE
from bot.delivery.expiring import forget_about
from bot.questions.models import Question


async def expire(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the questions that were asked before this; how many.

    session: a writing one. The whole row: with its time and place alone it could still be told
    whose it was, by the chat in Teams.
    """
    ids = (
        await session.scalars(
            select(Question.id)
            .where(Question.asked_at < before)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    ).all()
    await forget_about(session, ids)
    await session.execute(delete(Question).where(Question.id.in_(ids)))
    return len(ids)
