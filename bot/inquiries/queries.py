"""What is stored of inquiries, as the one who looks may see it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inquiries.models import EntryRow, InquiryRow, VerdictRow
from bot.inquiries.values import Act, Entry, Inquiry, Kind, Phase, Theme, UnknownInquiry
from bot.people import models as people
from bot.people.queries import as_value, rows
from bot.people.values import Person, Role


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

    A hidden asker is shown to nobody but themselves; nor is who they are told by an entry.
    """
    entries = await _entries(session, [row.id for row in inquiries])
    verdicts = await _verdicts(session, [entry.id for entry in entries])
    known = await _people(
        session,
        {
            *(row.asker_id for row in inquiries),
            *(row.owner_id for row in inquiries),
            *(entry.by_id for entry in entries),
            *(entry.person_id for entry in entries),
        },
    )
    return [
        _value(row, [one for one in entries if one.inquiry_id == row.id], verdicts, known, seen_by)
        for row in inquiries
    ]


def _value(
    row: InquiryRow,
    entries: Iterable[EntryRow],
    verdicts: dict[tuple[UUID, UUID], bool],
    known: dict[UUID, Person],
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
                by=None if is_hidden and entry.by_id == row.asker_id else known[entry.by_id],
                at=entry.at,
                text=entry.text,
                person=known[entry.person_id] if entry.person_id else None,
                helped=verdicts.get((entry.id, row.asker_id)),
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


async def _verdicts(
    session: AsyncSession, entry_ids: Sequence[UUID]
) -> dict[tuple[UUID, UUID], bool]:
    found = await session.scalars(select(VerdictRow).where(VerdictRow.entry_id.in_(entry_ids)))
    return {(verdict.entry_id, verdict.person_id): verdict.helped for verdict in found}


async def _people(session: AsyncSession, ids: Iterable[UUID | None]) -> dict[UUID, Person]:
    found = await rows(session, people.Person.id.in_([one for one in ids if one]))
    return {row.id: as_value(row) for row in found}
