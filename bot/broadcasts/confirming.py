"""What a confirmation does.

The functions are parts of verbs: they take a writing session, and `now` as aware UTC.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.broadcasts import content as contents
from bot.broadcasts import introducing, kinds, queries
from bot.broadcasts.drafting import may_be_sender
from bot.broadcasts.models import BroadcastRow, VersionRow
from bot.broadcasts.values import (
    ChannelGone,
    Fault,
    FaultyContent,
    NobodyToSendTo,
    NumberChanged,
    Phase,
)
from bot.delivery import channels, due, wanting
from bot.delivery.models import Message
from bot.delivery.values import Priority
from bot.people.segments import members, number_of_members
from bot.people.values import Audience, Person
from bot.preferences import Preferences

TIME_TO_UNDO = timedelta(seconds=30)
LOOK_FOR_NEWCOMERS = timedelta(minutes=15)


async def publish(
    session: AsyncSession, row: BroadcastRow, prefs: Preferences, *, by: Person, now: datetime
) -> None:
    """Freeze what it says, and want it shown: to its audience, or to those who have the old one.

    Raises FaultyContent when it can't be sent any more as it stands.
    """
    first = row.published is None
    row.published = (row.published or 0) + 1
    session.add(
        VersionRow(
            broadcast_id=row.id, number=row.published, content=row.content, by_id=by.id, at=now
        )
    )
    if first:
        await _begin(session, row, prefs, by=by, now=now)
        return
    row.corrected_at = now
    await due.set_due(session, kinds.BEGUN, row.id, now)
    corrected = await wanting.show_anew(session, kinds.RECEIVED, row.id, now=now)
    await record_act(session, row, "broadcasts.correct", number=corrected, by=by, now=now)


def start_of(
    prefs: Preferences, send_at: datetime | None, *, urgent: bool, now: datetime
) -> datetime:
    """When it goes: not before it can be undone, and while people are at work unless urgent."""
    earliest = max(now + TIME_TO_UNDO, send_at or now)
    return earliest if urgent else prefs.working_hours.next(earliest)


async def require_number(session: AsyncSession, row: BroadcastRow, expected: int) -> None:
    """Hold the audience against the number that was shown to who now says yes.

    The roster may have changed since. A channel counts as one, and is there or not. Raises
    NobodyToSendTo, NumberChanged or ChannelGone.
    """
    if row.channel_id:
        if not row.published and (await channels.channel(session, row.channel_id)).is_gone:
            raise ChannelGone
        return
    number = await number_of_members(session, Audience.from_json(row.audience))
    if not number:
        raise NobodyToSendTo
    if not row.published and number != expected:
        raise NumberChanged(number)


async def number_wanted(session: AsyncSession, broadcast_id: UUID) -> int:
    """How many messages of a broadcast there are: its audience."""
    counting = select(func.count()).where(
        Message.kind == kinds.RECEIVED, Message.subject == broadcast_id
    )
    return await session.scalar(counting) or 0


async def look_for_newcomers(
    session: AsyncSession, broadcast_id: UUID, starts_at: datetime, until: datetime | None
) -> None:
    """Send it to newcomers too, from a while after it begins until it is no longer useful."""
    first = starts_at + LOOK_FOR_NEWCOMERS
    await due.set_due(session, kinds.NEWCOMERS, broadcast_id, first, not_after=until)


async def _begin(
    session: AsyncSession, row: BroadcastRow, prefs: Preferences, *, by: Person, now: datetime
) -> None:
    content = queries.content_of(row.content)
    starts_at = start_of(prefs, row.send_at, urgent=content.urgent, now=now)
    until = contents.end_of_use(content)
    if until and starts_at >= until:
        raise FaultyContent({"useful_until": Fault.PAST})
    if not await may_be_sender(session, content.sender_id):
        raise FaultyContent({"sender_id": Fault.UNKNOWN_SENDER})
    row.phase, row.starts_at, row.confirmed_by_id = Phase.SCHEDULED, starts_at, by.id
    await due.set_due(session, kinds.BEGUN, row.id, starts_at)
    if content.for_newcomers and not row.channel_id:
        await look_for_newcomers(session, row.id, starts_at, until)
    if row.channel_id:
        await wanting.want_in_channel(
            session,
            kinds.RECEIVED,
            row.id,
            conversation_id=row.channel_id,
            priority=Priority.BROADCAST,
            now=now,
            not_before=starts_at,
            useful_until=until,
        )
    else:
        people = members(Audience.from_json(row.audience))
        await introducing.introduce(
            session, people, prefs, before=row.id, not_before=starts_at, now=now
        )
        await wanting.want(
            session,
            kinds.RECEIVED,
            row.id,
            to=people,
            priority=Priority.BROADCAST,
            now=now,
            not_before=starts_at,
            useful_until=until,
        )
    row.number = await number_wanted(session, row.id)
    await record_act(session, row, "broadcasts.send", number=row.number, by=by, now=now)
