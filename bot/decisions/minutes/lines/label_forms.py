"""Labels however they are set: "[Beslutning] Ja.", "Beslutning – Ja.", "- Beslutning: Ja.".

What is set so more than once is told as "Beslutning: Ja.", as in all other minutes. A legend tells
what letters stand for: "D = drøftelse, B = beslutning".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.items.starts import start_in
from bot.decisions.minutes.parts.headings import (
    body_heading,
    decision_heading,
    field_of,
    named_item,
)
from bot.files.blocks import Block, Kind
from bot.files.lines import ended

_BRACKETED = re.compile(r"\[(?P<label>[A-ZÆØÅ][\w. ]{1,30})\] (?=\S)(?P<said>.*)", re.DOTALL)
_DASHED = re.compile(r"(?P<label>[A-ZÆØÅ][\w ]{2,40}?) [–—-] (?P<said>\S.*)", re.DOTALL)
_LISTED = re.compile(r"- (?P<label>[A-ZÆØÅ][^:]{0,60}): (?P<said>\S.*)", re.DOTALL)
_RUN_IN = re.compile(
    r"(?P<label>[A-ZÆØÅ][\w/]*(?: [a-zæøå/]+){0,3})(?<! i)(?<! af)(?<! fra)(?<! på)(?<! ved)"
    r"(?<! om)(?<! til)(?<! for)(?<! den)(?<! og) (?P<said>[A-ZÆØÅ].*)",
    re.DOTALL,
)
_LEGEND = re.compile(r"(?:^|[\s(])(?P<sign>[A-ZÆØÅ]{1,3}) ?= ?(?P<label>[a-zæøåA-ZÆØÅ]{4,})")
_SIGNED = re.compile(r"(?P<sign>[A-ZÆØÅ]{1,3})(?::? |:$)")


def plainly_labelled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with their labels in front of a colon."""
    blocks = list(_by_legend(blocks))
    for pattern in (_BRACKETED, _DASHED, _LISTED, _RUN_IN):
        matches = [pattern.fullmatch(block.text) for block in blocks]
        count = Counter(_key(match["label"]) for match in matches if match)
        again = {label for label in count if count[label] > 1}
        decide = {label for label in again if _decides(label)}
        every = pattern is _BRACKETED and _numbers(blocks)
        if not decide and not every:
            continue
        for place, match in enumerate(matches):
            if pattern is _RUN_IN and _is_known(blocks[place]):
                continue
            if match and (every or (_key(match["label"]) in again and _opens(match["label"]))):
                text = f"{match['label']}: {match['said']}"
                kind = Kind.PARAGRAPH if blocks[place].kind is Kind.ITEM else blocks[place].kind
                blocks[place] = replace(blocks[place], text=text, kind=kind, level=0)
    return blocks


def _by_legend(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; letters in front of a text as the words that a legend gives for them."""
    legend: dict[str, str] = {}
    for block in blocks:
        told = {
            match["sign"]: match["label"].capitalize() for match in _LEGEND.finditer(block.text)
        }
        if len(told) > 1:
            legend |= told
            continue
        match = _SIGNED.match(block.text)
        if match and match["sign"] in legend:
            text = f"{legend[match['sign']]}: {block.text[match.end() :]}".rstrip()
            block = replace(block, text=text)
        yield block


def _numbers(blocks: Sequence[Block]) -> bool:
    """Whether the numbers of items stand in brackets as well."""
    return any(_BRACKETED.match(block.text) and start_in(block.text[1:]) for block in blocks)


def _is_known(block: Block) -> bool:
    """Whether a block's heading, item or date would be torn apart."""
    text = block.text
    known = decision_heading(text) or body_heading(text) or start_in(text) or named_item(text)
    return block.kind is not Kind.PARAGRAPH or bool(known) or not ended(text)


def _decides(label: str) -> bool:
    heading = decision_heading(label.capitalize())
    return heading is not None and not heading.inline


def _opens(label: str) -> bool:
    return _decides(label) or field_of(label) is not None


def _key(label: str) -> str:
    return label.casefold()
