"""What is stored of inquiries, as the one who looks may see it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inquiries.models import EntryRow, InquiryRow, VerdictRow
from bot.inquiries.values import (
    DONE_BY_ASKER,
    Act,
    Entry,
    Inquiry,
    Kind,
    Phase,
    Theme,
    UnknownInquiry,
)
from bot.people import models as people
from bot.people.queries import as_value, rows
from bot.people.values import Person, Role

AT_ONCE = 500  # inquiries in one statement: databases take only so many values


def may_see(row: InquiryRow, person: Person) -> bool:
    """Whether this person may see it: who asked, who has it, and the directorate."""
    return person.id in (row.asker_id, row.owner_id) or person.may(Role.DIRECTORATE)


async def inquiry(session: AsyncSession, inquiry_id: UUID, *, seen_by: Person) -> Inquiry:
    """The inquiry as this person may see it. Raises UnknownInquiry, also for who may not."""
    row = await session.get(InquiryRow, inquiry_id)
    if not row or not may_see(row, seen_by):
        raise UnknownInquiry
    return await as_seen(session, row, seen_by=seen_by)


async def as_seen(session: AsyncSession, row: InquiryRow, *, seen_by: Person) -> Inquiry:
    """The row as this person may see it, with all that was done to it."""
    [seen] = await all_as_seen(session, [row], seen_by=seen_by)
    return seen


async def all_as_seen(
    session: AsyncSession, inquiries: Sequence[InquiryRow], *, seen_by: Person
) -> list[Inquiry]:
    """The rows, in their order, as this person may see them.

    A hidden asker is shown to nobody but themselves; nor is who they are told by an entry. What
    they happen to do as one who handles it stands under their name: a gap would tell who asked.
    There may be thousands.
    """
    seen: list[Inquiry] = []
    for start in range(0, len(inquiries), AT_ONCE):
        seen += await _some_as_seen(session, inquiries[start : start + AT_ONCE], seen_by)
    return seen


async def is_done(session: AsyncSession, turn_key: str) -> bool:
    """Whether the turn with this key has done something about an inquiry."""
    found = await session.scalar(select(EntryRow.id).where(EntryRow.turn_key == turn_key))
    return found is not None


async def _some_as_seen(
    session: AsyncSession, inquiries: Sequence[InquiryRow], seen_by: Person
) -> list[Inquiry]:
    ids = [row.id for row in inquiries]
    entries = await _entries(session, ids)
    helped = await _helped(session, ids)
    known = await _people(
        session,
        {
            *(row.asker_id for row in inquiries),
            *(row.owner_id for row in inquiries),
            *(entry.by_id for entry in entries),
            *(entry.person_id for entry in entries),
        },
    )
    of_each: defaultdict[UUID, list[EntryRow]] = defaultdict(list)
    for entry in entries:
        of_each[entry.inquiry_id].append(entry)
    return [_value(row, of_each[row.id], helped, known, seen_by) for row in inquiries]


def _value(
    row: InquiryRow,
    entries: Iterable[EntryRow],
    helped: Collection[tuple[UUID, UUID]],
    known: Mapping[UUID, Person],
    seen_by: Person,
) -> Inquiry:
    is_hidden = row.hidden and row.asker_id != seen_by.id
    return Inquiry(
        id=row.id,
        kind=Kind(row.kind),
        theme=Theme(row.theme) if row.theme else None,
        title=row.title,
        text=row.text,
        background=row.background,
        asker=None if is_hidden else known[row.asker_id],
        hidden=row.hidden,
        about=row.about,
        phase=Phase(row.phase),
        asked_at=row.asked_at,
        due_on=row.due_on,
        revision=row.revision,
        owner=known[row.owner_id] if row.owner_id else None,
        merged_into=row.merged_into_id,
        entries=tuple(
            Entry(
                id=entry.id,
                act=Act(entry.act),
                by=None if is_hidden and Act(entry.act) in DONE_BY_ASKER else known[entry.by_id],
                at=entry.at,
                text=entry.text,
                person=known[entry.person_id] if entry.person_id else None,
                helped=(entry.id, row.asker_id) in helped,
            )
            for entry in entries
        ),
    )


async def _entries(session: AsyncSession, inquiry_ids: Sequence[UUID]) -> Sequence[EntryRow]:
    found = await session.scalars(
        select(EntryRow)
        .where(EntryRow.inquiry_id.in_(inquiry_ids))
        .order_by(EntryRow.at, EntryRow.id)
    )
    return found.all()


async def _helped(session: AsyncSession, inquiry_ids: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    """Which entries helped whom."""
    found = await session.scalars(
        select(VerdictRow)
        .join(EntryRow, EntryRow.id == VerdictRow.entry_id)
        .where(EntryRow.inquiry_id.in_(inquiry_ids))
    )
    return {(verdict.entry_id, verdict.person_id) for verdict in found}


async def _people(session: AsyncSession, ids: Iterable[UUID | None]) -> dict[UUID, Person]:
    found = await rows(session, people.Person.id.in_([one for one in ids if one]))
    return {row.id: as_value(row) for row in found}
