"""Broadcasts as the directorate meets them. `now` is aware UTC."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.approval import Approval
from bot.broadcasts import receipts, replies
from bot.broadcasts.kinds import APPROVAL, RECEIVED
from bot.broadcasts.models import RECEIPTS_FORGOTTEN, BroadcastRow, VersionRow
from bot.broadcasts.values import (
    Broadcast,
    Content,
    Phase,
    Status,
    UnknownBroadcast,
    Version,
)
from bot.database.locking import STAYS
from bot.delivery import accounts, channels
from bot.delivery.models import Message
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.values import Audience, Person

_CONTENT = TypeAdapter(Content)


async def broadcast(session: AsyncSession, broadcast_id: UUID, *, now: datetime) -> Broadcast:
    """One broadcast as it now stands. Raises UnknownBroadcast."""
    row = await session.get(BroadcastRow, broadcast_id)
    if not row or row.phase == Phase.DISCARDED:
        raise UnknownBroadcast
    return await as_value(session, row, now=now)


async def row_for_update(
    session: AsyncSession, broadcast_id: UUID, *, nowait: bool = False
) -> BroadcastRow:
    """The row, locked until the transaction ends. Raises UnknownBroadcast.

    nowait: for who holds a lock already that others want after this one; raises OperationalError
    when somebody else has the row.
    """
    row = await session.get(
        BroadcastRow,
        broadcast_id,
        with_for_update=STAYS | {"nowait": nowait},
        populate_existing=True,
    )
    if not row:
        raise UnknownBroadcast
    return row


async def as_value(session: AsyncSession, row: BroadcastRow, *, now: datetime) -> Broadcast:
    """The broadcast of a row."""
    await session.flush()
    content = content_of(row.content)
    published = await version(session, row.id, row.published) if row.published else None
    asked = await approval.open_question(session, row.id)
    named = {row.author_id, content.sender_id, row.confirmed_by_id}
    if asked:
        named.add(asked.approver_id)
    known = {person.id: person for person in await people_of(session, named)}
    phase = Phase(row.phase)
    if phase is Phase.SCHEDULED and row.starts_at and row.starts_at <= now:
        phase = Phase.SENT
    shown_sender = (published or content).sender_id
    if shown_sender and shown_sender not in known:
        known |= {person.id: person for person in await people_of(session, {shown_sender})}
    return Broadcast(
        id=row.id,
        phase=phase,
        revision=row.revision,
        content=content,
        published=published,
        author=known[row.author_id],
        sender=known.get(shown_sender) if shown_sender else None,
        audience=Audience.from_json(row.audience) if row.audience is not None else None,
        channel=await channels.channel(session, row.channel_id) if row.channel_id else None,
        segment=row.segment,
        send_at=row.send_at,
        starts_at=row.starts_at,
        confirmed_by=known.get(row.confirmed_by_id) if row.confirmed_by_id else None,
        approver=known.get(asked.approver_id) if asked else None,
        number=row.number,
        urgent_reason=row.urgent_reason,
        changed_at=row.changed_at,
        corrected_at=row.corrected_at,
        ended_at=row.ended_at,
        remind_at=row.remind_at,
        asked_at=asked.asked_at if asked else None,
    )


async def version(session: AsyncSession, broadcast_id: UUID, number: int) -> Content:
    """What was sent, by its number."""
    row = await session.get_one(VersionRow, (broadcast_id, number))
    return content_of(row.content)


async def newest_version(session: AsyncSession, broadcast_id: UUID) -> Content:
    """What was sent last of a broadcast that was sent."""
    rows = await session.scalars(
        select(VersionRow)
        .where(VersionRow.broadcast_id == broadcast_id)
        .order_by(VersionRow.number.desc())
        .limit(1)
    )
    return content_of(rows.one().content)


async def versions(session: AsyncSession, broadcast_id: UUID) -> list[Version]:
    """Everything that was sent of a broadcast, the first version first."""
    said_yes = (  # a yes publishes in its own transaction; what was undone has no version any more
        (Approval.subject == VersionRow.broadcast_id)
        & (Approval.approved_by_id == VersionRow.by_id)
        & (Approval.closed_at == VersionRow.at)
    )
    found = await session.execute(
        select(VersionRow, Approval)
        .outerjoin(Approval, said_yes)
        .where(VersionRow.broadcast_id == broadcast_id)
        .order_by(VersionRow.number)
    )
    rows = found.all()
    approvers = await people_of(session, {yes.approved_by_id for _row, yes in rows if yes})
    known = {person.id: person for person in approvers}
    return [
        Version(
            row.at,
            content_of(row.content),
            known.get(yes.approved_by_id) if yes and yes.approved_by_id else None,
            yes.revision if yes else None,
        )
        for row, yes in rows
    ]


async def drafts(
    session: AsyncSession, *, offset: int, limit: int, now: datetime
) -> list[Broadcast]:
    """What is being written or waits for approval, by anyone of the directorate; newest first."""
    return await _page(session, _unsent(), offset=offset, limit=limit, now=now)


async def number_of_drafts(session: AsyncSession) -> int:
    """How many are being written or wait for approval."""
    return await _number(session, _unsent())


async def sent(session: AsyncSession, *, offset: int, limit: int, now: datetime) -> list[Broadcast]:
    """What was confirmed, also what is scheduled or was recalled; newest first."""
    return await _page(session, _confirmed(), offset=offset, limit=limit, now=now)


async def number_of_sent(session: AsyncSession) -> int:
    """How many were confirmed."""
    return await _number(session, _confirmed())


async def status(session: AsyncSession, broadcast_id: UUID, *, now: datetime) -> Status:
    """A broadcast and its account. Raises UnknownBroadcast."""
    return Status(
        broadcast=await broadcast(session, broadcast_id, now=now),
        account=await accounts.account(session, RECEIVED, broadcast_id),
        acknowledged=await receipts.number_given(session, broadcast_id)
        + await RECEIPTS_FORGOTTEN.number(session, broadcast_id),
        replies=await replies.number_of_replies(session, broadcast_id),
        not_asked=await receipts.number_not_asked(session, broadcast_id),
        in_channel=await accounts.in_channel(session, RECEIVED, broadcast_id),
    )


async def newest_question(
    session: AsyncSession, broadcast_id: UUID, person: Person | None
) -> str | None:
    """The occasion of the last card in which the person was asked for a yes."""
    if not person:
        return None
    return await session.scalar(
        select(Message.occasion)
        .where(
            Message.kind == APPROVAL,
            Message.subject == broadcast_id,
            Message.person_id == person.id,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )


async def awaiting_approval(
    session: AsyncSession, person: Person, *, now: datetime
) -> list[Broadcast]:
    """What waits for a yes that this person may say, the oldest first."""
    ids = await approval.awaiting(session, person)
    rows = [await session.get(BroadcastRow, one) for one in ids]
    return [
        await as_value(session, row, now=now) for row in rows if row and row.author_id != person.id
    ]


def content_of(stored: object) -> Content:
    """The content of a JSON object."""
    return _CONTENT.validate_python(stored)


def stored(content: Content) -> dict[str, object]:
    """The content as a JSON object."""
    return dict(to_jsonable_python(content))


async def people_of(session: AsyncSession, ids: Iterable[UUID | None]) -> list[Person]:
    """The people of these ids; None is nobody."""
    wanted = [person_id for person_id in ids if person_id]
    rows = await people.rows(session, people_models.Person.id.in_(wanted)) if wanted else []
    return [people.as_value(row) for row in rows]


def _unsent() -> ColumnElement[bool]:
    return BroadcastRow.phase.in_((Phase.DRAFT, Phase.AWAITING))


def _confirmed() -> ColumnElement[bool]:
    return BroadcastRow.phase.in_((Phase.SCHEDULED, Phase.STOPPED, Phase.RECALLED))


async def _page(
    session: AsyncSession, which: ColumnElement[bool], *, offset: int, limit: int, now: datetime
) -> list[Broadcast]:
    rows = await session.scalars(
        select(BroadcastRow)
        .where(which)
        .order_by(func.coalesce(BroadcastRow.starts_at, BroadcastRow.changed_at).desc())
        .offset(offset)
        .limit(limit)
    )
    return [await as_value(session, row, now=now) for row in rows.all()]


async def _number(session: AsyncSession, which: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(BroadcastRow).where(which)) or 0
