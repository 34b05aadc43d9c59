"""Which numbered lines begin items, and which are points of lists within them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import Form, Start, case_line, key_of, may_be_title, unended
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.parts.outcomes import decides
from bot.decisions.minutes.words import MARK_LINE, USUAL_ITEMS
from bot.files.blocks import Kind

_LONGEST_ENDED = 10  # words
_NEAR = 5  # lines
_FEWEST = 3  # titles that end with a full stop, where all of them may
_MOST_CHAINS = 3  # that begin with the same number
NOT_LEADING = (Field.ATTACHMENTS, Field.OWNER, Field.DUE, Field.DEED, Field.END)


def numbered(lines: Sequence[Line]) -> dict[int, Start]:
    """The numbered lines that begin items, by position.

    Items are numbered through the minutes, each has its parts below it, and one follows where the
    one before is done; lists begin anew with each one and stand in one piece.
    """
    candidates = {
        place: start
        for place, line in enumerate(lines)
        if line.start and line.start.form is Form.NUMBERED
        and (start := _start(lines, place, line.start)) and _may_begin(replace(line, start=start))
    }  # fmt: skip
    walk = _Walk(lines, candidates)
    found = {place: start for place, start in candidates.items() if walk.accepts(place, start)}
    if not found and len(candidates) == 1:  # the minutes are an extract
        return candidates
    found |= _before(found, candidates)
    alone = _alone(candidates)
    return alone if found.keys() <= alone.keys() and _are_items(lines, alone) else found


def of_meeting(lines: Sequence[Line]) -> dict[int, Start]:
    """Items that are numbered behind the number of their meeting: "36.1", "36.2"."""
    found = {
        place: start
        for place, line in enumerate(lines)
        if (start := line.start) and "." in start.number and start.form is Form.NUMBERED
    }
    meetings = {start.number.partition(".")[0] for start in found.values()}
    counted = [start.number.partition(".")[2] for start in found.values()]
    one_by_one = counted == [str(number) for number in range(1, len(found) + 1)]
    return found if len(meetings) == 1 and len(found) > 1 and one_by_one else {}


def unstopped(lines: Sequence[Line]) -> list[Line]:
    """The lines; where the titles of all items end as sentences do, without that full stop."""
    changed = list(lines)
    for form in (Form.NUMBERED, Form.AD):
        for place in _stopped(lines, form):
            if start := lines[place].start:
                title = start.title.removesuffix(".")
                changed[place] = replace(lines[place], start=replace(start, title=title))
    return changed


def _stopped(lines: Sequence[Line], form: Form) -> list[int]:
    """Where titles end as sentences do, when all that is numbered counts one, two, three.

    The points of a list end so as well: they stand one below the other, decide something, or begin
    anew with each item.
    """
    found = [
        (place, start)
        for place, line in enumerate(lines)
        if (start := line.start) and start.form is form and start.title[:1].isupper()
        and not start.title.startswith("At ")
    ]  # fmt: skip
    begun = next((at for at, (_, start) in enumerate(found) if _value(start) == 1), 0)
    found = found[begun:]
    stopped = [
        place
        for place, start in found
        if start.title.endswith(".") and len(start.title.split()) <= _LONGEST_ENDED
    ]
    counted = [_value(start) for _, start in found] == list(range(1, len(found) + 1))
    many = len(stopped) >= _FEWEST and 3 * len(stopped) >= 2 * len(found)
    apart = [
        place for place in stopped if not any(one.start for one in lines[place + 1 : place + 2])
    ]
    points = any(decides(lines[place]) for place in stopped) or 2 * len(apart) <= len(stopped)
    return stopped if counted and many and not points else []


def chains(lines: Sequence[Line]) -> Iterator[dict[int, Start]]:
    """The numbers that follow each other one by one, on lines of one shape or of any.

    They may begin anew, behind the contents or an item's list.
    """
    candidates = {
        place: replace(start, title=unended(start.title))
        for place, line in enumerate(lines)
        if (start := line.start) and start.form is not Form.ROW and _may_begin(line)
    }
    shapes = [dict.fromkeys(candidates)]
    for shape_of in (_shape, lambda line: line.kind):
        shapes += [
            dict.fromkeys(at for at in candidates if shape_of(lines[at]) == shape)
            for shape in dict.fromkeys(shape_of(lines[place]) for place in candidates)
        ]
    for shape in shapes:
        lowest = min((_value(candidates[place]) for place in shape), default=0)
        firsts = [place for place in shape if _value(candidates[place]) == lowest]
        for first in firsts[:_MOST_CHAINS]:
            chain, expected = {}, lowest
            for place in shape:
                if place >= first and _value(candidates[place]) == expected:
                    chain[place] = candidates[place]
                    expected += 1
            if len(chain) > 1:
                yield chain


def _shape(line: Line) -> tuple[object, ...]:
    start = line.start
    title = start.title if start else ""
    return (
        line.kind,
        line.level,
        start and start.form,
        bool(start and start.case_number),
        title.isupper(),
    )


def _alone(candidates: dict[int, Start]) -> dict[int, Start]:
    """Those that are numbered 1, 2, 3 and so on and stand in no list, also without known parts."""
    lists = _lists(candidates)
    alone: dict[int, Start] = {}
    for place, start in candidates.items():
        if not lists[place] and start.number == str(len(alone) + 1):
            alone[place] = start
    return alone


def _are_items(lines: Sequence[Line], starts: dict[int, Start]) -> bool:
    """Whether they aren't the sections of one case: several decide, or every meeting has one."""
    if len(starts) < 2:
        return False
    if any(USUAL_ITEMS.fullmatch(start.title) for start in starts.values()):
        return True
    decided = sum(
        any(line.decision or decides(line) for line in lines[place + 1 : end])
        for place, end in pairwise([*sorted(starts), len(lines)])
    )
    return decided > 1


