"""Taking themes from a spreadsheet: what it would change, and the change.

Every function is the directorate's, and raises NotAllowed. A file is only its own who dropped it.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import received_files
from bot.audit import record_act
from bot.database.sessions import Sessions
from bot.files.spreadsheet import Row
from bot.messages import Refusal
from bot.people.values import Person, Role
from bot.received_files import ReceivedFile
from bot.rounds import queries
from bot.rounds.drafting import editable
from bot.rounds.findings import Move, Theme, ThemeChanges
from bot.rounds.imported_themes import Imported, Moved, keep, move, some
from bot.rounds.models import AnswerRow, RoundRow
from bot.rounds.themes import add_row, themes
from bot.rounds.themes_in_excel import (
    MOST_COMMENTS,
    CellFault,
    Comment,
    Fault,
    FaultyThemes,
    compare,
    ids_in,
)
from bot.rounds.values import Phase, Round, WrongPhase

IMPORT = "rounds.import_themes"  # the act on record


@dataclass(frozen=True)
class Proposed:
    """What a file would change now. names: of themes by their ids."""

    round: Round
    changes: ThemeChanges
    names: dict[UUID, str]


@dataclass(frozen=True)
class _Known:
    """What a file is held against: the round's texts by their ids, and its themes."""

    round: Round
    comments: dict[UUID, Comment]
    themes: list[Theme]

    @property
    def names(self) -> dict[UUID, str]:
        """What the themes are called, by their ids."""
        return {one.id: one.name for one in self.themes}

    def is_as(self, other: "_Known") -> bool:
        """Whether a file changes the same of both."""
        return (self.comments, self.names) == (other.comments, other.names)


class UnknownComments(Refusal):
    """No row of the file is about a text that is kept: they were deleted, or never were here."""


class OtherThemes(Refusal):
    """What a file would change isn't what somebody said yes to. proposed: as it is now."""

    def __init__(self, proposed: Proposed) -> None:
        super().__init__()
        self.proposed = proposed


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
    return await _proposed(await _known_to(sessions, rows, by=by), rows)


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
    known = await _known_to(sessions, rows, by=by)
    # Before the lock, for which others wait: so many rows take a while to compare.
    proposed = await _proposed(known, rows)
    async with sessions.write() as session:
        row = await editable(session, known.round.id, (Phase.CLOSED,), by=by, now=now)
        file = await received_files.kept(session, file_id, of=by.id)
        if proposed.changes.digest != seen:
            raise OtherThemes(proposed)
        if known.is_as(await _known(session, row, lock=True)):
            await received_files.forget(session, file_id, of=by.id)
            return await _apply(session, row, proposed, file, by=by, now=now)
    raise OtherThemes(await preview(sessions, rows, by=by))


async def _apply(
    session: AsyncSession,
    row: RoundRow,
    proposed: Proposed,
    file: ReceivedFile,
    *,
    by: Person,
    now: datetime,
) -> Imported:
    changes = proposed.changes
    made = [(await add_row(session, row, name, by=by, now=now), name) for name in changes.new]
    ids = {name: theme_id for theme_id, name in (*proposed.names.items(), *made)}
    moved = _together(changes.moves, ids)
    for one in moved:
        await move(session, one.texts, to=one.new)
    done = Imported(row.id, moved, tuple(made))
    await keep(session, file, done, by=by, now=now)
    await record_act(session, row, IMPORT, by=by, now=now, number=done.number)
    return done


async def _round_of(session: AsyncSession, rows: Sequence[Row]) -> UUID:
    """The round whose texts the rows are about."""
    found: set[UUID] = set()
    for ids in some(ids_in(rows)):
        found |= set(
            await session.scalars(
                select(AnswerRow.round_id).distinct().where(AnswerRow.id.in_(ids))
            )
        )
    if len(found) > 1:
        raise FaultyThemes([CellFault(1, Fault.SEVERAL_ROUNDS)])
    if not found:
        raise UnknownComments
    return found.pop()


async def _known_to(sessions: Sessions, rows: Sequence[Row], *, by: Person) -> _Known:
    by.require(Role.DIRECTORATE)
    async with sessions.read() as session:
        row = await queries.round_row(session, await _round_of(session, rows))
        return await _known(session, row)


async def _known(session: AsyncSession, row: RoundRow, *, lock: bool = False) -> _Known:
    """What a file is held against. lock: so that no text is deleted until the transaction ends."""
    round_ = await queries.as_value(session, row)
    _require_closed(round_)
    texts = _texts(round_.id).with_for_update() if lock else _texts(round_.id)
    found = {one.id: one for one in await _comments(session, round_, texts)}
    return _Known(round_, found, await themes(session, round_.id))


async def _proposed(known: _Known, rows: Sequence[Row]) -> Proposed:
    """What the rows would change."""
    # Fifteen thousand rows take half a second, in which others want an answer.
    changes = await asyncio.to_thread(compare, rows, known.comments, known.themes)
    return Proposed(known.round, changes, known.names)


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
