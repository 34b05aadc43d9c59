"""Leaves: until which day somebody gets nothing unasked."""

from datetime import date, datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.database.sessions import Sessions
from bot.delivery.leave import release
from bot.people import queries
from bot.people.values import Person
from bot.roster.editing import begin, note, person_row
from bot.roster.values import PastDay


async def set_leave(
    sessions: Sessions, person_id: UUID, until: date, *, by: Person, now: datetime
) -> Person:
    """Note that somebody is on leave until the end of a day in Copenhagen.

    Raises UnknownPerson, NotAllowed, PastDay.
    """
    if until < in_copenhagen(now).date():
        raise PastDay(until)
    return await _change(sessions, person_id, until, by=by, now=now)


async def end_leave(sessions: Sessions, person_id: UUID, *, by: Person, now: datetime) -> Person:
    """Note that somebody is back; what was held for them goes out at work hours.

    Raises UnknownPerson, NotAllowed.
    """
    return await _change(sessions, person_id, None, by=by, now=now)


async def _change(
    sessions: Sessions, person_id: UUID, until: date | None, *, by: Person, now: datetime
) -> Person:
    async with sessions.write() as session:
        await begin(session, by)
        row = await person_row(session, person_id)
        if row.away_until != until:
            row.away_until, row.changed_at = until, now
            await note(session, row, "people.away" if until else "people.back", by=by, now=now)
            await release(session, [row.id], now=now)
        return queries.as_value(row)
