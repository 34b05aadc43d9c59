"""What is known of rounds."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.database.locking import STAYS
from bot.delivery.models import DueTime
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.values import Audience, Person
from bot.rounds import kinds
from bot.rounds.models import CountRow, ParticipantRow, RoundRow
from bot.rounds.values import (
    Content,
    Count,
    NotInvited,
    Participation,
    Partition,
    Phase,
    Round,
    UnknownRound,
)

_CONTENT = TypeAdapter(Content)


def content_of(stored: object) -> Content:
    """The content of its JSON."""
    return _CONTENT.validate_python(stored)


def stored(content: Content) -> dict[str, object]:
    """The content as JSON."""
    return dict(to_jsonable_python(content))


async def row_for_update(
    session: AsyncSession, round_id: UUID, *, nowait: bool = False
) -> RoundRow:
    """The row, locked until the transaction ends. Raises UnknownRound.

    nowait: for who holds a lock already that others want after this one, as what is due does;
    raises OperationalError when somebody else has the row.
    """
    row = await session.get(
        RoundRow, round_id, with_for_update=STAYS | {"nowait": nowait}, populate_existing=True
    )
    if not row or row.phase == Phase.DISCARDED:
        raise UnknownRound
    return row


async def row_for_answering(session: AsyncSession, round_id: UUID) -> RoundRow:
    """The row, which can't be closed until the transaction ends; others may answer meanwhile.

    Raises UnknownRound.
    """
    row = await session.get(
        RoundRow, round_id, with_for_update={"read": True}, populate_existing=True
    )
    if not row or row.phase == Phase.DISCARDED:
        raise UnknownRound
    return row


async def participant(session: AsyncSession, round_id: UUID, person_id: UUID) -> ParticipantRow:
    """The one of those who were asked. session: a writing one. Raises NotInvited."""
    row = await session.get(ParticipantRow, (round_id, person_id), with_for_update=True)
    if not row:
        raise NotInvited
    return row


async def round_(session: AsyncSession, round_id: UUID) -> Round:
    """One round as it now stands. Raises UnknownRound."""
    return await as_value(session, await round_row(session, round_id))


async def round_row(session: AsyncSession, round_id: UUID) -> RoundRow:
    """The row, to be read. Raises UnknownRound."""
    row = await session.get(RoundRow, round_id)
    if not row or row.phase == Phase.DISCARDED:
        raise UnknownRound
    return row


async def as_value(session: AsyncSession, row: RoundRow) -> Round:
    """The round of a row."""
    await session.flush()
    asked = await approval.open_question(session, row.id)
    ids = {row.author_id, row.confirmed_by_id, asked.approver_id if asked else None} - {None}
    found = await people.rows(session, people_models.Person.id.in_(ids))
    known = {one.id: people.as_value(one) for one in found}
    return Round(
        id=row.id,
        phase=Phase(row.phase),
        revision=row.revision,
        content=content_of(row.content),
        audience=Audience.from_json(row.audience) if row.audience else None,
        segment=row.segment,
        author=known[row.author_id],
        confirmed_by=known[row.confirmed_by_id] if row.confirmed_by_id else None,
        approver=known[asked.approver_id] if asked else None,
        asked_at=asked.asked_at if asked else None,
        opens=row.opens,
        closes=row.closes,
        copied_from=row.copied_from_id,
        number=row.number,
        changed_at=row.changed_at,
    )


async def rounds(
    session: AsyncSession,
    phases: Sequence[Phase],
    *,
    author_id: UUID | None,
    offset: int,
    limit: int,
) -> list[Round]:
    """The rounds in these phases, as the phases come and then the newest first.

    author_id: only what this person wrote last.
    """
    rank = case({phase: place for place, phase in enumerate(phases)}, value=RoundRow.phase)
    found = await session.scalars(
        select(RoundRow)
        .where(*_among(phases, author_id))
        .order_by(rank, func.coalesce(RoundRow.opens, RoundRow.changed_at).desc(), RoundRow.id)
        .offset(offset)
        .limit(limit)
    )
    return [await as_value(session, row) for row in found.all()]


async def number_of_rounds(
    session: AsyncSession, phases: Sequence[Phase], *, author_id: UUID | None
) -> int:
    """How many rounds are in these phases; see `rounds`."""
    return (
        await session.scalar(
            select(func.count()).select_from(RoundRow).where(*_among(phases, author_id))
        )
        or 0
    )


async def awaiting_approval(session: AsyncSession, person: Person) -> list[Round]:
    """What waits for a yes that this person may say, the oldest first."""
    ids = await approval.awaiting(session, person)
    rows = [await session.get(RoundRow, one) for one in ids]
    return [await as_value(session, row) for row in rows if row and row.author_id != person.id]


async def participation(session: AsyncSession, round_id: UUID) -> dict[Participation, int]:
    """How many have done what."""
    found = await session.execute(
        select(ParticipantRow.state, func.count())
        .where(ParticipantRow.round_id == round_id)
        .group_by(ParticipantRow.state)
    )
    return {Participation(state): number for state, number in found}


async def closing_waits(session: AsyncSession, round_id: UUID) -> bool:
    """Whether the end of an open round has come, it couldn't be counted, and is tried again."""
    tried_again = (
        select(DueTime.id)
        .join(RoundRow, RoundRow.id == DueTime.subject)
        .where(
            RoundRow.id == round_id,
            RoundRow.phase == Phase.OPEN,
            DueTime.kind == kinds.CLOSE,
            DueTime.done_at.is_(None),
            DueTime.due_at > RoundRow.closes,
        )
    )
    return await session.scalar(tried_again) is not None


async def state_of(session: AsyncSession, round_id: UUID, person_id: UUID) -> Participation:
    """What one of those who were asked has done. Raises NotInvited."""
    row = await session.get(ParticipantRow, (round_id, person_id))
    if not row:
        raise NotInvited
    return Participation(row.state)


async def counts(session: AsyncSession, round_id: UUID) -> list[Count]:
    """What was counted when the round closed, in no order."""
    found = await session.scalars(select(CountRow).where(CountRow.round_id == round_id))
    return [
        Count(row.question, Partition(row.partition), row.group, row.answered, tuple(row.counts))
        for row in found
    ]


def _among(phases: Sequence[Phase], author_id: UUID | None) -> list[ColumnElement[bool]]:
    of_author = [RoundRow.author_id == author_id] if author_id else []
    return [RoundRow.phase.in_(phases), *of_author]
