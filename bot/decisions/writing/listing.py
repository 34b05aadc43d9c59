"""What of decisions isn't published yet: drafts, and corrections of published ones."""

from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, case, cast, exists, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import queries
from bot.decisions.models import (
    DecisionRow,
    DecisionVersionRow,
    PublicationItemRow,
    PublicationRow,
)
from bot.decisions.values import (
    OPEN,
    UNPUBLISHED,
    Decision,
    Phase,
    PublicationPhase,
    UnknownDecision,
)
from bot.decisions.writing import drafting
from bot.people import models as people_models
from bot.people.values import Person, Role

_IN_ORDER = (
    case((DecisionRow.phase == Phase.READY, 0), else_=1),
    DecisionRow.changed_at.desc(),
    # Those of one set of minutes come at once; what made them ends with their place there.
    func.length(DecisionRow.turn_key),
    DecisionRow.turn_key,
)


async def drafts(
    session: AsyncSession, person: Person, *, offset: int, limit: int
) -> list[Decision]:
    """What this person may go on writing; what is ready first, then what was changed last.

    Those of one set of minutes stand in its order.
    """
    rows = await session.scalars(
        select(DecisionRow)
        .where(_unpublished(), _writable_by(person))
        .order_by(*_IN_ORDER)
        .offset(offset)
        .limit(limit)
    )
    return await queries.as_values(session, rows.all())


async def writable(session: AsyncSession, decision_id: UUID, *, by: Person) -> Decision:
    """A decision that this person may write, in any phase. Raises NotAllowed, UnknownDecision."""
    drafting.require_drafting(by)
    row = await session.scalar(
        select(DecisionRow).where(DecisionRow.id == decision_id, _writable_by(by))
    )
    if not row or row.phase == Phase.DISCARDED:
        raise UnknownDecision
    return await queries.as_value(session, row)


async def number_of_drafts(session: AsyncSession, person: Person) -> int:
    """How many decisions this person may go on writing."""
    return await _number(session, _unpublished(), _writable_by(person))


async def to_publish(session: AsyncSession, *, limit: int) -> list[Decision]:
    """The drafts that may be published together, in the order of `drafts`."""
    rows = await session.scalars(
        select(DecisionRow)
        .where(DecisionRow.phase.in_(UNPUBLISHED), ~_stands_in_one())
        .order_by(*_IN_ORDER)
        .limit(limit)
    )
    return await queries.as_values(session, rows.all())


async def number_to_publish(session: AsyncSession) -> int:
    """How many drafts may be published together."""
    return await _number(session, DecisionRow.phase.in_(UNPUBLISHED), ~_stands_in_one())


async def number_ready(session: AsyncSession) -> int:
    """How many drafts were handed to the directorate, and stand in no publication yet."""
    return await _number(session, DecisionRow.phase == Phase.READY, ~_stands_in_one())


async def number_corrected_by_others(session: AsyncSession) -> int:
    """How many corrections who isn't of the directorate wrote, and stand in no publication yet."""
    person = people_models.Person
    others = select(person.id).where(person.role != Role.DIRECTORATE)
    return await _number(
        session, _corrected(), DecisionRow.author_id.in_(others), ~_stands_in_one()
    )


async def _number(session: AsyncSession, *where: ColumnElement[bool]) -> int:
    return (await session.scalar(select(func.count()).select_from(DecisionRow).where(*where))) or 0


def _unpublished() -> ColumnElement[bool]:
    return or_(DecisionRow.phase.in_(UNPUBLISHED), _corrected())


def _corrected() -> ColumnElement[bool]:
    """Whether it was published, and says something else now that wasn't published yet."""
    says_else = exists().where(
        DecisionVersionRow.decision_id == DecisionRow.id,
        DecisionVersionRow.number == DecisionRow.published,
        # As both are stored: JSON can't be compared.
        cast(DecisionVersionRow.content, Text) != cast(DecisionRow.content, Text),
    )
    return and_(DecisionRow.phase == Phase.CURRENT, says_else)


def _writable_by(person: Person) -> ColumnElement[bool]:
    if person.may(Role.DIRECTORATE):
        return true()
    return or_(DecisionRow.author_id == person.id, DecisionRow.owner_id == person.id)


def _stands_in_one() -> ColumnElement[bool]:
    """Whether it stands in a publication that isn't published yet."""
    return exists().where(
        PublicationItemRow.decision_id == DecisionRow.id,
        PublicationRow.id == PublicationItemRow.publication_id,
        PublicationRow.phase.in_((*OPEN, PublicationPhase.SCHEDULED)),
    )
