"""Tables told row by row, each so that it can be understood by itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.files.blocks import Block, Kind, broken, tidy

_HEADING_WORDS = 8
_NO_HEADING = re.compile(r"\d|:$|\w{5}(?<!nr)\.$")  # "Pkt." is one
_SENTENCE = re.compile(r"(?:\w{3}|(?:\S+ ){4}.*)[.;!?]$")
_WIDEST = 100  # columns; what claims to be wider is broken, or meant to break us


@dataclass
class Cell:
    """A cell of a table, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def on_grid(table: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The rows with the text of a merged cell in every place that it covers.

    A cell that has its row to itself stands there once: it is about the whole row.
    """
    grid: list[dict[int, Cell]] = [{} for _ in table]
    for position, row in enumerate(table):
        line, x = grid[position], 0
        for cell in row:
            while x in line:
                x += 1
            covered = range(x, x + max(1, min(cell.columns, _WIDEST - x)))
            for below in grid[position : position + max(1, cell.rows)]:
                below.update(dict.fromkeys(covered, cell))
            x = covered.stop
    return [_texts(line) for line in grid]


def _texts(line: dict[int, Cell]) -> list[str]:
    if len({id(cell) for cell in line.values()}) <= 1:
        return [cell.text for cell in line.values()][:1]
    return [line[x].text if x in line else "" for x in range(max(line) + 1)]


def rows(table: Sequence[Sequence[str]], *, headed: bool | None = None) -> Iterator[Block]:
    """The rows of a table as blocks: "heading: cell; heading: cell", empty cells left out.

    headed: whether the first row holds headings; None when the file doesn't tell. Of two
    columns without headings the first is taken for what the second is about. A row of a single
    cell is told as it is; before the headings it is the table's own.
    """
    table = [row for row in table if any(map(tidy, row))]
    cells = [[tidy(cell) for cell in row] for row in table]
    lined = [[broken(cell) or tidy(cell) for cell in row] for row in table]
    while len(cells) > 1 and len(cells[0]) == 1 < len(cells[1]):
        yield Block(Kind.PARAGRAPH, cells.pop(0)[0])
        lined.pop(0)
    if not cells:
        return
    if headed is None:
        headed = len(cells) > 1 and len(cells[0]) > 2 and _are_headings(cells[0])
    headings = cells[0] if headed and len(cells) > 1 and not _is_form(cells) else []
    for row, lines in list(zip(cells, lined, strict=True))[1 if headings else 0 :]:
        several = any("\n" in cell for cell in lines)
        yield Block(Kind.ROW, _told(headings, row), lines=_told(headings, lines) if several else "")


def _told(headings: list[str], row: list[str]) -> str:
    if not headings and len(row) == 2 and all(row):
        return f"{row[0].rstrip(':')}: {row[1]}"
    if len(row) == 1 < len(headings):
        return row[0]
    headings = headings + [""] * (len(row) - len(headings))
    return "; ".join(
        f"{heading.rstrip(':')}: {cell}" if heading else cell
        for heading, cell in zip(headings, row, strict=False)
        if cell
    )


def _is_form(cells: list[list[str]]) -> bool:
    """Whether the first of two columns tells what the second is about: no heading is a sentence."""
    labels = [row[0] for row in cells if row[0]]
    return (
        all(len(row) <= 2 for row in cells)
        and len(cells[0]) == 2
        and bool(_SENTENCE.search(cells[0][1]))
        and all(
            len(label.split()) <= _HEADING_WORDS and not _SENTENCE.search(label) for label in labels
        )
    )


def _are_headings(row: list[str]) -> bool:
    return len(set(row)) == len(row) and all(
        cell and len(cell.split()) <= _HEADING_WORDS and not _NO_HEADING.search(cell)
        for cell in row
    )
