"""Tables in plain text: columns aligned with spaces, or apart by tabs, below their headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.files.lines import ended, joined

_LONGEST_HEADING = 4  # words
_APART = 2  # spaces at least between two columns
_CELL = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"\d{1,3}[.)]? ?\S[^\t]*\t|\d{1,3}[.)]?\t")
_NO_HEADING = re.compile(r"[\d:]|\w{5}(?<!nr)\.$")

Row = list[str]


@dataclass(frozen=True)
class Table:
    """rows: of cells, the headings first."""

    rows: list[Row]


def tables_apart(lines: Sequence[str]) -> Iterator[list[str] | Table]:
    """The lines in runs, between those that are a table."""
    run: list[str] = []
    place = 0
    while place < len(lines):
        columns = _columns(lines[place])
        rows, length = _rows(columns, lines, place + 1) if columns else ([], 0)
        if columns and _is_table(columns, rows):
            yield run
            yield Table([list(columns.headings), *rows])
            run = []
            place += length
        else:
            run.append(lines[place])
        place += 1
    yield run


@dataclass(frozen=True)
class _Columns:
    """A line of headings. starts: where each of them begins; () when tabs part the cells."""

    headings: tuple[str, ...]
    starts: tuple[int, ...]

    def cells(self, line: str) -> Row:
        """A line's cells below the headings; none when it doesn't keep to the columns."""
        if not self.starts:
            cells = [cell.strip() for cell in line.split("\t")]
            missing = len(self.headings) - len(cells)
            return [*cells, *[""] * missing] if missing >= 0 else []
        line = line.expandtabs()
        before = [line[max(0, start - _APART) : start] for start in self.starts if line[start:]]
        if any(map(str.strip, before)):  # a word stands across the gap
            return []
        ends = [*self.starts[1:], len(line)]
        return [line[start:end].strip() for start, end in zip(self.starts, ends, strict=True)]


def _columns(line: str) -> _Columns | None:
    tabbed = "\t" in line.strip() and "\t\t" not in line.strip()
    found = list(_CELL.finditer(line.expandtabs()))
    headings = line.split("\t") if tabbed else [match[0] for match in found]
    headings = [heading.strip() for heading in headings]
    if len(set(headings)) < max(2, len(headings)) or not all(map(_is_heading, headings)):
        return None
    return _Columns(tuple(headings), () if tabbed else tuple(match.start() for match in found))


def _is_heading(cell: str) -> bool:
    words = len(cell.split())
    return cell[:1].isupper() and words <= _LONGEST_HEADING and not _NO_HEADING.search(cell)


def _rows(columns: _Columns, lines: Sequence[str], first: int) -> tuple[list[Row], int]:
    """The rows from a line on, and how many lines they are."""
    if not columns.starts and _NUMBER.match(lines[first] if first < len(lines) else ""):
        return _numbered_rows(columns, lines, first)
    rows: list[Row] = []
    length, apart, gaps = 0, True, 0
    for place in range(first, len(lines)):
        line = lines[place]
        if not any(map(str.isalnum, line)):  # empty, or a rule
            if not line and not lines[place - 1]:
                break
            apart = True
            gaps += not line and bool(rows)
            continue
        cells = columns.cells(line)
        goes_on = bool(cells) and not apart and _goes_on(rows[-1], cells)
        if goes_on:
            rows[-1] = [joined(*two).strip() for two in zip(rows[-1], cells, strict=True)]
        elif not any(cells[1:]) and gaps == 1 < len(rows) and not lines[place - 1]:
            break  # below the first empty line
        elif any(cells[1:]) or (rows and _is_alone(line, cells, rows[-1])):
            rows.append(cells)
        else:
            break
        length, apart = place - first + 1, False
    return rows, length


def _numbered_rows(columns: _Columns, lines: Sequence[str], first: int) -> tuple[list[Row], int]:
    """The same of rows that begin with a number each, whose cells may have several lines.

    What stands on a line in front of the next tab goes on with the cell above.
    """
    rows: list[Row] = []
    filled = 0  # the column that the last line ended in
    for place in range(first, len(lines)):
        cells = [cell.strip() for cell in lines[place].split("\t")]
        begins = bool(_NUMBER.match(lines[place]))
        full = filled == len(columns.headings) - 1
        if not any(cells) or (full and not begins):
            return rows, place - first
        if begins:
            rows.append([""] * len(columns.headings))
            filled = -1
        else:
            rows[-1][filled] = f"{rows[-1][filled]}\n{cells.pop(0)}".strip()
        if filled + len(cells) >= len(columns.headings):
            return [], 0
        for cell in cells:
            filled += 1
            rows[-1][filled] = cell
    return rows, len(lines) - first


def _goes_on(above: Row, cells: Row) -> bool:
    """Whether the cells go on with those above, as their text was broken to fit the columns."""
    if not cells[0]:
        return True
    lacking = any(cell and not one for one, cell in zip(above, cells, strict=True))
    return not lacking and cells[0][:1].islower() and not ended(above[0])


def _is_alone(line: str, cells: Row, above: Row) -> bool:
    """Whether a row has nothing but its first cell."""
    return any(cells) and ("\t" in line or (cells[0][:1].isdigit() and above[0][:1].isdigit()))


def _is_table(columns: _Columns, rows: Sequence[Row]) -> bool:
    if any(row[0] == columns.headings[0] for row in rows):
        return False  # it is a label that stands in front of several texts
    filled = sum(sum(map(bool, row)) > 1 for row in rows)
    return filled >= (1 if len(columns.headings) > 2 else 2)  # two columns are soon there by chance
