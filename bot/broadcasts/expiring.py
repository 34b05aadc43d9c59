"""Receipts, and drafts that were thrown away, whose period is over."""

from datetime import datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval.expiring import forget_asked
from bot.audit import ABOUT_LENGTH
from bot.broadcasts.content import end_of_use
from bot.broadcasts.models import RECEIPTS_FORGOTTEN, BroadcastRow, ReceiptRow
from bot.broadcasts.queries import content_of
from bot.broadcasts.values import Phase
from bot.database.deleting import AT_ONCE, lock_some


async def expire(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the receipts for broadcasts that were over before this; how many.

    session: a writing one. A broadcast is over when it no longer holds and nothing was done to it
    since. How many had acknowledged is kept, and nobody is asked again.
    """
    row = await _next_over(session, before)
    if not row:
        return 0
    people = (
        await session.scalars(
            select(ReceiptRow.person_id).where(ReceiptRow.broadcast_id == row.id).limit(AT_ONCE)
        )
    ).all()
    await session.execute(
        delete(ReceiptRow).where(
            ReceiptRow.broadcast_id == row.id, ReceiptRow.person_id.in_(people)
        )
    )
    await RECEIPTS_FORGOTTEN.note(
        session, row.id, len(people), title=row.title[:ABOUT_LENGTH], now=now
    )
    return len(people)


async def expire_drafts(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the drafts that were thrown away before this; how many.

    session: a writing one. Until then they can be taken back. What was sent to anybody is no draft.
    """
    ids = await lock_some(
        session,
        BroadcastRow.id,
        BroadcastRow.phase == Phase.DISCARDED,
        BroadcastRow.published.is_(None),
        BroadcastRow.changed_at < before,
    )
    await forget_asked(session, ids)
    await session.execute(delete(BroadcastRow).where(BroadcastRow.id.in_(ids)))
    return len(ids)


async def _next_over(session: AsyncSession, before: datetime) -> BroadcastRow | None:
    """A broadcast that is over and has receipts, in no order; locked."""
    done = [
        func.coalesce(moment, BroadcastRow.created_at) < before
        for moment in (
            BroadcastRow.starts_at,
            BroadcastRow.corrected_at,
            BroadcastRow.ended_at,
            BroadcastRow.remind_at,
        )
    ]
    has_receipts = exists().where(ReceiptRow.broadcast_id == BroadcastRow.id)
    rows = await session.scalars(
        select(BroadcastRow).where(*done, has_receipts).with_for_update(skip_locked=True)
    )
    for row in rows:
        holds_until = end_of_use(content_of(row.content))
        if not holds_until or holds_until < before:
            return row
    return None
