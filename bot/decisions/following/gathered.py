"""The one message a day that reminds somebody of what waits for them because of decisions.

The functions are parts of transactions: they take a writing session, and `now` as aware UTC. What
is due is changed before them, as the courier locks what is due before any message.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import WorkingHours, in_copenhagen, working_days_after
from bot.decisions import kinds
from bot.delivery import restraint, wanting
from bot.delivery.models import Message
from bot.delivery.reminders import morning_of
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from bot.people.models import Person as PersonRow

ALL_REMINDERS = restraint.GATHERED[kinds.REMINDER]
TOGETHER = timedelta(seconds=5)  # presses that come together edit a reminder once


async def tell(session: AsyncSession, people: Collection[UUID], it_is: Due) -> bool:
    """Want today's reminder for these people, or let the one they have tell of this, too.

    Returns whether nobody was left out: who has had enough of the bot is to be told on a later day.
    """
    today = in_copenhagen(it_is.now).date()
    reachable = select(PersonRow.id).where(PersonRow.active, PersonRow.id.in_(people))
    allowed = reachable.where(PersonRow.id.not_in(restraint.had_enough(kinds.REMINDER, today)))
    told = set(await session.scalars(allowed))
    await wanting.want(
        session,
        kinds.REMINDER,
        ALL_REMINDERS,
        to=sorted(told),
        occasion=today.isoformat(),
        priority=Priority.NOTICE,
        now=it_is.now,
    )
    await wanting.show_anew(
        session,
        kinds.REMINDER,
        ALL_REMINDERS,
        occasion=today.isoformat(),
        to=told,
        now=it_is.now,
        not_before=it_is.now + TOGETHER,
    )
    return told >= set(await session.scalars(reachable))


async def show_anew(
    session: AsyncSession, people: Collection[UUID | None], *, now: datetime
) -> None:
    """Let the reminders that these people, who may be thousands, have say what is now true."""
    await wanting.show_anew(
        session,
        kinds.REMINDER,
        ALL_REMINDERS,
        to=set(filter(None, people)),
        now=now,
        not_before=now + TOGETHER,
    )


async def last_before(
    session: AsyncSession, person_id: UUID, day: date | None = None
) -> tuple[date, datetime] | None:
    """The day of the last reminder that somebody got, and when it came. day: only before this."""
    query = select(Message.occasion, Message.sent_at).where(
        Message.kind == kinds.REMINDER,
        Message.subject == ALL_REMINDERS,
        Message.person_id == person_id,
        Message.shown > 0,
        Message.sent_at.is_not(None),
    )
    if day:
        query = query.where(Message.occasion < day.isoformat())
    found = (await session.execute(query.order_by(Message.occasion.desc()).limit(1))).first()
    return (date.fromisoformat(found[0]), found[1]) if found and found[1] else None


def next_morning(now: datetime, hours: WorkingHours) -> datetime:
    """When to try again with who has had enough today."""
    return morning_of(working_days_after(in_copenhagen(now).date(), 1), hours)
