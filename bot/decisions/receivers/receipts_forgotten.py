"""That the receipts for a publication were deleted, and how many they were.

Kept as an event, where the directorate sees it too; it says nothing of anybody.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import AuditRow

ACT = "decisions.forget_receipts"
BY = "Lederlinjen"  # nobody does it


async def note(
    session: AsyncSession, publication_id: UUID, number: int, *, title: str, now: datetime
) -> None:
    """Keep how many receipts were deleted, beside those before. session: a writing one."""
    session.add(
        AuditRow(at=now, actor_name=BY, act=ACT, subject=publication_id, about=title, number=number)
    )
    await session.flush()


async def number_forgotten(session: AsyncSession, publication_id: UUID) -> int:
    """How many receipts for this publication were deleted."""
    summed = select(func.sum(AuditRow.number)).where(
        AuditRow.subject == publication_id, AuditRow.act == ACT
    )
    return await session.scalar(summed) or 0


def are_forgotten(publication_id: UUID | SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Whether receipts for a publication were deleted, so that nobody is asked for one."""
    return (
        select(AuditRow.id)
        .where(AuditRow.subject == publication_id, AuditRow.act == ACT)
        .correlate_except(AuditRow)
        .exists()
    )
