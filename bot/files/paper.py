"""Lines on pages: rows of them from the top down, without what is repeated on every page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.files.lines import item_mark, joined

# About how wide letters are, as part of the type's size: the file tells where a text begins, not
# where it ends.
_NARROW, _WIDE, _LETTER = 0.28, 0.8, 0.55
_SAME_LINE = 0.35  # difference in height, as part of the size
_GAP = 0.9  # between the cells of a row, as part of the size
_MARGIN = 0.09  # of the page's height, above and below
_PAGE_NUMBER = re.compile(r"(side|page)?\s*\d{1,4}(\s*(af|of|/|-)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A piece of text on a page; x and y in points from its lower left corner, size of type."""

    text: str
    x: float
    y: float
    size: float
    bold: bool

    @property
    def end(self) -> float:
        """About where it ends, in points from the left."""
        narrow = len(re.findall(r"[ijlftrI.,:;'|!()\[\] -]", self.text))
        wide = len(re.findall(r"[mwæA-ZÆØÅ]", self.text))
        other = len(self.text) - narrow - wide
        return self.x + self.size * (narrow * _NARROW + wide * _WIDE + other * _LETTER)


_Key = tuple[str, int]  # what a row says, whichever the numbers, and at which height
Row = tuple[Line, ...]  # what stands at one height, from the left; more than one: cells


def follows(line: Line, x: float) -> bool:
    """Whether a text that begins at x goes on with the line, instead of being a cell of its own."""
    return x < line.end + line.size * _GAP


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """A page's lines as rows, from the top down, or in the file's order when it has columns."""
    if not _in_columns(lines):
        lines = sorted(lines, key=lambda line: -line.y)
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][-1].y - line.y) <= _SAME_LINE * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(_cells(sorted(row, key=lambda line: line.x))) for row in rows]


def _in_columns(lines: Sequence[Line]) -> bool:
    """Whether the text goes up again after it went down, by more than a table's cell does.

    Headers and footers don't count: many programs write them before the rest of the page.
    """
    heights = [line.y for line in lines] or [0.0]
    bottom, top = min(heights), max(heights)
    margin = (top - bottom) * _MARGIN
    lowest = top
    for line in lines:
        if not bottom + margin <= line.y <= top - margin:
            continue
        if line.y > lowest + max((top - bottom) / 3, 150):
            return True
        lowest = min(lowest, line.y)
    return False


def _cells(row: Sequence[Line]) -> Iterator[Line]:
    """The cells of a row; the mark of an item and its text are one, but not of a table's row."""
    cells = list(_joined(row, marked=False))
    return iter(cells) if len(cells) > 2 else _joined(row, marked=True)


def _joined(row: Sequence[Line], *, marked: bool) -> Iterator[Line]:
    held = row[0]
    for line in row[1:]:
        if marked and item_mark(f"{held.text} x")[1] == "x":
            held = replace(line, text=f"{held.text} {line.text}", x=held.x)
        elif follows(held, line.x):
            held = replace(held, text=joined(held.text, line.text))
        else:
            yield held
            held = line
    yield held


def without_margins(
    pages: Sequence[Sequence[Row]], heights: Sequence[float]
) -> tuple[list[list[Row]], tuple[str, ...]]:
    """The pages without running headers, footers and page numbers; and those, each once.

    heights: of the pages, in points. What is repeated counts only near a page's edge and at the
    same height on many pages: a decision may be repeated as well, "Godkendt." on every page.
    """
    edges = [
        {_key(row) for row in page if _at_edge(row, height)}
        for page, height in zip(pages, heights, strict=True)
    ]
    counted = Counter(key for keys in edges for key in keys)
    running = {
        key
        for key, count in counted.items()
        if count >= max(2, len(pages) / 3) or _PAGE_NUMBER.fullmatch(key[0])
    }
    running -= _larger(pages, edges)
    margins: dict[str, None] = {}
    bodies = []
    for page, keys in zip(pages, edges, strict=True):
        there = keys & running
        margins.update({_text(row): None for row in page if _key(row) in there})
        bodies.append([row for row in page if _key(row) not in there])
    return bodies, tuple(margins)


def _larger(pages: Sequence[Sequence[Row]], edges: Sequence[set[_Key]]) -> set[_Key]:
    """Headings at the top of pages: in larger type, and each with another number."""
    letters = Counter[float]()
    for page in pages:
        for row in page:
            letters.update({line.size: len(line.text) for line in row})
    usual = max(letters, key=lambda size: letters[size], default=0.0)
    told: dict[_Key, set[str]] = {}
    for page, keys in zip(pages, edges, strict=True):
        for row in page:
            if (key := _key(row)) in keys and row[0].size > usual:
                told.setdefault(key, set()).add(_text(row))
    return {
        key for key, texts in told.items() if len(texts) > 1 and not _PAGE_NUMBER.fullmatch(key[0])
    }


def _at_edge(row: Row, height: float) -> bool:
    return not height * _MARGIN <= row[0].y <= height * (1 - _MARGIN)


def _key(row: Row) -> _Key:
    """What it says, whichever the numbers, and at which height."""
    return re.sub(r"\d+", "1", _text(row)), round(row[0].y)


def _text(row: Row) -> str:
    return " ".join(line.text for line in row)
