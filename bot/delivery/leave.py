"""People on leave: what is sent to them unasked waits until the morning after it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import WorkingHours, in_copenhagen, moment_of
from bot.database.sessions import announce
from bot.delivery import claiming
from bot.delivery.locking import in_order
from bot.delivery.models import Message
from bot.delivery.values import Attempt, Operation, Priority, Reason, State
from bot.delivery.wanting import WANTED
from bot.people.models import Person
from bot.preferences import preferences


def holds(attempt: Attempt, now: datetime) -> bool:
    """Whether a leave holds the message back.

    What stands in the chat is still corrected and taken away, which nobody is told of. What the
    person asked for and waits for is no disturbance: it goes out.
    """
    person = attempt.person
    return (
        person is not None
        and attempt.operation is Operation.SEND
        and attempt.priority > Priority.ANSWER
        and person.is_away(in_copenhagen(now).date())
    )


def back_at(away_until: date, hours: WorkingHours) -> datetime:
    """When somebody is at work again whose leave has this last day, as aware UTC."""
    return hours.next(moment_of(away_until + timedelta(days=1), time()))


async def hold(session: AsyncSession, row: Message, *, now: datetime) -> None:
    """Hold a message that was claimed until its receiver is back. session: a writing one."""
    # Shared, so that whoever ends the leave in this moment comes before or after, and finds it.
    away_until = await session.scalar(
        select(Person.away_until).where(Person.id == row.person_id).with_for_update(read=True)
    )
    hours = (await preferences(session)).working_hours
    until = back_at(away_until, hours) if away_until else now
    claiming.outcome_of_leave(row, until=max(until, now), now=now)


async def release(session: AsyncSession, people: Sequence[UUID], *, now: datetime) -> int:
    """Send what leaves held back for these people, at work hours; how many messages that are.

    For when a leave was changed. What another leave holds back is held again when its turn comes.
    session: a writing one, in which the leave has been changed.
    """
    at = (await preferences(session)).working_hours.next(now)
    held = and_(
        Message.person_id.in_(people), Message.state == State.HELD, Message.reason == Reason.AWAY
    )
    connection = await session.connection()
    released = await connection.execute(
        update(Message)
        .where(in_order(session, held))
        .values(
            state=State.HELD if at > now else State.QUEUED,
            not_before=at if at > now else None,
            reason=None,
            changed_at=now,
        )
    )
    announce(session, WANTED)
    return released.rowcount
