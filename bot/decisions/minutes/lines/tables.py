"""The tables of minutes: their rows as lines, as if the cells stood below each other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.decisions.minutes.fields import DECIDING, Field
from bot.decisions.minutes.items.starts import (
    Form,
    Start,
    case_line,
    labelled_case_in,
    lettered,
    start_in,
    titled,
)
from bot.decisions.minutes.lines.cells import (
    decides_within,
    decision_apart,
    lines_of_cell,
    title_apart,
)
from bot.decisions.minutes.lines.columns import (
    CELL,
    ONLY_NUMBER,
    Cells,
    Column,
    InItem,
    are_headings,
    column,
    is_of_people,
    may_be_headings,
)
from bot.decisions.minutes.lines.course import by_body, tells_course
from bot.decisions.minutes.lines.line import Line, line_of
from bot.decisions.minutes.lines.rows import whole_rows
from bot.decisions.minutes.parts.headings import DecisionHeading, decision_heading
from bot.decisions.minutes.parts.outcomes import decides
from bot.decisions.minutes.words import USUAL_ITEMS
from bot.files.blocks import Block, Kind

_AGREED = re.compile(r"(?:nye )?aftaler?(?:/.*)?|aftalte handlinger|handling(?:er)?", re.IGNORECASE)
_UNHEADED = re.compile(
    r"(?P<number>\d{1,3})(?:[.)]?; |[.)] )(?P<title>[^;]+?)"
    r"(?:(?P<between>(?:; .*)?)(?:; |(?<!; ): )(?P<said>[^;]+))?"
)
# The title of an item that is set as a table: "1; Ny vej; Sagsnr. 24/101".
_TITLE_ROW = re.compile(r"(?P<number>\d{1,3})[.)]?; (?P<title>[^;:]+(?:; [^;]*\d{2}[/-]\d[^;]*)?)")
_INNER = re.compile(r"(?<!\d[.)]):? (?=[A-ZÆØÅ][a-zæøå]{2,20}: )")
_WHOLE = (Field.OWNER, Field.DUE, Field.DEED)  # of one deed, or of each of several on its line
_TITLE_OR_CASE = ("sag", "sagen", "tema", "emne")


@dataclass
class _Table:
    """What has to be remembered from row to row."""

    headings: tuple[str, str] | None = None  # of two columns, which the file reader can't tell
    key: str = ""  # of the last row's item
    cells: frozenset[tuple[str, str]] = frozenset()
    others: frozenset[str] = frozenset()  # headings of columns that are in no list of words
    mixed: frozenset[str] = frozenset()  # columns with labels for decisions within their cells
    begun: bool = False  # with a row that is the number and the title of its item


def lines_of_table(rows: Iterable[Block]) -> list[Line]:
    """The lines of a table; of its columns that may decide, an item a row, the first one does."""
    rows = list(rows)
    found = Counter(match["heading"] for row in rows for match in CELL.finditer(row.text))
    table = _Table(others=frozenset(heading for heading, count in found.items() if count > 1))
    if len(rows) == 1 and (title := _TITLE_ROW.fullmatch(rows[0].text)):
        return [line_of(Block(Kind.HEADING, f"{title['number']}. {title['title']}"))]
    if may_be_headings(rows[0].text, [row.text for row in rows[1:]]):
        first, second = rows.pop(0).text.split(": ")
        table.headings = first, second
    if (
        not table.headings
        and not any(map(column, found))
        and (alone := list(_without_headings(rows)))
    ):
        return alone
    cells = [cell for row in rows for cell in _cells(row.text, table)]
    table.mixed = frozenset(
        heading
        for heading, holds, text in cells
        if not isinstance(holds, InItem) and decides_within(text)
    )
    columns = {
        heading: holds.field
        for heading, holds, _ in cells
        if isinstance(holds, DecisionHeading) and heading not in table.mixed
    }
    lines = [line for row in whole_rows(rows) for line in _row(row, table)]
    if not any(line.start for line in lines):
        return lines
    lines = list(_agreed(lines))
    told = [field for field in DECIDING if field in columns.values()]
    return [
        replace(line, decision=None, field=Field.HISTORY)
        if line.decision and columns.get(line.text) in told[1:]
        else line
        for line in lines
    ]


def _without_headings(rows: Sequence[Block]) -> Iterator[Line]:
    """The lines of a table without headings: number, title, and what was decided in the end."""
    found = [match for row in rows if (match := _UNHEADED.fullmatch(row.text))]
    numbers = [match["number"] for match in found]
    said = [match["said"] for match in found if match["said"]]
    follow = (
        numbers == list(map(str, range(int(numbers[0]), int(numbers[0]) + len(found))))
        if (numbers)
        else False
    )
    if not follow or len(said) < 2 or not any(decides(Line(one)) for one in said):
        return
    for match in found:
        title, case, _ = titled(match["title"])
        yield Line(match["title"], Kind.ROW, start=Start(Form.ROW, match["number"], title, case))
        for cell in filter(None, (match["between"] or "").split("; ")):
            yield Line(cell, Kind.ROW, field=Field.CASE)
        if match["said"]:
            heading = DecisionHeading(Field.DECISION, inline=match["said"])
            yield Line(match["said"], Kind.ROW, decision=heading, inline=match["said"])


def _agreed(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with a column for what was agreed, or for outcomes, deciding if none else does.

    A table of nothing but agreements and who carries them out is no account of a meeting.
    """
    told = {line.decision.field for line in lines if line.decision}
    counted = Counter(
        line.text.partition(": ")[0]
        for line in lines
        if line.field is Field.CASE and decides(Line(line.inline))
    )
    accounts = Field.ACCOUNT in told or any(line.field is Field.CASE for line in lines)
    agreed = not told - {Field.ACCOUNT} and accounts
    outcomes = "" if told else max(counted, key=lambda heading: counted[heading], default="")
    for line in lines:
        heading = line.text.partition(": ")[0]
        is_agreed = agreed and line.field is Field.DEED and _AGREED.fullmatch(heading)
        if is_agreed or (outcomes and line.field is Field.CASE and heading == outcomes):
            yield Line(heading, Kind.ROW, decision=DecisionHeading(Field.CONCLUSION))
            yield from lines_of_cell(line.inline, decides=True)
        else:
            yield line


