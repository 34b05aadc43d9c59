"""A second director's answer to a round: yes, which lets it open, or no.

Both verbs are the directorate's, take `now` as aware UTC, and raise NotAllowed, UnknownRound or
NotAwaiting.
"""

from datetime import datetime
from uuid import UUID

from bot.database.sessions import Sessions
from bot.people.values import Person
from bot.preferences import preferences
from bot.rounds import queries
from bot.rounds.confirming import publish, require_audience, require_openable
from bot.rounds.drafting import APPROVALS, back_to_draft, work_of
from bot.rounds.keys import Keys
from bot.rounds.values import Round


async def approve(
    sessions: Sessions,
    keys: Keys,
    round_id: UUID,
    *,
    revision: int,
    expected: int,
    by: Person,
    now: datetime,
) -> Round:
    """Say yes to this revision, which lets it open at its time.

    expected: how many were invited, as was shown. Raises also OwnWork, NobodyToAsk, NumberChanged,
    TooFewToAsk, FaultyContent (such as a time that has passed) or KeyLost.
    """
    async with sessions.write() as session:
        row = await queries.row_for_update(session, round_id)
        await APPROVALS.approve(session, work_of(row), revision, by=by, now=now)
        await require_audience(session, row, expected)
        opens = await require_openable(row, keys, await preferences(session), now=now)
        await publish(session, row, opens, by=by, now=now)
        return await queries.as_value(session, row)


async def send_back(
    sessions: Sessions, round_id: UUID, *, revision: int, comment: str, by: Person, now: datetime
) -> Round:
    """Say no to this revision; who wrote it is told why. Raises also FaultyComment."""
    async with sessions.write() as session:
        row = await queries.row_for_update(session, round_id)
        await APPROVALS.decline(session, work_of(row), revision, comment=comment, by=by, now=now)
        await back_to_draft(session, row, now=now)
        row.revision += 1  # the same content may be asked about again
        return await queries.as_value(session, row)
