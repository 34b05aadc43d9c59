"""What people answered in rounds whose period is over, and drafts that were thrown away.

What was counted of the answers stays.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval.models import Approval
from bot.database.deleting import AT_ONCE
from bot.delivery.expiring import forget_about
from bot.rounds.models import AnswerRow, ResponseRow, RoundRow
from bot.rounds.values import Phase


async def expire(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the answers of rounds that were closed before this; how many.

    session: a writing one. before, now: aware UTC. Texts, and answers with names; what was sealed
    went when it was counted. Who was asked, the numbers and the themes are kept, and so is what was
    sent back. A round that is open loses nothing.
    """
    over = select(RoundRow.id).where(RoundRow.phase == Phase.CLOSED, RoundRow.closed_at < before)
    return await _delete_some(session, AnswerRow, over) or await _delete_some(
        session, ResponseRow, over
    )


async def expire_drafts(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the drafts that were thrown away before this; how many.

    session: a writing one. Until then they can be taken back. What was opened is no draft.
    """
    ids = (
        await session.scalars(
            select(RoundRow.id)
            .where(
                RoundRow.phase == Phase.DISCARDED,
                RoundRow.fingerprint.is_(None),
                RoundRow.changed_at < before,
            )
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    ).all()
    await forget_about(session, ids)
    await session.execute(delete(Approval).where(Approval.subject.in_(ids)))
    await session.execute(delete(RoundRow).where(RoundRow.id.in_(ids)))
    return len(ids)


async def _delete_some(
    session: AsyncSession,
    model: type[AnswerRow] | type[ResponseRow],
    over: Select[UUID],
) -> int:
    """Delete a few rows of these rounds; what somebody else is changing is left for next time."""
    rows = await session.scalars(
        select(model)
        .where(model.round_id.in_(over))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    found = rows.all()
    for row in found:
        await session.delete(row)
    await session.flush()
    return len(found)
