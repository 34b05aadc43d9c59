"""What is known of decisions and publications, as they now stand."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.database.locking import STAYS
from bot.decisions.models import (
    DecisionAnswerRow,
    DecisionRow,
    DecisionVersionRow,
    FollowUpRow,
    PublicationItemRow,
    PublicationRow,
)
from bot.decisions.values import (
    OPEN,
    Answered,
    Content,
    Decision,
    FollowUp,
    Found,
    Phase,
    Publication,
    PublicationPhase,
    Reference,
    State,
    UnknownDecision,
    UnknownPublication,
)
from bot.delivery import channels
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.values import Audience, Person

_Row = TypeVar("_Row", FollowUpRow, DecisionAnswerRow)
_Value = TypeVar("_Value")

_CONTENT = TypeAdapter(Content)
_FOUND = TypeAdapter(Found)


def content_of(stored: object) -> Content:
    """The content of its JSON."""
    return _CONTENT.validate_python(stored)


def stored(value: Content | Found) -> dict[str, object]:
    """Content, or where it was found, as JSON."""
    return dict(to_jsonable_python(value))


async def decision(session: AsyncSession, decision_id: UUID) -> Decision:
    """One decision as it now stands. Raises UnknownDecision."""
    row = await session.get(DecisionRow, decision_id)
    if not row or row.phase == Phase.DISCARDED:
        raise UnknownDecision
    return await as_value(session, row)


async def row_for_update(session: AsyncSession, decision_id: UUID) -> DecisionRow:
    """The row, locked until the transaction ends; also one that was discarded.

    Whoever locks a publication too locks that first, and several decisions in the order of their
    ids, so that no two transactions wait for each other. Raises UnknownDecision.
    """
    row = await session.get(DecisionRow, decision_id, with_for_update=STAYS, populate_existing=True)
    if not row:
        raise UnknownDecision
    return row


async def as_value(session: AsyncSession, row: DecisionRow) -> Decision:
    """The decision of a row."""
    [found] = await as_values(session, [row])
    return found


async def as_values(session: AsyncSession, rows: Sequence[DecisionRow]) -> list[Decision]:
    """The decisions of rows, in their order; loaded together, however many there are."""
    await session.flush()
    ids = [row.id for row in rows]
    published = await _published(session, ids)
    shown = {row.id: published.get(row.id) or content_of(row.content) for row in rows}
    follow_ups = await _rows_by_decision(session, FollowUpRow, ids)
    answers = await _rows_by_decision(session, DecisionAnswerRow, ids)
    publications = await _publications_of(session, ids)
    known = await _people(
        session,
        {row.author_id for row in rows}
        | {content.owner_id for content in shown.values()}
        | {one.owner_id for each in follow_ups.values() for one in each},
    )
    references = await _references(
        session,
        {content.replaces_id for content in shown.values()} | {row.replaced_by_id for row in rows},
    )
    return [
        Decision(
            id=row.id,
            phase=Phase(row.phase),
            revision=row.revision,
            content=content_of(row.content),
            published=published.get(row.id),
            version=row.published,
            audience=Audience.from_json(row.audience),
            segment=row.segment,
            author=known[row.author_id],
            owner=_of(known, shown[row.id].owner_id),
            follow_ups=tuple(
                _follow_up(one, known)
                for one in sorted(follow_ups.get(row.id, ()), key=lambda one: one.position)
            ),
            answers=tuple(
                Answered(one.id, one.question, one.answer, one.at)
                for one in sorted(answers.get(row.id, ()), key=lambda one: (one.at, one.id))
            ),
            replaces=_of(references, shown[row.id].replaces_id),
            replaced_by=_of(references, row.replaced_by_id),
            publication_id=publications[row.id].id if row.id in publications else None,
            is_confirmed=row.id in publications
            and publications[row.id].phase == PublicationPhase.SCHEDULED,
            shown_in=row.shown_in_id,
            found=_FOUND.validate_python(row.found) if row.found else None,
            changed_at=row.changed_at,
            published_at=row.published_at,
            corrected_at=row.corrected_at,
            ended_at=row.ended_at,
            ended_reason=row.ended_reason,
        )
        for row in rows
    ]


async def publication(session: AsyncSession, publication_id: UUID) -> Publication:
    """One publication as it now stands. Raises UnknownPublication."""
    row = await session.get(PublicationRow, publication_id)
    if not row or row.phase == PublicationPhase.DISCARDED:
        raise UnknownPublication
    return await publication_value(session, row)


async def publication_for_update(
    session: AsyncSession, publication_id: UUID, *, nowait: bool = False
) -> PublicationRow:
    """The row, locked until the transaction ends; also one that was discarded.

    nowait: for who holds a lock already that others want after this one, as what is due does;
    raises OperationalError when somebody else has the row. Raises UnknownPublication.
    """
    locked = STAYS | {"nowait": nowait}
    row = await session.get(
        PublicationRow, publication_id, with_for_update=locked, populate_existing=True
    )
    if not row:
        raise UnknownPublication
    return row


async def publication_value(session: AsyncSession, row: PublicationRow) -> Publication:
    """The publication of a row, with its decisions in their order."""
    decisions = await as_values(session, await decision_rows(session, row.id))
    asked = await approval.open_question(session, row.id)
    approver_id = asked.approver_id if asked else None
    known = await _people(session, {row.author_id, row.confirmed_by_id, approver_id})
    return Publication(
        id=row.id,
        phase=PublicationPhase(row.phase),
        revision=row.revision,
        decisions=tuple(decisions),
        corrects=row.corrects,
        tells=row.tells,
        asks_receipt=row.asks_receipt,
        to_people=row.to_people,
        channel=await channels.channel(session, row.channel_id) if row.channel_id else None,
        author=known[row.author_id],
        approver=_of(known, approver_id),
        asked_at=asked.asked_at if asked else None,
        confirmed_by=_of(known, row.confirmed_by_id),
        number=row.number,
        starts_at=row.starts_at,
        ended_at=row.ended_at,
        remind_at=row.remind_at,
        changed_at=row.changed_at,
    )


async def decision_rows(session: AsyncSession, publication_id: UUID) -> list[DecisionRow]:
    """The rows of what stands in a publication, in their order."""
    rows = await session.scalars(
        select(DecisionRow)
        .join(PublicationItemRow, PublicationItemRow.decision_id == DecisionRow.id)
        .where(PublicationItemRow.publication_id == publication_id)
        .order_by(PublicationItemRow.position)
    )
    return list(rows)


async def open_publication_of(session: AsyncSession, decision_id: UUID) -> UUID | None:
    """The publication that a decision stands in and that isn't published yet."""
    found = await _publications_of(session, [decision_id])
    return found[decision_id].id if decision_id in found else None


