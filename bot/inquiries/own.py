"""Inquiries as those who sent them meet them: where each stands, and what came back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inquiries import queries
from bot.inquiries.models import EntryRow, InquiryRow, VerdictRow
from bot.inquiries.values import (
    SAID_TO_ASKER,
    Act,
    Entry,
    Inquiry,
    Own,
    Phase,
    ReceivedAnswer,
    UnknownInquiry,
)
from bot.people.values import Person


async def own_inquiries(
    session: AsyncSession, person: Person, *, offset: int, limit: int
) -> list[Own]:
    """What this person has sent, the newest first."""
    rows = await session.scalars(
        select(InquiryRow)
        .where(InquiryRow.asker_id == person.id)
        .order_by(InquiryRow.asked_at.desc(), InquiryRow.id)
        .offset(offset)
        .limit(limit)
    )
    return await as_own(session, rows.all(), person)


async def number_of_own(session: AsyncSession, person: Person) -> int:
    """How much this person has sent."""
    counting = select(func.count()).select_from(InquiryRow)
    return await session.scalar(counting.where(InquiryRow.asker_id == person.id)) or 0


async def own_inquiry(session: AsyncSession, inquiry_id: UUID, person: Person) -> Own:
    """One that this person has sent. Raises UnknownInquiry, also for somebody else's."""
    row = await session.get(InquiryRow, inquiry_id)
    if not row or row.asker_id != person.id:
        raise UnknownInquiry
    [own] = await as_own(session, [row], person)
    return own


async def made_by(session: AsyncSession, form: UUID, person: Person) -> Own | None:
    """What this person sent with this form, if it was sent. Raises UnknownInquiry for others'."""
    row = await session.scalar(select(InquiryRow).where(InquiryRow.turn_key == str(form)))
    if not row:
        return None
    return await own_inquiry(session, row.id, person)


async def received(session: AsyncSession, entry_id: UUID, person: Person) -> ReceivedAnswer:
    """An answer as this person got it. Raises UnknownInquiry for who didn't ask."""
    entry = await session.get(EntryRow, entry_id)
    if not entry or entry.act not in SAID_TO_ASKER:
        raise UnknownInquiry
    row = await answered_row(session, entry, person)
    answered = await session.get_one(InquiryRow, entry.inquiry_id)
    [own] = await as_own(session, [row], person)
    thread = (await queries.as_seen(session, answered, seen_by=person)).entries
    [said] = await _with_verdicts(
        session, [one for one in thread if one.id == entry_id], person=person
    )
    later = (
        one
        for one in own.thread
        if one.at > said.at or (one.act is Act.FOLLOWED_UP and one.at == said.at)
    )
    return ReceivedAnswer(own, said, next(later, None))


async def answered_row(session: AsyncSession, entry: EntryRow, person: Person) -> InquiryRow:
    """The inquiry of this person's that an entry answers. Raises UnknownInquiry for others.

    The one that was answered; one that was merged into it, until its asker asked further and so got
    the answer copied into it; or one that is merged into it still. A person may have several.
    """
    answered = await session.get_one(InquiryRow, entry.inquiry_id)
    if answered.asker_id == person.id:
        return answered
    of_person = select(InquiryRow).where(InquiryRow.asker_id == person.id)
    merged = of_person.where(InquiryRow.merged_into_id == answered.id)
    parted = of_person.join(EntryRow, EntryRow.inquiry_id == InquiryRow.id).where(
        EntryRow.act == entry.act,
        EntryRow.by_id == entry.by_id,
        EntryRow.at == entry.at,
        EntryRow.text == entry.text,
    )
    for query in (parted, merged):
        found = await session.scalar(query.order_by(InquiryRow.asked_at, InquiryRow.id).limit(1))
        if found:
            return found
    raise UnknownInquiry


async def as_own(session: AsyncSession, rows: Sequence[InquiryRow], person: Person) -> list[Own]:
    """The rows of this person's, in their order, as they meet them."""
    inquiries = await queries.all_as_seen(session, rows, seen_by=person)
    leading = await _leading(session, rows, person)
    every = [*inquiries, *leading.values()]
    said = {
        one.id: one
        for one in await _with_verdicts(
            session, [entry for inquiry in every for entry in inquiry.entries], person=person
        )
    }
    return [_own(one, leading.get(one.merged_into), said) for one in inquiries]


def _own(inquiry: Inquiry, lead: Inquiry | None, said: dict[UUID, Entry]) -> Own:
    """lead: what it is merged into."""
    thread = [one for one in inquiry.entries if one.act in (*SAID_TO_ASKER, Act.FOLLOWED_UP)]
    if lead:
        thread += _answers_to_all(lead, since=_merged_at(inquiry))
    thread.sort(key=lambda one: one.at)
    return Own(
        inquiry,
        phase=_phase(inquiry, thread),
        thread=tuple(said[one.id] for one in thread),
        owner=(lead or inquiry).owner,
    )


def _merged_at(inquiry: Inquiry) -> datetime:
    merged = (one.at for one in inquiry.entries if one.act is Act.MERGED)
    return max(merged, default=inquiry.asked_at)


def _answers_to_all(lead: Inquiry, *, since: datetime) -> list[Entry]:
    """What was answered there, until its own asker asked further: the rest concerns only them."""
    answers: list[Entry] = []
    for entry in lead.entries:
        if entry.act is Act.FOLLOWED_UP and answers:
            break
        if entry.act in SAID_TO_ASKER and entry.at >= since:
            answers.append(entry)
    return answers


def _phase(inquiry: Inquiry, thread: Sequence[Entry]) -> Phase:
    if inquiry.phase is not Phase.MERGED:
        return inquiry.phase
    if thread and thread[-1].act in SAID_TO_ASKER:
        return Phase(thread[-1].act.value)
    return Phase.OPEN


async def _leading(
    session: AsyncSession, rows: Sequence[InquiryRow], person: Person
) -> dict[UUID | None, Inquiry]:
    """What the rows are merged into, by its id."""
    ids = [row.merged_into_id for row in rows if row.merged_into_id]
    found = await session.scalars(select(InquiryRow).where(InquiryRow.id.in_(ids)))
    seen = await queries.all_as_seen(session, found.all(), seen_by=person)
    return {one.id: one for one in seen}


async def _with_verdicts(
    session: AsyncSession, entries: Iterable[Entry], *, person: Person
) -> list[Entry]:
    """The entries with what this person said of them, and not what anybody else did."""
    told = list(entries)
    found = await session.scalars(
        select(VerdictRow.entry_id).where(
            VerdictRow.person_id == person.id,
            VerdictRow.entry_id.in_([one.id for one in told]),
        )
    )
    helped = set(found)
    return [replace(one, helped=one.id in helped) for one in told]
