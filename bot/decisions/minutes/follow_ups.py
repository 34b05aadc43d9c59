"""Who is to do what by when, as a decision or its table tells it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.decisions.minutes.lines import Line
from bot.decisions.minutes.values import FoundFollowUp
from bot.decisions.minutes.words import DEEDS, PRONOUNS, Field
from bot.documents.dates import dates_in, written_dates
from bot.documents.sentences import sentences

_OWNER = re.compile(
    r"\b(?:ansvarlige?|tovholdere?)(?: er)?:? (?=[A-ZÆØÅ])(?P<who>[^.;)]{2,120}?)"
    r"(?=[.;)]|,? (?:frist|senest|inden|deadline)\b|$)",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:frist(?:en)?|senest|inden|deadline|med frist|til den)\b(?P<when>.{0,40})", re.IGNORECASE
)
_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\. ?(?P<month>{_MONTHS})[a-z]*|[/.-](?P<number>\d{{1,2}}))\b"
    r"(?![-/.]?\d)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[](?=[^)\]]*(?:ansvarlig|frist|tovholder))[^)\]]*[)\]]", re.IGNORECASE)
_LONGEST_WHO = 10  # words


def due_in(text: str, after: date | None) -> date | None:
    """The day a text names; one without a year is the next such day after the meeting."""
    if whole := next(dates_in(text), None):
        return whole
    match = _DAY.search(text)
    if match is None or after is None:
        return None
    month = match["number"] or 1 + _MONTHS.split("|").index(match["month"].lower())
    for year in (after.year, after.year + 1):
        try:
            day = date(year, int(month), int(match["day"]))
        except ValueError:
            return None
        if day >= after:
            return day
    return None


def follow_ups_of(lines: Sequence[Line], held_on: date | None) -> Iterator[FoundFollowUp]:
    """The deeds that are agreed in a decision's lines, among them those of owners and dates.

    Each owner and date belongs to the deed told before it, or else to the paragraph.
    """
    said = ""
    held: dict[Field, str] = {}
    for line in lines:
        if line.field is not None and line.field not in held:
            held[line.field] = line.inline
            continue
        if held:
            yield _labelled(said, held, held_on)
        elif said:
            yield from told_in(said, held_on)
        said, held = (said, {line.field: line.inline}) if line.field else (line.text, {})
    if held:
        yield _labelled(said, held, held_on)
    elif said:
        yield from told_in(said, held_on)


def _labelled(said: str, held: dict[Field, str], held_on: date | None) -> FoundFollowUp:
    if Field.DEED in held and len(held) == 1:  # "Ledelsen sender den ud senest 1. december"
        return next(told_in(held[Field.DEED], held_on), FoundFollowUp(held[Field.DEED], "", None))
    due = due_in(held.get(Field.DUE, ""), held_on)
    who = held.get(Field.OWNER, "").rstrip(".")
    return FoundFollowUp(held.get(Field.DEED) or said, who, due)


def told_in(paragraph: str, held_on: date | None) -> Iterator[FoundFollowUp]:
    """The deeds in running text: "HR-chefen udarbejder et oplæg inden den 1. oktober 2024."."""
    waiting: str | None = None  # the sentence before "Ansvarlig: HR-chefen."
    who, due = "", None
    for sentence in sentences(paragraph):
        owner, when = _OWNER.search(sentence), _due(sentence, held_on)
        label = re.match(r"(?:ansvarlige?|frist|tovholdere?|deadline):", sentence, re.IGNORECASE)
        if label and waiting is not None:
            who, due = (owner["who"].strip() if owner else who), (when or due)
            continue
        if waiting is not None and (who or due):
            yield FoundFollowUp(waiting, who, due)
        waiting = _BRACKETS.sub("", sentence).replace(" .", ".").strip()
        doer = _doer(sentence) if when else None
        who = owner["who"].strip() if owner else doer or ""
        due = when if owner or doer is not None else None
    if waiting is not None and (who or due):
        yield FoundFollowUp(waiting, who, due)


def _due(sentence: str, held_on: date | None) -> date | None:
    for match in _DUE.finditer(sentence):
        if (due := due_in(match["when"], held_on)) and not (held_on and due < held_on):
            return due
    return None


def _doer(sentence: str) -> str | None:
    """Who does it, when a sentence tells a deed: what stands before the verb, but no pronoun."""
    verb = DEEDS.search(sentence)
    if verb is None:
        return None
    who = re.split(r"\bat ", sentence[: verb.start()])[-1].strip()
    known = len(who.split()) <= _LONGEST_WHO and not any(written_dates(who))
    return who if known and who.lower() not in PRONOUNS else ""
