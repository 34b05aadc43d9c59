"""Lines that tell an outcome, or a recommendation, without a heading for it."""

from collections.abc import Sequence

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
from bot.documents.sentences import sentences
from bot.files.blocks import Kind


def recommended_apart(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What is recommended at the beginning of the lines, and the rest."""
    end = 0
    while end < len(lines) and (
        recommends(lines[end]) or (end and _is_point(lines[end], lines[end - 1]))
    ):
        end += 1
    return list(lines[:end]), list(lines[end:])


def outcome_apart(lines: Sequence[Line], *, headed: bool) -> tuple[list[Line], list[Line]]:
    """What is recommended, and the lines from the first one that tells an outcome.

    headed: they stand below a heading that says they recommend, so the first of them does.
    """
    recommended: list[Line] = []
    for place, line in enumerate(lines):
        points = bool(recommended) and recommended[-1] is lines[place - 1]
        if (
            (headed and not place)
            or recommends(line)
            or (points and _is_point(line, lines[place - 1]))
        ):
            recommended.append(line)
        elif decides(line):
            return recommended, list(lines[place:])
        elif headed:
            recommended.append(line)
    return recommended, []


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
