"""The course of a case in a table: which bodies dealt with it, when, and what each decided."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.lines.columns import ONLY_NUMBER, Cells, Column, InItem
from bot.decisions.minutes.meetings.bodies import is_body
from bot.decisions.minutes.parts.headings import DecisionHeading
from bot.documents.dates import dates_in

_OF_BODY = re.compile(
    r"(?:^|; )(?:udvalg|organ|råd|forum|instans|behandlet i): (?P<name>[^;:]{2,60})(?:;|$)",
    re.IGNORECASE,
)
_OF_DAY = re.compile(r"(?:^|; )(?:møde)?dato: (?P<day>[^;]{6,40})(?:;|$)", re.IGNORECASE)


def tells_course(cells: Cells) -> bool:
    """Whether a row only tells who deals with the case, and when: "Behandling; Mødedato"."""
    return any(isinstance(holds, DecisionHeading) and is_body(text) for _, holds, text in cells)


def by_body(cells: Cells, row: str) -> Iterator[tuple[str, Column, str]]:
    """The cells of a row; what it tells that a body decided has that body and its day.

    Such a row, "Udvalg; Dato; Pkt.; Beslutning", stands within an item: it has no title, and its
    number is that of the body's own agenda.
    """
    body, day = _OF_BODY.search(row), _OF_DAY.search(row)
    titles = [text for _, holds, text in cells if holds is InItem.TITLE]
    begins = any(not ONLY_NUMBER.fullmatch(title) for title in titles)
    if body is None or begins or len(cells) < 2 or not is_body(body["name"]):
        yield from cells
        return
    when = next(dates_in(day["day"]), None) if day else None
    for heading, holds, text in cells:
        if isinstance(holds, DecisionHeading):
            decided = replace(holds, field=Field.DECISION, body=body["name"], when=when)
            yield heading, decided, text
        elif not isinstance(holds, InItem):
            yield heading, holds, text
