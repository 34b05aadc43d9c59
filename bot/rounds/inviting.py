"""Inviting those who are asked, once a round is open, and keeping what they see up to date."""

from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import WorkingHours, in_copenhagen, is_working_day, moment_of
from bot.delivery import due, restraint, wanting
from bot.delivery.models import Message
from bot.delivery.values import Priority
from bot.people.models import Person
from bot.preferences import preferences
from bot.rounds import kinds, queries
from bot.rounds.asked import waiting
from bot.rounds.models import ParticipantRow, RoundRow

A_DAY = timedelta(days=1)


class _About(TypedDict):
    occasion: str
    now: datetime
    to: UUID | None


async def invite(session: AsyncSession, row: RoundRow, *, now: datetime) -> None:
    """Want the invitation shown to everybody who is asked, and have the rest done in time.

    session: a writing one. row: open, with its end fixed. now: aware UTC.
    """
    asked = select(Person.id).where(
        Person.id.in_(select(ParticipantRow.person_id).where(ParticipantRow.round_id == row.id))
    )
    await wanting.want(
        session,
        kinds.INVITATION,
        row.id,
        to=asked,
        priority=Priority.BROADCAST,
        now=now,
        useful_until=row.closes,
    )
    await set_times(session, row, now=now)


async def set_times(session: AsyncSession, row: RoundRow, *, now: datetime) -> None:
    """Have it closed at its end, and those who are missing reminded before; anew for a new end.

    session: a writing one.
    """
    if not row.opens or not row.closes:
        return
    await due.set_due(session, kinds.CLOSE, row.id, row.closes)
    await wanting.keep_useful(session, kinds.INVITATION, row.id, until=row.closes)
    hours = (await preferences(session)).working_hours
    halfway, last = reminder_times(row.opens, row.closes, hours)
    wanted = queries.content_of(row.content).reminds
    for kind, at in ((kinds.REMIND_HALFWAY, halfway), (kinds.REMIND_LAST, last)):
        if wanted and at and at > now:
            await due.set_due(session, kind, row.id, at, not_after=row.closes)
        else:
            await due.forget_due(session, kind, row.id)


def reminder_times(
    opens: datetime, closes: datetime, hours: WorkingHours
) -> tuple[datetime | None, datetime | None]:
    """Half-way and a day before the end, each while people are at work; aware UTC.

    None where it would come within a day of the invitation or of the other reminder.
    """
    last: datetime | None = _a_day_before(closes, hours)
    if last and last - opens < A_DAY:
        last = None
    halfway: datetime | None = hours.next(opens + (closes - opens) / 2)
    if halfway and (halfway - opens < A_DAY or (last or closes) - halfway < A_DAY):
        halfway = None
    return halfway, last


async def show_anew(
    session: AsyncSession, row: RoundRow, *, now: datetime, to: UUID | None = None
) -> None:
    """Let the invitations change, and the reminders that name the round. to: only this person's.

    session: a writing one. A reminder that is still on its way isn't sent when nothing waits.
    """
    opens = row.opens or now
    # What one person does in an anonymous round leaves no trace of when they did it.
    noted = opens if to and queries.content_of(row.content).anonymous else now
    await wanting.show_anew(session, kinds.INVITATION, row.id, now=noted, to=to)
    nothing_waits = to is not None and not await waiting(session, to, now=now)
    for occasion in await _reminders_since(session, opens, to=to):
        about: _About = {"occasion": occasion, "now": noted, "to": to}
        if nothing_waits:
            await wanting.stop(session, kinds.REMINDER, restraint.GATHERED[kinds.REMINDER], **about)
        await wanting.show_anew(
            session, kinds.REMINDER, restraint.GATHERED[kinds.REMINDER], **about
        )


async def _reminders_since(session: AsyncSession, opens: datetime, *, to: UUID | None) -> list[str]:
    """The days on which this person, or anybody, was reminded of rounds since this one opened."""
    reminders = [
        Message.kind == kinds.REMINDER,
        Message.subject == restraint.GATHERED[kinds.REMINDER],
        Message.occasion >= in_copenhagen(opens).date().isoformat(),
    ]
    if to:
        reminders.append(Message.person_id == to)
    found = await session.scalars(select(Message.occasion).distinct().where(*reminders))
    return list(found)


def _a_day_before(closes: datetime, hours: WorkingHours) -> datetime:
    """A day before the end, or the last time before that when something can still be done."""
    local = in_copenhagen(closes - A_DAY)
    day, at = local.date(), local.time()
    while not is_working_day(day):
        day -= A_DAY
    before_evening = hours.closes.replace(hour=max(hours.closes.hour - 1, 0))
    return moment_of(day, max(min(at, before_evening), hours.opens))
