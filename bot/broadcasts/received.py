"""Broadcasts as those meet them who get them."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts import receipts, replies
from bot.broadcasts.kinds import RECEIVED
from bot.broadcasts.models import RECEIPTS_FORGOTTEN, BroadcastRow, ReceiptRow
from bot.broadcasts.queries import people_of, version
from bot.broadcasts.values import NotARecipient, Received, UnknownBroadcast
from bot.delivery import accounts
from bot.delivery.models import Message


async def received(session: AsyncSession, broadcast_id: UUID, person_id: UUID | None) -> Received:
    """A broadcast as one receiver meets it; None: a team's channel. Raises UnknownBroadcast."""
    row = await session.get(BroadcastRow, broadcast_id)
    if not row or not row.published:
        raise UnknownBroadcast
    content = await version(session, row.id, row.published)
    sender = await people_of(session, {content.sender_id})
    if person_id is None:
        return Received(
            row.id, content, sender[0] if sender else None, None, row.corrected_at, None, None, True
        )
    receipt = await session.get(ReceiptRow, (broadcast_id, person_id))
    message_sent_at = await session.scalar(
        select(Message.sent_at).where(
            Message.kind == RECEIVED,
            Message.subject == broadcast_id,
            Message.person_id == person_id,
            Message.occasion == "",
        )
    )
    return Received(
        id=row.id,
        content=content,
        sender=sender[0] if sender else None,
        sent_at=message_sent_at,
        corrected_at=row.corrected_at,
        acknowledged_at=receipt.at if receipt else None,
        replied_at=await replies.replied_at(session, broadcast_id, person_id),
        wrote_it=await receipts.wrote_it(session, broadcast_id, person_id),
        is_forgotten=await session.scalar(select(RECEIPTS_FORGOTTEN.are_deleted(broadcast_id)))
        or False,
    )


async def received_by(session: AsyncSession, broadcast_id: UUID, person_id: UUID) -> Received:
    """A broadcast as it stands in the person's chat. Raises NotARecipient, also once recalled."""
    if not await accounts.was_received(session, RECEIVED, broadcast_id, person_id):
        raise NotARecipient
    return await received(session, broadcast_id, person_id)


async def unacknowledged(session: AsyncSession, person_id: UUID) -> list[Received]:
    """What the person got and is asked to acknowledge, and hasn't; the newest first."""
    ids = await session.scalars(
        select(BroadcastRow.id)
        .join(
            Message,
            (Message.subject == BroadcastRow.id)
            & (Message.kind == RECEIVED)
            & (Message.person_id == person_id)
            & (Message.occasion == ""),
        )
        .where(
            Message.shown > 0,
            Message.wanted > 0,
            select(ReceiptRow.at)
            .where(ReceiptRow.broadcast_id == BroadcastRow.id, ReceiptRow.person_id == person_id)
            .correlate(BroadcastRow)
            .exists()
            .is_(False),
            ~RECEIPTS_FORGOTTEN.are_deleted(BroadcastRow.id),
        )
        .order_by(Message.sent_at.desc())
    )
    found = [await received(session, broadcast_id, person_id) for broadcast_id in ids.all()]
    return [one for one in found if one.asks_receipt]
