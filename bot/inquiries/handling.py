"""What the directorate, or whoever knows, does about an inquiry; each verb is one transaction.

Every verb takes the revision that the person saw, and the key of the turn, so that the same turn
delivered again does it once; `now` is aware UTC. Each gives the inquiry as it then stands, and
raises UnknownInquiry for who may not, ChangedInquiry when somebody was faster, and WrongPhase.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.inquiries import inbox, kinds, noticing, queries, receipts
from bot.inquiries.locking import lock_families
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.saving import draft_from_answer
from bot.inquiries.texts import checked, refuse_cpr_numbers
from bot.inquiries.values import (
    ANSWER_LENGTH,
    SAID_TO_ASKER,
    SETTLED,
    Act,
    ChangedInquiry,
    Inquiry,
    Kind,
    NobodyChosen,
    Phase,
    UnknownInquiry,
    WrongPhase,
)
from bot.inquiries.working_on import tell_who_works_on
from bot.knowledge.values import Knowledge
from bot.people.models import Person as PersonRow
from bot.people.values import Person, Role
from bot.preferences import preferences

OPEN = (Phase.OPEN,)
_PHASES = {
    Act.ANSWERED: Phase.ANSWERED,
    Act.CLOSED: Phase.CLOSED,
    Act.TAKEN_UP: Phase.TAKEN_UP,
    Act.NOT_NOW: Phase.NOT_NOW,
}
_AUDITED = {
    Act.ANSWERED: "inquiries.answer",
    Act.CLOSED: "inquiries.close",
    Act.TAKEN_UP: "inquiries.take_up",
    Act.NOT_NOW: "inquiries.not_now",
}


@dataclass(frozen=True)
class Doing:
    """Who does something about which inquiry, as they saw it. turn_key: of the turn."""

    inquiry_id: UUID
    revision: int
    by: Person
    turn_key: str
    now: datetime


async def take(sessions: Sessions, doing: Doing) -> Inquiry:
    """Note that a director answers it."""
    doing.by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        row = await begin(session, doing, phases=OPEN)
        if row and row.owner_id != doing.by.id:
            row.owner_id = doing.by.id
            await note(session, row, doing, Act.TAKEN)
            await noticing.owner_changed(session, row, now=doing.now)
        return await seen(session, doing)


async def give_back(sessions: Sessions, doing: Doing, text: str = "") -> Inquiry:
    """Note that it is nobody's again; the directorate is told when it wasn't one of them.

    text: what the person has to say to it. Raises a FaultyText.
    """
    text = checked("text", text, longest=ANSWER_LENGTH, required=False)
    async with sessions.write() as session:
        row = await begin(session, doing, phases=OPEN)
        if row and row.owner_id:
            row.owner_id = None
            await note(session, row, doing, Act.HANDED_BACK, text)
            if not doing.by.may(Role.DIRECTORATE):
                await noticing.inquiry_came(session, row, now=doing.now)
            await noticing.owner_changed(session, row, now=doing.now)
        # Who has given it back may see it no more, but this once.
        given = await session.get_one(InquiryRow, doing.inquiry_id)
        return await queries.as_seen(session, given, seen_by=doing.by)


async def hand_over(sessions: Sessions, doing: Doing, to: UUID | None, text: str = "") -> Inquiry:
    """Let somebody answer it who knows, and tell them. text: what they should know.

    Raises NobodyChosen or a FaultyText.
    """
    doing.by.require(Role.DIRECTORATE)
    text = checked("text", text, longest=ANSWER_LENGTH, required=False)
    async with sessions.write() as session:
        row = await begin(session, doing, phases=OPEN)
        if row:
            person = await _on_roster(session, to)
            row.owner_id = person.id
            entry = await note(session, row, doing, Act.HANDED_OVER, text, person=person.id)
            await noticing.owner_changed(session, row, now=doing.now)
            await noticing.handed_over(session, row, to=person.id, occasion=entry.id, now=doing.now)
            await audit.record(
                session,
                actor=doing.by,
                act="inquiries.hand_over",
                subject=row.id,
                about=person.name,
                now=doing.now,
            )
        return await seen(session, doing)


async def answer(sessions: Sessions, doing: Doing, text: str) -> Inquiry:
    """Answer everyone who asked. Of what is settled, this is another answer, in place of the last.

    Raises a FaultyText.
    """
    refuse_cpr_numbers(text=text)
    async with sessions.write() as session:
        return await answer_in(session, doing, text)


async def answer_in(session: AsyncSession, doing: Doing, text: str) -> Inquiry:
    """The same in a transaction that does more, such as saving the answer."""
    return await _settle(session, doing, Act.ANSWERED, text, phases=(*OPEN, *SETTLED))


async def answer_and_save(sessions: Sessions, doing: Doing, text: str) -> tuple[Inquiry, Knowledge]:
    """The same, with a draft of a saved answer made of it; gives that draft, too."""
    doing.by.require(Role.DIRECTORATE)
    refuse_cpr_numbers(text=text)
    async with sessions.write() as session:
        inquiry = await answer_in(session, doing, text)
        [*_earlier, answered] = [one for one in inquiry.entries if one.act is Act.ANSWERED]
        draft = await draft_from_answer(session, answered.id, by=doing.by, now=doing.now)
        return inquiry, draft


async def close(sessions: Sessions, doing: Doing, reason: str) -> Inquiry:
    """Close it without an answer; who asked gets the reason. Raises a FaultyText."""
    doing.by.require(Role.DIRECTORATE)
    refuse_cpr_numbers(text=reason)
    async with sessions.write() as session:
        return await _settle(session, doing, Act.CLOSED, reason, phases=OPEN)


async def take_up(sessions: Sessions, doing: Doing, person: UUID | None, text: str = "") -> Inquiry:
    """Say of a proposal that it is taken up, and tell who works on it. person: with whom, or None.

    Raises NobodyChosen when that isn't somebody on the roster, or a FaultyText.
    """
    doing.by.require(Role.DIRECTORATE)
    refuse_cpr_numbers(text=text)
    async with sessions.write() as session:
        chosen = (await _on_roster(session, person)).id if person else None
        return await _settle(session, doing, Act.TAKEN_UP, text, phases=OPEN, person=chosen)


async def not_now(sessions: Sessions, doing: Doing, reason: str) -> Inquiry:
    """Say of a proposal that nothing comes of it now, and why. Raises a FaultyText."""
    doing.by.require(Role.DIRECTORATE)
    refuse_cpr_numbers(text=reason)
    async with sessions.write() as session:
        return await _settle(session, doing, Act.NOT_NOW, reason, phases=OPEN)


async def told_at(session: AsyncSession, *, now: datetime) -> datetime:
    """When somebody is told what is done now: in working hours."""
    return (await preferences(session)).working_hours.next(now)


async def begin(
    session: AsyncSession, doing: Doing, *, phases: Collection[Phase], also: Sequence[UUID] = ()
) -> InquiryRow | None:
    """The row of an inquiry in one of the phases; None when this turn has done it.

    It is locked, together with all that are answered with it. also: others that are.
    """
    row = (await lock_families(session, doing.inquiry_id, *also)).get(doing.inquiry_id)
    if await session.scalar(select(EntryRow.id).where(EntryRow.turn_key == doing.turn_key)):
        return None
    if not row or not inbox.may_handle(row, doing.by):
        raise UnknownInquiry
    if row.revision != doing.revision:
        raise ChangedInquiry(await queries.as_seen(session, row, seen_by=doing.by))
    if row.phase not in phases:
        raise WrongPhase(await queries.as_seen(session, row, seen_by=doing.by))
    return row


async def note(
    session: AsyncSession,
    row: InquiryRow,
    doing: Doing,
    act: Act,
    text: str = "",
    *,
    person: UUID | None = None,
) -> EntryRow:
    """Note what was done, and that the inquiry is another one than before."""
    entry = EntryRow(
        inquiry_id=row.id,
        turn_key=doing.turn_key,
        act=act,
        by_id=doing.by.id,
        at=doing.now,
        text=text,
        person_id=person,
    )
    session.add(entry)
    row.revision += 1
    await session.flush()
    return entry


async def seen(session: AsyncSession, doing: Doing) -> Inquiry:
    """The inquiry as it now stands for who did something about it."""
    row = await session.get_one(InquiryRow, doing.inquiry_id)
    if not inbox.may_handle(row, doing.by):
        raise UnknownInquiry
    return await queries.as_seen(session, row, seen_by=doing.by)


async def _settle(
    session: AsyncSession,
    doing: Doing,
    act: Act,
    text: str,
    *,
    phases: Collection[Phase],
    person: UUID | None = None,
) -> Inquiry:
    """Do what ends it, and tell everyone who asked."""
    row = await begin(session, doing, phases=phases)
    if not row:
        return await seen(session, doing)
    if act in (Act.TAKEN_UP, Act.NOT_NOW) and row.kind != Kind.PROPOSAL:
        raise WrongPhase(await queries.as_seen(session, row, seen_by=doing.by))
    text = checked("text", text, longest=ANSWER_LENGTH, required=act is not Act.TAKEN_UP)
    earlier = await _said(session, row.id)
    entry = await note(session, row, doing, act, text, person=person)
    row.phase, row.settled_at = _PHASES[act], doing.now
    answer_at = await told_at(session, now=doing.now)
    merged = await inbox.asking_too(session, row)
    await receipts.tell_later(session, (row, *merged), answer_at)
    await noticing.inquiry_gone(session, row, now=doing.now)
    await tell_who_works_on(session, row, entry, now=doing.now)
    for said in earlier:
        await wanting.show_anew(session, kinds.ANSWER, said, now=doing.now)
    for one in merged:
        one.settled_at = doing.now
    askers = {row.asker_id, *(one.asker_id for one in merged)}
    await wanting.want(
        session,
        kinds.ANSWER,
        entry.id,
        to=list(askers),
        priority=Priority.ANSWER,
        now=doing.now,
        not_before=answer_at,
    )
    await audit.record(
        session,
        actor=doing.by,
        act="inquiries.correct" if act is Act.ANSWERED and earlier else _AUDITED[act],
        subject=row.id,
        number=1 + len(merged),
        now=doing.now,
    )
    return await queries.as_seen(session, row, seen_by=doing.by)


async def _said(session: AsyncSession, inquiry_id: UUID) -> list[UUID]:
    """The entries that were told to who asked."""
    found = await session.scalars(
        select(EntryRow.id).where(
            EntryRow.inquiry_id == inquiry_id, EntryRow.act.in_(SAID_TO_ASKER)
        )
    )
    return list(found.all())


async def _on_roster(session: AsyncSession, person_id: UUID | None) -> PersonRow:
    person = await session.get(PersonRow, person_id) if person_id else None
    if not person or not person.active:
        raise NobodyChosen
    return person
