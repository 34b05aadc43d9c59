"""That receipts were deleted, as their period was over, and how many they were.

Kept as an event, where the directorate sees it too; it says nothing of anybody.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import AuditRow

BY = "Lederlinjen"  # nobody does it


@dataclass(frozen=True)
class ReceiptsForgotten:
    """The deleted receipts of a feature. act: what their deletion is in the record."""

    act: str

    async def note(
        self, session: AsyncSession, subject: UUID, number: int, *, title: str, now: datetime
    ) -> None:
        """Keep how many were deleted, beside those before. session: a writing one."""
        session.add(
            AuditRow(
                at=now, actor_name=BY, act=self.act, subject=subject, about=title, number=number
            )
        )
        await session.flush()

    async def number(self, session: AsyncSession, subject: UUID) -> int:
        """How many receipts for this were deleted."""
        summed = select(func.sum(AuditRow.number)).where(
            AuditRow.subject == subject, AuditRow.act == self.act
        )
        return await session.scalar(summed) or 0

    def are_deleted(self, subject: UUID | SQLColumnExpression[UUID]) -> ColumnElement[bool]:
        """Whether receipts for this were deleted, so that nobody is asked for one."""
        return (
            select(AuditRow.id)
            .where(AuditRow.subject == subject, AuditRow.act == self.act)
            .correlate_except(AuditRow)
            .exists()
        )
