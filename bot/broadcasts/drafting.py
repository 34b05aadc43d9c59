"""Writing a broadcast: a draft is a row, so nothing that was saved is ever lost.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownBroadcast
or, where the broadcast is beyond it, WrongPhase.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval import Approvals, Work
from bot.audit import record_act
from bot.broadcasts import content as contents
from bot.broadcasts import kinds, queries
from bot.broadcasts.models import BroadcastRow
from bot.broadcasts.values import (
    Broadcast,
    Changed,
    ChannelGone,
    Content,
    Fault,
    FaultyContent,
    Phase,
    UnknownBroadcast,
    WrongPhase,
)
from bot.calendar import in_copenhagen
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.delivery import channels, wanting
from bot.delivery.values import Priority
from bot.people.queries import people_with_role
from bot.people.values import Audience, Person, Role

APPROVALS = Approvals(
    "broadcasts",
    approval=kinds.APPROVAL,
    status=kinds.STATUS,
    notice=kinds.NOTICE,
    unapproved=kinds.UNAPPROVED,
    approver_slow=kinds.APPROVER_SLOW,
)
BEING_WRITTEN = (Phase.DRAFT, Phase.AWAITING)
AFTER_SENDING = (Phase.SENT, Phase.STOPPED)


async def create(
    sessions: Sessions,
    content: Content,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
    copy_of: UUID | None = None,
) -> Broadcast:
    """Begin a broadcast; the same turn delivered again gives the same one.

    copy_of: an earlier one whose audience is taken over. Raises FaultyContent; then nothing is
    stored.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        content = await _checked(session, content, now=now)
        copied = await queries.row_for_update(session, copy_of) if copy_of else None
        made = await insert_unless_there(
            session,
            BroadcastRow,
            id=uuid4(),
            turn_key=turn_key,
            phase=Phase.DRAFT,
            revision=1,
            title=content.title,
            content=queries.stored(content),
            author_id=by.id,
            audience=copied.audience if copied else None,
            channel_id=copied.channel_id if copied else None,
            segment=copied.segment if copied else "",
            urgent_reason="",
            created_at=now,
            changed_at=now,
        )
        row = (
            await session.scalars(select(BroadcastRow).where(BroadcastRow.turn_key == turn_key))
        ).one()
        if made:
            await record_act(session, row, "broadcasts.create", by=by, now=now)
        return await queries.as_value(session, row, now=now)


async def save(
    sessions: Sessions,
    broadcast_id: UUID,
    content: Content,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Broadcast:
    """Save what a broadcast says; of one that was sent, what it is to say once it is corrected.

    revision: the one that was shown to who writes. An open question for approval is void. Raises
    FaultyContent or Changed; then nothing is stored.
    """
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, BEING_WRITTEN + AFTER_SENDING, by=by, now=now)
        await _require_revision(session, row, revision, now=now)
        content = await _checked(session, content, now=now)
        if row.published:
            sent = await queries.version(session, row.id, row.published)
            # How it was sent and to whom is past; what it says can be corrected.
            content = replace(
                sent,
                title=content.title,
                text=content.text,
                link_title=content.link_title,
                link=content.link,
            )
        if queries.stored(content) != row.content:
            row.content, row.title = queries.stored(content), content.title
            row.author_id = by.id
            await changed(session, row, now=now)
            await record_act(session, row, "broadcasts.change", by=by, now=now)
        return await queries.as_value(session, row, now=now)


async def choose_audience(
    sessions: Sessions,
    broadcast_id: UUID,
    audience: Audience,
    *,
    by: Person,
    now: datetime,
    segment: str = "",
) -> Broadcast:
    """Choose whom it is for. segment: the name of the saved audience that it was taken from."""
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, BEING_WRITTEN, by=by, now=now)
        chosen = (audience.to_json(), segment, None)
        if (row.audience, row.segment, row.channel_id) != chosen:
            row.audience, row.segment, row.channel_id = chosen
            await changed(session, row, now=now)
        return await queries.as_value(session, row, now=now)


async def choose_channel(
    sessions: Sessions, broadcast_id: UUID, channel_id: str, *, by: Person, now: datetime
) -> Broadcast:
    """Choose that it is for a team's channel. Raises ChannelGone."""
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, BEING_WRITTEN, by=by, now=now)
        if channel_id not in {one.id for one in await channels.channels(session)}:
            raise ChannelGone
        if row.channel_id != channel_id:
            row.audience, row.segment, row.channel_id = None, "", channel_id
            await changed(session, row, now=now)
        return await queries.as_value(session, row, now=now)


