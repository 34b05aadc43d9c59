"""A second director's answer to a broadcast: yes, which sends it, or no.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownBroadcast
or, where the broadcast is beyond it, WrongPhase.
"""

from datetime import datetime
from uuid import UUID

from bot.approval import NotAwaiting
from bot.broadcasts import queries
from bot.broadcasts.confirming import publish, require_number
from bot.broadcasts.drafting import APPROVALS, back_to_draft, work_of
from bot.broadcasts.values import Broadcast
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
        await APPROVALS.approve(session, work_of(row), revision, by=by, now=now)
        await require_number(session, row, expected)
        await publish(session, row, await preferences(session), by=by, now=now)
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
    """Say no to this revision; who wrote it is told why. Raises NotAwaiting or FaultyComment."""
    async with sessions.write() as session:
        row = await queries.row_for_update(session, broadcast_id)
        await APPROVALS.decline(session, work_of(row), revision, comment=comment, by=by, now=now)
        await back_to_draft(session, row, now=now)
        row.revision += 1  # the same text may be asked about again
        return await queries.as_value(session, row, now=now)
