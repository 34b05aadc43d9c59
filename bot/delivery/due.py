"""What is to be done at a time: reminders, deadlines, what must be decided before it is too late.

Nothing sleeps for weeks: the courier looks for what is due, and does it in the transaction that
notes it as done.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.inserting import insert_unless_there
from bot.delivery.models import DueTime


async def set_due(
    session: AsyncSession,
    kind: str,
    subject: UUID,
    due_at: datetime,
    *,
    not_after: datetime | None = None,
) -> None:
    """Have it done then, in the place of any earlier time. session: a writing one.

    not_after: when it would be of no use any more, and isn't done.
    """
    times = {"due_at": due_at, "not_after": not_after, "done_at": None}
    if await insert_unless_there(session, DueTime, kind=kind, subject=subject, **times):
        return
    await session.execute(
        update(DueTime).where(DueTime.kind == kind, DueTime.subject == subject).values(**times)
    )


async def forget_due(session: AsyncSession, kind: str, subject: UUID) -> None:
    """Have it not done after all. session: a writing one."""
    await session.execute(delete(DueTime).where(DueTime.kind == kind, DueTime.subject == subject))


async def next_due(
    session: AsyncSession, kinds: Collection[str], *, now: datetime
) -> DueTime | None:
    """What is due and not done, the earliest first. session: a writing one."""
    found: DueTime | None = await session.scalar(
        select(DueTime)
        .where(DueTime.done_at.is_(None), DueTime.due_at <= now, DueTime.kind.in_(kinds))
        .order_by(DueTime.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return found
