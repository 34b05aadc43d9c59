"""Who may see a decision that was published."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import queries
from bot.decisions.models import DecisionRow, FollowUpRow, RecipientRow
from bot.decisions.values import PUBLISHED, UNPUBLISHED, Decision, Reference, UnknownDecision
from bot.people.segments import belongs
from bot.people.values import Audience, Person, Role

_AUDIENCE = cast(DecisionRow.audience, Text)  # as it is stored: JSON can't be compared


async def visible(session: AsyncSession, person: Person) -> ColumnElement[bool]:
    """Of a decision's row: whether it was published, and the person may look it up."""
    published = DecisionRow.phase.in_(PUBLISHED)
    if person.may(Role.DIRECTORATE):
        return published
    return and_(published, or_(DecisionRow.open_to_all, await concerned(session, person)))


async def concerned(session: AsyncSession, person: Person) -> ColumnElement[bool]:
    """Of a decision's row: whether it concerns the person.

    They got it, would get it now, wrote it, own it or are to do something because of it.
    """
    got = select(RecipientRow.decision_id).where(RecipientRow.person_id == person.id)
    does = select(FollowUpRow.decision_id).where(
        FollowUpRow.owner_id == person.id, FollowUpRow.removed_at.is_(None)
    )
    return or_(
        DecisionRow.id.in_(got),
        DecisionRow.owner_id == person.id,
        DecisionRow.author_id == person.id,
        DecisionRow.id.in_(does),
        await meant(session, person),
    )


async def meant(session: AsyncSession, person: Person) -> ColumnElement[bool]:
    """Of a decision's row: whether the person is one of those whom it is for, as things are now."""
    known = await audiences(session)
    return is_for(*(stored for stored, one in known.items() if belongs(person, one)))


async def audiences(session: AsyncSession) -> dict[str, Audience]:
    """Whom what was published is for, by how it is stored: few, however many the decisions."""
    found = await session.scalars(
        select(_AUDIENCE).where(DecisionRow.phase.in_(PUBLISHED)).distinct()
    )
    return {stored: Audience.from_json(json.loads(stored)) for stored in found}


def is_for(*stored: str) -> ColumnElement[bool]:
    """Of a decision's row: whether it is for one of these audiences, as they are stored."""
    return _AUDIENCE.in_(stored)


def open_to_everybody() -> ColumnElement[bool]:
    """Of a decision's row: whether it may be shown in front of others."""
    return and_(DecisionRow.phase.in_(PUBLISHED), DecisionRow.open_to_all)


async def seen_row(
    session: AsyncSession, decision_id: UUID, *, by: Person, among_others: bool = False
) -> DecisionRow:
    """The row of a decision that the person may see: a published one, or a draft of theirs.

    among_others: they would see it in front of others. Raises UnknownDecision.
    """
    may_see = await visible(session, by)
    if among_others:
        may_see = open_to_everybody()
    else:
        theirs = true() if by.may(Role.DIRECTORATE) else _written_by(by)
        may_see = or_(may_see, and_(DecisionRow.phase.in_(UNPUBLISHED), theirs))
    row = await session.scalar(select(DecisionRow).where(DecisionRow.id == decision_id, may_see))
    if not row or not by.active:
        raise UnknownDecision
    return row


async def as_seen(
    session: AsyncSession, rows: Sequence[DecisionRow], by: Person | None
) -> list[Decision]:
    """The decisions of rows, without naming one before or after them that the person may not see.

    by: None: they are shown in front of others.
    """
    decisions = await queries.as_values(session, rows)
    named = {ref.id for one in decisions for ref in (one.replaces, one.replaced_by) if ref}
    if not named:
        return decisions
    seen = await visible(session, by) if by else open_to_everybody()
    found = await session.scalars(select(DecisionRow.id).where(DecisionRow.id.in_(named), seen))
    known = set(found)
    return [
        replace(
            one,
            replaces=_if_known(one.replaces, known),
            replaced_by=_if_known(one.replaced_by, known),
        )
        for one in decisions
    ]


def _if_known(named: Reference | None, known: Collection[UUID]) -> Reference | None:
    return named if named and named.id in known else None


def _written_by(person: Person) -> ColumnElement[bool]:
    return or_(DecisionRow.author_id == person.id, DecisionRow.owner_id == person.id)
