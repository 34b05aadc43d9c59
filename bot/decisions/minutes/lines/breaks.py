"""Paragraphs with line breaks in them, which parts of an item may stand on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.decisions.minutes.items.starts import case_line, start_in
from bot.decisions.minutes.lines.line import line_of
from bot.files.blocks import Block, Kind
from bot.files.lines import ended, joined

_LABEL = re.compile(r"[A-ZÆØÅ][a-zæøå]{3,20}: ")  # "Sagsejer: Bo Elm"
_CASE = re.compile(r"[^.\[]{1,120}(?:\.\d+)?[^.\[]{1,120}\[(?P<case>[\w./-]{5,30})\] (?=[A-ZÆØÅ])")


def at_breaks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; a line of one begins a block of its own where a part of an item begins.

    So does what stands below an item's number and title.
    """
    for block in blocks:
        if block.kind is Kind.ROW:
            yield block
            continue
        if not block.lines:
            yield from _below_case(block)
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


def _below_case(block: Block) -> Iterator[Block]:
    """A block, in two where a text goes on behind an item's title and its case in brackets."""
    case = _CASE.match(block.text) if start_in(block.text) else None
    if case and case_line(case["case"]):
        yield replace(block, text=case[0].rstrip())
        yield Block(Kind.PARAGRAPH, block.text[case.end() :])
    else:
        yield block


def _opens(block: Block) -> bool:
    return line_of(block).opens or bool(case_line(block.text))