def _before(found: dict[int, Start], candidates: dict[int, Start]) -> dict[int, Start]:
    """Items without a text before the first one that has some."""
    if not found:
        return {}
    filled: dict[int, Start] = {}
    expected = _value(found[min(found)]) - 1
    for place in reversed([place for place in candidates if place < min(found)]):
        if _value(candidates[place]) != expected:
            break
        filled[place] = candidates[place]
        expected -= 1
    return filled


class _Walk:
    """Goes through the candidates; remembers the last item that began and what it has so far."""

    def __init__(self, lines: Sequence[Line], candidates: dict[int, Start]) -> None:
        self._lines = lines
        self._lists = _lists(candidates)
        self._level = min((lines[at].level for at in candidates if lines[at].level), default=0)
        self._headed = any(line.decision for line in lines)
        self._expected: int | None = None
        self._decided = False
        self._part: Field | None = None
        self._scanned = 0
        self._told: set[str] = set()  # titles so far: the contents', perhaps

    def accepts(self, place: int, start: Start) -> bool:
        """Whether an item begins here."""
        for line in self._lines[self._scanned : place]:
            self._decided = self._decided or line.decision is not None
            self._part = line.field if line.opens else self._part
        self._scanned = place
        accepted = self._begins(place, start)
        if accepted:
            self._expected, self._decided, self._part = _value(start) + 1, False, None
        self._told.add(key_of(start.title))
        return accepted

    def _begins(self, place: int, start: Start) -> bool:
        line, has_part = self._lines[place], led(self._lines, place)
        first = self._expected is None
        follows = _value(start) == self._expected or (
            "." in start.number and _value(start) + 1 == self._expected
        )
        done = self._decided or not self._headed
        if self._level and line.level:
            return line.level == self._level
        if line.kind is Kind.HEADING:
            return has_part or follows or first or (done and _value(start) > (self._expected or 0))
        if self._lists[place] == 1 and not first and self._headed:
            return follows and done and has_part and self._part is Field.ATTACHMENTS
        if self._lists[place]:
            return (follows or first) and (has_part or (done and not (first and self._headed)))
        again = key_of(start.title) in self._told
        return (
            has_part
            or (done and (follows or again))
            or (first and (again or not self._headed))  # told in the contents before
        )


def _start(lines: Sequence[Line], place: int, start: Start) -> Start:
    """The start; a title that ends as a sentence does is one when the item's parts follow it."""
    ended = start.title.endswith(".") and len(start.title.split()) <= _LONGEST_ENDED
    if ended and (led(lines, place) or _is_decided(lines, place)):
        return replace(start, title=unended(start.title))
    return start


def _is_decided(lines: Sequence[Line], place: int) -> bool:
    """Whether the heading of a decision stands below the next lines, in front of the next item."""
    for line in lines[place + 1 : place + _NEAR]:
        if line.decision:
            return True
        if line.start or line.opens:
            return False
    return False


def _may_begin(line: Line) -> bool:
    start = line.start
    if start is None or line.kind is Kind.QUOTE or start.title.startswith("At "):
        return False
    title = start.title
    usual = title[:1].isupper() and USUAL_ITEMS.fullmatch(title)
    marked = MARK_LINE.fullmatch(title.rstrip("."))
    return not title or bool(usual or marked) or may_be_title(title)


def led(lines: Sequence[Line], place: int) -> bool:
    """Whether a part of an item, or its case number, stands right below the title."""
    start = lines[place].start
    for line in lines[place + 1 : place + 4]:
        if case_line(line.text) or MARK_LINE.fullmatch(line.text):
            return True
        if line.opens:
            return line.field not in NOT_LEADING
        again = line.text in (start.title, lines[place].text) if start else False
        if not again and (start is None or start.title or not may_be_title(line.text)):
            return False
    return False


def _value(start: Start) -> int:
    return int(re.sub(r"\..*|\D", "", start.number))


def _lists(candidates: dict[int, Start]) -> dict[int, int]:
    """Of each: the first number of the list it stands in without anything between; 0: in none."""
    lists: dict[int, int] = {}
    for place, start in candidates.items():
        above = candidates.get(place - 1)
        if above is not None and _value(start) - _value(above) in (0, 1):
            lists[place] = lists[place - 1] = lists[place - 1] or _value(above)
        else:
            lists[place] = 0
    return lists
