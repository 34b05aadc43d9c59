"""Segments: audiences that were given a name, to be chosen again."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.messages import Refusal
from bot.people import models
from bot.people.segments import choices
from bot.people.sorting import danish_order
from bot.people.values import SEGMENT_NAME_LENGTH, Audience, Choice, Segment


class EmptyName(Refusal):
    """A segment needs a name."""


class NameTooLong(Refusal):
    """A segment's name is too long. longest: how many characters it may have."""

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest


class SegmentNameTaken(Refusal):
    """Another segment has the name, whatever the case. name: as that one is spelled."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class UnknownSegment(Refusal):
    """There is no such segment, or it was removed."""


class UnknownChoice(Refusal):
    """An audience names what nobody has. values: those units, levels (as `Level`) and groups."""

    def __init__(self, values: tuple[str, ...]) -> None:
        super().__init__(*values)
        self.values = values


async def segments(session: AsyncSession) -> list[Segment]:
    """The segments that may be chosen, by name, as Danes sort."""
    rows = await session.scalars(select(models.Segment).where(models.Segment.removed_at.is_(None)))
    return sorted(map(_as_value, rows), key=lambda segment: danish_order(segment.name))


async def segment(session: AsyncSession, segment_id: UUID) -> Segment:
    """The segment, even if it was removed. Raises UnknownSegment when there never was one."""
    return _as_value(await _row(session, segment_id))


async def save_segment(
    sessions: Sessions, name: str, audience: Audience, *, by: UUID, now: datetime
) -> Segment:
    """Save an audience under a name.

    by: the person's id. Raises EmptyName, NameTooLong, SegmentNameTaken, UnknownChoice; then
    nothing is saved.
    """
    async with sessions.write() as session:
        await _lock(session)
        row = models.Segment(id=uuid4(), created_by=by, created_at=now)
        await _fill(session, row, name, audience, now)
        session.add(row)
        return _as_value(row)


async def change_segment(
    sessions: Sessions, segment_id: UUID, name: str, audience: Audience, *, now: datetime
) -> Segment:
    """Give a segment another name, another audience or both.

    What was sent to its audience before keeps a copy of its own. Raises UnknownSegment,
    EmptyName, NameTooLong, SegmentNameTaken, UnknownChoice; then nothing is changed.
    """
    async with sessions.write() as session:
        await _lock(session)
        row = await _row(session, segment_id)
        if row.removed_at:
            raise UnknownSegment(segment_id)
        await _fill(session, row, name, audience, now)
        return _as_value(row)


async def remove_segment(sessions: Sessions, segment_id: UUID, *, now: datetime) -> Segment:
    """Let a segment be chosen no more; removing it again changes nothing. Raises UnknownSegment."""
    async with sessions.write() as session:
        await _lock(session)
        row = await _row(session, segment_id)
        row.removed_at = row.removed_at or now
        return _as_value(row)


async def restore_segment(sessions: Sessions, segment_id: UUID) -> Segment:
    """Undo that a segment was removed; restoring it again changes nothing.

    Raises UnknownSegment, or SegmentNameTaken when another took its name meanwhile.
    """
    async with sessions.write() as session:
        await _lock(session)
        row = await _row(session, segment_id)
        await _refuse_taken(session, row.folded_name, by_other_than=row.id)
        row.removed_at = None
        return _as_value(row)


async def _lock(session: AsyncSession) -> None:
    """Let nobody else change a segment, or take a name, until this transaction ends."""
    # On SQLite a writing transaction is alone already.
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("LOCK TABLE segment IN SHARE ROW EXCLUSIVE MODE"))


async def _row(session: AsyncSession, segment_id: UUID) -> models.Segment:
    row = await session.get(models.Segment, segment_id)
    if row is None:
        raise UnknownSegment(segment_id)
    return row


async def _fill(
    session: AsyncSession, row: models.Segment, name: str, audience: Audience, now: datetime
) -> None:
    proper = _proper(name)
    await _refuse_taken(session, proper.casefold(), by_other_than=row.id)
    if row.audience != audience.to_json():  # of one that stays, everybody may have left
        await _refuse_unknown(session, audience)
    row.name = proper
    row.folded_name = proper.casefold()
    row.audience = audience.to_json()
    row.changed_at = now


def _proper(name: str) -> str:
    """The name without what nobody sees. Raises EmptyName, NameTooLong."""
    composed = unicodedata.normalize("NFC", name)  # "å" may be one character or two
    seen = "".join(char for char in composed if char.isspace() or char.isprintable())
    proper = " ".join(seen.split())
    if not proper:
        raise EmptyName
    if len(proper) > SEGMENT_NAME_LENGTH:
        raise NameTooLong(SEGMENT_NAME_LENGTH)
    return proper


async def _refuse_taken(session: AsyncSession, folded_name: str, *, by_other_than: UUID) -> None:
    taken = await session.scalar(
        select(models.Segment.name).where(
            models.Segment.folded_name == folded_name,
            models.Segment.removed_at.is_(None),
            models.Segment.id != by_other_than,
        )
    )
    if taken is not None:
        raise SegmentNameTaken(taken)


async def _refuse_unknown(session: AsyncSession, audience: Audience) -> None:
    known = await choices(session)
    unknown = (
        *_lacking(known.units, audience.units),
        *_lacking(known.levels, audience.levels),
        *_lacking(known.groups, audience.groups),
    )
    if unknown:
        raise UnknownChoice(unknown)


def _lacking(known: Iterable[Choice[str]], named: Iterable[str]) -> Iterator[str]:
    values = {choice.value for choice in known}
    return (value for value in named if value not in values)


def _as_value(row: models.Segment) -> Segment:
    return Segment(
        id=row.id,
        name=row.name,
        audience=Audience.from_json(row.audience),
        created_by=row.created_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
        removed_at=row.removed_at,
    )
