"""When whoever answers for a follow-up is told of it, and of its date.

They are told once that it is theirs, on the morning after the decision was published, so that its
own message comes first; then a week before its date, on the working day before it, and on the first
one after it, unless it is done by then. The functions are parts of transactions: they
take a writing session, and `now` as aware UTC.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import WorkingHours, in_copenhagen, is_working_day, working_days_after
from bot.decisions import kinds
from bot.decisions.following import gathered, looking, reviewing
from bot.decisions.following.followed import Followed
from bot.decisions.models import DecisionRow, FollowUpRow
from bot.decisions.values import Phase, State
from bot.delivery import due, reminders
from bot.delivery.models import DueTime
from bot.delivery.rendering import Due
from bot.preferences import preferences

A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)


async def plan(
    session: AsyncSession,
    decision_id: UUID,
    *,
    now: datetime,
    new_owners: Collection[UUID] = (),
    shows: bool = True,
) -> None:
    """Have whoever answers for a decision's follow-ups reminded when it is time, and of its review.

    For when it begins or ceases to hold, or something about them was changed; once more changes
    nothing. new_owners: the follow-ups that are somebody else's now, who is told of it. shows:
    whether the reminders that people have say so; else `show_of` does afterwards.
    """
    decision = await session.get_one(DecisionRow, decision_id)
    await reviewing.plan(session, decision, now=now)
    rows = await session.scalars(
        select(FollowUpRow).where(FollowUpRow.decision_id == decision_id).order_by(FollowUpRow.id)
    )
    for row in rows.all():
        await plan_one(session, decision, row, now=now, is_new=row.id in new_owners)
    if shows:
        await show_of(session, [decision_id], now=now)


async def show_of(
    session: AsyncSession,
    decision_ids: Collection[UUID],
    *,
    also: Collection[UUID] = (),
    now: datetime,
) -> None:
    """Let the reminders say what is now true of these decisions; also those of these people.

    For who plans several: what is due comes before all messages (see `gathered`).
    """
    owners = await session.scalars(
        select(FollowUpRow.owner_id).where(FollowUpRow.decision_id.in_(decision_ids))
    )
    answering = await session.execute(
        select(DecisionRow.owner_id, DecisionRow.author_id).where(DecisionRow.id.in_(decision_ids))
    )
    people = {*also, *owners, *(one for row in answering for one in row)}
    await gathered.show_anew(session, people, now=now)


async def plan_one(
    session: AsyncSession,
    decision: DecisionRow,
    row: FollowUpRow,
    *,
    now: datetime,
    is_new: bool = False,
) -> None:
    """Have who answers for one of them reminded when it is time.

    is_new: whose it is hears of it, whatever was told before.
    """
    if decision.phase != Phase.CURRENT or row.removed_at:
        await due.forget_due(session, kinds.FOLLOW_UP, row.id)
        return
    if row.state == State.DONE:
        await _nothing_more(session, row.id, now=now)
        return
    hours = (await preferences(session)).working_hours
    # The decision's own message comes first, and may take hours to reach everybody.
    earliest = gathered.next_morning(decision.published_at, hours) if decision.published_at else now
    told = not is_new and await _was_told(session, row, earliest, now=now)
    first = hours.next(max(now, earliest))
    at = next_time(row.due_on, hours, after=now) if told else first
    if at:
        await due.set_due(session, kinds.FOLLOW_UP, row.id, at)
    else:
        await _nothing_more(session, row.id, now=now)


async def remind(session: AsyncSession, it_is: Due) -> None:
    """Remind who answers for a follow-up, and see to the next time.

    Whatever a day has to remind of is one message. Who has had enough of them is reminded on the
    next working day on which there is room for it.
    """
    followed = await looking.followed(session, it_is.subject)
    if not followed or not followed.is_open:
        return
    hours = (await preferences(session)).working_hours
    at_work = hours.next(it_is.now)
    if at_work > it_is.now:
        await due.set_due(session, kinds.FOLLOW_UP, it_is.subject, at_work)
        return
    # Who is on leave, with nobody else to ask, gets it when they are back.
    today = in_copenhagen(it_is.now).date()
    answering = followed.answering(today) or followed.follow_up.owner
    again = next_time(followed.follow_up.due_on, hours, after=it_is.now)
    if answering and not await gathered.tell(session, [answering.id], it_is):
        tomorrow = gathered.next_morning(it_is.now, hours)
        again = min(again, tomorrow) if again else tomorrow
    if again:
        await due.set_due(session, kinds.FOLLOW_UP, it_is.subject, again)


async def show_anew(session: AsyncSession, followed: Followed, *, now: datetime) -> None:
    """Let the reminders say what is now true, of all who may report on it."""
    owners = (followed.follow_up.owner, followed.decision.owner)
    await gathered.show_anew(session, {one.id if one else None for one in owners}, now=now)


def next_time(due_on: date | None, hours: WorkingHours, *, after: datetime) -> datetime | None:
    """The next time to remind of what is due on this day in Copenhagen; None when none is left."""
    if due_on is None:
        return None
    days = (
        _working_day_until(due_on - A_WEEK),
        _working_day_until(due_on - A_DAY),
        working_days_after(due_on, 1),
    )
    return next((at for day in days if (at := reminders.morning_of(day, hours)) > after), None)


async def _was_told(
    session: AsyncSession, row: FollowUpRow, earliest: datetime, *, now: datetime
) -> bool:
    """Whether who answers for it knows of it. earliest: when they could be told."""
    if row.reported_at:
        return True
    if earliest > now:  # what is planned is the first time that they are told
        return False
    known = select(DueTime.id).where(DueTime.kind == kinds.FOLLOW_UP, DueTime.subject == row.id)
    return await session.scalar(known) is not None


async def _nothing_more(session: AsyncSession, follow_up_id: UUID, *, now: datetime) -> None:
    """Remind nobody for now. That they were told is kept, or they would be told anew."""
    row = await session.scalar(
        select(DueTime).where(DueTime.kind == kinds.FOLLOW_UP, DueTime.subject == follow_up_id)
    )
    if row and not row.done_at:
        row.done_at = now
        await session.flush()


def _working_day_until(day: date) -> date:
    """The day, or the last working day before it."""
    while not is_working_day(day):
        day -= A_DAY
    return day
