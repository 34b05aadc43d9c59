"""Questions whose period is over."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.deleting import lock_some
from bot.delivery.expiring import forget_about
from bot.questions.models import Question


async def expire(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the questions that were asked before this; how many.

    session: a writing one. The whole row: with its time and place alone it could still be told
    whose it was, by the chat in Teams.
    """
    ids = await lock_some(session, Question.id, Question.asked_at < before)
    await forget_about(session, ids)
    await session.execute(delete(Question).where(Question.id.in_(ids)))
    return len(ids)
