"""What holds already, told to whoever is new."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.introducing import introduce
from bot.database.sessions import Sessions
from bot.decisions import kinds
from bot.decisions.models import DecisionRow, RecipientRow
from bot.decisions.register import seeing
from bot.decisions.values import Phase
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.segments import belongs
from bot.people.values import Person, RosterChanges
from bot.preferences import preferences

WHAT_HOLDS = UUID(int=7)  # the subject of every welcome
OF_USE = timedelta(days=60)  # to somebody who gets the bot only then


async def welcome(sessions: Sessions, *new: Person, now: datetime) -> None:
    """Tell those who just got the bot, or came on the roster, which decisions are for them.

    Each once, in working hours, and only who came too late to get one that holds; the bot is
    introduced before, if they don't know it. now: aware UTC.
    """
    async with sessions.write() as session:
        missed = await _missed_one(session, new)
        if not missed:
            return
        prefs = await preferences(session)
        not_before = prefs.working_hours.next(now)
        to = select(people_models.Person.id).where(people_models.Person.id.in_(missed))
        await introduce(session, to, prefs, before=None, not_before=not_before, now=now)
        await wanting.want(
            session,
            kinds.WELCOME,
            WHAT_HOLDS,
            to=to,
            priority=Priority.NOTICE,
            now=now,
            not_before=not_before,
            useful_until=now + OF_USE,
        )


async def welcome_to_roster(sessions: Sessions, changes: RosterChanges, *, now: datetime) -> None:
    """Tell those whom a roster made managers; see `welcome`. changes: that were made."""
    emails = {one.email for one in changes.new} | {one.entry.email for one in changes.back}
    if not emails:
        return
    async with sessions.read() as session:
        rows = await people.rows(
            session, people_models.Person.active, people_models.Person.email.in_(emails)
        )
    await welcome(sessions, *map(people.as_value, rows), now=now)


async def _missed_one(session: AsyncSession, people: Collection[Person]) -> set[UUID]:
    """Who of these, who may be thousands, didn't get a decision that holds and is for them."""
    missed: set[UUID] = set()
    row = people_models.Person
    got = (
        exists()
        .where(RecipientRow.decision_id == DecisionRow.id, RecipientRow.person_id == row.id)
        .correlate(DecisionRow, row)
    )
    for stored, audience in (await seeing.audiences(session)).items():
        theirs = [one.id for one in people if belongs(one, audience)]
        holds = exists().where(DecisionRow.phase == Phase.CURRENT, seeing.is_for(stored), ~got)
        found = select(row.id).where(row.id.in_(theirs), holds.correlate(row))
        missed |= set(await session.scalars(found)) if theirs else set()
    return missed
