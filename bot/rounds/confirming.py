"""Confirming a round: it opens at its time, or a second director is asked first.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownRound or,
where the round is beyond it, WrongPhase. The functions below the verb are parts of others.
"""

import asyncio
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.audit import record_act
from bot.database.sessions import Sessions
from bot.delivery import due
from bot.people.segments import number_of_members
from bot.people.values import Audience, Person
from bot.preferences import Preferences, preferences
from bot.rounds import content as contents
from bot.rounds import kinds, queries
from bot.rounds.drafting import APPROVALS, BEING_WRITTEN, editable, require_revision, work_of
from bot.rounds.keys import Keys
from bot.rounds.models import RoundRow
from bot.rounds.planning import needs_approval, opening
from bot.rounds.values import (
    KeyLost,
    KeysExposed,
    NobodyToAsk,
    NumberChanged,
    Phase,
    Round,
    TooFewToAsk,
    WrongPhase,
)


async def confirm(
    sessions: Sessions,
    keys: Keys,
    round_id: UUID,
    *,
    revision: int,
    expected: int,
    by: Person,
    now: datetime,
    approver_id: UUID | None = None,
) -> Round:
    """Let it open at its time, or ask for the approval that it needs.

    revision: the one that was shown. expected: how many were invited then. approver_id: who is
    asked. Raises Changed, NobodyToAsk, NumberChanged, TooFewToAsk, FaultyContent, KeyLost (its key
    couldn't be kept) or NobodyToApprove; then nothing has changed.
    """
    async with sessions.write() as session:
        row = await editable(session, round_id, BEING_WRITTEN, by=by, now=now)
        await require_revision(session, row, revision)
        if row.phase == Phase.AWAITING:
            raise WrongPhase(await queries.as_value(session, row))
        prefs = await preferences(session)
        await require_audience(session, row, expected)
        opens = await require_openable(row, keys, prefs, now=now)
        approvers = await approval.possible_approvers(session, row.author_id)
        audience = Audience.from_json(row.audience)
        if await needs_approval(session, prefs, audience, approvers):
            await _ask(session, row, approver_id, by=by, now=now)
        else:
            await publish(session, row, opens, by=by, now=now)
        await APPROVALS.show_status(session, row.id, to=by.id, now=now)
        return await queries.as_value(session, row)


async def publish(
    session: AsyncSession, row: RoundRow, opens: datetime, *, by: Person, now: datetime
) -> None:
    """Fix when it opens and closes; until then it can be taken back. session: a writing one."""
    content = queries.content_of(row.content)
    row.phase, row.confirmed_by_id = Phase.SCHEDULED, by.id
    row.opens, row.closes = opens, content.closing
    row.number = await number_of_members(session, Audience.from_json(row.audience))
    await due.set_due(session, kinds.OPEN, row.id, opens)
    await record_act(session, row, "rounds.confirm", number=row.number, by=by, now=now)


async def require_audience(session: AsyncSession, row: RoundRow, expected: int | None) -> None:
    """Hold those who are invited against the number that was shown, and against the least.

    expected: None: it isn't asked for. Raises NobodyToAsk, NumberChanged or TooFewToAsk.
    """
    if row.audience is None:
        raise NobodyToAsk
    number = await number_of_members(session, Audience.from_json(row.audience))
    if not number:
        raise NobodyToAsk
    content = queries.content_of(row.content)
    if content.anonymous and number < content.least_numbers:
        raise TooFewToAsk(number, content.least_numbers)
    if expected is not None and number != expected:
        raise NumberChanged(number)


async def require_openable(
    row: RoundRow, keys: Keys, prefs: Preferences, *, now: datetime
) -> datetime:
    """When it opens, if it can be opened as it stands. Raises FaultyContent or KeyLost."""
    content = queries.content_of(row.content)
    opens = opening(prefs, content.opening, now=now)
    contents.require_openable(content, opens=opens, now=now)
    if content.anonymous and keys.are_exposed():
        raise KeysExposed
    if content.anonymous and not await asyncio.to_thread(keys.are_ready):
        raise KeyLost
    return opens


async def _ask(
    session: AsyncSession, row: RoundRow, approver_id: UUID | None, *, by: Person, now: datetime
) -> None:
    content = queries.content_of(row.content)
    # Without a time of its own it opens once it is approved, if only its end hasn't come by then.
    latest = content.opening or content.closing
    await APPROVALS.request(session, work_of(row), of=approver_id, by=by, now=now, needed_by=latest)
    row.phase = Phase.AWAITING
