"""Before it begins and while it goes: a confirmed broadcast taken back, moved or stopped.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownBroadcast
or, where the broadcast is beyond it, WrongPhase.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.broadcasts import content as contents
from bot.broadcasts import introducing, kinds, queries
from bot.broadcasts.confirming import look_for_newcomers, number_wanted, start_of
from bot.broadcasts.drafting import AFTER_SENDING, APPROVALS, back_to_draft, editable
from bot.broadcasts.models import BroadcastRow, VersionRow
from bot.broadcasts.values import (
    Broadcast,
    Fault,
    FaultyContent,
    Phase,
    WrongPhase,
)
from bot.database.sessions import Sessions
from bot.delivery import due, wanting
from bot.people.values import Person
from bot.preferences import preferences


async def take_back(
    sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime
) -> Broadcast:
    """Make a draft of it again: while it awaits approval, or until it begins."""
    async with sessions.write() as session:
        row = await editable(
            session, broadcast_id, (Phase.DRAFT, Phase.AWAITING, Phase.SCHEDULED), by=by, now=now
        )
        if row.phase == Phase.SCHEDULED:
            for kind in (kinds.BEGUN, kinds.NEWCOMERS):
                await due.forget_due(session, kind, row.id)
            if not await _unwant(session, row.id):
                raise WrongPhase(await queries.as_value(session, row, now=now))
            row.phase, row.published, row.number = Phase.DRAFT, None, None
            row.starts_at = row.confirmed_by_id = None
            row.urgent_reason = ""
            await wanting.show_anew(session, kinds.URGENT, row.id, now=now)
            await _forget_version(session, row)
            await record_act(session, row, "broadcasts.undo", by=by, now=now)
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
        starts_at = start_of(await preferences(session), send_at, urgent=content.urgent, now=now)
        until = contents.end_of_use(content)
        if until and starts_at >= until:
            raise FaultyContent({"send_at": Fault.PAST})
        await due.set_due(session, kinds.BEGUN, row.id, starts_at)
        if content.for_newcomers and not row.channel_id:
            await look_for_newcomers(session, row.id, starts_at, until)
        if not await _hold_until(session, row.id, starts_at, now=now):
            seen = await queries.as_value(session, row, now=now)
            raise WrongPhase(replace(seen, phase=Phase.SENT))
        row.send_at, row.starts_at = send_at, starts_at
        await record_act(session, row, "broadcasts.schedule", by=by, now=now)
        await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.as_value(session, row, now=now)


async def stop(sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime) -> Broadcast:
    """Cancel what isn't sent yet; what is on its way arrives. Once more: only what waits anew."""
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, AFTER_SENDING, by=by, now=now)
        await due.forget_due(session, kinds.NEWCOMERS, row.id)
        await introducing.stop(session, row.id, now=now)
        cancelled = await wanting.stop(session, kinds.RECEIVED, row.id, now=now)
        if row.phase == Phase.STOPPED and not cancelled:
            return await queries.as_value(session, row, now=now)
        row.phase, row.ended_at = Phase.STOPPED, row.ended_at or now
        await record_act(session, row, "broadcasts.stop", number=cancelled, by=by, now=now)
        await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.as_value(session, row, now=now)


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
    return held == await number_wanted(session, broadcast_id)


async def _forget_version(session: AsyncSession, row: BroadcastRow) -> None:
    """Nobody has got it, so it was never sent."""
    await session.execute(delete(VersionRow).where(VersionRow.broadcast_id == row.id))
