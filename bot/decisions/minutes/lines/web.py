"""What a web page has around the minutes that it shows, as it is copied or saved with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.meetings.bodies import is_body
from bot.decisions.minutes.words import words
from bot.files.blocks import Block, Kind

_AROUND = words(
    r"""
    (?:til(?:bage til)?|gå til) (?:top(?:pen)?(?: af siden)?|indhold(?:et|sfortegnelse)?|oversigten)
    (?:fold|luk|åbn|vis)(?: alle| alt)?(?: punkter| bilag)? ?(?:ind|ud|referat)?
    - luk|abonn[eé]r|udskriv|læs op|se alle bilag
    (?:åbn|download|hent)(?: punkt| bilag| referat)?(?: som pdf)?|skip til .*|gå til indhold
    kopier link(?: til punktet)?(?: ?[–-] ?print)?|dagsordens?punkter
    (?:application/pdf|pdf|word)[ -](?:icon|ikon).*
    (?:om )?cookies|cookie(?:s|politik|deklaration)|privatlivspolitik|whistleblower\w*
    (?:web)?tilgængelighed(?:serklæring)?|(?:presse)?kontakt
    """
)
# Several of a foot's links on one line; one alone may be what an item is about.
_LINKS = re.compile(
    r"(?:(?:kontakt(?: os)?|selvbetjening|om (?:hjemmesiden|kommunen|cookies|os)|cookies"
    r"|cookiepolitik|accepter (?:alle )?cookies|tilgængelighed(?:serklæring)?|telefontider"
    r"|åbningstider|sitemap|privatlivspolitik|whistleblower\w*|ean-numre|genveje|presse|job"
    r"|ledige stillinger)"
    r"(?:[\s·|,;–-]+|$)){2,}",
    re.IGNORECASE,
)
_FOLD = re.compile(r"(?:^| )fold dette punkt (?:ind|ud) (?=[A-ZÆØÅ])")
# The contents' heading, or the last item in them, with the first item right behind it.
_CONTENTS = re.compile(r"^(?:Indholdsfortegnelse|(?:\d{1,3}\. )?Eventuelt)(?=\d{1,3}\. [A-ZÆØÅ])")
# The head of a table that tells which bodies deal with a case and when, a cell a line.
_HEADS_COURSE = re.compile(r"Behandling\nMødedato", re.IGNORECASE)
_OF_COURSE = re.compile(
    r"mødedato|(?:åbent|lukket) punkt|\d{1,2}-\d{1,2}-\d{4}|\d{1,3}", re.IGNORECASE
)
_AUTHORITY = re.compile(r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)? Kommune|Region [A-ZÆØÅ][\w-]+")
_CONTACT = re.compile(
    r"(?:telefon|tlf)\b\.?:? ?\+?\d|telefontider|åbningstider|(?:cvr|ean)\b|sidst opdateret"
    r"|\S+@\S+$|\d{4} [A-ZÆØÅ]\w+$",
    re.IGNORECASE,
)
_LONGEST_FOOTER = 30  # blocks
_LONGEST_ADDRESS = 5  # blocks


def web_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without a page's links, which stand on lines of their own, and without its foot.

    Links stand in front of headings that the page folds as well: "fold dette punkt ind Resume".
    Neither is the table kept that tells which bodies deal with a case, and when.
    """
    listing = False
    blocks = blocks[: _footer(blocks)]
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
        kept = [line for line in lines if not _is_around(_bare(line))]
        if kept == told:
            yield block
        elif kept:
            yield replace(
                block, text=" ".join(kept), lines="\n".join(kept) if len(kept) > 1 else ""
            )


def _is_around(line: str) -> bool:
    return bool(_AROUND.fullmatch(line) or _LINKS.fullmatch(line))


def _footer(blocks: Sequence[Block]) -> int:
    """Where a page's foot begins: the municipality's name, with its telephone or so below it."""
    for place in range(max(0, len(blocks) - _LONGEST_FOOTER), len(blocks)):
        below = [block.text for block in blocks[place + 1 : place + 1 + _LONGEST_ADDRESS]]
        if _AUTHORITY.fullmatch(blocks[place].text) and any(map(_CONTACT.match, below)):
            return place
    return len(blocks)


def _is_of_course(text: str) -> bool:
    return bool(_OF_COURSE.fullmatch(text)) or is_body(text)


def _bare(line: str) -> str:
    return line.strip(" ·↑▲»>")
