"""Looking up follow-ups: one, somebody's, all; of decisions that hold. `now` is aware UTC."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.decisions import queries
from bot.decisions.following.followed import Followed, NotTheirs, Outlook, Reported, Which
from bot.decisions.models import DecisionRow, FollowUpRow, ReportRow
from bot.decisions.values import Phase, State, UnknownFollowUp
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.values import Person, Role

LATELY = timedelta(days=365)  # what was done before isn't listed any more

_AT_ONCE = 500  # ids in a query

_OPEN = FollowUpRow.state != State.DONE
_DONE = FollowUpRow.state == State.DONE
_BY_DATE = (
    FollowUpRow.due_on.is_(None),
    FollowUpRow.due_on,
    FollowUpRow.decision_id,
    FollowUpRow.position,
    FollowUpRow.id,
)


async def followed(session: AsyncSession, follow_up_id: UUID) -> Followed | None:
    """One follow-up, whatever has become of its decision; None when it was removed."""
    found = await _followed(
        session,
        select(FollowUpRow.id)
        .join(DecisionRow, DecisionRow.id == FollowUpRow.decision_id)
        .where(FollowUpRow.id == follow_up_id, FollowUpRow.removed_at.is_(None)),
    )
    return found[0] if found else None


async def followed_by(session: AsyncSession, follow_up_id: UUID, *, by: Person) -> Followed:
    """One that this person answers for, or looks after. Raises UnknownFollowUp or NotTheirs."""
    found = await followed(session, follow_up_id)
    if not found:
        raise UnknownFollowUp
    if not found.is_answered_for_by(by):
        raise NotTheirs
    return found


async def waiting(
    session: AsyncSession, person_id: UUID, *, now: datetime, since: datetime | None = None
) -> list[Followed]:
    """What this person answers for: what is open, by its date, then what was done lately.

    since: when "lately" begins; None: with today, in Copenhagen.
    """
    local = in_copenhagen(now)
    since = since or local.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = and_(_current(), _theirs(person_id, local.date()))
    was_done = and_(_DONE, FollowUpRow.reported_at >= since)
    open_ = await _followed(session, _ids(and_(mine, _OPEN)).order_by(*_BY_DATE))
    done = await _followed(
        session, _ids(and_(mine, was_done)).order_by(FollowUpRow.reported_at.desc(), FollowUpRow.id)
    )
    return [*open_, *done]


async def page(
    session: AsyncSession, which: Which, *, by: Person, offset: int, limit: int, now: datetime
) -> list[Followed]:
    """Some of all follow-ups, by date; of those that are done, the newest first."""
    by.require(Role.DIRECTORATE)
    order = (FollowUpRow.reported_at.desc(), FollowUpRow.id) if which is Which.DONE else _BY_DATE
    query = _ids(_of(which, now)).order_by(*order)
    return await _followed(session, query.offset(offset).limit(limit))


async def number(session: AsyncSession, which: Which, *, by: Person, now: datetime) -> int:
    """How many there are."""
    by.require(Role.DIRECTORATE)
    return await _number(session, _of(which, now))


async def outlook(session: AsyncSession, *, now: datetime) -> Outlook:
    """How many are open, and of those past their date or without an owner."""
    return Outlook(
        open=await _number(session, _of(Which.OPEN, now)),
        overdue=await _number(session, _of(Which.OVERDUE, now)),
        without_owner=await _number(session, _of(Which.WITHOUT_OWNER, now)),
    )


async def reports(session: AsyncSession, follow_up_id: UUID) -> list[Reported]:
    """What was reported of one, the oldest first."""
    rows = (
        await session.scalars(
            select(ReportRow)
            .where(ReportRow.follow_up_id == follow_up_id)
            .order_by(ReportRow.at, ReportRow.id)
        )
    ).all()
    known = {
        one.id: people.as_value(one)
        for one in await people.rows(
            session, people_models.Person.id.in_({row.by_id for row in rows})
        )
    }
    return [
        Reported(State(row.state), row.reason, row.due_on, row.at, known[row.by_id]) for row in rows
    ]


def without_owner(today: date) -> ColumnElement[bool]:
    """Whether nobody can be asked for a follow-up: its owner left, is on leave, or there is none.

    today: in Copenhagen.
    """
    person = people_models.Person
    absent = select(person.id).where(or_(~person.active, person.away_until >= today))
    return or_(FollowUpRow.owner_id.is_(None), FollowUpRow.owner_id.in_(absent))


def _theirs(person_id: UUID, today: date) -> ColumnElement[bool]:
    """Whether somebody answers for it: as `Followed.answering` says, and its owner always."""
    return or_(
        FollowUpRow.owner_id == person_id,
        and_(DecisionRow.owner_id == person_id, without_owner(today)),
    )


def _of(which: Which, now: datetime) -> ColumnElement[bool]:
    today = in_copenhagen(now).date()
    match which:
        case Which.OPEN:
            return and_(_current(), _OPEN)
        case Which.OVERDUE:
            return and_(_current(), _OPEN, FollowUpRow.due_on < today)
        case Which.WITHOUT_OWNER:
            return and_(_current(), _OPEN, without_owner(today))
        case Which.DONE:
            return and_(_current(), _DONE, FollowUpRow.reported_at >= now - LATELY)


def _current() -> ColumnElement[bool]:
    return and_(DecisionRow.phase == Phase.CURRENT, FollowUpRow.removed_at.is_(None))


def _ids(which: ColumnElement[bool]) -> Select[UUID]:
    return (
        select(FollowUpRow.id)
        .join(DecisionRow, DecisionRow.id == FollowUpRow.decision_id)
        .where(which)
    )


async def _number(session: AsyncSession, which: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(_ids(which).subquery())) or 0


async def _followed(session: AsyncSession, ids: Select[UUID]) -> list[Followed]:
    """The follow-ups of a query of their ids, in its order, with their decisions."""
    wanted = (await session.scalars(ids)).all()
    found: dict[UUID, Followed] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = await session.scalars(
            select(DecisionRow).where(
                DecisionRow.id.in_(
                    select(FollowUpRow.decision_id).where(
                        FollowUpRow.id.in_(wanted[start : start + _AT_ONCE])
                    )
                )
            )
        )
        for decision in await queries.as_values(session, rows.all()):
            found |= {one.id: Followed(one, decision) for one in decision.follow_ups}
    return [found[one] for one in wanted if one in found]
