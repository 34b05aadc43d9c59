"""What a web page has around the minutes that it shows, as it is copied or saved with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import start_in
from bot.decisions.minutes.meetings.bodies import is_body
from bot.decisions.minutes.parts.headings import decision_heading, field_of
from bot.decisions.minutes.words import words
from bot.files.blocks import Block, Kind
from bot.files.lines import ended

_AROUND = words(
    r"""
    (?:- )?(?:til(?:bage til)?|gå til) top(?:pen)?(?: af siden)?
    (?:til(?:bage til)?|gå til) (?:indhold(?:et|sfortegnelse)?|oversigten)
    (?:fold|luk|åbn|vis)(?: alle| alt)?(?: punkter| bilag)? ?(?:ind|ud|referat)?
    - luk|abonn[eé]r|udskriv|læs op|se alle bilag
    (?:åbn|download|hent)(?: punkt| bilag| referat)?(?: som pdf)?|skip til .*|gå til indhold
    kopier link(?: til punktet)?(?: ?[–-] ?print)?|dagsordens?punkter
    (?:application/pdf|pdf|word)[ -](?:icon|ikon).*
    """
)
# The links of a page's foot. One alone may be what an item is about, so it is one below the last
# decision only, or beside others.
_LINK = (
    r"(?:(?:presse)?kontakt(?: os)?|selvbetjening|om (?:hjemmesiden|kommunen|cookies|os)|job|presse"
    r"|(?:accepter (?:alle )?)?cookies|cookie(?:politik|deklaration)|persondatapolitik"
    r"|privatlivspolitik|(?:web)?tilgængelighed(?:serklæring)?|telefontider|åbningstider|sitemap|whistleblower\w*"
    r"|ean-numre|genveje|ledige stillinger|til toppen)"
)
_FOOT_LINK = re.compile(_LINK, re.IGNORECASE)
_LINKS = re.compile(rf"(?:{_LINK}(?:[\s·|,;–-]+|$)){{2,}}", re.IGNORECASE)
# What leads elsewhere on the site: "Borger Erhverv Om os", "Du er her: Forside / Om os / Møder"
_LEAD = (
    r"(?:forside|hjem|politik|menu|søg|log ind|om os|om kommunen|selvbetjening|borger|erhverv"
    r"|for private|for virksomheder|kontakt|ledige stillinger)"
)
_ONE_LEAD = re.compile(rf"(?:du er her: )?{_LEAD}", re.IGNORECASE)
_MENU = re.compile(rf"(?:{_LEAD}(?:[\s|›>/·,–-]+|$)){{2,}}", re.IGNORECASE)
_BETWEEN = re.compile(r" [|›>/»·] ")
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
    r"(?:telefon|tlf)\.?:? ?\+?[\d ]{8,}|(?:telefontider|åbningstider)\b[^.]{0,80}"
    r"|(?:cvr|ean)[^.]{0,20}\d{8,}|sidst opdateret.{0,40}|[^\s@]+@[^\s@]+|\d{4} [A-ZÆØÅ]\w+",
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
    last = max((at for at, block in enumerate(blocks) if _opens(block.text)), default=len(blocks))
    end = _footer(blocks, last)
    for place, (block, below) in enumerate(zip(blocks[:end], [*blocks[1:end], None], strict=True)):
        heads = below and _HEADS_COURSE.fullmatch(f"{block.text}\n{below.text}")
        listing = bool(heads) or (listing and _is_of_course(block.text))
        if listing:
            continue
        if block.kind is Kind.ROW:
            yield block
            continue
        told = (block.lines or block.text).split("\n")
        lines = [_CONTENTS.sub("", part) for line in told for part in _FOLD.split(line) if part]
        foot = place > last + 1
        kept = [body for line in lines if (body := _without_links(line, foot=foot))]
        if kept == told:
            yield block
        elif kept:
            yield replace(
                block, text=" ".join(kept), lines="\n".join(kept) if len(kept) > 1 else ""
            )


def _without_links(line: str, *, foot: bool) -> str:
    """A line, "" when it only leads elsewhere; of the way to the page, the body that it names.

    foot: the line stands below what the last item decides.
    """
    bare = line.strip(" ·↑▲»>")
    alone = foot and _FOOT_LINK.fullmatch(bare)
    if alone or any(pattern.fullmatch(bare) for pattern in (_AROUND, _LINKS, _MENU)):
        return ""
    crumbs = _BETWEEN.split(bare)
    way = len(crumbs) > 2 and sum(map(bool, map(_ONE_LEAD.fullmatch, crumbs))) > 1
    named = [one for one in crumbs if is_body(one) and one.endswith(("et", "en", "MED"))]
    return " | ".join(named) if way else line


def _footer(blocks: Sequence[Block], last: int) -> int:
    """Where a page's foot begins: the municipality's name, with its telephone or so below it.

    last: where the last item, or part of one, opens. Nothing of a foot is a sentence.
    """
    for place in range(max(last + 1, len(blocks) - _LONGEST_FOOTER), len(blocks)):
        below = [block.text for block in blocks[place + 1 :]]
        told = any(map(_CONTACT.fullmatch, below[:_LONGEST_ADDRESS]))
        if _AUTHORITY.fullmatch(blocks[place].text) and told and not any(map(ended, below)):
            return place
    return len(blocks)


def _opens(text: str) -> bool:
    part = field_of(text)
    opens = part is not None and part[0] not in (Field.END, Field.PEOPLE)
    return opens or bool(start_in(text) or decision_heading(text))


def _is_of_course(text: str) -> bool:
    return bool(_OF_COURSE.fullmatch(text)) or is_body(text)
