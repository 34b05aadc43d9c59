"""Locking inquiries in one order, so that nobody waits for who waits for them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.locking import STAYS
from bot.inquiries.models import InquiryRow


async def lock_families(session: AsyncSession, *ids: UUID) -> dict[UUID, InquiryRow]:
    """The rows of these, of what they are merged into and of what is merged into them, locked.

    Whatever is changed together with an inquiry is among them, so this is called once in a
    transaction. session: a writing one. Ids of which there is no inquiry are left out.
    """
    while True:
        found = await _families(session, ids)
        # What has joined meanwhile may come first in the order, so the others are let go of.
        attempt = await session.begin_nested()
        rows = await session.scalars(
            select(InquiryRow)
            .where(InquiryRow.id.in_(found))
            .order_by(InquiryRow.id)
            .with_for_update(key_share=STAYS["key_share"])
            .execution_options(populate_existing=True)
        )
        locked = {one.id: one for one in rows}
        if await _families(session, ids) <= locked.keys():
            await attempt.commit()
            return locked
        await attempt.rollback()


async def _families(session: AsyncSession, ids: Collection[UUID]) -> set[UUID]:
    leads = select(InquiryRow.merged_into_id).where(InquiryRow.id.in_(ids))
    found = await session.scalars(
        select(InquiryRow.id).where(
            or_(
                InquiryRow.id.in_(ids),
                InquiryRow.id.in_(leads),
                InquiryRow.merged_into_id.in_(ids),
            )
        )
    )
    return set(found)
