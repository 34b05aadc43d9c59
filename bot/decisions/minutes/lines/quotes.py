"""Quotations: mostly what others decided before, but in some minutes what the meeting decided."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.parts.headings import decision_heading
from bot.files.blocks import Block, Kind


def unquoted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; what is set as quotations is the minutes' own, when no decision stands elsewhere.

    Elsewhere is below a heading that isn't quoted itself.
    """
    if any(block.kind is not Kind.QUOTE and decision_heading(block.text) for block in blocks[1:]):
        return list(blocks)
    return [part for block in blocks for part in _parts(block)]


def _parts(block: Block) -> Iterator[Block]:
    if block.kind is not Kind.QUOTE:
        yield block
        return
    for line in filter(None, block.text.splitlines()):
        kind = Kind.ITEM if line.startswith("- ") else Kind.PARAGRAPH
        yield replace(block, kind=kind, text=line)
