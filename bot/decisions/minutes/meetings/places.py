"""Where and when an item was dealt with, told by a label above each decision of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.parts.headings import DecisionHeading, only_place
from bot.documents.dates import WrittenDate

_LABEL = re.compile(
    r"(?:(?:behandle[ts]|behandling|afgjort|besluttet|drøftet|forelagt|vedtaget)"
    r"(?: (?:i|af|den|på))?"
    r"|(?:beslutnings|behandlings|møde)?dato|udvalg|(?:møde|beslutnings)?forum|råd"
    r"|(?:beslutnings|møde)?organ|instans|møde(?:t|type)?|(?:møde)?dag): ?(?P<told>\S.*)",
    re.IGNORECASE,
)
_FEWEST = 2  # decisions that are told so; a single one is the meeting's head


@dataclass
class _Place:
    """What the lines above a decision told so far. at: those lines."""

    body: str = ""
    written: WrittenDate | None = None
    at: tuple[int, ...] = ()


def placed(lines: Sequence[Line]) -> list[Line]:
    """The lines, with body and date in the headings of the decisions that they stand above."""
    found = list(_found(lines))
    if len(found) < _FEWEST:
        return list(lines)
    changed = list(lines)
    for at, place in found:
        line = lines[at]
        heading = line.decision or DecisionHeading(Field.DECISION)
        written = place.written
        heading = replace(
            heading,
            field=Field.DECISION,
            body=place.body,
            when=written.when if written else None,
            doubtful=written.text if written and not written.when else "",
        )
        for told in place.at:
            changed[told] = Line(lines[told].text, lines[told].kind, field=Field.CASE)
        changed[at] = replace(line, start=None, field=None, decision=heading)
    return changed


def told_most(lines: Sequence[Line]) -> str:
    """The body that lines of their own tell most often together with a day, or ""."""
    told = Counter(
        place[0] for line in lines if (place := only_place(line.text)) and place[0] and place[1]
    )
    [(body, count)] = told.most_common(1) or [("", 0)]
    return body if count >= _FEWEST else ""


def _found(lines: Sequence[Line]) -> Iterator[tuple[int, _Place]]:
    """The headings of decisions, or last lines above them, with what is told of them."""
    held = _Place()
    for at, line in enumerate(lines):
        if told := _told(line):
            if held.at and at - held.at[-1] > 1:
                held = _Place()
            held = _Place(told[0] or held.body, told[1] or held.written, (*held.at, at))
            below = lines[at + 1] if at + 1 < len(lines) else None
            plain = below and not below.opens and below.start is None and not _told(below)
            if plain and held.body and held.written:
                yield at, replace(held, at=held.at[:-1])
                held = _Place()
        elif line.decision and held.at:
            if not (line.decision.body or line.decision.when or line.decision.doubtful):
                yield at, held
            held = _Place()


def _told(line: Line) -> tuple[str, WrittenDate | None] | None:
    match = _LABEL.fullmatch(line.text)
    return only_place(match["told"]) if match else None
