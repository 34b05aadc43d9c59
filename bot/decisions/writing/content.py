"""Whether what was written of a decision can be stored, and whether it can be published."""

import re
from dataclasses import replace
from typing import Any

from bot.broadcasts.content import is_link
from bot.cpr import holds_cpr_number
from bot.decisions.values import (
    BODY_LENGTH,
    CASE_NUMBER_LENGTH,
    DISCUSSION_LENGTH,
    LINK_LENGTH,
    MEANING_LENGTH,
    MED_OUTCOME_LENGTH,
    MOST_DISCUSSED,
    TEXT_LENGTH,
    THEME_LENGTH,
    TITLE_LENGTH,
    Content,
    Fault,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST = {
    "title": TITLE_LENGTH,
    "text": TEXT_LENGTH,
    "meaning": MEANING_LENGTH,
    "body": BODY_LENGTH,
    "case_number": CASE_NUMBER_LENGTH,
    "link": LINK_LENGTH,
    "theme": THEME_LENGTH,
    "med_outcome": MED_OUTCOME_LENGTH,
}
_SEVERAL_LINES = ("text", "meaning", "med_outcome")
_TO_PUBLISH = ("title", "text", "body")


def tidy(content: Content) -> Content:
    """The content without spaces around its texts, and without signs that nobody can see."""
    tidied: dict[str, Any] = {name: _tidied(name, getattr(content, name)) for name in _LONGEST}
    discussed = (_tidied("to_discuss", one) for one in content.to_discuss)
    return replace(content, **tidied, to_discuss=tuple(filter(None, discussed)))


def faults(content: Content) -> dict[str, Fault]:
    """What of a tidy content can't be stored, by field; what is missing may come later."""
    found = {
        name: _text_fault(getattr(content, name), longest) for name, longest in _LONGEST.items()
    }
    found["link"] = found["link"] or _link_fault(content.link)
    found["to_discuss"] = _discussion_fault(content.to_discuss)
    return {name: fault for name, fault in found.items() if fault}


def missing(content: Content) -> dict[str, Fault]:
    """What a decision must have before it is published, and hasn't."""
    found = [name for name in _TO_PUBLISH if not getattr(content, name)]
    if content.decided_on is None:
        found.append("decided_on")
    return dict.fromkeys(found, Fault.MISSING)


def _tidied(name: str, text: str) -> str:
    text = _CONTROL.sub("", text.replace("\r\n", "\n"))
    return text.strip() if name in _SEVERAL_LINES else " ".join(text.split())


def _text_fault(text: str, longest: int) -> Fault | None:
    if len(text) > longest:
        return Fault.TOO_LONG
    return Fault.CPR_NUMBER if holds_cpr_number(text) else None


def _link_fault(link: str) -> Fault | None:
    return Fault.NO_LINK if link and not is_link(link) else None


def _discussion_fault(questions: tuple[str, ...]) -> Fault | None:
    if len(questions) > MOST_DISCUSSED:
        return Fault.TOO_MANY
    return next(filter(None, (_text_fault(one, DISCUSSION_LENGTH) for one in questions)), None)
