"""Headings and numbers that a web page's text has right in front of what they head, or as bullets.

A page sets them apart by its design, which is gone when its text is copied. What looks so once may
be anything, so it has to be told several times in a file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.parts.headings import decision_heading, field_of
from bot.files.blocks import Block, Kind

# "BeslutningGodkendt.", "Fraværende- Bo Elm"
_HEADING = re.compile(
    r"(?P<heading>Beslutning|Sagsfremstilling|Indstilling|Bilag|Resum[eé]|Økonomi|Fraværende|Afbud)"
    r"(?=[A-ZÆØÅ]|(?<!Bilag)\d|- [A-ZÆØÅ])(?P<text>.+)"
)
_DECIDING = "Beslutning"
# "UdvalgÆldreråd", "MødestedRådssalen"
_HEAD_LABEL = re.compile(
    r"^(?P<label>Udvalg|Råd|(?:Møde)?[Dd]ato|(?:Møde)?[Ss]ted|(?:Møde|(?:Start|Slut)?[Tt]ids)?punkt"
    r"|(?:Møde)?[Tt]id|Bemærkninger|Medlemmer|Deltagere|Fraværende)(?=[A-ZÆØÅ\d])"
)
_TOP = 25  # blocks of a head
_SPACED_NUMBER = re.compile(r"(\d{1,3}) : (?=[A-ZÆØÅ])")  # "3 : Ny vej", on such pages
_BULLETED_NUMBER = re.compile(r"(?P<number>\d{1,3}) (?=[A-ZÆØÅ])(?P<title>.+)")
_ONLY_NUMBER = re.compile(r"\d{1,3}")  # above its title
_NUMBER = re.compile(  # "41Ny vej", "422026 - Mødeplan"
    r"(?P<number>\d{1,3})\.?(?=[A-ZÆØÅ][a-zæøå]|(?<=\d)20\d\d\b)(?P<title>.{5,})"
)
_MOST = 0.6  # of the steps from number to number are of one
_FEWEST = 3  # headings, or numbers


def unglued(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; headings and numbers stand apart from what they head, and in no list."""
    blocks = _head_apart(_numbers_apart(_unbulleted(blocks), _NUMBER))
    return list(_headings_apart(blocks))


def _head_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; in the head, labels stand apart from what they tell."""
    top, rest = blocks[:_TOP], blocks[_TOP:]
    told = [(block.lines or block.text).split("\n") for block in top]
    if sum(bool(_HEAD_LABEL.match(line)) for lines in told for line in lines) < 2:
        return list(blocks)
    head = [
        replace(block, text=_HEAD_LABEL.sub(r"\g<label>: ", line), lines="")
        for block, lines in zip(top, told, strict=True)
        for line in (lines if any(map(_HEAD_LABEL.match, lines)) else [block.text])
    ]
    return [*head, *rest]


def _headings_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    lines = [(block.lines or block.text).split("\n") for block in blocks]
    found = [match["heading"] for told in lines for line in told if (match := _HEADING.match(line))]
    if len(found) < _FEWEST or _DECIDING not in found or len(set(found)) < 2:
        yield from blocks
        return
    for block, told in zip(blocks, lines, strict=True):
        for line in told:
            if glued := _HEADING.fullmatch(line):
                yield Block(Kind.PARAGRAPH, glued["heading"])
                yield Block(Kind.PARAGRAPH, glued["text"])
            elif number := _SPACED_NUMBER.match(line):
                yield Block(Kind.ITEM, f"{number[1]}. {line[number.end() :]}")
            else:
                yield replace(block, text=line, lines="")


def _unbulleted(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks; where a page sets its headings as the items of lists, they are none.

    The heading of the decisions is among them, more than once.
    """
    bare = [block.text.removeprefix("- ") if _is_bullet(block) else "" for block in blocks]
    deciding = [decision_heading(text) for text in bare]
    decisions = sum(one is not None and one.field is Field.DECISION for one in deciding)
    heads = [bool(text) and _is_heading(text) for text in bare]
    if sum(heads) < _FEWEST or decisions < 2:
        return blocks
    plain = [
        Block(Kind.PARAGRAPH, text)
        if head or _BULLETED_NUMBER.match(text) or _ONLY_NUMBER.fullmatch(text)
        else block
        for block, text, head in zip(blocks, bare, heads, strict=True)
    ]
    return _numbers_apart(plain, _BULLETED_NUMBER)


def _is_bullet(block: Block) -> bool:
    return block.kind is Kind.ITEM and block.text.startswith("- ")


def _is_heading(text: str) -> bool:
    heading, field = decision_heading(text), field_of(text)
    return bool(heading and not heading.inline) or bool(field and not field[1])


def _numbers_apart(blocks: Sequence[Block], pattern: re.Pattern[str]) -> Sequence[Block]:
    """The blocks; numbers in front of titles are those of items, when most of them count by one."""
    found = [block.kind is not Kind.ROW and pattern.fullmatch(block.text) for block in blocks]
    numbers = [int(match["number"]) for match in found if match]
    steps = [after - before for before, after in pairwise(numbers)]
    if len(numbers) < _FEWEST or sum(step == 1 for step in steps) < _MOST * len(steps):
        return blocks
    return [
        Block(Kind.ITEM, f"{match['number']}. {match['title']}") if match else block
        for block, match in zip(blocks, found, strict=True)
    ]
