"""Who is asked to say that they have read a broadcast, and who has said so.

Not asked is who wrote, approved or sent it: they get it like everybody, but they know it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, exists, func, select, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.audit import AuditRow
from bot.broadcasts.kinds import RECEIVED
from bot.broadcasts.models import RECEIPTS_FORGOTTEN, ReceiptRow, VersionRow
from bot.delivery.accounts import standing
from bot.delivery.models import Message
from bot.delivery.standings import Standing

WRITING = ("broadcasts.create", "broadcasts.change")


def authors(broadcast_id: UUID | InstrumentedAttribute[UUID]) -> CompoundSelect[Any]:
    """Select the ids of who wrote, approved or sent a broadcast.

    As part of a statement. broadcast_id: or the column of it that holds one.
    """
    wrote = select(AuditRow.actor_id).where(
        AuditRow.subject == broadcast_id,
        AuditRow.act.in_(WRITING),
        AuditRow.actor_id.is_not(None),
    )
    published = select(VersionRow.by_id).where(VersionRow.broadcast_id == broadcast_id)
    return union(wrote, published)


def is_missing(broadcast_id: UUID) -> ColumnElement[bool]:
    """Whether the person of a row of `Message` is asked for a receipt that they haven't given."""
    given = select(ReceiptRow.person_id).where(ReceiptRow.broadcast_id == broadcast_id)
    return (
        Message.person_id.not_in(given)
        & Message.person_id.not_in(authors(broadcast_id))
        & ~RECEIPTS_FORGOTTEN.are_deleted(broadcast_id)
    )


async def wrote_it(session: AsyncSession, broadcast_id: UUID, person_id: UUID | None) -> bool:
    """Whether the person wrote, approved or sent it."""
    return person_id in set(await session.scalars(authors(broadcast_id)))


async def number_not_asked(session: AsyncSession, broadcast_id: UUID) -> int:
    """How many have got it who aren't asked for a receipt, and haven't given one either."""
    gave_one = exists().where(
        ReceiptRow.broadcast_id == broadcast_id, ReceiptRow.person_id == Message.person_id
    )
    counting = select(func.count()).where(
        Message.kind == RECEIVED,
        Message.subject == broadcast_id,
        Message.occasion == "",
        standing() == Standing.SENT,
        Message.person_id.in_(authors(broadcast_id)),
        ~gave_one.correlate(Message),
    )
    return await session.scalar(counting) or 0


async def given(session: AsyncSession, broadcast_id: UUID) -> dict[UUID, datetime]:
    """Who has acknowledged, and when."""
    rows = await session.execute(
        select(ReceiptRow.person_id, ReceiptRow.at).where(ReceiptRow.broadcast_id == broadcast_id)
    )
    return dict(rows.all())


async def number_given(session: AsyncSession, broadcast_id: UUID) -> int:
    """How many have acknowledged, but for those whose receipts were deleted since."""
    counting = select(func.count()).where(ReceiptRow.broadcast_id == broadcast_id)
    return await session.scalar(counting) or 0
