"""What was decided on several items, told below the whole agenda: "Ad 1: Godkendt."."""

from collections.abc import Sequence
from dataclasses import replace

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import Form
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.parts.headings import DecisionHeading
from bot.decisions.minutes.parts.outcomes import decides
from bot.decisions.minutes.words import USUAL_ITEMS

_BEHIND = (Field.AGREEMENTS, Field.END)  # the last account
_FEWEST = 3  # items that are told of so; fewer may be the points of a recommendation


def beside_agenda(lines: Sequence[Line]) -> list[Line]:
    """The lines, with what is told of each item below its lines in the agenda.

    Every number that is told of has an item in the agenda above, and each stands once. A heading
    such as "Referat" stands in front of them.
    """
    told = [place for place, line in enumerate(lines) if line.start and line.start.form is Form.AD]
    numbers = [start.number for place in told if (start := lines[place].start)]
    agenda = _agenda(lines[: told[0]]) if len(told) >= _FEWEST else {}
    if not agenda or len(set(numbers)) < len(numbers) or not agenda.keys() >= set(numbers):
        return list(lines)
    if any(line.start and line.start.number in agenda for line in _others(lines, told)):
        return list(lines)
    places = sorted(agenda.values())
    first = next((at for at in range(places[-1], told[0]) if lines[at].decision), None)
    if first is None:  # a recommendation's points, as long as nothing heads an account
        return list(lines)
    ends = dict(zip(places, [*places[1:], first], strict=True))
    end = next((at for at in range(told[-1], len(lines)) if lines[at].field in _BEHIND), len(lines))
    accounts = dict(zip(numbers, zip(told, [*told[1:], end], strict=True), strict=True))
    changed = [*lines[: places[0]], *lines[first + 1 : told[0]]]
    for number, place in sorted(agenda.items(), key=lambda item: item[1]):
        changed += lines[place : ends[place]]
        if number in accounts:
            begin, below = accounts[number]
            changed += [_heading(lines[begin]), *lines[begin + 1 : below]]
    return [*changed, *lines[end:]]


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
    before = lines[min(starts.values(), default=0) : max(starts.values(), default=0)]
    decided = any(line.decision or decides(line) for line in before)
    return starts if usual and cases and not decided else {}


def _others(lines: Sequence[Line], told: Sequence[int]) -> list[Line]:
    """The lines from the first that is told of on, without those that begin one."""
    return [line for place, line in enumerate(lines) if place > told[0] and place not in told]


def _heading(line: Line) -> Line:
    """What is told of an item, as an account: it decides when it tells an outcome."""
    said = line.start.rest if line.start else line.text
    heading = DecisionHeading(Field.ACCOUNT, inline=said)
    return replace(line, text=said, start=None, decision=heading, inline=said)
