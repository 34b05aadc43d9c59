"""Taking a roster over: first what it would change, then the change, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.messages import Refusal
from bot.people import models, queries
from bot.people.matching import compare
from bot.people.spelling import spelled_alike
from bot.people.values import Column, Entry, Roster, RosterChanges


class Unconfirmed(Refusal):
    """There are doubts, and nobody has said yes to these changes. changes: what they would be."""

    def __init__(self, changes: RosterChanges) -> None:
        super().__init__(*changes.doubts)
        self.changes = changes


async def preview_import(sessions: Sessions, roster: Roster) -> RosterChanges:
    """What the roster would change now."""
    async with sessions.read() as session:
        return await _changes(session, roster)


async def apply_import(
    sessions: Sessions, roster: Roster, *, now: datetime, confirmed: RosterChanges | None = None
) -> RosterChanges:
    """Make the roster true, and return what that changed; nobody is ever deleted.

    Compares anew: what is applied is what the roster changes now, not what a preview once said.
    confirmed: the changes that a person saw and said yes to. Raises Unconfirmed when there are
    doubts and it would change anything else; then nothing is changed.
    """

    def check(changes: RosterChanges) -> None:
        if changes.doubts and changes != confirmed and not changes.is_empty:
            raise Unconfirmed(changes)

    async with sessions.write() as session:
        return await apply(session, roster, now=now, check=check)


async def apply(
    session: AsyncSession,
    roster: Roster,
    *,
    now: datetime,
    check: Callable[[RosterChanges], None],
) -> RosterChanges:
    """Make the roster true, and return what that changed. session: a writing one.

    check: raises a refusal of changes that must not be.
    """
    await queries.lock_roster(session)
    changes = await _changes(session, roster)
    check(changes)
    rows = {row.id: row for row in await queries.rows(session)}
    await _release_addresses(session, rows, changes, now)
    units = await Units.load(session)
    for change in (*changes.changed, *changes.back):
        fill(rows[change.person.id], change.entry, units, now)
    for entry in changes.new:
        session.add(fill(models.Person(language=None), entry, units, now))
    return changes


async def _changes(session: AsyncSession, roster: Roster) -> RosterChanges:
    units = sorted(await session.scalars(select(models.Unit.path)))
    return compare(await queries.everybody(session), spelled_alike(roster.entries, units))


async def _release_addresses(
    session: AsyncSession, rows: dict[UUID, models.Person], changes: RosterChanges, now: datetime
) -> None:
    """Make everybody inactive who leaves, and for a moment everybody who gets another address.

    Two people may have swapped theirs, and no two who are active may have the same one.
    """
    moved = [
        change.person
        for change in changes.changed
        if any(field.column is Column.EMAIL for field in change.fields)
    ]
    for person in (*changes.gone, *moved):
        rows[person.id].active = False
        rows[person.id].changed_at = now
    await session.flush()


class Units:
    """The tree of units, which grows with every path that is asked for."""

    def __init__(self, session: AsyncSession, units: dict[str, models.Unit]) -> None:
        self._session = session
        self._units = units

    @classmethod
    async def load(cls, session: AsyncSession) -> "Units":
        """The tree as it is in the database."""
        return cls(
            session, {unit.path: unit for unit in await session.scalars(select(models.Unit))}
        )

    def at(self, path: str) -> models.Unit:
        """The unit at this path; it and those above it are made when they are missing."""
        if path not in self._units:
            above, _slash, _name = path.rpartition("/")
            parent_id = self.at(above).id if above else None
            self._units[path] = models.Unit(id=uuid4(), path=path, parent_id=parent_id)
            self._session.add(self._units[path])
        return self._units[path]


def fill(row: models.Person, entry: Entry, units: Units, now: datetime) -> models.Person:
    """Give the row what the entry says, and make it active."""
    row.name = entry.name
    row.email = entry.email
    row.title = entry.title
    row.unit = units.at(entry.unit)
    row.level = entry.level
    row.role = entry.role
    row.groups = list(entry.groups)
    row.object_id = entry.object_id or row.object_id
    if entry.tells_leave:
        row.away_until = entry.away_until
    row.active = True
    row.changed_at = now
    return row
