"""Sending a broadcast: planned, approved, confirmed, and while it goes stopped or taken back.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownBroadcast
or, where the broadcast is beyond it, WrongPhase.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.approval import NotAwaiting
from bot.broadcasts import content as contents
from bot.broadcasts import introducing, kinds, queries
from bot.broadcasts.drafting import (
    AFTER_SENDING,
    BEING_WRITTEN,
    back_to_draft,
    editable,
    may_be_sender,
    record,
)
from bot.broadcasts.models import BroadcastRow, VersionRow
from bot.broadcasts.values import (
    REASON_LENGTH,
    Broadcast,
    Changed,
    Fault,
    FaultyContent,
    NobodyToApprove,
    NobodyToSendTo,
    NumberChanged,
    Phase,
    Plan,
    ReasonMissing,
    WrongPhase,
)
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.delivery import due, wanting
from bot.delivery.models import Message
from bot.delivery.values import Priority
from bot.people.queries import people_with_role
from bot.people.segments import members, number_of_members
from bot.people.values import Audience, Person, Role
from bot.preferences import Preferences, preferences

TIME_TO_UNDO = timedelta(seconds=30)
APPROVER_IS_SLOW_AFTER = timedelta(hours=2)
LOOK_FOR_NEWCOMERS = timedelta(minutes=15)


async def plan(session: AsyncSession, broadcast: Broadcast, *, by: Person, now: datetime) -> Plan:
    """What will happen when this person sends it now.

    Raises NobodyToSendTo before an audience is chosen.
    """
    if broadcast.audience is None:
        raise NobodyToSendTo
    prefs = await preferences(session)
    approvers = await approval.possible_approvers(session, broadcast.author.id)
    starts_at = _start(prefs, broadcast.send_at, urgent=broadcast.content.urgent, now=now)
    wanted_at = max(broadcast.send_at or now, now)
    return Plan(
        recipients=await queries.recipients(session, broadcast.audience, now=now),
        needs_approval=await _needs_approval(session, prefs, broadcast.audience, approvers),
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
    NobodyToApprove, ReasonMissing or FaultyContent.
    """
    reason = _checked_words("urgent_reason", urgent_reason or "")
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, BEING_WRITTEN + AFTER_SENDING, by=by, now=now)
        seen = await queries.as_value(session, row, now=now)
        if row.revision != revision:
            raise Changed(seen)
        if seen.audience is None:
            raise NobodyToSendTo
        await _require_number(session, row, expected)
        if seen.approver or (row.published and not seen.has_unsent_correction):
            raise WrongPhase(seen)  # somebody was asked already, or there is nothing to send
        prefs = await preferences(session)
        approvers = await approval.possible_approvers(session, row.author_id)
        needs_approval = await _needs_approval(session, prefs, seen.audience, approvers)
        hurried = seen.content.urgent and urgent_reason is not None
        if hurried and not reason:
            raise ReasonMissing
        if needs_approval and not hurried:
            await _ask(session, row, approvers, approver_id, prefs, by=by, now=now)
        else:
            if hurried and needs_approval:
                row.urgent_reason = reason
                await _tell_of_hurry(session, row, by=by, now=now)
                await record(session, row, "broadcasts.send_urgent", by=by, now=now)
            await _publish(session, row, prefs, by=by, now=now)
        await _show_status(session, row, to=by.id, now=now)
        return await queries.as_value(session, row, now=now)


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
    OwnWork, NobodyToSendTo, NumberChanged or FaultyContent.
    """
    async with sessions.write() as session:
        row = await queries.row_for_update(session, broadcast_id)
        if (await queries.as_value(session, row, now=now)).missed_its_time(now):
            raise NotAwaiting
        await approval.approve(session, row.id, revision, by=by, author=row.author_id, now=now)
        if row.revision != revision:
            raise NotAwaiting
        await _require_number(session, row, expected)
        await record(session, row, "broadcasts.approve", by=by, now=now)
        prefs = await preferences(session)
        await _publish(session, row, prefs, by=by, now=now)
        if await _was_asked(session, row.id, by.id):
            await show_anew(session, row.id, now=now)  # the question becomes the status
        else:
            await _show_status(session, row, to=by.id, now=now)
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
    comment = _checked_words("comment", comment)
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


async def take_back(
    sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime
) -> Broadcast:
    """Make a draft of it again: while it awaits approval, or until it begins."""
    async with sessions.write() as session:
        row = await editable(
            session, broadcast_id, (Phase.DRAFT, Phase.AWAITING, Phase.SCHEDULED), by=by, now=now
        )
        if row.phase == Phase.SCHEDULED:
            if not await _unwant(session, row.id):
                raise WrongPhase(await queries.as_value(session, row, now=now))
            row.phase, row.published, row.number = Phase.DRAFT, None, None
            row.starts_at = row.confirmed_by_id = None
            row.urgent_reason = ""
            await wanting.show_anew(session, kinds.URGENT, row.id, now=now)
            await _forget_version(session, row)
            for kind in (kinds.BEGUN, kinds.NEWCOMERS):
                await due.forget_due(session, kind, row.id)
            await record(session, row, "broadcasts.undo", by=by, now=now)
        row.revision += 1
        row.changed_at = now
        await back_to_draft(session, row, now=now)
        return await queries.as_value(session, row, now=now)


async def reschedule(
    sessions: Sessions, broadcast_id: UUID, send_at: datetime, *, by: Person, now: datetime
) -> Broadcast:
    """Let a confirmed one begin at another time; its text and audience stay approved.

    Raises FaultyContent with "send_at" for a time that has passed, and WrongPhase also when the
    outbox has begun with it: nobody gets it at one time and somebody else at another.
    """
    if send_at <= now:
        raise FaultyContent({"send_at": Fault.PAST})
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, (Phase.SCHEDULED,), by=by, now=now)
        content = queries.content_of(row.content)
        starts_at = _start(await preferences(session), send_at, urgent=content.urgent, now=now)
        until = contents.end_of_use(content)
        if until and starts_at >= until:
            raise FaultyContent({"send_at": Fault.PAST})
        if not await _hold_until(session, row.id, starts_at, now=now):
            seen = await queries.as_value(session, row, now=now)
            raise WrongPhase(replace(seen, phase=Phase.SENT))
        row.send_at, row.starts_at = send_at, starts_at
        await due.set_due(session, kinds.BEGUN, row.id, starts_at)
        if content.for_newcomers:
            await _look_for_newcomers(session, row.id, starts_at, until)
        await record(session, row, "broadcasts.schedule", by=by, now=now)
        await show_anew(session, row.id, now=now)
        return await queries.as_value(session, row, now=now)


async def stop(sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime) -> Broadcast:
    """Cancel what isn't sent yet; what is on its way arrives."""
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, AFTER_SENDING, by=by, now=now)
        await introducing.stop(session, row.id, now=now)
        cancelled = await wanting.stop(session, kinds.RECEIVED, row.id, now=now)
        row.phase, row.ended_at = Phase.STOPPED, row.ended_at or now
        await due.forget_due(session, kinds.NEWCOMERS, row.id)
        await record(session, row, "broadcasts.stop", number=cancelled, by=by, now=now)
        await show_anew(session, row.id, now=now)
        return await queries.as_value(session, row, now=now)


