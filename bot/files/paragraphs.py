"""From rows on pages to blocks: paragraphs, headings, items and tables, across page breaks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.files.blocks import Block, Kind, tidy
from bot.files.lines import ended, item_mark, joined
from bot.files.paper import Line, Row
from bot.files.ruled import Ruled
from bot.files.tables import rows as table_rows

_LARGER = 1.12  # than the body's type: a heading
_APART = 1.3  # times the usual distance between lines: a new paragraph
_SHORT = 0.8  # of the text's width: the line ended because its paragraph did
_HEADING_WORDS = 12
_TIGHT = 1.35  # distance of lines within a table's cell, as part of the size
_WIDE = 1.25  # distance of lines where no paragraph has more than one, as part of the size
_FITS = 0.8  # of a column's width, where the next word would have fitted as well
_PADDING = 2  # between two columns, as part of the size
_NEAR = 5  # distance of a table's rows, as part of the size


def blocks_of(pages: Sequence[Sequence[Row]], tables: Sequence[Sequence[Ruled]]) -> Iterator[Block]:
    """The text of pages as blocks. tables: those with lines around their cells, page by page."""
    style = _Style.of(pages)
    labels = _labels(pages)
    held: _Held | None = None
    ruled: Ruled | None = None
    for page, drawn in zip(pages, tables, strict=True):
        for group in _with_tables(page, drawn, labels):
            if isinstance(group, Ruled) and ruled and (whole := ruled.with_rest(group)):
                ruled = whole
                continue
            if ruled:
                yield from table_rows(ruled.rows, headed=ruled.headed or None)
                ruled = None
            if not isinstance(group, Line):
                if held:
                    yield held.block(style)
                    held = None
                if isinstance(group, Ruled):
                    ruled = group
                else:
                    yield from table_rows(_table(group), headed=_bold(group[0]) or None)
                continue
            line = group
            if held and held.goes_on(line, style):
                held.add(line)
            else:
                if held:
                    yield held.block(style)
                held = _Held(line)
        if held:
            held.page_ended = True
    if ruled:
        yield from table_rows(ruled.rows, headed=ruled.headed or None)
    if held:
        yield held.block(style)


def _with_tables(
    page: Sequence[Row], tables: Sequence[Ruled], labels: frozenset[str]
) -> Iterator[Line | list[Row] | Ruled]:
    """The page's lines and tables from the top down."""
    begun = 0
    for table in sorted(tables, key=lambda table: -table.top):
        end = begun
        while end < len(page) and page[end][0].y >= table.top:
            end += 1
        yield from _tables_apart(page[begun:end], labels)
        yield table
        begun = end
    yield from _tables_apart(page[begun:], labels)


@dataclass(frozen=True)
class _Style:
    """How a document is set: its body's size, distance of lines, right edge and heading sizes."""

    size: float
    distance: float
    right: float
    headings: tuple[float, ...]

    @classmethod
    def of(cls, pages: Sequence[Sequence[Row]]) -> "_Style":
        letters: Counter[float] = Counter()
        for page in pages:
            for row in page:
                for line in row:
                    letters[line.size] += len(line.text)
        size = letters.most_common(1)[0][0] if letters else 10.0
        alone = [[row[0] for row in page if len(row) == 1] for page in pages]
        body = [[line for line in page if line.size == size] for page in alone]
        return cls(
            size=size,
            distance=_distance(body, size),
            right=max((line.end for page in body for line in page), default=0.0),
            headings=tuple(sorted((s for s in letters if s > size * _LARGER), reverse=True)),
        )


def _distance(pages: Sequence[Sequence[Line]], size: float) -> float:
    """The usual distance of lines within a paragraph.

    A line in a small letter goes on with the one above it. In a file of short paragraphs the
    distance between those is the more common one.
    """
    pairs = [
        (
            round(upper.y - lower.y),
            lower.text[:1].islower() and not lower.text.startswith(("at ", "ad ")),
        )
        for page in pages
        for upper, lower in pairwise(page)
        if 0 < upper.y - lower.y < 3 * size
    ]
    within = Counter(distance for distance, goes_on in pairs if goes_on)
    counted = within or Counter(distance for distance, _ in pairs)
    most = max(counted, key=lambda distance: (counted[distance], -distance), default=1.2 * size)
    return most if within else min(most, _WIDE * size)


class _Held:
    """A paragraph, heading or item that may go on with the next line."""

    def __init__(self, line: Line) -> None:
        self.mark, text = item_mark(line.text)
        self.lines = [text]
        self.first = self.last = line
        self.page_ended = False

    def add(self, line: Line) -> None:
        self.lines.append(line.text)
        self.last = line
        self.page_ended = False

    def goes_on(self, line: Line, style: _Style) -> bool:
        last = self.last
        if item_mark(line.text)[0] or (line.size, line.bold) != (last.size, last.bold):
            return False
        if self.page_ended:
            return not ended(self.lines[-1]) and (
                line.text[:1].islower() or _full(last, line, style)
            )
        usual = style.distance * max(1.0, line.size / style.size)
        if last.y - line.y > usual * _APART:
            return False
        return line.size > style.size or _full(last, line, style)

    def block(self, style: _Style) -> Block:
        text = tidy(joined(*self.lines))
        short = len(text.split()) <= _HEADING_WORDS and not text.endswith((".", ";", ","))
        if self.first.size in style.headings and len(text.split()) <= 2 * _HEADING_WORDS:
            number = f"{self.mark} " if self.mark[:1].isdigit() else ""
            return Block(Kind.HEADING, number + text, 1 + style.headings.index(self.first.size))
        if self.mark:
            return Block(Kind.ITEM, f"{self.mark} {text}", 1)
        return Block(Kind.HEADING if self.first.bold and short else Kind.PARAGRAPH, text)


