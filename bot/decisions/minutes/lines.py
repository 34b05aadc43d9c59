"""The lines of minutes, each with what it may open; the rows of tables as lines as well."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from bot.decisions.minutes.headings import (
    DecisionHeading,
    decision_heading,
    field_of,
    named_item,
)
from bot.decisions.minutes.starts import Form, Start, lettered, start_in, titled
from bot.decisions.minutes.words import (
    ABSENCE_WITHIN,
    DECIDING,
    ITEM_COLUMNS,
    NUMBER_COLUMNS,
    OTHER_COLUMNS,
    PEOPLE_CELLS,
    PEOPLE_COLUMNS,
    Field,
)
from bot.files.blocks import Block, Kind

_ONLY_NUMBER = re.compile(
    r"(?:punkt |pkt\.? |# ?)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?|[A-ZÆØÅ](?:[.-]?\d{1,2})?)[.:)]?",
    re.IGNORECASE,
)
_LONGEST_START = 1000  # letters; no item begins with a longer line
_CELL = re.compile(r"(?:^|; )(?P<heading>[A-ZÆØÅ#][^:;]{0,40}): ")
_DEED = re.compile(
    r"(?:- )?(?:ansvar(?:lige?)?|frist|tovholdere?|deadline|hvem|hvornår): ", re.IGNORECASE
)
_NEXT_PART = re.compile(
    r"(?<!\d)(?<!\d[.):]) "
    r"(?=(?:Beslutning|Konklusion|Afgørelse|Referat|Indstilling|Drøftelse|Sagsfremstilling"
    r"|Baggrund|Status|Ansvarlige?|Frist|Tovholdere?|Deadline): )"
)
_NEXT_DEED = re.compile(r"[,;.]? (?=(?:ansvarlige?|frist|tovholdere?|deadline|hvornår): )", re.I)


class _Item(Enum):
    NUMBER = auto()
    TITLE = auto()


_Column = _Item | Field | DecisionHeading | None
_Cells = list[tuple[str, _Column, str]]  # a column's heading, what it holds, the cell's text


@dataclass(frozen=True)
class Line:
    """A piece of minutes.

    level: of a heading, as in a block; else 0.
    start: of the item that may begin here. decision: the heading of a decision. field: the part
    of an item that it opens; inline: what of that part stands on the same line. names: the title
    of the item that a heading names ("Beslutning for Punkt 4: Ny skole"), which may be "".
    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    start: Start | None = None
    decision: DecisionHeading | None = None
    field: Field | None = None
    inline: str = ""
    names: str | None = None

    @property
    def opens(self) -> bool:
        """Whether a part of an item begins here."""
        return self.decision is not None or self.field is not None


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines of minutes; the rows of tables as if their cells stood below each other."""
    lines: list[Line] = []
    for is_table, group in groupby(_piped(blocks), lambda block: block.kind is Kind.ROW):
        if is_table:
            lines += _lines_of_table(group)
        else:
            lines += (_line_of(part) for block in group for part in _labels_apart(block))
    return lines


def _line_of(block: Block) -> Line:
    """A block with what it may open: a bullet nothing but who does what, and when."""
    text, level = block.text, block.level if block.kind is Kind.HEADING else 0
    if block.kind is not Kind.ITEM and (named := named_item(text)):
        return replace(_line_of(replace(block, text=named[0])), names=named[1])
    bullet = block.kind is Kind.ITEM and text.startswith("- ")
    if not bullet and (heading := decision_heading(text)):
        return Line(text, block.kind, level, decision=heading, inline=heading.inline)
    field = field_of(text)
    if field and (not bullet or field[0] in (Field.OWNER, Field.DUE)):
        return Line(text, block.kind, level, field=field[0], inline=field[1])
    start = None if bullet or len(text) > _LONGEST_START else start_in(text)
    return Line(text, block.kind, level, start=start)


@dataclass
class _Table:
    """What has to be remembered from row to row."""

    headings: tuple[str, str] | None = None  # of two columns, which the file reader can't tell
    key: str = ""  # of the last row's item
    cells: frozenset[tuple[str, str]] = frozenset()
    others: frozenset[str] = frozenset()  # headings of columns that are in no list of words


def _lines_of_table(rows: Iterable[Block]) -> list[Line]:
    """The lines of a table; of its columns that may decide, an item a row, the first one does."""
    rows = list(rows)
    found = Counter(match["heading"] for row in rows for match in _CELL.finditer(row.text))
    table = _Table(others=frozenset(heading for heading, count in found.items() if count > 1))
    lines = [line for row in rows for line in _row(row, table)]
    told = {line.decision.field for line in lines if line.decision}
    weaker = (
        [field for field in DECIDING if field in told][1:]
        if any(line.start for line in lines)
        else []
    )
    return [
        replace(line, decision=None, field=Field.HISTORY)
        if line.decision and line.decision.field in weaker
        else line
        for line in lines
    ]


def _labels_apart(block: Block) -> list[Block]:
    """The block, or one for each of "Ansvarlig: HR-chefen  Frist: 1. maj".

    The lines below "2. Økonomi" were joined to it when they are indented, and who was absent to
    the heading of a decision.
    """
    if _DEED.match(block.text):
        parts = _NEXT_DEED.split(block.text.removeprefix("- "))
    elif len(block.text) <= _LONGEST_START and start_in(block.text):
        parts = _NEXT_PART.split(block.text)
    else:
        parts = ABSENCE_WITHIN.split(block.text)
        if len(parts) == 1 or decision_heading(parts[0]) is None:
            return [block]
    return [replace(block, text=part[:1].upper() + part[1:]) for part in parts]


def _piped(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; what plain text tells as "Punkt | Konklusion | Frist" is a table's rows."""
    headings: list[str] = []
    for block in blocks:
        text = block.text[1:].removesuffix("|") if block.text.startswith("|") else block.text
        cells = [cell.strip() for cell in text.split("|")]
        if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or len(cells) < 2:
            headings = []
            yield block
        elif re.fullmatch(r"[\s|:+-]+", block.text):
            continue
        elif len(headings) == len(cells):
            told = zip(headings, cells, strict=True)
            text = "; ".join(f"{heading}: {cell}" for heading, cell in told if cell)
            yield Block(Kind.ROW, text)
        elif sum(_column(cell) is not None for cell in cells) >= 2:
            headings = cells
        else:
            yield block


