"""What of broadcasts comes due; each is done in the transaction that notes it as done."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts import content as contents
from bot.broadcasts import introducing, kinds, queries
from bot.broadcasts.confirming import LOOK_FOR_NEWCOMERS
from bot.broadcasts.drafting import APPROVALS, back_to_draft, work_of
from bot.broadcasts.models import BroadcastRow
from bot.broadcasts.receipts import is_missing
from bot.broadcasts.values import Phase
from bot.calendar import in_copenhagen
from bot.delivery import due, following, restraint, wanting
from bot.delivery.models import Message
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from bot.people.models import Person
from bot.people.segments import members
from bot.people.values import Audience
from bot.preferences import preferences

ALL_REMINDERS = restraint.GATHERED[kinds.REMINDER]  # one message gathers what a day has


async def begun(session: AsyncSession, it_is: Due) -> None:
    """Keep the status card up to date while messages are on their way."""
    # Without waiting: who approves a correction has the status card before they set this time.
    row = await queries.row_for_update(session, it_is.subject, nowait=True)
    await APPROVALS.show_anew(session, it_is.subject, now=it_is.now)
    began = max(filter(None, (row.starts_at, row.corrected_at, row.ended_at)))
    again = await following.next_look(session, kinds.RECEIVED, row.id, began=began, now=it_is.now)
    if again:
        await due.set_due(session, kinds.BEGUN, row.id, again)


async def unapproved(session: AsyncSession, it_is: Due) -> None:
    """Its time has come without a yes: it isn't sent, and who wrote it is told."""
    row = await queries.row_for_update(session, it_is.subject, nowait=True)
    if row.phase != Phase.AWAITING:
        return
    await back_to_draft(session, row, now=it_is.now)
    await APPROVALS.tell_author(session, work_of(row), "unapproved", now=it_is.now)
    row.revision += 1


async def approver_slow(session: AsyncSession, it_is: Due) -> None:
    """Remind who was asked, and ask their stand-in too."""
    row = await session.get_one(BroadcastRow, it_is.subject)
    await APPROVALS.remind_slow(session, work_of(row), now=it_is.now)


async def newcomers(session: AsyncSession, it_is: Due) -> None:
    """Send it to those who have come into the audience since, for as long as it is useful."""
    row = await queries.row_for_update(session, it_is.subject, nowait=True)
    content = queries.content_of(row.content)
    until = contents.end_of_use(content)
    if row.phase != Phase.SCHEDULED or not row.starts_at or not until or until <= it_is.now:
        return
    if row.channel_id:  # whoever comes into the team finds it there
        return
    if row.starts_at <= it_is.now:
        await _send_to_newcomers(session, row, until, now=it_is.now)
    again = max(row.starts_at, it_is.now) + LOOK_FOR_NEWCOMERS
    await due.set_due(session, kinds.NEWCOMERS, row.id, again, not_after=until)


async def _send_to_newcomers(
    session: AsyncSession, row: BroadcastRow, until: datetime, *, now: datetime
) -> None:
    people = members(Audience.from_json(row.audience))
    prefs = await preferences(session)
    not_before = prefs.working_hours.next(now)
    await introducing.introduce(
        session, people, prefs, before=row.id, not_before=not_before, now=now
    )
    added = await wanting.want(
        session,
        kinds.RECEIVED,
        row.id,
        to=people,
        priority=Priority.BROADCAST,
        now=now,
        not_before=not_before,
        useful_until=until,
    )
    if added:
        await due.set_due(session, kinds.BEGUN, row.id, not_before)


async def remind(session: AsyncSession, it_is: Due) -> None:
    """Remind those who got it and haven't acknowledged it, unless they had enough of the bot.

    Whatever a day has to remind of is one message. Whom the bot spares isn't reminded later.
    """
    today = in_copenhagen(it_is.now).date()
    missing = (
        select(Message.person_id)
        .where(
            Message.kind == kinds.RECEIVED,
            Message.subject == it_is.subject,
            Message.shown > 0,
            Message.wanted > 0,
        )
        .where(is_missing(it_is.subject))
    )
    to = select(Person.id).where(
        Person.active,
        Person.id.in_(missing),
        Person.id.not_in(restraint.had_enough(kinds.REMINDER, today)),
    )
    await wanting.want(
        session,
        kinds.REMINDER,
        ALL_REMINDERS,
        to=to,
        occasion=today.isoformat(),
        priority=Priority.NOTICE,
        now=it_is.now,
        useful_until=it_is.now + timedelta(days=1),
    )
    await APPROVALS.show_anew(session, it_is.subject, now=it_is.now)
