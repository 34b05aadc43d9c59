"""Asking about a decision: the question goes to its owner, or to the directorate's inbox."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.database.sessions import Sessions
from bot.decisions import kinds, queries
from bot.decisions.models import DecisionRow
from bot.decisions.register.seeing import seen_row
from bot.decisions.values import PUBLISHED, Decision, UnknownDecision
from bot.delivery import wanting
from bot.inquiries.asking import refuse_second
from bot.inquiries.own import own_inquiry
from bot.inquiries.raising import raise_inquiry
from bot.inquiries.texts import refuse_cpr_numbers
from bot.inquiries.values import TITLE_LENGTH, Kind, Own
from bot.people import queries as people
from bot.people.values import Person, Role

GATHERED = timedelta(seconds=5)


async def asked_about(
    session: AsyncSession, decision_id: UUID, *, by: Person, now: datetime
) -> tuple[Decision, Person | None]:
    """The decision that somebody wants to ask about, and who of its owners would be asked.

    None: the directorate. Raises UnknownDecision, also for who may not see it.
    """
    row = await _askable(session, decision_id, by)
    return await queries.as_value(session, row), await _answers(session, row, by, now=now)


async def ask(
    sessions: Sessions, decision_id: UUID, text: str, *, form: UUID, by: Person, now: datetime
) -> Own:
    """Send a question about a decision, once for a form; what became of it.

    It is its owner's to answer, as if it had been handed over; where nobody owns it, or they left,
    are on leave or ask themselves, it is for the inbox. form: the id of the form that was filled
    in. now: aware UTC. Raises UnknownDecision, AlreadySent, or a FaultyText with "text" as its
    field; then nothing is sent.
    """
    by.require(Role.MANAGER)
    refuse_cpr_numbers(text=text)
    async with sessions.write() as session:
        row = await _askable(session, decision_id, by)
        await refuse_second(session, form, by)
        owner = await _answers(session, row, by, now=now)
        inquiry = await raise_inquiry(
            session,
            Kind.DECISION,
            text,
            title=_in_short(row.title),
            asker=by.id,
            about=row.id,
            owner=owner.id if owner else None,
            turn_key=str(form),
            now=now,
        )
        if row.shown_in_id:
            await wanting.show_anew(
                session,
                kinds.PUBLISHED,
                row.shown_in_id,
                to=by.id,
                now=now,
                not_before=now + GATHERED,
            )
        return await own_inquiry(session, inquiry.id, by)


async def _askable(session: AsyncSession, decision_id: UUID, by: Person) -> DecisionRow:
    row = await seen_row(session, decision_id, by=by)
    if row.phase not in PUBLISHED:
        raise UnknownDecision
    return row


async def _answers(
    session: AsyncSession, row: DecisionRow, by: Person, *, now: datetime
) -> Person | None:
    """The owner, if they can be asked; None: the directorate answers."""
    if not row.owner_id or row.owner_id == by.id:
        return None
    owner = await people.person(session, row.owner_id)
    is_there = owner.active and not owner.is_away(in_copenhagen(now).date())
    return owner if is_there else None


def _in_short(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