def _row(block: Block, table: _Table) -> Iterator[Line]:
    """A row's lines: where its item begins, and its parts. Merged cells are told once."""
    cells = list(_without_case(_cells(block.text, table), table))
    if cells and all(heading == text for heading, _, text in cells):  # the headings once more
        return
    columns = {column for _, column, _ in cells}
    if not columns & {*InItem} and is_of_people(cells):
        return
    if table.headings is None and are_headings(block.text):
        first, _, second = block.text.partition(": ")
        table.headings = first, second
        return
    if not columns & {*InItem} and not (len(cells) > 1 and columns - {None}):
        alone = list(_labels_in(block))
        table.begun = table.begun or alone[0].start is not None
        yield from alone
        return
    if tells_course(cells):
        return
    cells = list(by_body(cells, block.text))
    key = " ".join(text for _, column, text in cells if column in InItem.__members__.values())
    if not columns & {*InItem} and (before := _unknown_before(block.text, cells)):
        yield Line(before, Kind.ROW)
    start = _start(cells)
    told = frozenset((heading, text) for heading, _, text in cells)
    repeated = table.cells if key and key == table.key else frozenset()
    if start and key != table.key:
        yield Line(key, Kind.ROW, start=start)
    table.key, table.cells = key or table.key, told
    for heading, holds, text in sorted(cells, key=lambda cell: _place(cell[1])):
        if isinstance(holds, InItem) or (heading, text) in repeated:
            continue
        if isinstance(holds, DecisionHeading) and heading not in table.mixed:
            said, decided = decision_apart(text)
            if said:
                yield Line(said, Kind.ROW, field=Field.CASE, inline=said)
            yield Line(heading, Kind.ROW, decision=holds)
            yield from lines_of_cell(decided, decides=True)
        else:
            yield from _told(heading, holds, text)


def _told(heading: str, holds: Column, text: str) -> Iterator[Line]:
    """What a cell tells that decides nothing, unless labels within it say so."""
    field = holds if isinstance(holds, Field) else Field.CASE
    if field in _WHOLE:
        yield Line(f"{heading}: {text}", Kind.ROW, field=field, inline=text)
        return
    first, *others = [*lines_of_cell(text)] or [Line(text, Kind.ROW)]
    if first.opens:
        yield Line(heading, Kind.ROW, field=field)
        yield first
    else:
        told = f"{heading}: {first.text}"
        yield Line(told, Kind.ROW, field=field, inline=first.text)
    yield from others


