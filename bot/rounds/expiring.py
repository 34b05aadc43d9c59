"""What people answered in rounds whose period is over, and drafts that were thrown away.

What was counted of the answers stays, and so does what was sent back because of them.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval.expiring import forget_asked
from bot.approval.models import Approval
from bot.database.deleting import AT_ONCE, delete_some, lock_some
from bot.rounds import keeping, outcome_consent
from bot.rounds.findings import Published
from bot.rounds.models import AnswerRow, OutcomeAskedRow, OutcomeRow, ResponseRow, RoundRow
from bot.rounds.values import Phase


async def expire(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the answers of rounds that were closed before this; how many.

    session: a writing one. before, now: aware UTC. Texts, and answers with names; what was sealed
    went when it was counted. Who was asked, the numbers and the themes are kept, and so is what was
    sent back; what was written to be, and nobody got, is deleted when nobody has touched it since
    this either. A round that is open loses nothing.
    """
    over = select(RoundRow.id).where(RoundRow.phase == Phase.CLOSED, RoundRow.closed_at < before)
    return (
        await delete_some(session, AnswerRow, AnswerRow.round_id.in_(over))
        or await delete_some(session, ResponseRow, ResponseRow.round_id.in_(over))
        or await _forget_unsent(session, over, before=before, now=now)
        or await _forget_asked(session, over, before=before, now=now)
    )


async def expire_drafts(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the drafts that were thrown away before this; how many.

    session: a writing one. Until then they can be taken back. What was opened is no draft.
    """
    ids = await lock_some(
        session,
        RoundRow.id,
        RoundRow.phase == Phase.DISCARDED,
        RoundRow.fingerprint.is_(None),
        RoundRow.changed_at < before,
    )
    await forget_asked(session, ids)
    await session.execute(delete(RoundRow).where(RoundRow.id.in_(ids)))
    return len(ids)


async def _forget_unsent(
    session: AsyncSession, over: Select[UUID], *, before: datetime, now: datetime
) -> int:
    """Delete what was written to those who were asked in a few of these rounds, and wasn't sent.

    A correction, too: what they have got is what is left then.
    """
    sent = func.coalesce(OutcomeRow.published["text"].as_string(), "")
    rows = await session.scalars(
        select(OutcomeRow)
        .where(
            OutcomeRow.round_id.in_(over),
            OutcomeRow.changed_at < before,
            OutcomeRow.draft["text"].as_string() != sent,
        )
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    found = rows.all()
    for row in found:
        draft = await keeping.draft_of(session, row.round_id)
        left = draft.published
        kept = replace(
            draft,
            revision=draft.revision + 1,
            text=left.text if left else "",
            figures=left.figures if left else (),
            themes=draft.themes if left else (),
        )
        await keeping.keep(session, row.round_id, kept, by=row.by_id, now=row.changed_at)
        await outcome_consent.void(session, row.round_id, now=now)
    return len(found)


async def _forget_asked(
    session: AsyncSession, over: Select[UUID], *, before: datetime, now: datetime
) -> int:
    """Delete what a yes was asked for before this, in a few of these rounds; who asked is kept."""
    asked_since = exists().where(
        Approval.subject == OutcomeAskedRow.id, Approval.asked_at >= before
    )
    rows = await session.scalars(
        select(OutcomeAskedRow)
        .where(
            OutcomeAskedRow.round_id.in_(over),
            OutcomeAskedRow.content["text"].as_string() != "",
            ~asked_since,
        )
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    found = rows.all()
    for row in found:
        asked = keeping.content_asked(row)
        row.content = to_jsonable_python(Published("", (), (), asked.at, asked.by))
        await outcome_consent.void(session, row.round_id, now=now)
    await session.flush()
    return len(found)
