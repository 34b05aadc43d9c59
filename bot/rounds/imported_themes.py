"""What a spreadsheet of themes has changed, for as long as it can be undone, and the way back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import received_files
from bot.audit import record_act
from bot.database.sessions import Sessions
from bot.people.values import Person, Role
from bot.received_files import FileGone, ReceivedFile
from bot.rounds import keeping
from bot.rounds.drafting import editable
from bot.rounds.findings import ThemeState
from bot.rounds.models import AnswerRow, ThemeRow
from bot.rounds.themes import themes
from bot.rounds.values import Phase

UNDO = "rounds.undo_themes"  # the act on record
AT_ONCE = 1_000  # ids in a statement


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


_IMPORTED = TypeAdapter(Imported)


async def imported(sessions: Sessions, file_id: UUID, *, by: Person) -> Imported:
    """What a file has changed, for a day. Raises FileGone, also when it changed nothing."""
    by.require(Role.DIRECTORATE)
    async with sessions.read() as session:
        return await _kept(session, file_id, by=by)


async def undo(
    sessions: Sessions,
    file_id: UUID,
    *,
    by: Person,
    now: datetime,
    used: Collection[UUID] = (),
) -> int | None:
    """Put the texts back where they were before the file, within a day; how many.

    What somebody has moved since stays, and so does a theme that somebody has used or changed: also
    one that is in what those who were asked get back, written, asked about or sent. used: the ids
    of more themes that are used, of which nothing is known here. What is undone already stays
    undone: then None. Raises FileGone or WrongPhase.
    """
    done = await imported(sessions, file_id, by=by)
    async with sessions.write() as session:
        row = await editable(session, done.round_id, (Phase.CLOSED,), by=by, now=now)
        done = await _kept(session, file_id, by=by)  # as it is now that nobody else changes it
        if done.undone:
            return None
        there = {one.id for one in await themes(session, done.round_id)}
        number = 0
        for one in done.moved:
            old = one.old if one.old in there else None
            number += await move(session, one.texts, to=old, only_from=one)
        await _remove_unused(session, done, used=used)
        kept = await received_files.kept_under(session, _undo(file_id), of=by.id)
        await received_files.forget(session, kept.id, of=by.id)
        undone = Imported(done.round_id, done.moved, done.made, undone=True)
        await _keep(session, _undone(file_id), kept.name, undone, by=by, now=now)
        await record_act(session, row, UNDO, by=by, now=now, number=number)
        return number


async def keep(
    session: AsyncSession, file: ReceivedFile, done: Imported, *, by: Person, now: datetime
) -> None:
    """Keep what a file did, so that it can be undone. session: a writing one."""
    await _keep(session, _undo(file.id), file.name, done, by=by, now=now)


async def move(
    session: AsyncSession,
    texts: Sequence[UUID],
    *,
    to: UUID | None,
    only_from: Moved | None = None,
) -> int:
    """Put these texts in a theme, or in none; how many. only_from: those it left where it put."""
    number = 0
    for ids in some(texts):
        moving = update(AnswerRow).where(AnswerRow.id.in_(ids)).values(theme_id=to)
        if only_from:
            moving = moving.where(AnswerRow.theme_id.is_not_distinct_from(only_from.new))
        number += len((await session.scalars(moving.returning(AnswerRow.id))).all())
    return number


def some(ids: Iterable[UUID]) -> Iterable[list[UUID]]:
    """The ids, some at a time."""
    left = iter(ids)
    return iter(lambda: list(islice(left, AT_ONCE)), [])


async def _remove_unused(session: AsyncSession, done: Imported, *, used: Collection[UUID]) -> None:
    """Take the themes away that the file made, and that nobody has used or changed since.

    What is sent back, and a question about it, stay what they are: none of its themes goes.
    """
    sent_back = await keeping.draft_of(session, done.round_id)
    gathering = {one.id for one in await themes(session, done.round_id) if one.texts}
    kept = {*used, *gathering, *sent_back.themes}
    names = {one.name for one in sent_back.published.themes} if sent_back.published else set()
    if asked := await keeping.asked_row(session, done.round_id):
        names |= {one.name for one in keeping.content_asked(asked).themes}
    for theme_id, name in done.made:
        row = await session.get(ThemeRow, theme_id, populate_existing=True)
        if row is None or theme_id in kept or name in names:
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
