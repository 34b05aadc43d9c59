"""Paragraphs with line breaks in them, which parts of an item may stand on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.decisions.minutes.items.starts import case_line
from bot.decisions.minutes.lines.line import line_of
from bot.files.blocks import Block, Kind


def at_breaks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; the lines of one are blocks of their own when a part of an item begins on one."""
    for block in blocks:
        first, *others = block.lines.split("\n")
        lines = [replace(block, kind=Kind.PARAGRAPH, text=line, lines="") for line in others]
        if block.kind is not Kind.ROW and any(map(_opens, lines)):
            yield replace(block, text=first, lines="")
            yield from lines
        else:
            yield block


def _opens(block: Block) -> bool:
    return line_of(block).opens or bool(case_line(block.text))
