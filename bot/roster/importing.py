"""Taking a roster over from a file that was dropped, or that the command line names."""

import asyncio
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, received_files
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.delivery.leave import release
from bot.files.spreadsheet import read_rows
from bot.people.importing import Unconfirmed, apply, preview_import
from bot.people.roster import FaultyRoster, read_roster
from bot.people.values import (
    Column,
    Doubt,
    Fault,
    Person,
    Reason,
    Role,
    Roster,
    RosterChanges,
)
from bot.received_files import ReceivedFile
from bot.roster.editing import MAY
from bot.roster.values import ChangedMeanwhile, OnlyByDirectorate


@dataclass(frozen=True)
class Proposed:
    """What a file would change. seen: tells these changes from any others."""

    roster: Roster
    changes: RosterChanges
    seen: str


async def propose(sessions: Sessions, file: ReceivedFile, *, by: Person) -> Proposed:
    """What the roster in a file would change now.

    Raises UnreadableFile, FaultyRoster, NotAllowed, OnlyByDirectorate.
    """
    by.require(*MAY)
    roster = await asyncio.to_thread(_read, file)
    changes = await preview_import(sessions, roster)
    _refuse_beyond(by, changes)
    return Proposed(roster, changes, _digest(changes))


async def import_dropped(
    sessions: Sessions,
    file_id: UUID,
    *,
    seen: str,
    despite: Collection[Doubt],
    by: Person,
    now: datetime,
) -> RosterChanges:
    """Make the roster in a dropped file true, and keep the file no longer.

    seen: of the changes that the person said yes to. despite: the doubts that they were told of.
    Raises ChangedMeanwhile when the file would change something else by now, Unconfirmed,
    OnlyByDirectorate, NotAllowed, FileGone; then nothing is changed.
    """
    by.require(*MAY)
    async with sessions.read() as session:
        file = await received_files.kept(session, file_id, of=by.id)
    roster = await asyncio.to_thread(_read, file)

    def check(changes: RosterChanges) -> None:
        _refuse_beyond(by, changes)
        if _digest(changes) != seen:
            raise ChangedMeanwhile(changes)
        if not set(changes.doubts) <= set(despite):
            raise Unconfirmed(changes)

    async with sessions.write() as session:
        changes = await _apply(session, roster, check, now=now)
        await received_files.forget(session, file_id, of=by.id)
        many = sum(map(len, (changes.new, changes.changed, changes.gone, changes.back)))
        await audit.record(
            session, actor=by, act="people.import", about=file.name, number=many, now=now
        )
        return changes


async def import_roster(
    sessions: Sessions, roster: Roster, *, confirmed: RosterChanges, now: datetime
) -> RosterChanges:
    """Make a roster true that the operator gave.

    confirmed: what they saw. Raises Unconfirmed when there are doubts, and it would change
    something else.
    """

    def check(changes: RosterChanges) -> None:
        if changes.doubts and changes != confirmed and not changes.is_empty:
            raise Unconfirmed(changes)

    async with sessions.write() as session:
        return await _apply(session, roster, check, now=now)


async def _apply(
    session: AsyncSession,
    roster: Roster,
    check: Callable[[RosterChanges], None],
    *,
    now: datetime,
) -> RosterChanges:
    changes = await apply(session, roster, now=now, check=check)
    await session.flush()
    moved = [
        change.person.id
        for change in (*changes.changed, *changes.back)
        if any(field.column is Column.AWAY_UNTIL for field in change.fields)
    ]
    if moved:
        await release(session, moved, now=now)
    return changes


def _read(file: ReceivedFile) -> Roster:
    rows = read_rows(file.name, file.content)
    held = [row.line for row in rows if any(map(_is_cpr_number, row.cells))]
    if held:  # also in a column that nobody uses
        raise FaultyRoster(Fault(line, None, Reason.CPR_NUMBER) for line in held)
    return read_roster(rows)


def _is_cpr_number(cell: str) -> bool:
    """Whether a cell seems to hold a CPR number; an object id may look as if it did."""
    try:
        UUID(cell)
    except ValueError:
        return holds_cpr_number(cell)
    return False


def _refuse_beyond(by: Person, changes: RosterChanges) -> None:
    """Refuse an administrator whatever is about the directorate."""
    if by.may(Role.DIRECTORATE):
        return
    roles = (
        *(entry.role for entry in changes.new),
        *(one.role for one in changes.gone),
        *(change.person.role for change in (*changes.changed, *changes.back)),
        *(change.entry.role for change in (*changes.changed, *changes.back)),
    )
    if Role.DIRECTORATE in roles:
        raise OnlyByDirectorate


def _digest(changes: RosterChanges) -> str:
    """The same for the same changes."""
    told = (
        changes.new,
        [(change.person.id, change.fields) for change in (*changes.changed, *changes.back)],
        [person.id for person in changes.gone],
        changes.doubts,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
