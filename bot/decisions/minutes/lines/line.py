"""The lines of minutes, each with what it may open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import Form, Start, start_in, titled
from bot.decisions.minutes.lines.absence_words import ABSENCE_WITHIN
from bot.decisions.minutes.parts.headings import (
    DecisionHeading,
    decision_heading,
    field_of,
    named_item,
)
from bot.files.blocks import Block, Kind
from bot.files.lines import ended, joined

_LONGEST_START = 1000  # letters; no item begins with a longer line
_DEED = re.compile(
    r"(?:- )?(?:ansvar(?:lige?)?|frist|tovholdere?|deadline|hvem|hvad|hvornår): ", re.IGNORECASE
)
_NEXT_PART = re.compile(
    r"(?<!\d)(?<!\d[.):]) "
    r"(?=(?:Beslutning|Konklusion|Afgørelse|Referat|Indstilling|Drøftelse|Sagsfremstilling"
    r"|Baggrund|Status|Ansvarlige?|Frist|Tovholdere?|Deadline): )"
)
_NEXT_DEED = re.compile(
    r"[,;.]? (?=(?:ansvarlige?|frist|tovholdere?|deadline|hvem|hvad|hvornår): )", re.IGNORECASE
)


@dataclass(frozen=True)
class Line:
    """A piece of minutes.

    level: of a heading, as in a block; else 0.
    start: of the item that may begin here. decision: the heading of a decision. field: the part
    of an item that it opens; inline: what of that part stands on the same line. names: the title
    of the item that a heading names ("Beslutning for Punkt 4: Ny skole"), which may be "".
    aside: it tells who was absent, so that neither an item nor a part of one is called so.
    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    start: Start | None = None
    decision: DecisionHeading | None = None
    field: Field | None = None
    inline: str = ""
    names: str | None = None
    aside: bool = False

    @property
    def opens(self) -> bool:
        """Whether a part of an item begins here."""
        return self.decision is not None or self.field is not None


def line_of(block: Block) -> Line:
    """A block with what it may open: a bullet nothing but who does what, and when."""
    text, level = block.text, block.level if block.kind is Kind.HEADING else 0
    if block.kind is not Kind.ITEM and (named := named_item(text)):
        return replace(line_of(replace(block, text=named[0])), names=named[1])
    bullet = block.kind is Kind.ITEM and text.startswith("- ")
    if not bullet and (heading := decision_heading(text)):
        return Line(text, block.kind, level, decision=heading, inline=heading.inline)
    field = field_of(text)
    if field and field[0] is Field.CASE and titled(text)[1]:  # "Økonomi (24/277)" is an item
        field = None
    if field and (not bullet or field[0] in (Field.OWNER, Field.DUE)):
        return Line(text, block.kind, level, field=field[0], inline=field[1])
    start = start_in(text.removeprefix("- ")) if len(text) <= _LONGEST_START else None
    if bullet and start and start.form is not Form.WORDED:
        start = None
    return Line(text, block.kind, level, start=start)


def gone_on(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; a sentence that goes on in the next one, as in a cell that was broken, is one."""
    held: Line | None = None
    for line in lines:
        plain = held and held.field is None and line.field is None and not ended(held.text)
        if held and plain and line.text[:1].islower() and line.kind is held.kind:
            held = replace(held, text=joined(held.text, line.text))
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def labels_apart(block: Block) -> list[Block]:
    """The block, or one for each of "Ansvarlig: HR-chefen  Frist: 1. maj".

    The lines below "2. Økonomi" were joined to it when they are indented, and who was absent to
    the heading of a decision.
    """
    if _DEED.match(block.text):
        parts = _NEXT_DEED.split(block.text.removeprefix("- "))
    elif len(block.text) <= _LONGEST_START and start_in(block.text):
        parts = _NEXT_PART.split(block.text)
    else:
        parts = ABSENCE_WITHIN.split(block.text)
        if len(parts) == 1 or decision_heading(parts[0]) is None:
            return [block]
    return [replace(block, text=part[:1].upper() + part[1:]) for part in parts]