def _row(block: Block, table: _Table) -> Iterator[Line]:
    """A row's lines: where its item begins, and its parts. Merged cells are told once."""
    cells = _cells(block.text, table)
    columns = {column for _, column, _ in cells}
    if not columns & {*_Item} and _is_of_people(cells):
        return
    if table.headings is None and _are_headings(block.text):
        first, second = block.text.split(": ")
        table.headings = first, second
        return
    if not columns & {*_Item} and not (len(cells) > 1 and columns - {None}):
        yield _line_of(replace(block, kind=Kind.ROW))
        return
    key = " ".join(text for _, column, text in cells if column in _Item.__members__.values())
    if not columns & {*_Item} and (before := _unknown_before(block.text, cells)):
        yield Line(before, Kind.ROW)
    start = _start(cells)
    told = frozenset((heading, text) for heading, _, text in cells)
    repeated = table.cells if key and key == table.key else frozenset()
    if start and key != table.key:
        yield Line(key, Kind.ROW, start=start)
    table.key, table.cells = key or table.key, told
    for heading, column, text in sorted(cells, key=lambda cell: _place(cell[1])):
        if isinstance(column, _Item) or (heading, text) in repeated:
            continue
        if isinstance(column, DecisionHeading):
            yield Line(heading, Kind.ROW, decision=column)
            yield Line(text, Kind.ROW)
        elif column in (Field.OWNER, Field.DUE, Field.DEED):
            yield Line(f"{heading}: {text}", Kind.ROW, field=column, inline=text)
        else:
            yield Line(f"{heading}: {text}", Kind.ROW, field=column or Field.CASE, inline=text)


def _unknown_before(text: str, cells: _Cells) -> str:
    """What a row without an item tells in front of the first column that is known."""
    return text.partition(f"{cells[0][0]}: ")[0].rstrip("; ")


def _place(column: _Column) -> int:
    """Where a cell is told: what decides behind the case, and who does what right below that."""
    if isinstance(column, DecisionHeading):
        return len(DECIDING) - DECIDING.index(column.field)
    return len(DECIDING) + 1 if column in (Field.OWNER, Field.DUE, Field.DEED) else 0


def _is_of_people(cells: _Cells) -> bool:
    """Whether a row tells who was there: several columns, and one of them says so."""
    return len(cells) > 1 and any(
        PEOPLE_COLUMNS.fullmatch(heading) or PEOPLE_CELLS.fullmatch(text)
        for heading, _, text in cells
    )


def _start(cells: _Cells) -> Start | None:
    number = next((text for _, column, text in cells if column is _Item.NUMBER), "")
    titles = [text for _, column, text in cells if column is _Item.TITLE]
    if len(titles) > 1 and not number and _ONLY_NUMBER.fullmatch(titles[0]):  # "Punkt" and "Emne"
        number = titles.pop(0)
    title = next(iter(titles), "")
    told = start_in(title) or lettered(title)
    if told and (told.title or not number):
        return replace(told, form=Form.ROW)
    if not number and (alone := _ONLY_NUMBER.fullmatch(title)):
        return Start(Form.ROW, alone["number"], "")
    if not (number or title):
        return None
    text, case, _ = titled(title)
    return Start(
        Form.ROW, re.sub(r"^(?:punkt |pkt\.? |#)|[.:)]$", "", number, flags=re.I), text, case
    )


def _cells(text: str, table: _Table) -> _Cells:
    if table.headings:
        first, colon, second = text.partition(": ")
        told = zip(table.headings, (first, second if colon else ""), strict=True)
        return [(heading, _column(heading), cell) for heading, cell in told if cell]
    headed = [(match, _column(match["heading"])) for match in _CELL.finditer(text)]
    known = any(column for _, column in headed)
    found = [
        (match, column or Field.CASE)
        for match, column in headed
        if column or (known and match["heading"] in table.others)
    ]
    ends = [match.start() for match, _ in found[1:]] + [len(text)]
    return [
        (match["heading"], column, text[match.end() : end].strip())
        for (match, column), end in zip(found, ends, strict=False)
    ]


def _are_headings(text: str) -> bool:
    first, colon, second = text.partition(": ")
    return bool(
        colon and isinstance(_column(first), _Item) and isinstance(_column(second), DecisionHeading)
    )


def _column(heading: str) -> _Column:
    heading = heading.strip()
    if NUMBER_COLUMNS.fullmatch(heading):
        return _Item.NUMBER
    if ITEM_COLUMNS.fullmatch(heading):
        return _Item.TITLE
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
    return Field.CASE if OTHER_COLUMNS.fullmatch(heading) else None
