"""The headings that Danish municipal cases are divided by."""

import re
from dataclasses import dataclass
from enum import IntEnum


class Part(IntEnum):
    """What a heading opens; a lower number stands above a higher one."""

    AGENDA_ITEM = 1
    CASE_PART = 5
    DETAIL = 7  # stands within the account of the case, when there is one


@dataclass(frozen=True)
class Heading:
    """A heading known by its words.

    decision: what stands below it was decided. closed: no other headings stand below it.
    account: it opens the account of the case, whose details have headings of their own.
    """

    text: str
    part: Part
    decision: bool = False
    closed: bool = False
    account: bool = False


_BODY = r"(?:[\w-]*(?:udvalg|råd|styrelse|direktion|byråd|bestyrelse)\w*)"
_DECISION = re.compile(
    rf"(?:(?:indstilling|drøftelse) og |(?:tidligere|endelig) |[\w-]+s )?"
    rf"(?:beslutning|afgørelse|konklusion)(?:er)?"
    rf"(?:,? (?:(?:i|fra|af|for|den)\b|{_BODY}|\d).*)?",
    re.IGNORECASE,
)
_CASE_PART = re.compile(
    r"sagsgang|sagens gang|sagsfremstilling(?:en)?|resum[eé]|sammenfatning"
    r"|sammenhæng (?:til|med) .*|\w+(?:mæssige|iske) konsekvenser(?: .*)?|konsekvenser"
    r"|økonomi|lovgrundlag|retsgrundlag|lovgivning"
    r"|(?:\w+s )?indstilling|referat|beslutningstema|beslutningskompetence"
    r"|bilag|bilagsliste|kommunikation|(?:den )?videre proces|sagens? bilag",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"baggrund|formål|baggrund og formål|høring|høringssvar|supplerende oplysninger|historik"
    r"|vurdering|problemstilling|løsning|tidsplan|inddragelse",
    re.IGNORECASE,
)
_AGENDA_ITEM = re.compile(r"(?:punkt|pkt\.?) (?:nr\.? )?\d+\b.*", re.IGNORECASE)
_CLOSED = re.compile(r"(?:\w+s )?indstilling|bilag|bilagsliste|sags?gang|referat", re.IGNORECASE)
_ACCOUNT = re.compile(r"sagsfremstilling(?:en)?", re.IGNORECASE)
_LONGEST = 14  # words


def known_heading(text: str) -> Heading | None:
    """The heading that the text is, with or without a colon; None when it is something else."""
    text = text.rstrip(": ")
    if not text[:1].isupper() or len(text.split()) > _LONGEST or text.endswith((".", ";", ",")):
        return None
    if _DECISION.fullmatch(text):
        return Heading(text, Part.CASE_PART, decision=True, closed=True)
    if _CASE_PART.fullmatch(text):
        closed, account = bool(_CLOSED.fullmatch(text)), bool(_ACCOUNT.fullmatch(text))
        return Heading(text, Part.CASE_PART, closed=closed, account=account)
    if _DETAIL.fullmatch(text):
        return Heading(text, Part.DETAIL)
    if _AGENDA_ITEM.fullmatch(text):
        return Heading(text, Part.AGENDA_ITEM)
    return None


def labelled(text: str) -> tuple[Heading, str] | None:
    """A known heading and what follows it on its line: "Beslutning: Godkendt."."""
    label, colon, rest = text.partition(": ")
    heading = known_heading(label) if colon and rest.strip() else None
    return (heading, rest.strip()) if heading else None
