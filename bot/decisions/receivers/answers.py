"""A decision's "Spørgsmål og svar": answers to single questions that concern all who see it."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.decisions import kinds, queries
from bot.decisions.models import DecisionAnswerRow, DecisionRow, RecipientRow
from bot.decisions.receivers.received import Offered
from bot.decisions.register import remembering
from bot.decisions.values import (
    ANSWER_LENGTH,
    QUESTION_LENGTH,
    Answered,
    Decision,
    UnknownDecision,
)
from bot.delivery import wanting
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.texts import checked, refuse_cpr_numbers
from bot.inquiries.values import Act, Inquiry, Kind, UnknownInquiry
from bot.people.values import Person, Role


async def offered(session: AsyncSession, entry_id: UUID, *, by: Person) -> Offered:
    """An answer to an inquiry about a decision, to be shown to all. entry_id: of the answer.

    Raises UnknownInquiry for what is none, and UnknownDecision for who may not.
    """
    entry = await session.get(EntryRow, entry_id)
    inquiry = await session.get(InquiryRow, entry.inquiry_id) if entry else None
    if not entry or entry.act != Act.ANSWERED or not inquiry or inquiry.kind != Kind.DECISION:
        raise UnknownInquiry
    row = await session.get(DecisionRow, inquiry.about)
    if not row or not may_show(row, by):
        raise UnknownDecision
    shown = await _shown(session, inquiry.id)
    is_newer = not shown or entry.at > shown.at
    return Offered(
        decision=await queries.as_value(session, row),
        inquiry_id=inquiry.id,
        question=shown.question if shown else inquiry.text,
        answer=entry.text if is_newer or not shown else shown.answer,
        shown=shown,
    )


async def shown_to_all(
    session: AsyncSession, inquiry: Inquiry, *, by: Person
) -> tuple[bool, Answered | None]:
    """Whether the person may show the answer to all, and how it stands there already."""
    row = await session.get(DecisionRow, inquiry.about) if inquiry.about else None
    if inquiry.kind is not Kind.DECISION or not row:
        return False, None
    return may_show(row, by), await _shown(session, inquiry.id)


async def show_to_all(
    sessions: Sessions,
    entry_id: UUID,
    question: str,
    answer: str,
    *,
    form: UUID,
    by: Person,
    now: datetime,
) -> Offered:
    """Add it to the decision's card, wherever that is, or put it in the place of what stands there.

    Once for a form. form: the id of the form that was filled in. now: aware UTC. Raises what
    `offered` raises, or a FaultyText with "question" or "answer" as its field.
    """
    refuse_cpr_numbers(question=question, answer=answer)
    question = checked("question", question, longest=QUESTION_LENGTH)
    answer = checked("answer", answer, longest=ANSWER_LENGTH)
    async with sessions.write() as session:
        one = await offered(session, entry_id, by=by)
        row = await queries.row_for_update(session, one.decision.id)
        standing = await _row(session, one.inquiry_id)
        if standing and (standing.question, standing.answer) == (question, answer):
            return await offered(session, entry_id, by=by)
        made = await insert_unless_there(
            session,
            DecisionAnswerRow,
            id=uuid4(),
            turn_key=str(form),
            decision_id=row.id,
            inquiry_id=one.inquiry_id,
            question=question,
            answer=answer,
            by_id=by.id,
            at=now,
        )
        if made:
            if standing:
                standing.removed_at = now
            await _changed(session, row, "decisions.answer", by=by, now=now)
        return await offered(session, entry_id, by=by)


async def take_back(sessions: Sessions, answer_id: UUID, *, by: Person, now: datetime) -> Decision:
    """Take an answer off the decision's card again; once more changes nothing.

    Raises UnknownDecision, also for who may not.
    """
    async with sessions.write() as session:
        found = await session.get(DecisionAnswerRow, answer_id)
        if not found:
            raise UnknownDecision
        row = await queries.row_for_update(session, found.decision_id)
        if not may_show(row, by):
            raise UnknownDecision
        await session.refresh(found)
        if not found.removed_at:
            found.removed_at = now
            await _changed(session, row, "decisions.take_back_answer", by=by, now=now)
        return await queries.as_value(session, row)


async def number_who_see(session: AsyncSession, decision_id: UUID) -> int:
    """How many got the decision."""
    counting = select(func.count()).where(RecipientRow.decision_id == decision_id)
    return await session.scalar(counting) or 0


def may_show(row: DecisionRow, person: Person) -> bool:
    """Whether the person may say something to all who see the decision."""
    return person.active and (person.id == row.owner_id or person.may(Role.DIRECTORATE))


async def _changed(
    session: AsyncSession, row: DecisionRow, act: str, *, by: Person, now: datetime
) -> None:
    """Let every card and the search say what now stands there."""
    await session.flush()
    await record_act(session, row, act, by=by, now=now)
    await remembering.give(session, row, by=by.id, now=now)
    if row.shown_in_id:
        await wanting.show_anew(session, kinds.PUBLISHED, row.shown_in_id, now=now)


async def _row(session: AsyncSession, inquiry_id: UUID) -> DecisionAnswerRow | None:
    found: DecisionAnswerRow | None = await session.scalar(
        select(DecisionAnswerRow)
        .where(DecisionAnswerRow.inquiry_id == inquiry_id, DecisionAnswerRow.removed_at.is_(None))
        .order_by(DecisionAnswerRow.at.desc())
        .limit(1)
    )
    return found


async def _shown(session: AsyncSession, inquiry_id: UUID) -> Answered | None:
    row = await _row(session, inquiry_id)
    return Answered(row.id, row.question, row.answer, row.at) if row else None
