"""Giving up a round whose key is lost: what was sealed with it can never be read by anybody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.database.sessions import Sessions
from bot.delivery import due
from bot.people.values import Person
from bot.rounds import inviting, kinds, queries
from bot.rounds.closing import can_be_counted, forget_groups
from bot.rounds.drafting import APPROVALS, editable
from bot.rounds.keys import Keys
from bot.rounds.models import EnvelopeRow, RoundRow
from bot.rounds.values import KeyFound, Participation, Phase, Round, WrongPhase


async def require_lost(
    sessions: Sessions, keys: Keys, round_id: UUID, *, by: Person, now: datetime
) -> Round:
    """The round, if it may be given up; raises as `give_up`. Nothing is changed."""
    async with sessions.write() as session:
        row = await _lost(session, keys, round_id, by=by, now=now)
        return await queries.as_value(session, row)


async def give_up(
    sessions: Sessions, keys: Keys, round_id: UUID, *, by: Person, now: datetime
) -> Round:
    """Delete all that was handed in, unread and for good, and let those who were asked see why.

    The directorate's, and only while closing waits for a key. now: aware UTC. Raises NotAllowed,
    UnknownRound, WrongPhase, or KeyFound when it can be counted after all; then nothing has
    changed.
    """
    async with sessions.write() as session:
        row = await _lost(session, keys, round_id, by=by, now=now)
        took_part = await queries.participation(session, row.id)
        await session.execute(delete(EnvelopeRow).where(EnvelopeRow.round_id == row.id))
        await forget_groups(session, row)
        row.phase, row.closed_at, row.changed_at = Phase.GIVEN_UP, now, now
        row.revision += 1
        await due.forget_due(session, kinds.CLOSE, row.id)
        # A damaged key, or one that is found later, must not open an old copy of the envelopes.
        await due.set_due(session, kinds.FORGET_KEY, row.id, now)
        await inviting.show_anew(session, row, now=now)
        await APPROVALS.show_anew(session, row.id, now=now)
        answered = took_part.get(Participation.ANSWERED, 0)
        await record_act(session, row, "rounds.give_up", number=answered, by=by, now=now)
        return await queries.as_value(session, row)


async def _lost(
    session: AsyncSession, keys: Keys, round_id: UUID, *, by: Person, now: datetime
) -> RoundRow:
    row = await editable(session, round_id, (Phase.OPEN,), by=by, now=now)
    if not await queries.closing_waits(session, row.id):
        raise WrongPhase(await queries.as_value(session, row))
    if not row.fingerprint or await can_be_counted(session, keys, row):
        raise KeyFound(await queries.as_value(session, row))
    return row
