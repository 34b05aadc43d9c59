"""What a web page has around the minutes that it shows, as it is copied or saved with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.meetings.bodies import is_body
from bot.decisions.minutes.words import words
from bot.files.blocks import Block, Kind

_AROUND = words(
    r"""
    (?:til(?:bage til)?|gå til) (?:toppen(?: af siden)?|indhold(?:et|sfortegnelse)?|oversigten)
    top(?:pen)?
    (?:fold|luk|åbn|vis)(?: alle| alt)?(?: punkter| bilag)? ?(?:ind|ud|referat)?
    abonn[eé]r|søg|print(?: \w+)?|udskriv(?: \w+)?|del(?: siden| punktet)?|læs op|se alle bilag
    vi bruger cookies.*|.*\bcookie-?politik.*
    (?:åbn|download|hent)(?: punkt| bilag| referat)?(?: som pdf)?|skip til .*|gå til indhold
    kopier link(?: til punktet)?(?: ?[–-] ?print)?|vælg|dagsordens?punkter
    (?:application/pdf|pdf|word)[ -](?:icon|ikon).*
    """
)
_FOLD = re.compile(r"(?:^| )(?:fold dette punkt (?:ind|ud)|vis mere|skjul) (?=[A-ZÆØÅ])")


# A heading whose text stands right behind it: "BeslutningGodkendt."
_GLUED = re.compile(
    r"(?P<heading>Beslutning|Sagsfremstilling|Indstilling|Bilag|Resum[eé]|Økonomi|Fraværende|Afbud)"
    r"(?=[A-ZÆØÅ\d]|- [A-ZÆØÅ])(?P<text>.+)"
)
_CONTENTS = re.compile(r"^(?:Indholdsfortegnelse|Eventuelt)(?=\d{1,3}\. [A-ZÆØÅ])")
_NUMBER = re.compile(r"(\d{1,3}) : (?=[A-ZÆØÅ])")
_HEADS_COURSE = re.compile(r"Behandling\nMødedato", re.IGNORECASE)
_OF_COURSE = re.compile(
    r"mødedato|(?:åbent|lukket) punkt|\d{1,2}-\d{1,2}-\d{4}|\d{1,3}", re.IGNORECASE
)
_FEWEST = 3  # glued headings, where the page has them so


def unglued(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; where headings stand right in front of their texts, they are apart from them."""
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
