"""Tables told row by row, each so that it can be understood by itself."""

import re
from collections.abc import Iterator, Sequence

from bot.files.blocks import Block, Kind, tidy

_HEADING_WORDS = 6


def rows(table: Sequence[Sequence[str]], *, headed: bool | None = None) -> Iterator[Block]:
    """The rows of a table as blocks: "heading: cell; heading: cell", empty cells left out.

    headed: whether the first row holds headings; None when the file doesn't tell. Of two
    columns without headings the first is taken for what the second is about.
    """
    cells = [[tidy(cell) for cell in row] for row in table]
    cells = [row for row in cells if any(row)]
    if not cells:
        return
    if headed is None:
        headed = len(cells) > 1 and len(cells[0]) > 2 and _are_headings(cells[0])
    headings = cells[0] if headed and len(cells) > 1 else []
    for row in cells[1:] if headings else cells:
        yield Block(Kind.ROW, _told(headings, row))


def _told(headings: list[str], row: list[str]) -> str:
    if not headings and len(row) == 2 and all(row):
        return f"{row[0].rstrip(':')}: {row[1]}"
    headings = headings + [""] * (len(row) - len(headings))
    return "; ".join(
        f"{heading.rstrip(':')}: {cell}" if heading else cell
        for heading, cell in zip(headings, row, strict=False)
        if cell
    )


def _are_headings(row: list[str]) -> bool:
    return len(set(row)) == len(row) and all(
        cell and len(cell.split()) <= _HEADING_WORDS and not re.search(r"\d|[.:]$", cell)
        for cell in row
    )
