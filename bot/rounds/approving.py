"""A second director's answer to a round: yes, which lets it open, or no.

Both verbs are the directorate's, take `now` as aware UTC, and raise NotAllowed, UnknownRound or
NotAwaiting.
"""

from datetime import datetime
from uuid import UUID

from bot import approval
from bot.approval import COMMENT_LENGTH
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.people.values import Person
from bot.preferences import preferences
from bot.rounds import kinds, queries
from bot.rounds.confirming import (
    publish,
    require_audience,
    require_openable,
    show_anew,
    show_status,
    tell_author,
)
from bot.rounds.drafting import back_to_draft, record
from bot.rounds.keys import Keys
from bot.rounds.values import ContentFault, FaultyContent, Round


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
        await approval.approve(session, row.id, revision, by=by, author=row.author_id, now=now)
        if row.revision != revision:
            raise approval.NotAwaiting
        await require_audience(session, row, expected)
        opens = await require_openable(row, keys, await preferences(session), now=now)
        await record(session, row, "rounds.approve", by=by, now=now)
        await publish(session, row, opens, by=by, now=now)
        if await approval.was_asked(session, kinds.APPROVAL, row.id, by.id):
            await show_anew(session, row.id, now=now)  # the question becomes the status
        else:
            await show_status(session, row, to=by.id, now=now)
        return await queries.as_value(session, row)


async def send_back(
    sessions: Sessions, round_id: UUID, *, revision: int, comment: str, by: Person, now: datetime
) -> Round:
    """Say no to this revision; who wrote it is told why.

    Raises also FaultyContent with "comment".
    """
    comment = comment.strip()
    if fault := _comment_fault(comment):
        raise FaultyContent({"comment": fault})
    async with sessions.write() as session:
        row = await queries.row_for_update(session, round_id)
        await approval.decline(session, row.id, revision, comment=comment, by=by, now=now)
        await record(session, row, "rounds.return", by=by, now=now)
        await back_to_draft(session, row, now=now)
        await tell_author(session, row, occasion=f"returned {revision}", now=now)
        row.revision += 1  # the same content may be asked about again
        return await queries.as_value(session, row)


def _comment_fault(comment: str) -> ContentFault | None:
    if not comment:
        return ContentFault.MISSING
    if holds_cpr_number(comment):
        return ContentFault.CPR_NUMBER
    return ContentFault.TOO_LONG if len(comment) > COMMENT_LENGTH else None
