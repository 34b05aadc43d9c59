"""What was decided on several items, told below the whole agenda: "Ad 1: Godkendt."."""

from collections.abc import Sequence
from dataclasses import replace

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import Form
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.parts.headings import DecisionHeading
from bot.decisions.minutes.words import USUAL_ITEMS

_FEWEST = 3  # items that are told of so; fewer may be the points of a recommendation


def beside_agenda(lines: Sequence[Line]) -> list[Line]:
    """The lines, with what is told of each item below its lines in the agenda.

    Every number that is told of has an item in the agenda above, and each stands once.
    """
    told = [place for place, line in enumerate(lines) if line.start and line.start.form is Form.AD]
    numbers = [start.number for place in told if (start := lines[place].start)]
    agenda = _agenda(lines[: told[0]]) if len(told) >= _FEWEST else {}
    if not agenda or len(set(numbers)) < len(numbers) or not agenda.keys() >= set(numbers):
        return list(lines)
    if any(line.start and line.start.number in agenda for line in _others(lines, told)):
        return list(lines)
    places = sorted(agenda.values())
    first = next((at for at in range(places[-1], told[0]) if lines[at].decision), told[0])
    ends = dict(zip(places, [*places[1:], first], strict=True))
    accounts = dict(zip(numbers, zip(told, [*told[1:], len(lines)], strict=True), strict=True))
    changed = list(lines[: places[0]])
    for number, place in sorted(agenda.items(), key=lambda item: item[1]):
        changed += lines[place : ends[place]]
        if number in accounts:
            begin, end = accounts[number]
            changed += [_heading(lines[begin]), *lines[begin + 1 : end]]
    return [*changed, *lines[first : told[0]]]


def _agenda(lines: Sequence[Line]) -> dict[str, int]:
    """Where each numbered item of an agenda stands, when it is one that tells of its cases."""
    starts = {
        line.start.number: place
        for place, line in enumerate(lines)
        if line.start and line.start.form in (Form.WORDED, Form.NUMBERED) and line.start.title
    }
    usual = any(
        USUAL_ITEMS.fullmatch(start.title)
        for place in starts.values()
        if (start := lines[place].start)
    )
    cases = max(starts.values(), default=0) >= len(starts) + min(starts.values(), default=0)
    decided = any(line.decision for line in lines[: max(starts.values(), default=0)])
    return starts if usual and cases and not decided else {}


def _others(lines: Sequence[Line], told: Sequence[int]) -> list[Line]:
    """The lines from the first that is told of on, without those that begin one."""
    return [line for place, line in enumerate(lines) if place > told[0] and place not in told]


def _heading(line: Line) -> Line:
    """What is told of an item, as an account: it decides when it tells an outcome."""
    said = line.start.rest if line.start else line.text
    heading = DecisionHeading(Field.ACCOUNT, inline=said)
    return replace(line, text=said, start=None, decision=heading, inline=said)
