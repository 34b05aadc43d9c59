"""Whether what was written can be kept, and whether it can be opened."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.calendar import in_copenhagen
from bot.cpr import holds_cpr_number
from bot.rounds.values import (
    END_LENGTH,
    HELP_LENGTH,
    LEAST_NUMBERS,
    LEAST_TEXTS,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    OPTION_LENGTH,
    QUESTION_LENGTH,
    THEME_LENGTH,
    TITLE_LENGTH,
    WHY_LENGTH,
    Content,
    ContentFault,
    FaultyContent,
    Kind,
    Question,
)

WITH_OPTIONS = (Kind.CHOICE, Kind.CHOICES, Kind.RANKING)
LEAST_OPTIONS = 2

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Faults = dict[str, ContentFault]


def tidy(content: Content) -> Content:
    """The content without spaces around its texts, and without signs that nobody can see."""
    return replace(
        content,
        title=_line(content.title),
        why=_CONTROL.sub("", content.why.replace("\r\n", "\n")).strip(),
        theme=_line(content.theme),
    )


def faults(content: Content, *, now: datetime) -> Faults:
    """What is wrong in each field of a tidy content, so that it can't be kept as it is.

    What is missing may come later, but for the title, by which the draft is found again.
    """
    found = {
        "title": ContentFault.MISSING if not content.title else _text(content.title, TITLE_LENGTH),
        "why": _text(content.why, WHY_LENGTH),
        "theme": _text(content.theme, THEME_LENGTH),
        "least_numbers": _threshold(content.least_numbers, LEAST_NUMBERS),
        "least_texts": _threshold(content.least_texts, LEAST_TEXTS),
    }
    return _found(found) | _faults_of_times(content, now=now)


def missing(content: Content) -> Faults:
    """What must be filled in before it can be opened, and isn't."""
    required = {
        "why": not content.why,
        "outcome_by": content.outcome_by is None,
        "closes_on": content.closes_on is None,
        "closes_at": content.closes_at is None,
        "opens_at": content.opens_on is not None and content.opens_at is None,
        "opens_on": content.opens_at is not None and content.opens_on is None,
        "questions": not content.questions,
    }
    return {name: ContentFault.MISSING for name, is_missing in required.items() if is_missing}


def require_openable(content: Content, *, opens: datetime, now: datetime) -> None:
    """Raise FaultyContent unless it can be opened then. opens, now: aware UTC."""
    found = faults(content, now=now) | missing(content)
    if content.closing and content.closing <= opens:
        found.setdefault("closes_on", ContentFault.TOO_EARLY)
    if found:
        raise FaultyContent(found)


def tidy_question(question: Question) -> Question:
    """The question without what nobody can see, and without what its kind has no use for."""
    has_options = question.kind in WITH_OPTIONS
    rates = question.kind is Kind.RATING
    return replace(
        question,
        text=_line(question.text),
        help=_line(question.help),
        options=tuple(filter(None, map(_line, question.options))) if has_options else (),
        low=_line(question.low) if rates else "",
        high=_line(question.high) if rates else "",
    )


def faults_of_question(question: Question) -> Faults:
    """What is wrong in each field of a tidy question."""
    return _found(
        {
            "text": ContentFault.MISSING
            if not question.text
            else _text(question.text, QUESTION_LENGTH),
            "help": _text(question.help, HELP_LENGTH),
            "options": _options_fault(question),
            "low": _text(question.low, END_LENGTH),
            "high": _text(question.high, END_LENGTH),
        }
    )


def checked_question(question: Question) -> Question:
    """The question, tidy. Raises FaultyContent."""
    question = tidy_question(question)
    if found := faults_of_question(question):
        raise FaultyContent(found)
    return question


def checked_questions(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Several questions, tidy. Raises FaultyContent with "pasted"."""
    tidied = tuple(map(tidy_question, questions))
    for question in tidied:
        if found := faults_of_question(question):
            raise FaultyContent({"pasted": next(iter(found.values()))})
    if len(tidied) > MOST_QUESTIONS:
        raise FaultyContent({"pasted": ContentFault.TOO_MANY})
    return tidied


def _faults_of_times(content: Content, *, now: datetime) -> Faults:
    today = in_copenhagen(now).date()
    found: dict[str, ContentFault | None] = {}
    for name, on, at, moment in (
        ("opens", content.opens_on, content.opens_at, content.opening),
        ("closes", content.closes_on, content.closes_at, content.closing),
    ):
        if on and on < today:
            found[f"{name}_on"] = ContentFault.PAST
        elif on and at and moment is None:
            found[f"{name}_at"] = ContentFault.NO_SUCH_TIME
        elif moment and moment <= now:
            found[f"{name}_at"] = ContentFault.PAST
    opens, closes = content.opening, content.closing
    if opens and closes and closes <= opens:
        found.setdefault("closes_on", ContentFault.TOO_EARLY)
    if content.outcome_by:
        found["outcome_by"] = _outcome_fault(content.outcome_by, content.closes_on, today)
    return _found(found)


def _outcome_fault(outcome_by: date, closes_on: date | None, today: date) -> ContentFault | None:
    if outcome_by < today:
        return ContentFault.PAST
    # On the day itself would promise a result that nobody has had a day to look at.
    too_early = closes_on is not None and outcome_by < closes_on + timedelta(days=1)
    return ContentFault.TOO_EARLY if too_early else None


def _options_fault(question: Question) -> ContentFault | None:
    if question.kind not in WITH_OPTIONS:
        return None
    options = question.options
    if len(options) < LEAST_OPTIONS:
        return ContentFault.TOO_FEW
    if len(options) > MOST_OPTIONS:
        return ContentFault.TOO_MANY
    if len({option.casefold() for option in options}) < len(options):
        return ContentFault.REPEATED
    return next(filter(None, (_text(option, OPTION_LENGTH) for option in options)), None)


def _text(text: str, longest: int) -> ContentFault | None:
    if holds_cpr_number(text):
        return ContentFault.CPR_NUMBER
    return ContentFault.TOO_LONG if len(text) > longest else None


def _threshold(number: int, least: int) -> ContentFault | None:
    return ContentFault.TOO_LOW if number < least else None


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub("", text).split())


def _found(faults: dict[str, ContentFault | None]) -> Faults:
    return {name: fault for name, fault in faults.items() if fault}
