"""Giving those who were asked more time. Once a round is closed, nothing opens it again."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import func, select

from bot.audit import record_act
from bot.calendar import NoSuchTime, moment_of
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.people import models as people_models
from bot.people.values import Person, Role
from bot.preferences import preferences
from bot.rounds import inviting, kinds, queries
from bot.rounds.drafting import APPROVALS
from bot.rounds.findings import AlreadyClosed
from bot.rounds.models import ParticipantRow
from bot.rounds.values import ContentFault, FaultyContent, Participation, Phase, Round, WrongPhase


async def extend(
    sessions: Sessions,
    round_id: UUID,
    closes_on: date | None,
    closes_at: time | None,
    *,
    by: Person,
    now: datetime,
) -> Round:
    """Let a round that is open close later, and tell everybody who was asked.

    The invitations change in place, and those who still owe an answer get a message, once people
    are at work. The same end again changes nothing. now: aware UTC. Raises NotAllowed,
    UnknownRound, AlreadyClosed, WrongPhase (it isn't open yet) or FaultyContent with "closes_on"
    or "closes_at"; then nothing has changed.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        row = await queries.row_for_update(session, round_id)
        seen = await queries.as_value(session, row)
        if row.phase == Phase.CLOSED or (row.phase == Phase.OPEN and not _is_running(seen, now)):
            raise AlreadyClosed(seen)
        if row.phase != Phase.OPEN:
            raise WrongPhase(seen)
        closes = _checked(seen, closes_on, closes_at)
        if closes == row.closes:
            return seen
        row.closes, row.changed_at = closes, now
        row.revision += 1
        await inviting.set_times(session, row, now=now)
        await wanting.show_anew(session, kinds.INVITATION, row.id, now=now)
        # Of an earlier extension nobody needs to hear any more; what was sent says the new end.
        await wanting.stop(session, kinds.EXTENDED, row.id, now=now)
        await wanting.show_anew(session, kinds.EXTENDED, row.id, now=now)
        missing = select(people_models.Person.id).where(
            people_models.Person.active,
            people_models.Person.id.in_(
                select(ParticipantRow.person_id).where(
                    ParticipantRow.round_id == row.id,
                    ParticipantRow.state == Participation.INVITED,
                )
            ),
        )
        hours = (await preferences(session)).working_hours
        told = await session.scalar(select(func.count()).select_from(missing.subquery()))
        await wanting.want(
            session,
            kinds.EXTENDED,
            row.id,
            to=missing,
            occasion=closes.isoformat(),
            priority=Priority.NOTICE,
            now=now,
            not_before=hours.next(now),
            useful_until=closes,
        )
        await APPROVALS.show_anew(session, row.id, now=now)
        await record_act(session, row, "rounds.extend", number=told, by=by, now=now)
        return await queries.as_value(session, row)


def _is_running(round_: Round, now: datetime) -> bool:
    return round_.closes is None or round_.closes > now


def _checked(round_: Round, closes_on: date | None, closes_at: time | None) -> datetime:
    """The new end, as aware UTC."""
    missing = {
        name: ContentFault.MISSING
        for name, value in (("closes_on", closes_on), ("closes_at", closes_at))
        if value is None
    }
    if closes_on is None or closes_at is None:
        raise FaultyContent(missing)
    try:
        closes = moment_of(closes_on, closes_at)
    except NoSuchTime:
        raise FaultyContent({"closes_at": ContentFault.NO_SUCH_TIME}) from None
    if round_.closes and closes < round_.closes:
        raise FaultyContent({"closes_on": ContentFault.TOO_EARLY})
    outcome_by = round_.content.outcome_by
    if outcome_by and closes_on >= outcome_by:  # what the participants were promised holds
        raise FaultyContent({"closes_on": ContentFault.TOO_LATE})
    return closes