async def choose_time(
    sessions: Sessions, broadcast_id: UUID, send_at: datetime | None, *, by: Person, now: datetime
) -> Broadcast:
    """Choose when a draft is to be sent; None: at once.

    Raises FaultyContent with "send_at" for a time that has passed.
    """
    if send_at and send_at <= now:
        raise FaultyContent({"send_at": Fault.PAST})
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, BEING_WRITTEN, by=by, now=now)
        if row.send_at != send_at:
            row.send_at = send_at
            await changed(session, row, now=now)
        return await queries.as_value(session, row, now=now)


async def send_to_me(sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime) -> None:
    """Show the broadcast to who writes it, as receivers will see it."""
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        row = await queries.row_for_update(session, broadcast_id)
        await wanting.want(
            session,
            kinds.TRIAL,
            row.id,
            to=[by.id],
            occasion=now.isoformat(timespec="seconds"),
            priority=Priority.ANSWER,
            now=now,
            useful_until=now + timedelta(hours=1),
        )


async def discard(
    sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime
) -> Broadcast:
    """Throw a draft away; it can be taken back."""
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, BEING_WRITTEN, by=by, now=now)
        before = await queries.as_value(session, row, now=now)
        await changed(session, row, now=now)
        row.phase = Phase.DISCARDED
        await record_act(session, row, "broadcasts.discard", by=by, now=now)
        return before


async def keep(sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime) -> Broadcast:
    """Take back a draft that was thrown away."""
    async with sessions.write() as session:
        row = await editable(session, broadcast_id, (Phase.DISCARDED, Phase.DRAFT), by=by, now=now)
        row.phase = Phase.DRAFT
        await back_to_draft(session, row, now=now)
        return await queries.as_value(session, row, now=now)


async def editable(
    session: AsyncSession,
    broadcast_id: UUID,
    phases: tuple[Phase, ...],
    *,
    by: Person,
    now: datetime,
) -> BroadcastRow:
    """The row, locked, if the person may change it and it is in one of these phases."""
    by.require(Role.DIRECTORATE)
    row = await queries.row_for_update(session, broadcast_id)
    seen = await queries.as_value(session, row, now=now)
    if seen.phase not in phases:
        raise UnknownBroadcast if seen.phase is Phase.DISCARDED else WrongPhase(seen)
    return row


async def changed(session: AsyncSession, row: BroadcastRow, *, now: datetime) -> None:
    """Note that this is a new revision; nobody's yes to an earlier one counts.

    Its author stays who wrote the text, which they mustn't come to approve.
    """
    row.revision += 1
    row.changed_at = now
    await back_to_draft(session, row, now=now)


async def back_to_draft(session: AsyncSession, row: BroadcastRow, *, now: datetime) -> None:
    """Void an open question for approval, and let who was asked see that."""
    await APPROVALS.withdraw(session, row.id, now=now)
    if row.phase == Phase.AWAITING:
        row.phase = Phase.DRAFT


def work_of(row: BroadcastRow) -> Work:
    """What a yes is asked for."""
    return Work(row.id, row.revision, row.title, row.author_id)


async def may_be_sender(session: AsyncSession, sender_id: UUID | None) -> bool:
    """Whether it may be sent in this name: the directorate's (None), or a present director's."""
    directors = await people_with_role(session, Role.DIRECTORATE)
    return sender_id is None or sender_id in {person.id for person in directors}


async def _require_revision(
    session: AsyncSession, row: BroadcastRow, revision: int, *, now: datetime
) -> None:
    if row.revision != revision:
        raise Changed(await queries.as_value(session, row, now=now))


async def _checked(session: AsyncSession, content: Content, *, now: datetime) -> Content:
    """The content, tidy. Raises FaultyContent."""
    content = contents.tidy(content)
    faults = contents.faults(content, today=in_copenhagen(now).date())
    if not await may_be_sender(session, content.sender_id):
        faults["sender_id"] = Fault.UNKNOWN_SENDER
    if faults:
        raise FaultyContent(faults)
    return content
