"""Lines that tell an outcome, or a recommendation, without a heading for it."""

import re
from collections.abc import Sequence
from datetime import date

from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.words import (
    BODY_WORD,
    DECIDES,
    DECIDES_AS_BODY,
    GENERIC_BODIES,
    OF_DECISION,
    OUTCOME,
    RECOMMENDS,
)
from bot.documents.dates import dates_in
from bot.documents.sentences import sentences
from bot.files.blocks import Kind

# "Byrådet besluttede på mødet den 14. maj 2024, at …", "har på sit møde den syvende juni"
_EARLIER = re.compile(
    r"\bpå (?:sit |sine |et |deres )?(?:\w+ )?møde[tr]?(?: i (?!dag\b)| den | d\. ?)"
    r"(?P<day>.{0,30})"
    r"|(?:besluttede|vedtog|godkendte|godkendtes|vedtoges|besluttedes|udsattes) i (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_LONGEST_DAY = 18  # letters behind the word that decides, where the meeting's day may stand


def recommended_apart(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What is recommended at the beginning of the lines, and the rest."""
    end = 0
    while end < len(lines) and (
        recommends(lines[end]) or (end and _is_point(lines[end], lines[end - 1]))
    ):
        end += 1
    return list(lines[:end]), list(lines[end:])


def outcome_apart(
    lines: Sequence[Line], held_on: date | None, *, headed: bool
) -> tuple[list[Line], list[Line]]:
    """What is recommended, and the lines from the first one that tells an outcome.

    held_on: the day of the meeting. headed: they stand below a heading that says they recommend,
    so the first of them does.
    """
    recommended: list[Line] = []
    asked = _last_asked(lines)
    for place, line in enumerate(lines):
        points = bool(recommended) and recommended[-1] is lines[place - 1]
        asks = recommends(line) or (place <= asked and _asks(line))
        if (headed and not place) or asks or (points and _is_point(line, lines[place - 1])):
            recommended.append(line)
        elif decides(line) and place > asked and not _is_history(line, held_on):
            return recommended, list(lines[place:])
        elif headed:
            recommended.append(line)
    return recommended, []


def _last_asked(lines: Sequence[Line]) -> int:
    """Where the last line stands that recommends something; what is decided comes after it.

    -1 where there is none, or nothing is decided below it.
    """
    decided = False
    for place in range(len(lines) - 1, -1, -1):
        if decided and _asks(lines[place]):
            return place
        decided = decided or decides(lines[place])
    return -1


def _asks(line: Line) -> bool:
    """Whether a line tells what somebody recommends, be it the committee that meets."""
    return bool(RECOMMENDS.search(line.text)) and not OUTCOME.match(line.text)


def _is_history(line: Line, held_on: date | None) -> bool:
    """Whether a line tells what was decided on an earlier day."""
    decided = DECIDES.search(line.text)
    if decided is None:
        return False
    earlier = _EARLIER.search(line.text, 0, decided.end() + _LONGEST_DAY)
    if earlier is None or earlier["day"] is None:
        return earlier is not None
    day = next(dates_in(line.text[earlier.start() :]), None)
    return day is None or held_on is None or day < held_on


def decides(line: Line) -> bool:
    """Whether a line tells an outcome without a heading for it."""
    said = line.start.inline or line.text if line.start else line.text
    if line.opens or recommends(line):
        return False
    return bool(OUTCOME.match(said) or DECIDES.search(said)) or _decides_as_body(said)


def _decides_as_body(said: str) -> bool:
    match = DECIDES_AS_BODY.search(said)
    subject = sentences(said[: match.start()] + "…")[-1] if match else ""
    return any(
        BODY_WORD.fullmatch(word) or OF_DECISION.match(word) or word.lower() in ("vi", "man")
        for word in subject.rstrip("…").split()
    )


def recommends(line: Line) -> bool:
    """Whether a line tells what somebody recommends to those who meet."""
    match = RECOMMENDS.search(line.text)
    if match is None or OUTCOME.match(line.text):
        return False
    subject = line.text[: match.start()].strip().lower()
    return subject not in GENERIC_BODIES and not subject.endswith("udvalget")


def _is_point(line: Line, before: Line) -> bool:
    """Whether a line is a point of what the line before it recommends."""
    if OUTCOME.match(line.text):
        return False
    listed = line.kind is Kind.ITEM or line.text.startswith("at ")
    return listed or before.text.endswith((":", ", at", " at"))
