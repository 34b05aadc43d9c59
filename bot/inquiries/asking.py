"""Asking the directorate what the documents didn't answer, and taking it back."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.delivery import due, wanting
from bot.delivery.values import Priority
from bot.inquiries import kinds, noticing, receipts
from bot.inquiries.locking import lock_families
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.own import as_own, made_by, own_inquiry
from bot.inquiries.raising import raise_inquiry
from bot.inquiries.texts import refuse_cpr_numbers
from bot.inquiries.values import (
    Act,
    AlreadyAnswered,
    AlreadySent,
    Kind,
    Own,
    Phase,
    Prepared,
    SenderMissing,
    UnknownInquiry,
)
from bot.people.values import Person, Role
from bot.questions.models import Question
from bot.questions.settling import NotYourQuestion, UnknownQuestion


async def prepared(session: AsyncSession, question_id: UUID, *, by: Person) -> Prepared:
    """What this person asked, and what became of it if it was sent to the directorate.

    Raises UnknownQuestion or NotYourQuestion.
    """
    question = await _question(session, question_id, by)
    return Prepared(question.text, await _sent(session, question_id, by))


async def ask_directorate(
    sessions: Sessions,
    text: str,
    *,
    background: str = "",
    hidden: bool | None,
    question_id: UUID | None = None,
    form: UUID,
    by: Person,
    now: datetime,
) -> Own:
    """Send a question to the directorate, once for a form, and once for a question.

    background: what the directorate should know. hidden: whether it doesn't see the name; None:
    nothing was chosen. question_id: what the documents were asked. form: the id of the form that
    was filled in. now: aware UTC.
    Raises AlreadySent, UnknownQuestion, NotYourQuestion, or a FaultyText with "text", "background"
    or "sender" as its field; then nothing is sent.
    """
    by.require(Role.MANAGER)
    refuse_cpr_numbers(text=text, background=background)
    async with sessions.write() as session:
        if question_id:
            await _question(session, question_id, by, to_change=True)
            sent = await _sent(session, question_id, by)
            if sent:
                raise AlreadySent(sent)
        await refuse_second(session, form, by)
        if hidden is None:
            raise SenderMissing("sender")
        row = await raise_inquiry(
            session,
            Kind.QUESTION,
            text,
            background=background,
            hidden=hidden,
            about=question_id,
            asker=by.id,
            turn_key=str(form),
            now=now,
        )
        await _show_offer_anew(session, row, now=now)
        return await own_inquiry(session, row.id, by)


async def withdraw(sessions: Sessions, inquiry_id: UUID, *, by: Person, now: datetime) -> Own:
    """Take back what this person sent, while nobody has answered it; once more changes nothing.

    What others have asked alike stays: the oldest of those is open instead. Raises UnknownInquiry
    or AlreadyAnswered.
    """
    async with sessions.write() as session:
        row = await row_for_update(session, inquiry_id, by)
        [own] = await as_own(session, [row], by)
        if own.phase is Phase.WITHDRAWN:
            return own
        if not own.may_withdraw:
            raise AlreadyAnswered(own)
        await due.forget_due(session, kinds.DUE_SOON, row.id)  # before any message
        await _leave_to_others(session, row, now=now)
        row.phase, row.merged_into_id, row.owner_id = Phase.WITHDRAWN, None, None
        row.settled_at = now
        row.revision += 1
        session.add(EntryRow(id=uuid4(), inquiry_id=row.id, act=Act.WITHDRAWN, by_id=by.id, at=now))
        await session.flush()
        await noticing.inquiry_gone(session, row, now=now)
        await _show_offer_anew(session, row, now=now)
        return await own_inquiry(session, row.id, by)


async def offer(sessions: Sessions, turn_key: str, *, by: Person, now: datetime) -> None:
    """Offer to ask the directorate, in the personal chat, where an answer was no good; once.

    turn_key: of the turn that got the answer. Nothing is offered once the question was sent.
    """
    async with sessions.write() as session:
        question = await session.scalar(select(Question).where(Question.turn_key == turn_key))
        if not question or question.asker_id != by.id or await _sent(session, question.id, by):
            return
        await wanting.want(
            session, kinds.OFFER, question.id, to=[by.id], priority=Priority.ANSWER, now=now
        )


async def refuse_second(session: AsyncSession, form: UUID, by: Person) -> None:
    """Refuse a form that was sent before. Raises AlreadySent, or UnknownInquiry for a forged one.

    session: a writing one.
    """
    sent = await made_by(session, form, by)
    if sent:
        raise AlreadySent(sent)


async def row_for_update(session: AsyncSession, inquiry_id: UUID, person: Person) -> InquiryRow:
    """The row of an inquiry of this person's, locked with all that are answered together with it.

    Raises UnknownInquiry.
    """
    row = (await lock_families(session, inquiry_id)).get(inquiry_id)
    if not row or row.asker_id != person.id:
        raise UnknownInquiry
    return row


async def _show_offer_anew(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Let the offer that a thumb down got, if there was one, say what became of it."""
    if row.about and row.kind == Kind.QUESTION:
        await wanting.show_anew(session, kinds.OFFER, row.about, now=now)


async def _leave_to_others(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Let the oldest of those merged into it be open in its stead, with the rest merged into it.

    They are merged into that one now: what it was answered before wasn't said to them.
    """
    found = await session.scalars(
        select(InquiryRow)
        .where(InquiryRow.merged_into_id == row.id)
        .order_by(InquiryRow.asked_at, InquiryRow.id)
    )
    merged = found.all()
    if not merged:
        return
    heir = merged[0]
    for one in merged:
        one.merged_into_id = heir.id
        one.revision += 1
        if one is not heir:
            by_id = await _merged_by(session, one.id)
            session.add(EntryRow(inquiry_id=one.id, act=Act.MERGED, by_id=by_id, at=now))
    heir.phase, heir.merged_into_id = Phase.OPEN, None
    await session.flush()
    await noticing.inquiry_came(session, heir, now=now)
    await receipts.show_anew(session, heir, now=now)


async def _merged_by(session: AsyncSession, inquiry_id: UUID) -> UUID:
    """Who of the directorate merged it last; whoever withdraws may have hidden their name."""
    found = await session.scalars(
        select(EntryRow.by_id)
        .where(EntryRow.inquiry_id == inquiry_id, EntryRow.act == Act.MERGED)
        .order_by(EntryRow.at.desc())
        .limit(1)
    )
    return found.one()


async def _question(
    session: AsyncSession, question_id: UUID, person: Person, *, to_change: bool = False
) -> Question:
    question = await session.get(Question, question_id, with_for_update=to_change)
    if not question:
        raise UnknownQuestion
    if question.asker_id != person.id:
        raise NotYourQuestion
    return question


async def _sent(session: AsyncSession, question_id: UUID, person: Person) -> Own | None:
    """The question as it was sent to the directorate, unless it was taken back."""
    row = await session.scalar(
        select(InquiryRow)
        .where(
            InquiryRow.about == question_id,
            InquiryRow.kind == Kind.QUESTION,
            InquiryRow.asker_id == person.id,
            InquiryRow.phase != Phase.WITHDRAWN,
        )
        .limit(1)
    )
    if not row:
        return None
    [own] = await as_own(session, [row], person)
    return own
