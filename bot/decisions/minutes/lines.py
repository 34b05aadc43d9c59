"""The lines of minutes, each with what it may open."""

from dataclasses import dataclass

from bot.decisions.minutes.headings import DecisionHeading, decision_heading, field_of
from bot.decisions.minutes.starts import Start, start_in
from bot.decisions.minutes.words import Field
from bot.files.blocks import Block, Kind

LONGEST_START = 1000  # letters; no item begins with a longer line


@dataclass(frozen=True)
class Line:
    """A piece of minutes.

    level: of a heading, as in a block; else 0.
    start: of the item that may begin here. decision: the heading of a decision. field: the part
    of an item that it opens; inline: what of that part stands on the same line.
    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    start: Start | None = None
    decision: DecisionHeading | None = None
    field: Field | None = None
    inline: str = ""

    @property
    def opens(self) -> bool:
        """Whether a part of an item begins here."""
        return self.decision is not None or self.field is not None


def line_of(block: Block) -> Line:
    """A block with what it may open: a bullet nothing but who does what, and when."""
    text, level = block.text, block.level if block.kind is Kind.HEADING else 0
    bullet = block.kind is Kind.ITEM and text.startswith("- ")
    if not bullet and (heading := decision_heading(text)):
        return Line(text, block.kind, level, decision=heading, inline=heading.inline)
    field = field_of(text)
    if field and (not bullet or field[0] in (Field.OWNER, Field.DUE)):
        return Line(text, block.kind, level, field=field[0], inline=field[1])
    start = None if bullet or len(text) > LONGEST_START else start_in(text)
    return Line(text, block.kind, level, start=start)
