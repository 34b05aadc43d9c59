"""Whether what was written can be sent."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from bot.broadcasts.values import (
    LINK_LENGTH,
    LINK_TITLE_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    TEXT_SIZE,
    TITLE_LENGTH,
    Content,
    Fault,
    FaultyContent,
)
from bot.calendar import moment_of
from bot.cpr import holds_cpr_number

# Teams' text blocks show bold, italics, links and lists. What else looks like Markdown would
# stand there as signs: headings, tables, images, code, quotations, HTML.
_UNSUPPORTED = re.compile(
    r"^\s{0,3}(#{1,6}\s|>\s|\|.*\|\s*$|```)|!\[[^\]]*\]\(|</?[a-z][^>]*>",
    re.MULTILINE | re.IGNORECASE,
)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*([^)\s]*)[^)]*\)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def tidy(content: Content) -> Content:
    """The content without spaces around its texts, and without signs that nobody can see."""
    return replace(
        content,
        title=" ".join(_CONTROL.sub("", content.title).split()),
        text=_CONTROL.sub("", content.text.replace("\r\n", "\n")).strip(),
        link_title=" ".join(content.link_title.split()),
        link=content.link.strip(),
    )


def faults(content: Content, *, today: date) -> dict[str, Fault]:
    """What is the matter with each field of a tidy content. today: in Copenhagen."""
    found = {
        "title": _text_fault(content.title, TITLE_LENGTH),
        "text": _text_fault(content.text, TEXT_LENGTH)
        or _size_fault(content.text)
        or _markdown_fault(content.text),
        "link": _link_fault(content),
        "link_title": _link_title_fault(content),
        "useful_until": _end_fault(content, today),
    }
    return {name: fault for name, fault in found.items() if fault}


def end_of_use(content: Content) -> datetime | None:
    """When it is no longer true: at the end of its last day, as aware UTC."""
    if content.useful_until is None:
        return None
    return moment_of(content.useful_until + timedelta(days=1), time())


def _text_fault(text: str, longest: int) -> Fault | None:
    if not text:
        return Fault.MISSING
    if len(text) > longest:
        return Fault.TOO_LONG
    return Fault.CPR_NUMBER if holds_cpr_number(text) else None


def _size_fault(text: str) -> Fault | None:
    as_shown = text.replace("\n", "\n\n")  # cards need two, or they would join the lines
    size = len(json.dumps(as_shown, ensure_ascii=False).encode())
    return Fault.TOO_LARGE if size > TEXT_SIZE else None


def _markdown_fault(text: str) -> Fault | None:
    if _UNSUPPORTED.search(text):
        return Fault.UNSUPPORTED
    return None if all(map(is_link, _LINK.findall(text))) else Fault.NOT_A_LINK


def _link_fault(content: Content) -> Fault | None:
    if not content.link:
        return Fault.MISSING if content.link_title else None
    if len(content.link) > LINK_LENGTH:
        return Fault.TOO_LONG
    if holds_cpr_number(content.link):
        return Fault.CPR_NUMBER
    return None if is_link(content.link) else Fault.NOT_A_LINK


def _link_title_fault(content: Content) -> Fault | None:
    if content.link and not content.link_title:
        return Fault.MISSING
    if len(content.link_title) > LINK_TITLE_LENGTH:
        return Fault.TOO_LONG
    return Fault.CPR_NUMBER if holds_cpr_number(content.link_title) else None


def _end_fault(content: Content, today: date) -> Fault | None:
    if content.useful_until is None:
        return Fault.NEEDS_END if content.for_newcomers else None
    return Fault.PAST if content.useful_until < today else None


def is_link(address: str) -> bool:
    """Whether an address leads to a page over https, and nowhere else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def checked_words(field: str, words: str) -> str:
    """A director's reason or comment, tidy. field: the name it has in a refusal.

    Raises FaultyContent.
    """
    words = words.strip()
    if len(words) > REASON_LENGTH:
        raise FaultyContent({field: Fault.TOO_LONG})
    if holds_cpr_number(words):
        raise FaultyContent({field: Fault.CPR_NUMBER})
    return words
