"""Letting a decision hold no longer, though nothing replaces it.

The verbs are the directorate's, take `now` as aware UTC, and raise NotAllowed, UnknownDecision or,
where the decision is beyond it, WrongPhase.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.following import follow_ups
from bot.decisions.models import DecisionRow
from bot.decisions.publication import preparing
from bot.decisions.publication.publishing import hold_again, show_anew
from bot.decisions.receivers import reminding
from bot.decisions.register import remembering
from bot.decisions.values import REASON_LENGTH, Decision, Fault, FaultyDecision, Phase
from bot.decisions.writing.drafting import editable
from bot.people.values import Person, Role


async def lapse(
    sessions: Sessions, decision_id: UUID, *, reason: str, by: Person, now: datetime
) -> Decision:
    """Let it hold no longer, for a reason that everybody who has it sees. Once more: nothing.

    A correction of it that isn't published yet never is. Raises FaultyDecision with "reason".
    """
    by.require(Role.DIRECTORATE)
    reason = _checked(reason)
    async with sessions.write() as session:
        row = await editable(session, decision_id, (Phase.CURRENT, Phase.LAPSED), by=by)
        if row.phase == Phase.CURRENT:
            reminded = await _reminded(session, row)
            row.phase, row.ended_at, row.ended_reason = Phase.LAPSED, now, reason
            await _left_out(session, row, now=now)
            await _shown_anew(session, row, reminded, by=by, now=now)
            await record_act(session, row, "decisions.lapse", by=by, now=now)
        return await queries.as_value(session, row)


async def revive(sessions: Sessions, decision_id: UUID, *, by: Person, now: datetime) -> Decision:
    """Let it hold after all: it was a mistake that it lapsed. One that holds stays as it is.

    One that was taken back from everybody since is a draft again.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        row = await editable(session, decision_id, (Phase.CURRENT, Phase.LAPSED), by=by)
        if row.phase == Phase.LAPSED:
            await hold_again(session, row, now=now)
            await session.flush()
            await _shown_anew(session, row, await _reminded(session, row), by=by, now=now)
            await record_act(session, row, "decisions.revive", by=by, now=now)
        return await queries.as_value(session, row)


async def _left_out(session: AsyncSession, row: DecisionRow, *, now: datetime) -> None:
    """Take it out of what isn't published yet; that was locked before the decision was."""
    publication_id = await queries.open_publication_of(session, row.id)
    if publication_id:
        publication = await queries.publication_for_update(session, publication_id)
        await preparing.take_out(session, publication, row.id, now=now)


async def _reminded(session: AsyncSession, row: DecisionRow) -> list[UUID]:
    return await reminding.reminded(session, row.shown_in_id) if row.shown_in_id else []


async def _shown_anew(
    session: AsyncSession,
    row: DecisionRow,
    reminded: list[UUID],
    *,
    by: Person,
    now: datetime,
) -> None:
    """Let everything that tells of it say whether it holds. reminded: whose reminders may."""
    row.changed_at = now
    await follow_ups.plan(session, row.id, now=now, shows=False)
    await remembering.give(session, row, by=by.id, now=now)
    await show_anew(session, row, now=now)
    await follow_ups.show_of(session, [row.id], also=reminded, now=now)


def _checked(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise FaultyDecision({"reason": Fault.MISSING})
    if holds_cpr_number(reason):
        raise FaultyDecision({"reason": Fault.CPR_NUMBER})
    if len(reason) > REASON_LENGTH:
        raise FaultyDecision({"reason": Fault.TOO_LONG})
    return reason
