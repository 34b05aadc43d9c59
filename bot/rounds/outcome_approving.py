"""A second director's answer to what those who were asked get back: yes, which sends it, or no.

Both verbs are the directorate's, take `now` as aware UTC, and raise NotAllowed, UnknownRound or
NotAwaiting. asked_id: what the yes is to, which `Consent` tells.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.database.sessions import Sessions
from bot.delivery.rendering import Due
from bot.people.values import Person, Role
from bot.rounds import queries
from bot.rounds.drafting import editable
from bot.rounds.findings import Outcome
from bot.rounds.models import OutcomeAskedRow, RoundRow
from bot.rounds.outcome import outcome_of, publish, require_number
from bot.rounds.outcome_consent import APPROVALS, void, work_of
from bot.rounds.values import Phase, UnknownRound


async def asked_about(session: AsyncSession, asked_id: UUID, *, now: datetime) -> Outcome:
    """What a yes was asked for, as it now stands, for who gets to see the question."""
    asked = await _asked(session, asked_id)
    return await outcome_of(session, await queries.round_row(session, asked.round_id), now=now)


async def approve(
    sessions: Sessions, asked_id: UUID, *, revision: int, expected: int, by: Person, now: datetime
) -> Outcome:
    """Say yes to this revision, which sends it.

    Where a theme in it has changed since, the question is void instead, and nothing is sent.
    expected: how many were to get it, as was shown. Raises also OwnWork, NobodyToAsk or
    NumberChanged.
    """
    async with sessions.write() as session:
        row, asked = await _locked(session, asked_id, by=by, now=now)
        found = await outcome_of(session, row, now=now)
        if found.consent.is_void:
            await void(session, row.id, now=now)
            return found
        work = await work_of(session, row, asked)
        await APPROVALS.approve(session, work, revision, by=by, now=now)
        require_number(found, expected)
        await publish(session, row, found, written_by=work.author_id, by=by, now=now)
        return await outcome_of(session, row, now=now)


async def send_back(
    sessions: Sessions, asked_id: UUID, *, revision: int, comment: str, by: Person, now: datetime
) -> Outcome:
    """Say no to this revision; who wrote it is told why. Raises also FaultyComment."""
    async with sessions.write() as session:
        row, asked = await _locked(session, asked_id, by=by, now=now)
        work = await work_of(session, row, asked)
        await APPROVALS.decline(session, work, revision, comment=comment, by=by, now=now)
        await void(session, row.id, now=now)
        return await outcome_of(session, row, now=now)


async def approver_slow(session: AsyncSession, it_is: Due) -> None:
    """Remind who was asked, and ask their stand-in too, unless it takes no yes of theirs now."""
    asked = await _asked(session, it_is.subject)
    row = await queries.round_row(session, asked.round_id)
    if (await outcome_of(session, row, now=it_is.now)).consent.is_awaited:
        await APPROVALS.remind_slow(session, await work_of(session, row, asked), now=it_is.now)


async def awaiting(session: AsyncSession, person: Person, *, now: datetime) -> list[Outcome]:
    """What waits for a yes that this person may say, the oldest first."""
    ids = await approval.awaiting(session, person)
    rows = [await session.get(OutcomeAskedRow, one) for one in ids]
    found = [await asked_about(session, row.id, now=now) for row in rows if row]
    return [
        one
        for one in found
        if one.consent.approver and one.consent.author and one.consent.author.id != person.id
    ]


async def _locked(
    session: AsyncSession, asked_id: UUID, *, by: Person, now: datetime
) -> tuple[RoundRow, OutcomeAskedRow]:
    """The round, locked, and then what the yes is to."""
    by.require(Role.DIRECTORATE)
    round_id = (await _asked(session, asked_id)).round_id
    row = await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
    return row, await _asked(session, asked_id)


async def _asked(session: AsyncSession, asked_id: UUID) -> OutcomeAskedRow:
    row = await session.get(OutcomeAskedRow, asked_id, populate_existing=True)
    if not row:
        raise UnknownRound
    return row
