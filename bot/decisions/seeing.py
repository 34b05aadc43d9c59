"""Who may see a decision that was published."""

import json
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions.models import DecisionRow, FollowUpRow, RecipientRow
from bot.decisions.values import PUBLISHED, UNPUBLISHED, UnknownDecision
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
    """Of a decision's row: whether the person is one of those whom it is for, as things are now.

    The audiences are few, however many the decisions: each is looked at once.
    """
    stored = await session.scalars(
        select(_AUDIENCE).where(DecisionRow.phase.in_(PUBLISHED)).distinct()
    )
    theirs = [one for one in stored if belongs(person, Audience.from_json(json.loads(one)))]
    return _AUDIENCE.in_(theirs)


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


def _written_by(person: Person) -> ColumnElement[bool]:
    return or_(DecisionRow.author_id == person.id, DecisionRow.owner_id == person.id)
