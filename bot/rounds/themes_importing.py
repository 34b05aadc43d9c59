"""Taking themes from a spreadsheet: what it would change, the change, and the way back.

Every function is the directorate's, and raises NotAllowed. A file is only its own who dropped it.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import received_files
from bot.database.sessions import Sessions
from bot.files.spreadsheet import Row
from bot.messages import Refusal
from bot.people.values import Person, Role
from bot.received_files import FileGone
from bot.rounds import queries
from bot.rounds.drafting import editable, record
from bot.rounds.findings import ThemeState
from bot.rounds.models import AnswerRow, RoundRow, ThemeRow
from bot.rounds.themes import add_row, themes
from bot.rounds.themes_in_excel import (
    MOST_COMMENTS,
    CellFault,
    Comment,
    Fault,
    FaultyThemes,
    Move,
    ThemeChanges,
    compare,
    ids_in,
)
from bot.rounds.values import Phase, Round, WrongPhase

IMPORT, UNDO = "rounds.import_themes", "rounds.undo_themes"  # the acts on record

_AT_ONCE = 1_000  # ids in a statement


@dataclass(frozen=True)
class Proposed:
    """What a file would change now. names: of themes by their ids."""

    round: Round
    changes: ThemeChanges
    names: dict[UUID, str]


@dataclass(frozen=True)
class Moved:
    """Texts that were moved together. old, new: themes; None: in none."""

    old: UUID | None
    new: UUID | None
    texts: tuple[UUID, ...]


@dataclass(frozen=True)
class Imported:
    """What a file has changed. made: the ids and names of themes that it made.

    undone: whether that was taken back.
    """

    round_id: UUID
    moved: tuple[Moved, ...]
    made: tuple[tuple[UUID, str], ...]
    undone: bool = False

    @property
    def number(self) -> int:
        """How many texts it moved."""
        return sum(len(one.texts) for one in self.moved)


class UnknownComments(Refusal):
    """No row of the file is about a text that is kept: they were deleted, or never were here."""


class OtherThemes(Refusal):
    """What a file would change isn't what somebody said yes to. proposed: as it is now."""

    def __init__(self, proposed: Proposed) -> None:
        super().__init__()
        self.proposed = proposed


_IMPORTED = TypeAdapter(Imported)


async def comments(session: AsyncSession, round_: Round, *, by: Person) -> list[Comment]:
    """The texts of a closed round, by question, each in an order that tells nothing.

    No more than MOST_COMMENTS: then those without a theme come first. Raises WrongPhase.
    """
    by.require(Role.DIRECTORATE)
    _require_closed(round_)
    first = _texts(round_.id).order_by(AnswerRow.theme_id.is_not(None), AnswerRow.id)
    found = await _comments(session, round_, first.limit(MOST_COMMENTS))
    return sorted(found, key=lambda one: (one.place, one.id))


async def preview(sessions: Sessions, rows: Sequence[Row], *, by: Person) -> Proposed:
    """What the rows would change now. Raises FaultyThemes, UnknownComments or WrongPhase."""
    by.require(Role.DIRECTORATE)
    async with sessions.read() as session:
        round_row = await queries.round_row(session, await _round_of(session, rows))
        return await _proposed(session, round_row, rows)