def _labels_in(block: Block) -> Iterator[Line]:
    """A row that no column divides, by the labels within it."""
    parts = _INNER.split(block.text)
    if len(parts) == 1 or not any(map(decision_heading, parts[1:])):
        yield line_of(block)
        return
    for place, part in enumerate(parts):
        line = line_of(replace(block, text=part if place else part.rstrip(":")))
        label = not line.opens and place
        yield replace(line, start=None, field=Field.CASE) if label else line


def _without_case(cells: Cells, table: _Table) -> Iterator[tuple[str, Column, str]]:
    """The cells; the title's without the case number and all that stands behind it."""
    for heading, holds, text in cells:
        if holds is InItem.TITLE and heading.lower() == "sag" and case_line(text) == text:
            yield heading, Field.CASE, text
            continue
        ambiguous = heading.lower() in _TITLE_OR_CASE and (table.begun or _is_sentence(text))
        if holds is InItem.TITLE and "\n" in text:
            text, below = title_apart(text)
            yield heading, holds, text
            if below:
                yield heading, Field.CASE, below
        elif holds is InItem.TITLE and (match := labelled_case_in(text)) and match.start():
            yield heading, holds, text[: match.end()].strip()
            if rest := text[match.end() :].strip(" ;,.)"):
                yield heading, Field.CASE, rest
        elif holds is InItem.TITLE and ambiguous:
            yield heading, Field.CASE, text
        else:
            yield heading, holds, text


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and not USUAL_ITEMS.fullmatch(text)


def _unknown_before(text: str, cells: Cells) -> str:
    """What a row without an item tells in front of the first column that is known."""
    return text.partition(f"{cells[0][0]}: ")[0].rstrip("; ")


def _place(column: Column) -> int:
    """Where a cell is told: what decides behind the case, and who does what right below that."""
    if isinstance(column, DecisionHeading):
        return len(DECIDING) - DECIDING.index(column.field)
    return len(DECIDING) + 1 if column in (Field.OWNER, Field.DUE, Field.DEED) else 0


def _start(cells: Cells) -> Start | None:
    number = next((text for _, column, text in cells if column is InItem.NUMBER), "")
    titles = [_unstopped(text) for _, column, text in cells if column is InItem.TITLE]
    if len(titles) > 1 and not number and ONLY_NUMBER.fullmatch(titles[0]):  # "Punkt" and "Emne"
        number = titles.pop(0)
    title = next(iter(titles), "")
    others = [heading for heading, holds, _ in cells if holds is not InItem.NUMBER]
    if not title and others and not any(map(column, others)):  # "Nr.; Projekt; Søgt"
        return None
    told = start_in(title) or lettered(title)
    if told and (told.title or not number):
        return replace(told, form=Form.ROW)
    if not number and (alone := ONLY_NUMBER.fullmatch(title)):
        return Start(Form.ROW, alone["number"], "")
    if not (number or title):
        return None
    text, case, _ = titled(title)
    return Start(
        Form.ROW, re.sub(r"^(?:punkt |pkt\.? |#)|[.:)]$", "", number, flags=re.I), text, case
    )


def _unstopped(title: str) -> str:
    """A title without the full stop that it ends with: not "Evt.", which is short for something."""
    return title.removesuffix(".") if len(title.split()) > 2 else title


def _cells(text: str, table: _Table) -> Cells:
    first, colon, second = text.partition(": ")
    if table.headings and isinstance(column(first), InItem):  # another table
        table.headings = None
    if table.headings and colon and ONLY_NUMBER.fullmatch(first) and ": " in second:
        title, _, second = second.partition(": ")  # "Punkt 1: Ny vej: Godkendt."
        first = f"{first}: {title}"
    if table.headings:
        told = zip(table.headings, (first, second if colon else ""), strict=True)
        return [(heading, column(heading), cell) for heading, cell in told if cell]
    headed = [(match, column(match["heading"])) for match in CELL.finditer(text)]
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
