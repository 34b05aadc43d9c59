"""What will happen when a round is confirmed, and whom it is for."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.delivery import reach
from bot.delivery.values import Reach
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.segments import members, number_of_members
from bot.people.sorting import in_danish_order
from bot.people.values import Audience, Person
from bot.preferences import Preferences, preferences
from bot.rounds.keys import Keys
from bot.rounds.values import NobodyToAsk, Plan, Round

TIME_TO_UNDO = timedelta(seconds=30)


async def plan(
    session: AsyncSession, keys: Keys, round_: Round, *, by: Person, now: datetime
) -> Plan:
    """What will happen when this person confirms it now. now: aware UTC.

    Raises NobodyToAsk before an audience is chosen.
    """
    if round_.audience is None:
        raise NobodyToAsk
    prefs = await preferences(session)
    approvers = await approval.possible_approvers(session, round_.author.id)
    by_reach = await reach.number_by_reach(
        session, people_models.Person.id.in_(members(round_.audience))
    )
    wanted = round_.content.opening
    opens = opening(prefs, wanted, now=now)
    reachable = by_reach.get(Reach.REACHABLE, 0) + by_reach.get(Reach.UNTRIED, 0)
    number = sum(by_reach.values())
    return Plan(
        number=number,
        unreachable=number - reachable,
        needs_approval=await needs_approval(session, prefs, round_.audience, approvers),
        approvers=tuple(person for person in approvers if person.id != by.id),
        opens=opens,
        delayed=opens > max(wanted or now, now) + TIME_TO_UNDO,
        keys_ready=not round_.content.anonymous or await asyncio.to_thread(keys.are_ready),
        keys_exposed=round_.content.anonymous and keys.are_exposed(),
    )


def opening(prefs: Preferences, wanted: datetime | None, *, now: datetime) -> datetime:
    """When it opens: not before it can be undone, and while people are at work."""
    return prefs.working_hours.next(max(now + TIME_TO_UNDO, wanted or now))


async def needs_approval(
    session: AsyncSession, prefs: Preferences, audience: Audience, approvers: tuple[Person, ...]
) -> bool:
    """Whether it is for everybody, however they were chosen, and there is somebody to ask."""
    if not prefs.second_approval or not approvers:
        return False
    everybody = await number_of_members(session, Audience())
    return await number_of_members(session, audience) == everybody


async def invited(
    session: AsyncSession, audience: Audience, *, offset: int = 0, limit: int | None = None
) -> list[Person]:
    """The people of an audience, by name, as Danes sort."""
    found = await session.scalars(
        select(people_models.Person.id)
        .where(people_models.Person.id.in_(members(audience)))
        .order_by(in_danish_order(session, people_models.Person.name), people_models.Person.id)
        .offset(offset)
        .limit(limit)
    )
    ids = found.all()
    known: dict[UUID, Person] = {}
    for begin in range(0, len(ids), 500):  # SQLite takes so many parameters, but not all
        some = people_models.Person.id.in_(ids[begin : begin + 500])
        known |= {row.id: people.as_value(row) for row in await people.rows(session, some)}
    return [known[person_id] for person_id in ids]
