"""A second director's answer to a broadcast: yes, which sends it, or no.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownBroadcast
or, where the broadcast is beyond it, WrongPhase.
"""

from datetime import datetime
from uuid import UUID

from bot import approval
from bot.approval import NotAwaiting
from bot.broadcasts import kinds, queries
from bot.broadcasts.confirming import publish, require_number, show_anew, show_status, tell_author
from bot.broadcasts.content import checked_words
from bot.broadcasts.drafting import (
    back_to_draft,
    record,
)
from bot.broadcasts.values import (
    Broadcast,
    Fault,
    FaultyContent,
)
from bot.database.sessions import Sessions
from bot.people.values import Person
from bot.preferences import preferences


async def approve(
    sessions: Sessions,
    broadcast_id: UUID,
    *,
    revision: int,
    expected: int,
    by: Person,
    now: datetime,
) -> Broadcast:
    """Say yes to this revision, which sends it.

    expected: see `send`. Raises NotAwaiting, also once the time has come that it was to be sent,
    OwnWork, NobodyToSendTo, NumberChanged, ChannelGone or FaultyContent.
    """
    async with sessions.write() as session:
        row = await queries.row_for_update(session, broadcast_id)
        if (await queries.as_value(session, row, now=now)).missed_its_time(now):
            raise NotAwaiting
        await approval.approve(session, row.id, revision, by=by, author=row.author_id, now=now)
        if row.revision != revision:
            raise NotAwaiting
        await require_number(session, row, expected)
        await record(session, row, "broadcasts.approve", by=by, now=now)
        prefs = await preferences(session)
        await publish(session, row, prefs, by=by, now=now)
        if await approval.was_asked(session, kinds.APPROVAL, row.id, by.id):
            await show_anew(session, row.id, now=now)  # the question becomes the status
        else:
            await show_status(session, row, to=by.id, now=now)
        return await queries.as_value(session, row, now=now)


async def send_back(
    sessions: Sessions,
    broadcast_id: UUID,
    *,
    revision: int,
    comment: str,
    by: Person,
    now: datetime,
) -> Broadcast:
    """Say no to this revision; who wrote it is told why. Raises NotAwaiting or FaultyContent."""
    comment = checked_words("comment", comment)
    if not comment:
        raise FaultyContent({"comment": Fault.MISSING})
    async with sessions.write() as session:
        row = await queries.row_for_update(session, broadcast_id)
        await approval.decline(session, row.id, revision, comment=comment, by=by, now=now)
        await record(session, row, "broadcasts.return", by=by, now=now)
        await back_to_draft(session, row, now=now)
        await tell_author(session, row, occasion=f"returned {revision}", now=now)
        row.revision += 1  # the same text may be asked about again
        return await queries.as_value(session, row, now=now)
