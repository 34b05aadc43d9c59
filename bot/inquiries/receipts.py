"""The card that tells who asked where it stands: sent at once, and edited as that changes."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.inquiries import kinds
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import Kind

# Who replies to a broadcast sees on that card that it was sent.
_WITH_RECEIPT = (Kind.QUESTION, Kind.PROPOSAL, Kind.DECISION)


async def give(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Let who asked have the card. session: a writing one."""
    if row.kind in _WITH_RECEIPT:
        await wanting.want(
            session, kinds.RECEIPT, row.id, to=[row.asker_id], priority=Priority.ANSWER, now=now
        )


async def show_anew(
    session: AsyncSession, row: InquiryRow, *, now: datetime, not_before: datetime | None = None
) -> None:
    """Let the cards of all who get its answer say what is now true.

    session: a writing one. not_before: so that no card tells of an answer before it comes.
    """
    merged = await session.scalars(
        select(InquiryRow.id).where(InquiryRow.merged_into_id == row.id).order_by(InquiryRow.id)
    )
    for inquiry_id in (row.id, *merged):
        await wanting.show_anew(session, kinds.RECEIPT, inquiry_id, now=now, not_before=not_before)
