"""The columns of tables in minutes, by their headings."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.parts.headings import DecisionHeading, decision_heading, field_of
from bot.decisions.minutes.words import (
    ITEM_COLUMNS,
    NUMBER_COLUMNS,
    OTHER_COLUMNS,
    PEOPLE_CELLS,
    PEOPLE_COLUMNS,
)

_HEADING_WORDS = 6
_COMPOSED = re.compile(r" ?/ ?| og | & |, ")
_LINES = re.compile(r" (?=[A-ZÆØÅ][a-zæøå])")
_SHORT_HEADING = re.compile(r"[^:;.\d]{1,40}")
ONLY_NUMBER = re.compile(  # of an item, alone in its cell
    r"(?:punkt |pkt\.? |# ?)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?|[A-ZÆØÅ](?:[.-]?\d{1,2})?)[.:)]?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r" ?\([^()]{1,40}\)$")  # "Emne (sagsnr.)"
CELL = re.compile(r"(?:^|; )(?P<heading>[A-ZÆØÅ#][^:;]{0,60}): ")


class InItem(Enum):
    """What a column tells of the item itself."""

    NUMBER = auto()
    TITLE = auto()


Column = InItem | Field | DecisionHeading | None
Cells = list[tuple[str, Column, str]]  # a column's heading, what it holds, the cell's text


def column(heading: str) -> Column:
    """What a column with this heading holds; None when that isn't known."""
    heading = _BRACKETS.sub("", heading).strip()
    if NUMBER_COLUMNS.fullmatch(heading):
        return InItem.NUMBER
    parts = _COMPOSED.split(heading)
    if len(parts) > 1 and NUMBER_COLUMNS.fullmatch(parts[0]):  # "Nr. og emne", "Nr./frist"
        return column(parts[1])
    if ITEM_COLUMNS.fullmatch(heading):
        return InItem.TITLE
    if PEOPLE_COLUMNS.fullmatch(heading):
        return Field.PEOPLE
    told = decision_heading(heading)
    if told and not told.inline:
        return told
    opened = field_of(heading)
    if opened and opened[0] in (Field.OWNER, Field.DUE, Field.CASE, Field.RECOMMENDATION):
        return opened[0]
    if opened and opened[0] is Field.AGREEMENTS:
        return Field.DEED
    if opened:
        return opened[0]
    if OTHER_COLUMNS.fullmatch(heading):
        return Field.CASE
    first, *others = _COMPOSED.split(heading)
    if others and (told_first := column(first)):  # "Ansvarlig/frist"
        return told_first
    *above, last = _LINES.split(heading)  # "Referat Beslutninger", a word a line
    return column(last) if above and _SHORT_HEADING.fullmatch(heading) else None


def are_headings(text: str) -> bool:
    """Whether a row of two cells holds headings, the second one of a decision."""
    first, colon, second = text.partition(": ")
    return bool(colon and column(first) is not None and isinstance(column(second), DecisionHeading))


def may_be_headings(text: str, below: Sequence[str]) -> bool:
    """The same of a first row whose second heading is unknown: the item's, above nothing known."""
    first, colon, second = text.partition(": ")
    return (
        bool(colon)
        and isinstance(column(first), InItem)
        and column(second) is None
        and len(second.split()) <= _HEADING_WORDS
        and not re.search(r"\d|[.,;:]", second)
        and len(below) > 1
        and all(column(row.partition(": ")[0]) is None for row in below)
    )


def is_of_people(cells: Cells) -> bool:
    """Whether a row tells who was there: several columns, and one of them says so."""
    return len(cells) > 1 and any(
        PEOPLE_COLUMNS.fullmatch(heading) or PEOPLE_CELLS.fullmatch(text)
        for heading, _, text in cells
    )
