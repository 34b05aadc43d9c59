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
    (?:fold|luk|åbn|vis)(?: alle| alt)?(?: punkter| bilag)? ?(?:ind|ud|referat)?
    abonn[eé]r|udskriv|læs op|se alle bilag
    (?:åbn|download|hent)(?: punkt| bilag| referat)?(?: som pdf)?|skip til .*|gå til indhold
    kopier link(?: til punktet)?(?: ?[–-] ?print)?|dagsordens?punkter
    (?:application/pdf|pdf|word)[ -](?:icon|ikon).*
    """
)
_FOLD = re.compile(r"(?:^| )fold dette punkt (?:ind|ud) (?=[A-ZÆØÅ])")
# The contents' heading, or the last item in them, with the first item right behind it.
_CONTENTS = re.compile(r"^(?:Indholdsfortegnelse|(?:\d{1,3}\. )?Eventuelt)(?=\d{1,3}\. [A-ZÆØÅ])")
# The head of a table that tells which bodies deal with a case and when, a cell a line.
_HEADS_COURSE = re.compile(r"Behandling\nMødedato", re.IGNORECASE)
_OF_COURSE = re.compile(
    r"mødedato|(?:åbent|lukket) punkt|\d{1,2}-\d{1,2}-\d{4}|\d{1,3}", re.IGNORECASE
)


def web_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without a page's links, which stand on lines of their own.

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
    return line.strip(" ·↑▲»>")
