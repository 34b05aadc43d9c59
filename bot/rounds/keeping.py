"""Where what is sent back is kept until then, and afterwards."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.rounds.findings import Draft, Published
from bot.rounds.models import OutcomeAskedRow, OutcomeRow

_DRAFT = TypeAdapter(Draft)
_PUBLISHED = TypeAdapter(Published)


async def draft_of(session: AsyncSession, round_id: UUID) -> Draft:
    """What is being written, or was sent; empty before anybody has begun."""
    row = await session.get(OutcomeRow, round_id, populate_existing=True)
    if not row:
        return Draft()
    published = _PUBLISHED.validate_python(row.published) if row.published else None
    return replace(_DRAFT.validate_python(row.draft), revision=row.revision, published=published)


async def keep(
    session: AsyncSession,
    round_id: UUID,
    draft: Draft,
    *,
    by: UUID,
    now: datetime,
    number: int | None = None,
) -> None:
    """Keep this. session: a writing one, with the round locked.

    by: the id of who wrote it last. number: of those who get it now.
    """
    row = await session.get(OutcomeRow, round_id)
    if not row:
        row = OutcomeRow(round_id=round_id)
        session.add(row)
    row.revision, row.by_id, row.changed_at = draft.revision, by, now
    row.draft = to_jsonable_python(replace(draft, published=None))
    row.published = to_jsonable_python(draft.published) if draft.published else None
    row.sent_at = draft.published.at if draft.published else None
    row.number = row.number if number is None else number
    await session.flush()


async def asked_row(session: AsyncSession, round_id: UUID) -> OutcomeAskedRow | None:
    """What a yes was last asked for, if it ever was."""
    row: OutcomeAskedRow | None = await session.scalar(
        select(OutcomeAskedRow)
        .where(OutcomeAskedRow.round_id == round_id)
        .execution_options(populate_existing=True)
    )
    return row


def content_asked(row: OutcomeAskedRow) -> Published:
    """What it said."""
    return _PUBLISHED.validate_python(row.content)


async def keep_asked(
    session: AsyncSession, round_id: UUID, revision: int, content: Published
) -> OutcomeAskedRow:
    """Keep what a yes is asked for. session: a writing one, with the round locked."""
    row = await asked_row(session, round_id) or OutcomeAskedRow(round_id=round_id)
    row.revision, row.content = revision, to_jsonable_python(content)
    session.add(row)
    await session.flush()
    return row
