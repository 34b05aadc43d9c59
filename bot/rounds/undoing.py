"""Before a round opens: what was confirmed, or asked about, taken back."""

from datetime import datetime
from uuid import UUID

from bot.audit import record_act
from bot.database.sessions import Sessions
from bot.delivery import due
from bot.people.values import Person
from bot.rounds import kinds, queries
from bot.rounds.drafting import BEING_WRITTEN, back_to_draft, editable
from bot.rounds.models import RoundRow
from bot.rounds.values import Phase, Round


async def take_back(sessions: Sessions, round_id: UUID, *, by: Person, now: datetime) -> Round:
    """Make a draft of it again: while it awaits approval, or until it opens.

    now: aware UTC. Raises NotAllowed, UnknownRound, or WrongPhase once it has opened. A draft
    stays as it is.
    """
    async with sessions.write() as session:
        row = await editable(session, round_id, (*BEING_WRITTEN, Phase.SCHEDULED), by=by, now=now)
        if row.phase == Phase.SCHEDULED:
            unschedule(row)
            await due.forget_due(session, kinds.OPEN, row.id)
            await record_act(session, row, "rounds.undo", by=by, now=now)
        elif row.phase == Phase.DRAFT:
            return await queries.as_value(session, row)
        row.revision += 1
        row.changed_at = now
        await back_to_draft(session, row, now=now)
        return await queries.as_value(session, row)


def unschedule(row: RoundRow) -> None:
    """Let it be a draft that nobody has confirmed."""
    row.phase = Phase.DRAFT
    row.opens = row.closes = row.number = row.confirmed_by_id = None
