"""What a web page has around the minutes that it shows, as it is copied or saved with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.decisions.minutes.meetings.bodies import is_body
from bot.decisions.minutes.parts.headings import decision_heading, field_of
from bot.decisions.minutes.words import words
from bot.files.blocks import Block, Kind

_AROUND = words(
    r"""
    (?:til(?:bage til)?|gå til) (?:toppen(?: af siden)?|indhold(?:et|sfortegnelse)?|oversigten)
    (?:fold|luk|åbn|vis)(?: alle| alt)?(?: punkter| bilag)? ?(?:ind|ud|referat)?
    abonn[eé]r|udskriv|læs op|se alle bilag
    (?:åbn|download|hent)(?: punkt| bilag| referat)?(?: som pdf)?|skip til .*|gå til indhold
    kopier link(?: til punktet)?(?: ?[–-] ?print)?|dagsordens?punkter
    (?:application/pdf|pdf|word)[ -](?:icon|ikon).*
    """
)
_FOLD = re.compile(r"(?:^| )(?:fold dette punkt (?:ind|ud)) (?=[A-ZÆØÅ])")
# A heading whose text stands right behind it: "BeslutningGodkendt."
_GLUED = re.compile(
    r"(?P<heading>Beslutning|Sagsfremstilling|Indstilling|Bilag|Resum[eé]|Økonomi|Fraværende|Afbud)"
    r"(?=[A-ZÆØÅ\d]|- [A-ZÆØÅ])(?P<text>.+)"
)
_NUMBER_ALONE = re.compile(r"(\d{1,3}) (?=[A-ZÆØÅ])")
_GLUED_NUMBER = re.compile(r"(?P<number>\d{1,3})\.?(?=[A-ZÆØÅ][a-zæøå])(?P<title>.{5,})")
# The last line of the contents, with the first item right behind it.
_CONTENTS = re.compile(r"^(?:Indholdsfortegnelse|(?:\d{1,3}\.? )?Eventuelt)(?=\d{1,3}\. [A-ZÆØÅ])")
_NUMBER = re.compile(r"(\d{1,3}) : (?=[A-ZÆØÅ])")
_HEADS_COURSE = re.compile(r"Behandling\nMødedato", re.IGNORECASE)
_OF_COURSE = re.compile(
    r"mødedato|(?:åbent|lukket) punkt|\d{1,2}-\d{1,2}-\d{4}|\d{1,3}", re.IGNORECASE
)
_MOST = 0.6  # of the steps from number to number are of one
_FEWEST = 3  # glued headings, where the page has them so


def unglued(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; where headings stand right in front of their texts, they are apart from them."""
    blocks = list(_numbers_apart(list(_unbulleted(blocks))))
    lines = [(block.lines or block.text).split("\n") for block in blocks]
    if sum(bool(_GLUED.fullmatch(line)) for told in lines for line in told) < _FEWEST:
        yield from blocks
        return
    for block, told in zip(blocks, lines, strict=True):
        for line in told:
            if glued := _GLUED.fullmatch(line):
                yield Block(Kind.PARAGRAPH, glued["heading"])
                yield Block(Kind.PARAGRAPH, glued["text"])
            elif number := _NUMBER.match(line):
                yield Block(Kind.ITEM, f"{number[1]}. {line[number.end() :]}")
            else:
                yield replace(block, text=line, lines="")


def _unbulleted(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; where a page sets its headings as the items of lists, they are none."""
    bare = [block.text.removeprefix("- ") if block.kind is Kind.ITEM else "" for block in blocks]
    heads = [bool(text) and _is_heading(text) for text in bare]
    if sum(heads) < _FEWEST or not any(map(decision_heading, bare)):
        yield from blocks
        return
    for block, text, head in zip(blocks, bare, heads, strict=True):
        if head:
            yield Block(Kind.PARAGRAPH, text)
        elif number := _NUMBER_ALONE.match(text) if block.text.startswith("- ") else None:
            yield Block(Kind.ITEM, f"{number[1]}. {text[number.end() :]}")
        else:
            yield block


def _is_heading(text: str) -> bool:
    heading, field = decision_heading(text), field_of(text)
    return bool(heading and not heading.inline) or bool(field and not field[1])


def _numbers_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; numbers that stand right in front of titles, as far as they count, are apart."""
    glued = [block.kind is not Kind.ROW and _GLUED_NUMBER.fullmatch(block.text) for block in blocks]
    numbers = [int(match["number"]) for match in glued if match]
    steps = [after - before for before, after in pairwise(numbers)]
    if len(numbers) < _FEWEST or sum(step == 1 for step in steps) < _MOST * len(steps):
        yield from blocks
        return
    for block, match in zip(blocks, glued, strict=True):
        told = f"{match['number']}. {match['title']}" if match else ""
        yield Block(Kind.ITEM, told) if match else block


def web_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without a page's links and signs, which stand on lines of their own.

    So do they in front of headings that the page folds: "fold dette punkt ind Resume". Neither is
    the table kept that tells which bodies deal with a case, and when.
    """
    listing = False
    for block, below in zip(blocks, [*blocks[1:], None], strict=False):
        heads = below and _HEADS_COURSE.fullmatch(f"{block.text}\n{below.text}")
        listing = bool(heads) or (listing and _is_of_course(block.text))
        if listing:
            continue
        if block.kind is Kind.ROW:
            yield block
            continue
        told = (block.lines or block.text).split("\n")
        lines = [_CONTENTS.sub("", part) for line in told for part in _FOLD.split(line) if part]
        kept = [line for line in lines if not _AROUND.fullmatch(_bare(line))]
        if kept == told:
            yield block
        elif kept:
            yield replace(
                block, text=" ".join(kept), lines="\n".join(kept) if len(kept) > 1 else ""
            )


def _is_of_course(text: str) -> bool:
    return bool(_OF_COURSE.fullmatch(text)) or is_body(text)


def _bare(line: str) -> str:
    return line.removeprefix("- ").strip(" •·↑▲»>.")
