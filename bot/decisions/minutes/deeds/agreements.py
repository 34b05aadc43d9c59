"""The list of agreements that closes minutes: who is to do what by when, under which item."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.decisions.minutes.deeds.deadlines import due_in
from bot.decisions.minutes.deeds.listing import agreed_in, day_apart
from bot.decisions.minutes.deeds.running import told_in
from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import Form, Start, key_of, lettered, start_in
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.values import FoundFollowUp
from bot.decisions.minutes.words import NOTHING
from bot.files.blocks import Kind
from bot.files.lines import ended

_OF_AGREEMENTS = re.compile(
    r"(?:det|de|dette|mødets|nye|vores)? ?(?:aftaler?|aftalte)(?: vi)?(?: fra mødet)?:?",
    re.IGNORECASE,
)
_DEED_FIELDS = (Field.OWNER, Field.DUE, Field.DEED)


@dataclass(frozen=True)
class Agreement:
    """What was agreed under an item, told by its number or, without one, by its title's key."""

    number: str
    title: str
    follow_up: FoundFollowUp


@dataclass
class _Entry:
    start: Start
    lines: list[Line]


def agreements_apart(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without those of the closing list, and those with the list's heading.

    It stands below a heading of its own, or is a table without decisions, and names items that
    the minutes have told before.
    """
    seen: set[str] = set()
    for place, line in enumerate(lines):
        if line.field is Field.AGREEMENTS and not line.inline and _names(lines, place + 1, seen):
            end = _end(lines, place + 1)
            return [*lines[:place], *lines[end:]], list(lines[place:end])
        if line.kind is Kind.ROW and line.start and _names(lines, place, seen):
            after = lines[place + 1] if place + 1 < len(lines) else None
            if after and after.field in _DEED_FIELDS:
                end = _end(lines, place)
                return [*lines[:place], *lines[end:]], list(lines[place:end])
        if line.start:
            seen |= {line.start.number, key_of(line.start.title)} - {""}
        elif not line.opens and (start := lettered(line.text)):
            seen |= {start.number, key_of(start.title)} - {""}
        elif not line.opens:
            seen.add(key_of(line.text))
    return list(lines), []


def decided_in(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """What a closing list tells of each item in sentences, by its number or its title's key.

    Nothing where the list isn't headed as what was agreed, or is a table: it tells of deeds, which
    are no decisions themselves.
    """
    if not lines or not _OF_AGREEMENTS.fullmatch(lines[0].text):
        return {}
    if any(line.field in _DEED_FIELDS for line in lines):
        return {}
    told: dict[str, list[Line]] = {}
    for entry in _entries(lines):
        key = entry.start.number or key_of(entry.start.title)
        told.setdefault(key, []).extend(entry.lines)
    return {key: said for key, said in told.items() if any(ended(line.text) for line in said)}


def agreements_in(
    lines: Sequence[Line], held_on: date | None, people: frozenset[str] = frozenset()
) -> Iterator[Agreement]:
    """The deeds of a closing list. people: the first names of those who met."""
    for entry in _entries(lines):
        number, title = entry.start.number, key_of(entry.start.title)
        for agreed in _agreed(entry.lines):
            for follow_up in _in_entry(agreed, held_on, people):
                yield Agreement(number, "" if number else title, follow_up)


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """What a closing list tells, item by item."""
    entries: list[_Entry] = []
    for line in lines:
        if start := _key(line):
            entries.append(_Entry(start, []))
            if line.kind is not Kind.ROW and start.rest:
                entries[-1].lines.append(replace(line, text=start.rest, start=None))
        elif entries:
            entries[-1].lines.append(line)
    return entries


def _key(line: Line) -> Start | None:
    if line.start:
        return line.start
    text = line.text.removeprefix("- ")
    if line.field is None and (start := start_in(text) or lettered(text)):
        return start
    label, colon, rest = text.partition(": ")
    if line.field is None and colon and len(label.split()) <= 12:
        return Start(Form.TITLE, "", label, rest=rest)
    return None


def _names(lines: Sequence[Line], place: int, seen: set[str]) -> bool:
    """Whether the line names an item told before."""
    start = _key(lines[place]) if place < len(lines) else None
    return start is not None and (start.number or key_of(start.title)) in seen


def _end(lines: Sequence[Line], place: int) -> int:
    while place < len(lines):
        line = lines[place]
        if line.decision or (line.field and line.field not in _DEED_FIELDS):
            break
        if line.kind is Kind.HEADING and line.start is None:
            break
        place += 1
    return place


def _agreed(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each of the deeds that are agreed under one item."""
    held: list[Line] = []
    told: set[Field] = set()
    for line in lines:
        if told and (line.field in told or line.field not in _DEED_FIELDS):
            yield held
            held, told = [], set()
        held.append(line)
        if line.field in _DEED_FIELDS:
            told.add(line.field)
    if held:
        yield held


def _in_entry(
    lines: Sequence[Line], held_on: date | None, people: frozenset[str]
) -> Iterator[FoundFollowUp]:
    cells = {line.field: line.inline for line in lines if line.field in _DEED_FIELDS}
    said = [line.text for line in lines if line.field not in _DEED_FIELDS]
    what = cells.get(Field.DEED) or "\n".join(said)
    if Field.OWNER in cells or Field.DUE in cells:
        due = due_in(cells.get(Field.DUE, ""), held_on)
        yield FoundFollowUp(what, cells.get(Field.OWNER, "").rstrip("."), due)
        return
    told = [deed for text in (said or [what]) for deed in _deeds(text, held_on, people)]
    if not told and not NOTHING.fullmatch(what):
        yield FoundFollowUp(what, "", None)
    yield from told


def _deeds(text: str, held_on: date | None, people: frozenset[str]) -> Iterator[FoundFollowUp]:
    if found := agreed_in(text, held_on):
        yield found
        return
    _, due = day_apart(text, held_on)
    yield from (
        replace(deed, due=deed.due or due) for deed in told_in(text, held_on, people=people)
    )
