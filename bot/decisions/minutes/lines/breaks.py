"""Paragraphs with line breaks in them, which parts of an item may stand on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.decisions.minutes.items.starts import case_line, start_in
from bot.decisions.minutes.lines.line import line_of
from bot.files.blocks import Block, Kind
from bot.files.lines import ended, joined

_LABEL = re.compile(r"[A-ZÆØÅ][a-zæøå]{3,20}: ")  # "Sagsejer: Bo Elm"


def at_breaks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; a line of one begins a block of its own where a part of an item begins.

    So does what stands below an item's number and title.
    """
    for block in blocks:
        if block.kind is Kind.ROW or not block.lines:
            yield block
            continue
        first, *others = block.lines.split("\n")
        held, title = replace(block, text=first, lines=""), start_in(first) is not None
        for line in others:
            below = Block(Kind.PARAGRAPH, line)
            if _opens(below) or ((title or _LABEL.match(line)) and not ended(held.text)):
                yield held
                held = below
            else:
                held = replace(held, text=joined(held.text, line))
            title = False
        yield held


def _opens(block: Block) -> bool:
    return line_of(block).opens or bool(case_line(block.text))
