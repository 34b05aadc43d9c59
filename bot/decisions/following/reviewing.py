"""Looking at a decision again, on the day that it says: who answers for it is reminded.

That is its owner; where there is none who can be asked, whoever wrote it last. When that one can't
be asked either, it waits for the directorate, by itself.
"""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.decisions import kinds, queries
from bot.decisions.following import gathered
from bot.decisions.models import DecisionRow, DecisionVersionRow
from bot.decisions.values import Decision, Phase
from bot.delivery import due, reminders
from bot.delivery.rendering import Due
from bot.people import models as people_models
from bot.people.values import Person, Role
from bot.preferences import preferences


async def plan(session: AsyncSession, row: DecisionRow, *, now: datetime) -> None:
    """Have who answers for it reminded when the day comes. session: a writing one."""
    await session.flush()
    decision = await queries.as_value(session, row)
    review_on = decision.published.review_on if decision.published else None
    if decision.phase is not Phase.CURRENT or not review_on:
        await due.forget_due(session, kinds.REVIEW, row.id)
        return
    hours = (await preferences(session)).working_hours
    at = hours.next(max(reminders.morning_of(review_on, hours), now))
    await due.set_due(session, kinds.REVIEW, row.id, at)


async def review(session: AsyncSession, it_is: Due) -> None:
    """Remind who answers for it, unless it doesn't hold or its day was put off."""
    row = await session.get(DecisionRow, it_is.subject)
    if not row or row.phase != Phase.CURRENT:
        return
    decision = await queries.as_value(session, row)
    today = in_copenhagen(it_is.now).date()
    if not is_due(decision, today):
        return
    hours = (await preferences(session)).working_hours
    at_work = hours.next(it_is.now)
    if at_work > it_is.now:
        await due.set_due(session, kinds.REVIEW, row.id, at_work)
        return
    owner = decision.owner
    there = owner is not None and owner.active and not owner.is_away(today)
    to = owner.id if owner and there else decision.author.id
    if not await gathered.tell(session, [to], it_is):
        again = gathered.next_morning(it_is.now, hours)
        await due.set_due(session, kinds.REVIEW, row.id, again)


async def to_review(session: AsyncSession, person: Person, *, now: datetime) -> list[Decision]:
    """The decisions that this person is to look at again, the oldest day first."""
    today = in_copenhagen(now).date()
    review_on = DecisionVersionRow.content["review_on"].as_string()
    rows = await session.scalars(
        select(DecisionRow)
        .join(
            DecisionVersionRow,
            (DecisionVersionRow.decision_id == DecisionRow.id)
            & (DecisionVersionRow.number == DecisionRow.published),
        )
        .where(
            DecisionRow.phase == Phase.CURRENT,
            review_on <= today.isoformat(),
            _theirs(person, today),
        )
        .order_by(review_on, DecisionRow.id)
    )
    return await queries.as_values(session, rows.all())


def is_due(decision: Decision, today: date) -> bool:
    """Whether its day has come. today: in Copenhagen."""
    review_on = decision.shown.review_on
    return review_on is not None and review_on <= today


def _theirs(person: Person, today: date) -> ColumnElement[bool]:
    row = people_models.Person
    absent = select(row.id).where(or_(~row.active, row.away_until >= today))
    without = or_(DecisionRow.owner_id.is_(None), DecisionRow.owner_id.in_(absent))
    answers: ColumnElement[bool] = DecisionRow.author_id == person.id
    if person.may(Role.DIRECTORATE):
        answers = or_(answers, DecisionRow.author_id.in_(absent))
    return or_(DecisionRow.owner_id == person.id, and_(without, answers))