async def show_anew(session: AsyncSession, broadcast_id: UUID, *, now: datetime) -> None:
    """Let the cards that show the broadcast's status change. session: a writing one."""
    for kind in (kinds.STATUS, kinds.APPROVAL):
        await wanting.show_anew(session, kind, broadcast_id, now=now)


async def tell_author(
    session: AsyncSession,
    row: BroadcastRow,
    *,
    occasion: str,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Tell who wrote it that it isn't sent, which an edited card might not.

    session: a writing one. not_before: when people are at work, where nobody has just acted.
    """
    await wanting.want(
        session,
        kinds.NOTICE,
        row.id,
        to=[row.author_id],
        occasion=occasion,
        priority=Priority.NOTICE,
        now=now,
        not_before=not_before,
    )


def _start(
    prefs: Preferences, send_at: datetime | None, *, urgent: bool, now: datetime
) -> datetime:
    """When it goes: not before it can be undone, and while people are at work unless urgent."""
    earliest = max(now + TIME_TO_UNDO, send_at or now)
    return earliest if urgent else prefs.working_hours.next(earliest)


def _checked_words(field: str, words: str) -> str:
    """A director's reason or comment, tidy. Raises FaultyContent."""
    words = words.strip()
    if len(words) > REASON_LENGTH:
        raise FaultyContent({field: Fault.TOO_LONG})
    if holds_cpr_number(words):
        raise FaultyContent({field: Fault.CPR_NUMBER})
    return words


async def _require_number(session: AsyncSession, row: BroadcastRow, expected: int) -> None:
    """The roster may have changed since the number was shown that somebody now says yes to."""
    number = await number_of_members(session, Audience.from_json(row.audience))
    if not number:
        raise NobodyToSendTo
    if not row.published and number != expected:
        raise NumberChanged(number)


async def _needs_approval(
    session: AsyncSession, prefs: Preferences, audience: Audience, approvers: tuple[Person, ...]
) -> bool:
    """Whether it is for everybody, however they were chosen, and there is somebody to ask."""
    if not prefs.second_approval or not approvers:
        return False
    everybody = await number_of_members(session, Audience())
    return await number_of_members(session, audience) == everybody


async def _ask(
    session: AsyncSession,
    row: BroadcastRow,
    approvers: tuple[Person, ...],
    approver_id: UUID | None,
    prefs: Preferences,
    *,
    by: Person,
    now: datetime,
) -> None:
    if approver_id not in {person.id for person in approvers} or approver_id in (None, by.id):
        raise NobodyToApprove
    await approval.ask(session, row.id, row.revision, by=by.id, of=approver_id, now=now)
    if not row.published:
        row.phase = Phase.AWAITING
        if row.send_at and row.send_at > now:  # else it goes as soon as it is approved
            await due.set_due(session, kinds.UNAPPROVED, row.id, row.send_at)
    reminded_at = prefs.working_hours.next(now + APPROVER_IS_SLOW_AFTER)
    await due.set_due(session, kinds.APPROVER_SLOW, row.id, reminded_at)
    await wanting.want(
        session,
        kinds.APPROVAL,
        row.id,
        to=[approver_id],
        occasion=str(row.revision),
        priority=Priority.NOTICE,
        now=now,
    )
    await record(session, row, "broadcasts.request_approval", by=by, now=now)


async def _publish(
    session: AsyncSession, row: BroadcastRow, prefs: Preferences, *, by: Person, now: datetime
) -> None:
    """Freeze what it says, and want it shown: to its audience, or to those who have the old one."""
    for kind in (kinds.UNAPPROVED, kinds.APPROVER_SLOW):
        await due.forget_due(session, kind, row.id)
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
    corrected = await wanting.show_anew(session, kinds.RECEIVED, row.id, now=now)
    await due.set_due(session, kinds.BEGUN, row.id, now)
    await record(session, row, "broadcasts.correct", number=corrected, by=by, now=now)


async def _begin(
    session: AsyncSession, row: BroadcastRow, prefs: Preferences, *, by: Person, now: datetime
) -> None:
    content = queries.content_of(row.content)
    audience = Audience.from_json(row.audience)
    starts_at = _start(prefs, row.send_at, urgent=content.urgent, now=now)
    until = contents.end_of_use(content)
    if until and starts_at >= until:
        raise FaultyContent({"useful_until": Fault.PAST})
    if not await may_be_sender(session, content.sender_id):
        raise FaultyContent({"sender_id": Fault.UNKNOWN_SENDER})
    row.phase, row.starts_at, row.confirmed_by_id = Phase.SCHEDULED, starts_at, by.id
    people = members(audience)
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
    row.number = await _number_wanted(session, row.id)
    await due.set_due(session, kinds.BEGUN, row.id, starts_at)
    if content.for_newcomers:
        await _look_for_newcomers(session, row.id, starts_at, until)
    await record(session, row, "broadcasts.send", number=row.number, by=by, now=now)


async def _look_for_newcomers(
    session: AsyncSession, broadcast_id: UUID, starts_at: datetime, until: datetime | None
) -> None:
    first = starts_at + LOOK_FOR_NEWCOMERS
    await due.set_due(session, kinds.NEWCOMERS, broadcast_id, first, not_after=until)


async def _number_wanted(session: AsyncSession, broadcast_id: UUID) -> int:
    counting = select(func.count()).where(
        Message.kind == kinds.RECEIVED, Message.subject == broadcast_id
    )
    return await session.scalar(counting) or 0


async def _unwant(session: AsyncSession, broadcast_id: UUID) -> bool:
    """Forget its messages and what introduces them, if nothing of it has begun."""
    introduction = await introducing.unwant(session, broadcast_id)
    return await wanting.unwant(session, kinds.RECEIVED, broadcast_id) and introduction


async def _hold_until(
    session: AsyncSession, broadcast_id: UUID, starts_at: datetime, *, now: datetime
) -> bool:
    """Hold its messages and what introduces them until another time; whether none has begun."""
    await introducing.reschedule(session, broadcast_id, not_before=starts_at, now=now)
    held = await wanting.reschedule(
        session, kinds.RECEIVED, broadcast_id, not_before=starts_at, now=now
    )
    return held == await _number_wanted(session, broadcast_id)


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


async def _show_status(
    session: AsyncSession, row: BroadcastRow, *, to: UUID, now: datetime
) -> None:
    """Show its status to who acts on it, in one card that changes in place."""
    await wanting.want(session, kinds.STATUS, row.id, to=[to], priority=Priority.ANSWER, now=now)
    await show_anew(session, row.id, now=now)


async def _was_asked(session: AsyncSession, broadcast_id: UUID, person_id: UUID) -> bool:
    """Whether the person got a card with the question; others say yes to what waits."""
    question = select(Message.id).where(
        Message.kind == kinds.APPROVAL,
        Message.subject == broadcast_id,
        Message.person_id == person_id,
    )
    return await session.scalar(question.limit(1)) is not None


async def _forget_version(session: AsyncSession, row: BroadcastRow) -> None:
    """Nobody has got it, so it was never sent."""
    await session.execute(delete(VersionRow).where(VersionRow.broadcast_id == row.id))