def _full(line: Line, following: Line, style: _Style) -> bool:
    word = following.text.split(None, 1)[0]
    return line.end + len(word) * line.size / 2 > style.right * _SHORT


def _labels(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """What stands in front of a gap more than once, as in tables of a single row each."""
    told = Counter(row[0].text for page in pages for row in page if len(row) == 2)
    return frozenset(text for text, count in told.items() if count > 1 and text[:1].isupper())


def _tables_apart(page: Sequence[Row], labels: frozenset[str]) -> Iterator[Line | list[Row]]:
    """The page's lines one by one; rows of cells that stand together as one table."""
    table: list[Row] = []
    for place, row in enumerate(page):
        below = page[place + 1] if place + 1 < len(page) else ()
        if table and not _near(table, row):
            yield from _as_table(table, labels)
            table = []
        if (
            len(row) > 1
            or _heads(row[0], below)
            or (table and row[0].x > min(one[0].x for one in table) + row[0].size)
        ):
            table.append(row)
            continue
        yield from _as_table(table, labels)
        table = []
        yield row[0]
    yield from _as_table(table, labels)


def _heads(line: Line, below: Row) -> bool:
    """Whether a line is the first of a heading that is higher than those of the other columns."""
    return (
        len(below) > 1
        and line.bold
        and all(one.bold for one in below)
        and line.x > below[0].x + line.size
        and line.y - below[0].y <= line.size * _TIGHT
    )


def _as_table(rows: list[Row], labels: frozenset[str]) -> Iterator[Line | list[Row]]:
    if sum(len(row) > 1 for row in rows) > 1:
        yield rows
        return
    for first, *others in rows:  # a line with a gap in it, not a table
        label = len(others) == 1 and first.text in labels
        told = first.text.rstrip(":") + ":" if label else first.text
        text = " ".join([told, *(line.text for line in others)])
        yield Line(text, first.x, first.y, first.size, first.bold)


def _near(table: list[Row], row: Row) -> bool:
    return table[-1][0].y - row[0].y <= row[0].size * _NEAR


def _table(rows: list[Row]) -> list[list[str]]:
    """The cells by row and column; of one the lines that a paragraph was broken into are joined."""
    columns = [line.x for line in max(rows, key=len)]
    placed = [_in_columns(row, columns) for row in rows]
    rights = [
        max((line.end for row in placed if (line := row.get(column))), default=0.0)
        for column in range(len(columns))
    ]
    padding = rows[0][0].size * _PADDING
    rights = [
        max(right, after - padding)
        for right, after in zip(rights, [*columns[1:], 0.0], strict=True)
    ]
    table: list[list[str]] = []
    last: dict[int, Line] = {}
    set_apart = any(
        upper[0].y - lower[0].y > upper[0].size * _TIGHT for upper, lower in pairwise(rows)
    )
    y = rows[0][0].y
    for row, found in zip(rows, placed, strict=True):
        cells = [found[column].text if column in found else "" for column in range(len(columns))]
        close = bool(table) and y - row[0].y <= row[0].size * _TIGHT
        y = row[0].y
        if close and (_is_rest(table[-1], cells) or (set_apart and _wrapped(table[-1], cells))):
            for column, line in found.items():
                above, before = table[-1][column], last.get(column)
                ends = before is not None and _is_short(before, line, rights[column])
                table[-1][column] = (
                    f"{above}\n{line.text}" if ends else joined(above, line.text).strip()
                )
        else:
            table.append(cells)
            last = {}
        last |= found
    return table


def _in_columns(row: Row, columns: list[float]) -> dict[int, Line]:
    """The lines of a row by their columns; two in one are one."""
    found: dict[int, Line] = {}
    for position, line in enumerate(row):
        column = position if len(row) == len(columns) else _nearest(columns, line.x)
        if before := found.get(column):
            line = replace(line, text=joined(before.text, line.text).strip())
        found[column] = line
    return found


def _is_short(line: Line, following: Line, right: float) -> bool:
    """Whether a line of a cell ended because its paragraph did."""
    if following.text[:1].islower() and not ended(line.text):
        return False
    word = following.text.split(None, 1)[0]
    needed = line.end - line.x + len(word) * line.size / 2
    return line.bold != following.bold or needed < (right - line.x) * _FITS


def _is_rest(above: Sequence[str], cells: Sequence[str]) -> bool:
    return not (cells[0] and above[0])


def _wrapped(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a cell goes on with the one above it, in a small letter."""
    pairs = zip(above, cells, strict=True)
    return any(one and not ended(one) and cell[:1].islower() for one, cell in pairs)


def _nearest(columns: list[float], x: float) -> int:
    return min(range(len(columns)), key=lambda column: abs(columns[column] - x))


def _bold(row: Row) -> bool:
    return all(line.bold for line in row)
