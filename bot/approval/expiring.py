"""What was asked about something that is deleted."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval.models import Approval
from bot.delivery.expiring import forget_about


async def forget_asked(session: AsyncSession, subjects: Collection[UUID]) -> None:
    """Forget the questions for a yes to these, and all that was sent or is due about them.

    session: a writing one.
    """
    await forget_about(session, subjects)
    await session.execute(delete(Approval).where(Approval.subject.in_(subjects)))
