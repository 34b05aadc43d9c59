"""The text of a table's cell as lines, as if it stood below the column's heading."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import case_line
from bot.decisions.minutes.lines.absence import tells_absence
from bot.decisions.minutes.lines.line import Line, line_of
from bot.decisions.minutes.parts.headings import decision_heading, field_of
from bot.decisions.minutes.words import AGREEMENT
from bot.files.blocks import Block, Kind
from bot.files.lines import item_mark

_BULLET = re.compile(r"\s*[•▪●◦‣·\uf0b7]\s+")
_ALONE = re.compile(
    r"(?:punkt |pkt\.? |sag |#|nr\.? )?\d{1,3}(?:[.:]\d{1,2})?[.:)]?"
    r"|(?:kl\. ?)?\d{1,2}[.:]\d\d(?: ?[–-] ?\d{1,2}[.:]\d\d)?:?",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?<=[.!?…)\"”»]) (?=[A-ZÆØÅ][^.:;!?]{2,40}: \S)")
_CLEAR = (Field.DECISION, Field.CONCLUSION)
# What a cell may tell beside what its column is for.
_OWN = (Field.RECOMMENDATION, Field.AGREEMENTS, Field.OWNER, Field.DUE, Field.PEOPLE)


def apart(text: str) -> list[str]:
    """A text, divided before each decision whose label stands within it: "…. Beslutning: Ja."."""
    begun, parts = 0, []
    for match in _WITHIN.finditer(text):
        heading = decision_heading(text[match.end() :])
        told = heading and heading.field in _CLEAR and (heading.inline or heading.body)
        if told or AGREEMENT.match(text, match.end()):
            parts.append(text[begun : match.start()])
            begun = match.end()
    return [*parts, text[begun:]]


def pieces(text: str) -> list[str]:
    """The lines of a cell: its own, the points of a list in it, and the labels within them."""
    found = []
    for line in text.split("\n"):
        first, *points = _BULLET.split(line)
        found += apart(first) if first else []
        found += [f"- {point}" for point in points if point]
    return found


def title_apart(text: str) -> tuple[str, str]:
    """The title, with its number before it and its case number behind, in a cell; and the rest."""
    title, *below = text.split("\n")
    if below and _ALONE.fullmatch(title):
        title = f"{title} {below.pop(0)}"
    if below and (below[0][:1].islower() or below[0][:1] in "(–-"):
        title = f"{title} {below.pop(0)}"
    if below and (number := case_line(below[0])):
        title = f"{title} ({number})"
        below.pop(0)
    return title, "\n".join(below)


def decides_within(text: str) -> bool:
    """Whether a decision, or what was agreed, has its label within the cell."""
    for piece in pieces(text):
        heading, opened = decision_heading(piece), field_of(piece)
        if heading and heading.field in _CLEAR and (heading.inline or piece.endswith(":")):
            return True
        if opened and opened[0] is Field.AGREEMENTS and opened[1]:
            return True
    return False


def decision_apart(text: str) -> tuple[str, str]:
    """What a cell tells above a line "Beslutning" within it, if it has one, and the rest."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        heading = decision_heading(line)
        told = place + 1 < len(lines) or place == 0 or field_of(lines[0])
        if heading and heading.field in _CLEAR and not heading.inline and told:
            return "\n".join(lines[:place]), "\n".join(lines[place + 1 :])
    return "", text


def lines_of_cell(text: str, *, decides: bool = False) -> Iterator[Line]:
    """The lines of a cell, each with what it opens. decides: its column is one for decisions.

    What only is said there stays together, as one text, also behind the label of a decision.
    """
    held: Line | None = None
    for piece in pieces(text):
        mark, said = item_mark(piece)
        line = line_of(Block(Kind.ROW, piece))
        own = line.field in _OWN or (line.decision is not None and not decides)
        if line.field is Field.CASE and line.inline and not decides:
            own = held is None or held.decision is None
        if held and not (mark == "-" or own or tells_absence(piece)):
            held = _more(held, piece)
            continue
        if held:
            yield held
        held = None
        if mark == "-":
            yield Line(f"- {said}", Kind.ITEM)
        elif own and line.decision is None:
            yield line
        else:
            held = line if own else Line(piece, Kind.ROW)
    if held:
        yield held


def _more(line: Line, piece: str) -> Line:
    """A line with one more of its cell."""
    inline = f"{line.inline}\n{piece}".strip()
    decision = replace(line.decision, inline=inline) if line.decision else None
    return replace(
        line,
        text=f"{line.text}\n{piece}",
        decision=decision,
        inline=inline if decision else line.inline,
    )
