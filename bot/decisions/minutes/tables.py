"""Tables as minutes use them: an item a row, or a deed a row, with its owner and its date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.decisions.minutes.headings import DecisionHeading, decision_heading, field_of
from bot.decisions.minutes.lines import LONGEST_START, Line, line_of
from bot.decisions.minutes.starts import Form, Start, start_in, titled
from bot.decisions.minutes.words import ITEM_COLUMNS, NUMBER_COLUMNS, OTHER_COLUMNS, Field
from bot.files.blocks import Block, Kind

_CELL = re.compile(r"(?:^|; )(?P<heading>[A-ZÆØÅ#][^:;]{0,40}): ")

_DEED = re.compile(
    r"(?:- )?(?:ansvarlige?|frist|tovholdere?|deadline|hvem|hvornår): ", re.IGNORECASE
)
_NEXT_PART = re.compile(
    r" (?=(?:Beslutning|Konklusion|Afgørelse|Referat|Indstilling|Drøftelse|Sagsfremstilling"
    r"|Baggrund|Status|Ansvarlige?|Frist|Tovholdere?|Deadline): )"
)
_NEXT_DEED = re.compile(r"[,;.]? (?=(?:ansvarlige?|frist|tovholdere?|deadline|hvornår): )", re.I)


class _Item(Enum):
    NUMBER = auto()
    TITLE = auto()


_Column = _Item | Field | DecisionHeading | None
_Cells = list[tuple[str, _Column, str]]  # a column's heading, what it holds, the cell's text


@dataclass
class _Table:
    """What has to be remembered from row to row."""

    headings: tuple[str, str] | None = None  # of two columns, which the file reader can't tell
    key: str = ""  # of the last row's item
    cells: frozenset[tuple[str, str]] = frozenset()


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines of minutes; the rows of tables as if their cells stood below each other."""
    lines: list[Line] = []
    table = _Table()
    for block in _piped(blocks):
        if block.kind is Kind.ROW:
            lines += _row(block, table)
        else:
            table = _Table()
            lines += map(line_of, _labels_apart(block))
    return lines


def _labels_apart(block: Block) -> list[Block]:
    """The block, or one for each of "Ansvarlig: HR-chefen  Frist: 1. maj".

    The lines below "2. Økonomi" were joined to it when they are indented.
    """
    if _DEED.match(block.text):
        parts = _NEXT_DEED.split(block.text)
    elif len(block.text) <= LONGEST_START and start_in(block.text):
        parts = _NEXT_PART.split(block.text)
    else:
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
    if table.headings is None and _are_headings(block.text):
        first, second = block.text.split(": ")
        table.headings = first, second
        return
    if not columns & {*_Item} and not (len(cells) > 1 and columns - {None}):
        yield line_of(replace(block, kind=Kind.ROW))
        return
    key = " ".join(text for _, column, text in cells if column in _Item.__members__.values())
    start = _start(cells)
    told = frozenset((heading, text) for heading, _, text in cells)
    repeated = table.cells if key and key == table.key else frozenset()
    if start and key != table.key:
        yield Line(key, Kind.ROW, start=start)
    table.key, table.cells = key or table.key, told
    for heading, column, text in cells:
        if isinstance(column, _Item) or (heading, text) in repeated:
            continue
        if isinstance(column, DecisionHeading):
            yield Line(heading, Kind.ROW, decision=column)
            yield Line(text, Kind.ROW)
        elif column in (Field.OWNER, Field.DUE, Field.DEED):
            yield Line(f"{heading}: {text}", Kind.ROW, field=column, inline=text)
        else:
            yield Line(f"{heading}: {text}", Kind.ROW, field=column or Field.CASE, inline=text)


def _start(cells: _Cells) -> Start | None:
    number = next((text for _, column, text in cells if column is _Item.NUMBER), "")
    title = next((text for _, column, text in cells if column is _Item.TITLE), "")
    told = start_in(title)
    if told:
        return replace(told, form=Form.ROW)
    if title[:3].rstrip(".").isdigit():
        return Start(Form.ROW, title.rstrip("."), "")
    if not (number or title):
        return None
    text, case, _ = titled(title)
    return Start(Form.ROW, re.sub(r"^(?:punkt|pkt\.?) |\.$", "", number, flags=re.I), text, case)


def _cells(text: str, table: _Table) -> _Cells:
    if table.headings:
        first, colon, second = text.partition(": ")
        told = zip(table.headings, (first, second if colon else ""), strict=True)
        return [(heading, _column(heading), cell) for heading, cell in told if cell]
    found = [
        (match, column) for match in _CELL.finditer(text) if (column := _column(match["heading"]))
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
