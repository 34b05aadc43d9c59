"""What receivers wrote to who sent a broadcast, but for what they took back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inquiries.models import InquiryRow
from bot.inquiries.values import Kind, Phase


async def replied(session: AsyncSession, broadcast_id: UUID) -> dict[UUID, datetime]:
    """Who has written, and when last."""
    rows = await session.execute(
        select(InquiryRow.asker_id, func.max(InquiryRow.asked_at))
        .where(_replies_to(broadcast_id))
        .group_by(InquiryRow.asker_id)
    )
    return dict(rows.all())


async def replied_at(session: AsyncSession, broadcast_id: UUID, person_id: UUID) -> datetime | None:
    """When the person wrote last; None: not at all."""
    return await session.scalar(
        select(func.max(InquiryRow.asked_at)).where(
            _replies_to(broadcast_id), InquiryRow.asker_id == person_id
        )
    )


async def number_of_replies(session: AsyncSession, broadcast_id: UUID) -> int:
    """How many times somebody wrote."""
    counting = select(func.count()).select_from(InquiryRow).where(_replies_to(broadcast_id))
    return await session.scalar(counting) or 0


def _replies_to(broadcast_id: UUID) -> ColumnElement[bool]:
    return and_(
        InquiryRow.kind == Kind.REPLY,
        InquiryRow.about == broadcast_id,
        InquiryRow.phase != Phase.WITHDRAWN,
    )
