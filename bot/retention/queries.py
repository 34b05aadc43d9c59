"""What holds for keeping and deleting."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import queries as people
from bot.retention.models import DeletionRow, RetentionRow, SuspensionRow
from bot.retention.values import Category, Deletion, Period, Retention, Suspension

LATEST = 5  # deletions that are told of


async def retention(session: AsyncSession) -> Retention:
    """The periods that were decided, whether deleting is suspended, and what was deleted last."""
    periods = (await session.scalars(select(RetentionRow))).all()
    suspended = await present_suspension(session)
    deletions = await session.scalars(
        select(DeletionRow).order_by(DeletionRow.at.desc(), DeletionRow.category).limit(LATEST)
    )
    return Retention(
        periods={
            Category(row.category): Period(
                Category(row.category),
                row.months,
                row.basis,
                await people.person(session, row.decided_by_id),
                row.decided_at,
            )
            for row in periods
        },
        suspension=Suspension(
            suspended.reason, await people.person(session, suspended.by_id), suspended.since
        )
        if suspended
        else None,
        latest=tuple(Deletion(row.at, Category(row.category), row.number) for row in deletions),
    )


async def present_suspension(session: AsyncSession) -> SuspensionRow | None:
    """The suspension that hasn't ended, if there is one."""
    found: SuspensionRow | None = await session.scalar(
        select(SuspensionRow).where(SuspensionRow.ended_at.is_(None)).limit(1)
    )
    return found
