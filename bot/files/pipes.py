"""Tables in plain text that are drawn: "| Emne | Beslutning |", with rules between the rows."""

import re
from collections.abc import Sequence

from bot.files.lines import joined

_RULE = re.compile(r"[\s|+:=_-]+")


def is_drawn(line: str) -> bool:
    """Whether a line is part of a drawn table."""
    line = line.strip()
    drawn = line.startswith("|") and line.count("|") > 1
    return drawn or (line.startswith("+-") and bool(_RULE.fullmatch(line)))


def drawn_rows(lines: Sequence[str]) -> tuple[list[list[str]], bool]:
    """The cells of a drawn table by rows, and whether a rule sets the first row apart.

    A row whose first cell is empty goes on with the one above it.
    """
    rows: list[list[str]] = []
    headed = False
    for place, line in enumerate(lines):
        if _RULE.fullmatch(line):
            headed = headed or (place == 1 and line.count("|") > 2 and len(rows[0]) > 1)
            continue
        cells = [
            cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")
        ]
        above = rows[-1] if rows else []
        if not cells[0] and len(cells) == len(above) and above[0]:
            rows[-1] = [joined(*two).strip() for two in zip(above, cells, strict=True)]
        else:
            rows.append(cells)
    return rows, headed
