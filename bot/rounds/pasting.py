"""Questions from pasted text, one a line.

"Hvor tryg er du? (1-5: slet ikke - helt)" is a rating with the names of its ends, and
"Hvad er vigtigst? [Tillid; Ro; Tid]" a choice. Any other line is a question for a text.
"""

import re

from bot.rounds.values import MOST_OPTIONS, Kind, Question

_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")  # of a list, as it is copied from a document
_RATING = re.compile(
    r"^(?P<text>.+?)\s*\(\s*1\s*[-–]\s*5\s*(?::\s*(?P<low>[^()]+?)\s+[-–]\s+(?P<high>[^()]+?))?\s*\)$"
)
_CHOICE = re.compile(r"^(?P<text>.+?)\s*\[(?P<options>[^\[\]]+)\]$")


def questions_in(pasted: str) -> list[Question]:
    """The questions in a text, one a line, without those lines that are empty.

    Their keys are their places, which the draft replaces by its own.
    """
    lines = [_MARK.sub("", line).strip() for line in pasted.splitlines()]
    return [_question(line, place) for place, line in enumerate(filter(None, lines))]


def _question(line: str, place: int) -> Question:
    key = str(place)
    if found := _RATING.match(line):
        low, high = found["low"] or "", found["high"] or ""
        return Question(key, Kind.RATING, found["text"], low=low, high=high)
    if found := _CHOICE.match(line):
        options = tuple(filter(None, (one.strip() for one in found["options"].split(";"))))
        if 2 <= len(options) <= MOST_OPTIONS:
            return Question(key, Kind.CHOICE, found["text"], options=options)
    return Question(key, Kind.TEXT, line)