async def follow_up(session: AsyncSession, row: FollowUpRow) -> FollowUp:
    """The follow-up of a row."""
    await session.flush()
    return _follow_up(row, await _people(session, {row.owner_id}))


async def _published(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Content]:
    """What people see of each that was published."""
    rows = await session.execute(
        select(DecisionVersionRow.decision_id, DecisionVersionRow.content)
        .join(
            DecisionRow,
            (DecisionRow.id == DecisionVersionRow.decision_id)
            & (DecisionRow.published == DecisionVersionRow.number),
        )
        .where(DecisionRow.id.in_(ids))
    )
    return {decision_id: content_of(content) for decision_id, content in rows}


async def _rows_by_decision(
    session: AsyncSession, model: type[_Row], ids: Sequence[UUID]
) -> dict[UUID, list[_Row]]:
    rows = await session.scalars(
        select(model).where(model.decision_id.in_(ids), model.removed_at.is_(None))
    )
    found: dict[UUID, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.decision_id, []).append(row)
    return found


async def _publications_of(
    session: AsyncSession, ids: Sequence[UUID]
) -> dict[UUID, PublicationRow]:
    """The publication in which each stands that isn't published yet."""
    rows = await session.execute(
        select(PublicationItemRow.decision_id, PublicationRow)
        .join(PublicationRow, PublicationRow.id == PublicationItemRow.publication_id)
        .where(
            PublicationItemRow.decision_id.in_(ids),
            PublicationRow.phase.in_((*OPEN, PublicationPhase.SCHEDULED)),
        )
    )
    return dict(rows.all())


async def _references(session: AsyncSession, ids: set[UUID | None]) -> dict[UUID, Reference]:
    rows = await session.execute(
        select(DecisionRow.id, DecisionRow.title, DecisionRow.decided_on).where(
            DecisionRow.id.in_(ids - {None})
        )
    )
    return {row_id: Reference(row_id, title, decided_on) for row_id, title, decided_on in rows}


async def _people(session: AsyncSession, ids: set[UUID | None]) -> dict[UUID, Person]:
    found = await people.rows(session, people_models.Person.id.in_(ids - {None}))
    return {one.id: people.as_value(one) for one in found}


def _follow_up(row: FollowUpRow, known: dict[UUID, Person]) -> FollowUp:
    return FollowUp(
        id=row.id,
        decision_id=row.decision_id,
        what=row.what,
        who=row.who,
        owner=_of(known, row.owner_id),
        due_on=row.due_on,
        state=State(row.state),
        reason=row.reason,
        revision=row.revision,
        reported_at=row.reported_at,
    )


def _of(known: dict[UUID, _Value], key: UUID | None) -> _Value | None:
    return known.get(key) if key else None
