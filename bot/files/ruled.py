"""Tables on a PDF's pages that have lines drawn around their cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from time import monotonic
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.utils.text import chars_to_textmap

from bot.files.lines import ended, item_mark, joined
from bot.files.tables import Cell, on_grid

Box = tuple[float, float, float, float]
_Character = dict[str, Any]

_SECONDS = 10.0  # that a file's tables are looked for; a page takes 50 to 70 milliseconds
_SPACE = 0.15  # of the size, at least, between two words
_SAME = 3.0  # points between edges that are one
_NEAR = 20.0  # points from a table's last line to a row below it
_INDENT = 12.0  # points from a cell's edge to its text, at most


@dataclass(frozen=True)
class Ruled:
    """A table. rows: of cells, their paragraphs on lines of their own.

    cells: where they stand: left, bottom, right and top, in points from the page's lower left
    corner. columns: where each of them begins. headed: whether its first row is in bold.
    """

    rows: tuple[tuple[str, ...], ...]
    cells: tuple[Box, ...]
    columns: tuple[float, ...]
    headed: bool

    @property
    def top(self) -> float:
        """Its upper edge."""
        return max(top for _, _, _, top in self.cells)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return min(bottom for _, bottom, _, _ in self.cells)

    def holds(self, x: float, y: float) -> bool:
        """Whether a text that begins there stands in one of its cells."""
        return any(
            left - 1 <= x < right and bottom <= y < top for left, bottom, right, top in self.cells
        )

    def is_like(self, other: "Ruled") -> bool:
        """Whether it has the columns of another one: it may be the same table on another page."""
        return len(self.columns) == len(other.columns) and all(
            abs(one - two) < _SAME for one, two in zip(self.columns, other.columns, strict=True)
        )

    def goes_on_below(self, places: Sequence[tuple[float, float]]) -> bool:
        """Whether its rows go on below its lines, so that those don't tell its cells.

        places: where the texts begin that stand in no table.
        """
        below = [x for x, y in places if self.bottom - _NEAR <= y < self.bottom]
        held = [any(0 <= x - edge < _INDENT for x in below) for edge in self.columns]
        return sum(held) > 1

    def with_rest(self, rest: "Ruled") -> "Ruled | None":
        """The table with what of it stands on the next page; None when that is another one."""
        if not self.is_like(rest) or (rest.headed and rest.rows[0] != self.rows[0]):
            return None
        rows, more = list(self.rows), list(rest.rows[1 if rest.headed else 0 :])
        if more and len(more[0]) == len(rows[-1]) and not more[0][0]:  # a row that goes on
            pairs = zip(rows[-1], more.pop(0), strict=True)
            rows[-1] = tuple(_continued(above, below) for above, below in pairs)
        return Ruled((*rows, *more), self.cells, self.columns, self.headed)


def ruled_on(content: bytes, pages: Sequence[int]) -> dict[int, list[Ruled]]:
    """The tables on some of a PDF's pages, which are counted from 0; those of two columns or more.

    Pages are looked at for `_SECONDS`, and none where that can't be done: what is left is read by
    its place then.
    """
    found: dict[int, list[Ruled]] = {}
    if not pages:
        return {}
    latest = monotonic() + _SECONDS
    try:
        with pdfplumber.open(BytesIO(content), pages=[page + 1 for page in pages]) as file:
            for page in file.pages:
                if monotonic() > latest:
                    break
                found[page.page_number - 1] = list(_tables(page))
                page.close()  # or each of its characters stays in memory
    except Exception:  # a damaged file makes the parser raise nearly anything
        return {}
    return found


def _tables(page: Page) -> Iterator[Ruled]:
    for table in page.find_tables():
        left, top, right, bottom = table.bbox
        height = float(page.height)
        columns = _edges(cell[0] for cell in table.cells)
        heights = _edges(cell[1] for cell in table.cells)
        placed: list[list[Cell]] = [[] for _ in heights]
        inside = _within(page.chars, table.bbox)
        for cell in sorted(table.cells, key=lambda cell: (cell[1], cell[0])):
            placed[_place(heights, cell[1])].append(
                Cell(
                    _text(_within(inside, cell), cell),
                    sum(cell[0] - _SAME < edge < cell[2] - _SAME for edge in columns),
                    sum(cell[1] - _SAME < edge < cell[3] - _SAME for edge in heights),
                )
            )
        rows = tuple(tuple(row) for row in on_grid(placed))
        if len(columns) > 1 and any(map(any, rows)):
            first = _within(inside, (left, top, right, [*heights, bottom][1]))
            cells = tuple(
                (begin, height - below, end, height - above)
                for begin, above, end, below in table.cells
            )
            yield Ruled(rows, cells, tuple(columns), _bold(first))


def _edges(places: Iterator[float]) -> list[float]:
    """The places, in their order; of those that are nearly one the first."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] >= _SAME:
            edges.append(place)
    return edges


def _place(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place))


def _within(characters: Sequence[_Character], box: Box) -> list[_Character]:
    """The characters whose middle is in the box, which is told from the upper left corner."""
    left, top, right, bottom = box
    return [
        one
        for one in characters
        if top <= (one["top"] + one["bottom"]) / 2 < bottom
        and left <= (one["x0"] + one["x1"]) / 2 < right
    ]


def _text(characters: list[_Character], cell: Box) -> str:
    """A cell's text; a line goes on in the next one when that one's first word had no room."""
    if not characters:
        return ""
    text_map = chars_to_textmap(characters, x_tolerance_ratio=_SPACE)
    words = text_map.extract_text_lines(return_chars=True, strip=True)
    if not words:
        return ""
    padding = max(0.0, min(line["x0"] for line in words) - cell[0])  # as on the other side
    text = words[0]["text"]
    for line, below in pairwise(words):
        room = cell[2] - padding - line["x1"]
        alone = item_mark(f"{line['text']} x")[1] == "x"  # a number, above its text
        goes_on = alone or (below["text"][:1].islower() and not ended(line["text"]))
        ends = room > _first_word(below) and not goes_on
        text = f"{text}\n{below['text']}" if ends else joined(text, below["text"])
    return str(text)


def _first_word(line: _Character) -> float:
    """How wide a line's first word is, and the space in front of it."""
    characters = line["chars"]
    width = len(line["text"].split(None, 1)[0])
    end = characters[min(width, len(characters)) - 1]["x1"]
    return float(end - line["x0"] + characters[0]["size"] * _SPACE)


def _continued(above: str, below: str) -> str:
    """A cell whose text goes on at the top of the next page."""
    if not below or not above:
        return above or below
    return joined(above, below) if not ended(above) else f"{above}\n{below}"


def _bold(characters: Sequence[_Character]) -> bool:
    told = [one["fontname"].lower() for one in characters if one["text"].strip()]
    return bool(told) and all("bold" in name for name in told)
