"""After a broadcast was sent: taken back, tried again, its receivers reminded.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownBroadcast
or, where the broadcast is beyond it, WrongPhase.
"""

from datetime import date, datetime
from uuid import UUID

from bot import approval
from bot.audit import record_act
from bot.broadcasts import introducing, kinds, queries
from bot.broadcasts.drafting import AFTER_SENDING, APPROVALS, editable
from bot.broadcasts.timing import ALL_REMINDERS
from bot.broadcasts.values import Broadcast, Phase
from bot.database.sessions import Sessions
from bot.delivery import due, reminders, wanting
from bot.people.values import Person
from bot.preferences import preferences


async def recall(sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime) -> Broadcast:
    """Take it away from everybody who got it, and send it to nobody else."""
    async with sessions.write() as session:
        row = await editable(
            session, broadcast_id, (*AFTER_SENDING, Phase.RECALLED), by=by, now=now
        )
        if row.phase != Phase.RECALLED:
            row.phase, row.ended_at = Phase.RECALLED, now
            await approval.void(session, row.id, now=now)
            for kind in (kinds.NEWCOMERS, kinds.REMIND):
                await due.forget_due(session, kind, row.id)
            await due.set_due(session, kinds.BEGUN, row.id, now)
            await introducing.stop(session, row.id, now=now)
            for kind in (kinds.RECEIVED, kinds.TRIAL):
                await wanting.recall(session, kind, row.id, now=now)
            await record_act(session, row, "broadcasts.recall", by=by, now=now, number=row.number)
            await APPROVALS.show_anew(session, row.id, now=now)
            if queries.content_of(row.content).asks_receipt:
                await wanting.show_anew(session, kinds.REMINDER, ALL_REMINDERS, now=now)
        return await queries.as_value(session, row, now=now)


async def try_again(
    sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime
) -> Broadcast:
    """Try again with those whom it couldn't reach, or from whom it couldn't be taken away."""
    async with sessions.write() as session:
        row = await editable(
            session, broadcast_id, (*AFTER_SENDING, Phase.RECALLED), by=by, now=now
        )
        await due.set_due(session, kinds.BEGUN, row.id, now)
        tried = await wanting.try_again(session, kinds.RECEIVED, row.id, now=now)
        await record_act(session, row, "broadcasts.try_again", by=by, now=now, number=tried)
        await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.as_value(session, row, now=now)


async def decide_uncertain(
    sessions: Sessions,
    broadcast_id: UUID,
    message_id: int,
    *,
    again: bool,
    by: Person,
    now: datetime,
) -> Broadcast:
    """Send it once more to somebody who may have got it, or leave it at that."""
    async with sessions.write() as session:
        row = await editable(
            session, broadcast_id, (*AFTER_SENDING, Phase.RECALLED), by=by, now=now
        )
        decide = wanting.send_again if again else wanting.leave_uncertain
        if await decide(session, message_id, about=row.id, now=now):
            act = "broadcasts.send_again" if again else "broadcasts.leave_uncertain"
            await record_act(session, row, act, by=by, now=now, number=1)
            await due.set_due(session, kinds.BEGUN, row.id, now)
            await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.as_value(session, row, now=now)


async def remind(
    sessions: Sessions, broadcast_id: UUID, day: date, *, by: Person, now: datetime
) -> Broadcast:
    """Remind those who haven't acknowledged by then, once.

    day: in Copenhagen; moved to the next working day. Raises NoReceiptAsked, AlreadyReminded or
    DayPassed.
    """
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, AFTER_SENDING, by=by, now=now)
        if row.channel_id or not queries.content_of(row.content).asks_receipt:
            raise reminders.NoReceiptAsked
        hours = (await preferences(session)).working_hours
        row.remind_at = reminders.moved(row.remind_at, day, hours, now=now)
        await due.set_due(session, kinds.REMIND, row.id, row.remind_at)
        await record_act(session, row, "broadcasts.remind", by=by, now=now)
        await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.as_value(session, row, now=now)


async def dont_remind(
    sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime
) -> Broadcast:
    """Remind nobody after all. Raises AlreadyReminded."""
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, AFTER_SENDING, by=by, now=now)
        reminders.refuse_second(row.remind_at, now=now)
        row.remind_at = None
        await due.forget_due(session, kinds.REMIND, row.id)
        await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.as_value(session, row, now=now)
