"""Who works on a proposal that is taken up, and who has just given something back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inquiries import noticing, queries
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.values import Act, Entry, Inquiry
from bot.people.values import Person


async def tell_who_works_on(
    session: AsyncSession, row: InquiryRow, entry: EntryRow, *, now: datetime
) -> None:
    """Tell whoever was asked to work on it, in working hours; who asked themself knows."""
    if entry.person_id and entry.person_id != entry.by_id:
        await noticing.handed_over(session, row, to=entry.person_id, occasion=entry.id, now=now)


async def worked_on(
    session: AsyncSession, inquiry_id: UUID, occasion: str, *, seen_by: Person
) -> tuple[Inquiry, Entry] | None:
    """The proposal that this person was asked to work on, and by what; None: it isn't that.

    It gives them no more than this: they neither handle it nor see a hidden name. occasion: of the
    message, which is the entry's id in hex.
    """
    row = await session.get(InquiryRow, inquiry_id)
    if not row:
        return None
    inquiry = await queries.as_seen(session, row, seen_by=seen_by)
    for entry in inquiry.entries:
        asked = entry.person is not None and entry.person.id == seen_by.id
        if asked and entry.act is Act.TAKEN_UP and entry.id.hex == occasion:
            return inquiry, entry
    return None


async def has_given_back(session: AsyncSession, inquiry_id: UUID, *, by: Person) -> bool:
    """Whether the last that this person did about it was to give it back."""
    last = await session.scalar(
        select(EntryRow.act)
        .where(EntryRow.inquiry_id == inquiry_id, EntryRow.by_id == by.id)
        .order_by(EntryRow.at.desc(), EntryRow.id)
        .limit(1)
    )
    return last == Act.HANDED_BACK
