"""Rows of tables that a page's end broke in two."""

import re
from collections.abc import Iterator, Sequence

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.lines.columns import CELL, InItem, column
from bot.files.blocks import Block, Kind
from bot.files.lines import ended

_DAY = re.compile(r"\b\d{1,2}\.$")


def whole_rows(rows: Sequence[Block]) -> Iterator[Block]:
    """The rows; one that goes on with the row above it, in a table of numbered items, is one."""
    held: dict[str, str] = {}
    whole: Block | None = None
    numbered = sum(_number(_cells(row.text)) != "" for row in rows) * 2 > len(rows)
    for row in rows:
        cells = _cells(row.text)
        if held and cells and _goes_on(held, cells, numbered=numbered):
            for heading, text in cells.items():
                above = held.get(heading, "")
                over = ended(above) and not _DAY.search(above)  # "15." and "december"
                broken = "\n" if over or not text[:1].islower() else " "
                held[heading] = f"{above}{broken}{text}" if above else text
            told = "; ".join(f"{heading}: {text}" for heading, text in held.items())
            whole = Block(Kind.ROW, told)
            continue
        if whole:
            yield whole
        held, whole = cells, row
    if whole:
        yield whole


def _goes_on(above: dict[str, str], cells: dict[str, str], *, numbered: bool) -> bool:
    number, titles = _number(cells), _of(cells, InItem.TITLE)
    again = number == _number(above) and not titles
    of_item = _number(above) or _of(above, InItem.TITLE)
    if not of_item or (number and not again) or not cells.keys() & above.keys():
        return False
    if any(not title.endswith(".") and not title[:1].islower() for title in titles):
        return False  # an item of its own
    cut = any(
        text[:1].islower() and not ended(above[heading])
        for heading, text in cells.items()
        if heading in above and column(heading) not in (Field.OWNER, Field.DUE, Field.DEED)
    )
    return cut or (numbered and not number and bool(_number(above)))


def _cells(text: str) -> dict[str, str]:
    """The cells by their headings; none when a row has others than those that are known."""
    found = [match for match in CELL.finditer(text) if column(match["heading"]) is not None]
    if len(found) < 2 or found[0].start():
        return {}
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {
        match["heading"]: text[match.end() : end].strip()
        for match, end in zip(found, ends, strict=True)
    }


def _of(cells: dict[str, str], holds: InItem) -> list[str]:
    return [text for heading, text in cells.items() if column(heading) is holds]


def _number(cells: dict[str, str]) -> str:
    return next(iter(_of(cells, InItem.NUMBER)), "")
