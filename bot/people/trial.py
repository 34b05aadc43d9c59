"""The local trial: a roster of people who don't exist, and the way onto it for whoever writes."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import update

from bot.database.sessions import Sessions
from bot.files.spreadsheet import read_rows
from bot.language.catalogue import DANISH
from bot.people import models, queries
from bot.people.identity import NotOnRoster, tie_row
from bot.people.importing import Units, apply_import, fill
from bot.people.roster import read_roster
from bot.people.values import Entry, Level, Person, Role, Roster

_FILE = Path(__file__).with_name("trial.csv")


def trial_roster() -> Roster:
    """The people of the local trial, whose accounts the Playground plays."""
    return read_roster(read_rows(_FILE.name, _FILE.read_bytes()))


async def begin_trial(sessions: Sessions, *, now: datetime) -> None:
    """Put the trial's people on a roster that is still empty."""
    async with sessions.read() as session:
        begun = await queries.everybody(session)
    if begun:
        return
    await apply_import(sessions, trial_roster(), now=now)
    async with sessions.write() as session:
        # The Playground says that everybody's Teams is in English; ours is in Danish.
        await session.execute(update(models.Person).values(language=DANISH))


async def join_trial(
    sessions: Sessions, object_id: UUID, name: str, email: str, *, now: datetime
) -> Person:
    """Let whoever writes in, as directorate when they aren't on the roster; on loopback only.

    email: "" when it isn't known. Raises AlreadyTied when it is somebody else's.
    """
    async with sessions.write() as session:
        await queries.lock_roster(session)
        try:
            return queries.as_value(await tie_row(session, object_id, email, now=now))
        except NotOnRoster:
            newcomer = Entry(
                line=0,
                name=name,
                email=email.lower() or f"{object_id}@ukendt.example",
                title="Prøvebruger",
                unit="Direktionen",
                level=Level.DIREKTION,
                role=Role.DIRECTORATE,
                object_id=object_id,
            )
        [row] = await queries.rows(session, models.Person.object_id == object_id) or [
            models.Person(language=DANISH)
        ]
        session.add(fill(row, newcomer, await Units.load(session), now))
        await session.flush()
        return queries.as_value(row)
