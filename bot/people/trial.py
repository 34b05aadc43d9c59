"""The local trial: a roster of people who don't exist, and the way onto it for whoever writes."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.files.spreadsheet import read_rows
from bot.language.catalogue import DANISH
from bot.messages import Refusal
from bot.people import models, queries
from bot.people.importing import Units, apply_import, fill
from bot.people.roster import read_roster
from bot.people.values import Entry, Level, Person, Role, Roster

DOMAIN = "@proeve.example"  # of everybody in a trial, and of nobody else: it can't exist
_FILE = Path(__file__).with_name("trial.csv")


class NotATrial(Refusal):
    """The database has real people on its roster, among whom nobody may be let in unproven."""


def trial_roster() -> Roster:
    """The people of the local trial, whose accounts the Playground plays."""
    return read_roster(read_rows(_FILE.name, _FILE.read_bytes()))


async def has_trial_people(session: AsyncSession) -> bool:
    """Whether anybody is or was on the roster who is the trial's; nobody proved who they are."""
    trial_people = exists().where(models.Person.email.endswith(DOMAIN))
    return bool(await session.scalar(select(trial_people)))


async def has_real_people(session: AsyncSession) -> bool:
    """Whether anybody is or was on the roster who isn't the trial's: it can't be tried out on."""
    real_people = exists().where(models.Person.email.not_like(f"%{DOMAIN}"))
    return bool(await session.scalar(select(real_people)))


async def begin_trial(sessions: Sessions, *, now: datetime) -> None:
    """Put the trial's people on a roster that is still empty.

    Raises NotATrial when anybody else is or was on it; then nothing is changed.
    """
    async with sessions.read() as session:
        if await has_real_people(session):
            raise NotATrial
        if await has_trial_people(session):
            return
    await apply_import(sessions, trial_roster(), now=now)
    async with sessions.write() as session:
        # The Playground says that everybody's Teams is in English; ours is in Danish.
        await session.execute(update(models.Person).values(language=DANISH))


async def join_trial(sessions: Sessions, object_id: UUID, name: str, *, now: datetime) -> Person:
    """Let whoever writes in, as directorate when they aren't on the roster; on loopback only.

    Their address is the trial's, whatever they say that it is: nobody vouches for it.
    """
    async with sessions.write() as session:
        await queries.lock_roster(session)
        [row] = await queries.rows(session, models.Person.object_id == object_id) or [
            models.Person(language=DANISH, active=False)
        ]
        if row.active:
            return queries.as_value(row)
        newcomer = Entry(
            line=0,
            name=name,
            email=f"{object_id}{DOMAIN}",
            title="Prøvebruger",
            unit="Direktionen",
            level=Level.DIREKTION,
            role=Role.DIRECTORATE,
            object_id=object_id,
        )
        session.add(fill(row, newcomer, await Units.load(session), now))
        await session.flush()
        return queries.as_value(row)