async def apply(
    sessions: Sessions,
    rows: Sequence[Row],
    *,
    file_id: UUID,
    seen: str,
    by: Person,
    now: datetime,
) -> Imported:
    """Change what the rows change, all of it or nothing, and keep the file no longer.

    seen: the digest of the changes that somebody saw and said yes to. Raises OtherThemes when it
    would be others now, FileGone when it was decided about before, and as `preview` does; then
    nothing is changed.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        file = await received_files.kept(session, file_id, of=by.id)
        await received_files.forget(session, file_id, of=by.id)
        round_id = await _round_of(session, rows)
        row = await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
        proposed = await _proposed(session, row, rows, lock=True)
        changes = proposed.changes
        if changes.digest != seen:
            raise OtherThemes(proposed)
        made = [(await add_row(session, row, name, by=by, now=now), name) for name in changes.new]
        ids = {name: theme_id for theme_id, name in (*proposed.names.items(), *made)}
        moved = _together(changes.moves, ids)
        for one in moved:
            await _move(session, one.texts, to=one.new)
        done = Imported(round_id, moved, tuple(made))
        await _keep(session, _undo(file_id), file.name, done, by=by, now=now)
        await record(session, row, IMPORT, by=by, now=now, number=done.number)
        return done


async def imported(sessions: Sessions, file_id: UUID, *, by: Person) -> Imported:
    """What a file has changed, for a day. Raises FileGone, also when it changed nothing."""
    by.require(Role.DIRECTORATE)
    async with sessions.read() as session:
        return await _kept(session, file_id, by=by)


async def undo(sessions: Sessions, file_id: UUID, *, by: Person, now: datetime) -> int:
    """Put the texts back where they were before the file, within a day; how many.

    What somebody has moved since stays, and so does a theme that somebody has used or changed.
    What is undone already stays undone: then 0. Raises FileGone or WrongPhase.
    """
    done = await imported(sessions, file_id, by=by)
    async with sessions.write() as session:
        row = await editable(session, done.round_id, (Phase.CLOSED,), by=by, now=now)
        done = await _kept(session, file_id, by=by)  # as it is now that nobody else changes it
        if done.undone:
            return 0
        there = {one.id for one in await themes(session, done.round_id)}
        number = 0
        for one in done.moved:
            old = one.old if one.old in there else None
            number += await _move(session, one.texts, to=old, only_from=one)
        await _remove_unused(session, done)
        kept = await received_files.kept_under(session, _undo(file_id), of=by.id)
        await received_files.forget(session, kept.id, of=by.id)
        undone = Imported(done.round_id, done.moved, done.made, undone=True)
        await _keep(session, _undone(file_id), kept.name, undone, by=by, now=now)
        await record(session, row, UNDO, by=by, now=now, number=number)
        return number


async def _round_of(session: AsyncSession, rows: Sequence[Row]) -> UUID:
    """The round whose texts the rows are about."""
    found: set[UUID] = set()
    for some in _some(ids_in(rows)):
        found |= set(
            await session.scalars(
                select(AnswerRow.round_id).distinct().where(AnswerRow.id.in_(some))
            )
        )
    if len(found) > 1:
        raise FaultyThemes([CellFault(1, Fault.SEVERAL_ROUNDS)])
    if not found:
        raise UnknownComments
    return found.pop()


async def _proposed(
    session: AsyncSession, row: RoundRow, rows: Sequence[Row], *, lock: bool = False
) -> Proposed:
    """What the rows would change. lock: so that no text is deleted until the transaction ends."""
    round_ = await queries.as_value(session, row)
    _require_closed(round_)
    texts = _texts(round_.id).with_for_update() if lock else _texts(round_.id)
    known = {one.id: one for one in await _comments(session, round_, texts)}
    there = await themes(session, round_.id)
    names = {one.id: one.name for one in there}
    # Fifteen thousand rows take half a second, in which others want an answer.
    changes = await asyncio.to_thread(compare, rows, known, there)
    return Proposed(round_, changes, names)


def _require_closed(round_: Round) -> None:
    if round_.phase is not Phase.CLOSED:
        raise WrongPhase(round_)


def _texts(round_id: UUID) -> Select[AnswerRow]:
    return select(AnswerRow).where(AnswerRow.round_id == round_id)


async def _comments(
    session: AsyncSession, round_: Round, texts: Select[AnswerRow]
) -> list[Comment]:
    places = {one.key: place for place, one in enumerate(round_.content.questions, start=1)}
    return [
        Comment(row.id, places.get(row.question, 0), row.value, row.theme_id)
        for row in await session.scalars(texts)
    ]


def _together(moves: Iterable[Move], ids: dict[str, UUID]) -> tuple[Moved, ...]:
    """The moves from one theme to another as one."""
    found: dict[tuple[UUID | None, UUID | None], list[UUID]] = defaultdict(list)
    for one in moves:
        found[one.old, ids[one.theme] if one.theme else None].append(one.text)
    return tuple(Moved(old, new, tuple(texts)) for (old, new), texts in found.items())


async def _move(
    session: AsyncSession,
    texts: Sequence[UUID],
    *,
    to: UUID | None,
    only_from: Moved | None = None,
) -> int:
    """Put these texts in a theme, or in none; how many. only_from: those it left where it put."""
    number = 0
    for some in _some(texts):
        moving = update(AnswerRow).where(AnswerRow.id.in_(some)).values(theme_id=to)
        if only_from:
            moving = moving.where(AnswerRow.theme_id.is_not_distinct_from(only_from.new))
        number += len((await session.scalars(moving.returning(AnswerRow.id))).all())
    return number


async def _remove_unused(session: AsyncSession, done: Imported) -> None:
    """Take the themes away that the file made, and that nobody has used or changed since."""
    used = {one.id for one in await themes(session, done.round_id) if one.texts}
    for theme_id, name in done.made:
        row = await session.get(ThemeRow, theme_id, populate_existing=True)
        if row is None or theme_id in used:
            continue
        if (row.name, row.state, row.who, row.reason) == (name, ThemeState.OPEN, "", ""):
            await session.delete(row)
    await session.flush()


async def _keep(
    session: AsyncSession, key: str, name: str, done: Imported, *, by: Person, now: datetime
) -> None:
    """Keep what a file did where the file was, so that it goes as files do, after a day."""
    content = _IMPORTED.dump_json(done)
    await received_files.keep(session, name, content, of=by.id, turn_key=key, now=now)


async def _kept(session: AsyncSession, file_id: UUID, *, by: Person) -> Imported:
    try:
        kept = await received_files.kept_under(session, _undo(file_id), of=by.id)
    except FileGone:
        kept = await received_files.kept_under(session, _undone(file_id), of=by.id)
    return _IMPORTED.validate_json(kept.content)


def _undo(file_id: UUID) -> str:
    return f"{file_id}:undo"


def _undone(file_id: UUID) -> str:
    return f"{file_id}:undone"


def _some(ids: Iterable[UUID]) -> Iterable[list[UUID]]:
    """The ids, some at a time."""
    left = iter(ids)
    return iter(lambda: list(islice(left, _AT_ONCE)), [])
