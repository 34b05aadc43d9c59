"""Sending a broadcast: planned, and confirmed or handed to a second director.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownBroadcast
or, where the broadcast is beyond it, WrongPhase.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.audit import record_act
from bot.broadcasts import kinds, queries, recipients
from bot.broadcasts.confirming import TIME_TO_UNDO, publish, require_number, start_of
from bot.broadcasts.content import checked_words
from bot.broadcasts.drafting import AFTER_SENDING, APPROVALS, BEING_WRITTEN, editable, work_of
from bot.broadcasts.models import BroadcastRow
from bot.broadcasts.values import (
    Broadcast,
    Changed,
    NobodyToSendTo,
    Phase,
    Plan,
    ReasonMissing,
    Recipients,
    WrongPhase,
)
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.people.queries import people_with_role
from bot.people.segments import number_of_members
from bot.people.values import Audience, Person, Role
from bot.preferences import Preferences, preferences


async def plan(session: AsyncSession, broadcast: Broadcast, *, by: Person, now: datetime) -> Plan:
    """What will happen when this person sends it now.

    Raises NobodyToSendTo before it is chosen whom it is for.
    """
    prefs = await preferences(session)
    approvers = await approval.possible_approvers(session, broadcast.author.id)
    starts_at = start_of(prefs, broadcast.send_at, urgent=broadcast.content.urgent, now=now)
    wanted_at = max(broadcast.send_at or now, now)
    return Plan(
        recipients=await _recipients(session, broadcast, now=now),
        needs_approval=await _needs_approval(session, prefs, broadcast, approvers),
        approvers=tuple(person for person in approvers if person.id != by.id),
        starts_at=starts_at,
        delayed=starts_at > wanted_at + TIME_TO_UNDO,
    )


async def send(
    sessions: Sessions,
    broadcast_id: UUID,
    *,
    revision: int,
    expected: int,
    by: Person,
    now: datetime,
    approver_id: UUID | None = None,
    urgent_reason: str | None = None,
) -> Broadcast:
    """Send it, or ask for the approval that it needs; of one that was sent, its correction.

    revision: the one that was shown. expected: how many its audience was then; a correction goes
    to whoever has got it. approver_id: who is asked. urgent_reason: sends something urgent without
    approval; every director is told the reason. Raises Changed, NobodyToSendTo, NumberChanged,
    ChannelGone, NobodyToApprove, ReasonMissing or FaultyContent.
    """
    reason = checked_words("urgent_reason", urgent_reason or "")
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, BEING_WRITTEN + AFTER_SENDING, by=by, now=now)
        seen = await queries.as_value(session, row, now=now)
        if row.revision != revision:
            raise Changed(seen)
        if not seen.is_addressed:
            raise NobodyToSendTo
        await require_number(session, row, expected)
        if seen.approver or (row.published and not seen.has_unsent_correction):
            raise WrongPhase(seen)  # somebody was asked already, or there is nothing to send
        prefs = await preferences(session)
        approvers = await approval.possible_approvers(session, row.author_id)
        needs_approval = await _needs_approval(session, prefs, seen, approvers)
        hurried = seen.content.urgent and urgent_reason is not None
        if hurried and not reason:
            raise ReasonMissing
        if needs_approval and not hurried:
            await _ask(session, row, approver_id, by=by, now=now)
        else:
            if hurried and needs_approval:
                row.urgent_reason = reason
                await _tell_of_hurry(session, row, by=by, now=now)
                await record_act(session, row, "broadcasts.send_urgent", by=by, now=now)
            await publish(session, row, prefs, by=by, now=now)
        await APPROVALS.show_status(session, row.id, to=by.id, now=now)
        return await queries.as_value(session, row, now=now)


async def _recipients(session: AsyncSession, broadcast: Broadcast, *, now: datetime) -> Recipients:
    if broadcast.channel:
        return await recipients.in_channel(session, broadcast.channel.id, now=now)
    if broadcast.audience is None:
        raise NobodyToSendTo
    return await recipients.recipients(session, broadcast.audience, now=now)


async def _needs_approval(
    session: AsyncSession, prefs: Preferences, broadcast: Broadcast, approvers: tuple[Person, ...]
) -> bool:
    """Whether it is for everybody, however they were chosen, and there is somebody to ask.

    A channel is taken for everybody: who is in a team isn't known here, grows without us, and
    may be more than the roster.
    """
    if not prefs.second_approval or not approvers:
        return False
    if broadcast.audience is None:
        return True
    everybody = await number_of_members(session, Audience())
    return await number_of_members(session, broadcast.audience) == everybody


async def _ask(
    session: AsyncSession, row: BroadcastRow, approver_id: UUID | None, *, by: Person, now: datetime
) -> None:
    # Without a time of its own it goes as soon as it is approved, and so does a correction.
    needed_by = None if row.published else row.send_at
    await APPROVALS.request(
        session, work_of(row), of=approver_id, by=by, now=now, needed_by=needed_by
    )
    if not row.published:
        row.phase = Phase.AWAITING


async def _tell_of_hurry(
    session: AsyncSession, row: BroadcastRow, *, by: Person, now: datetime
) -> None:
    directors = await people_with_role(session, Role.DIRECTORATE)
    await wanting.want(
        session,
        kinds.URGENT,
        row.id,
        to=[person.id for person in directors if person.id != by.id],
        occasion=str(row.revision),
        priority=Priority.NOTICE,
        now=now,
    )
