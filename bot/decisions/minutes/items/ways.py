"""The ways to divide minutes into items: by their numbers, titles, headings and case numbers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.decisions.minutes.fields import DECIDING, Field
from bot.decisions.minutes.items.numbering import NOT_LEADING, chains, led, numbered, of_meeting
from bot.decisions.minutes.items.starts import (
    TITLE_LABEL,
    Form,
    Start,
    case_line,
    is_aside,
    lettered,
    may_be_title,
    start_in,
    titled,
)
from bot.decisions.minutes.items.titles import by_title, is_of_meeting, is_title, names_meeting
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.parts.outcomes import decides
from bot.decisions.minutes.words import MARK_LINE, OTHERS, OUTCOME, USUAL_ITEMS
from bot.files.blocks import Kind
from bot.files.lines import ended

_LEVELS = (1, 2, 3, 4)
_YEARLY = re.compile(  # "1/25 Ny vej", numbered through the year
    r"(?:(?:(?:dagsordens)?punkt|pkt\.?|sag)(?: ?nr\.?)? )?"
    r"(?P<number>(?P<count>\d{1,3})/(?P<within>\d{4}|\d{2}))"
    r"[.:)]?(?=\s|$)[\s:–-]*(?P<title>.*)",
    re.IGNORECASE,
)
_SIGNED = re.compile(  # "HR 1. Ny vej", numbered by the body that meets
    r"(?P<within>[A-ZÆØÅ]{2,4})[ -]?(?P<number>(?P<count>\d{1,3}))[.:)]? (?P<title>[A-ZÆØÅ].*)"
)
_OPENNESS = re.compile(r"åbent?|lukket", re.IGNORECASE)
_MANY = 10000  # more items than any minutes have
_COUNTED = 0.8  # of the steps from number to number, where items are counted
_ASCENDING = 1.9  # of evenness: most numbers follow the one before
_TRUSTED = 1.15  # times as much as another way
_SHORT = 12  # words of a title that nothing marks as one
Starts = dict[int, Start]  # by position


def ways(lines: Sequence[Line]) -> Iterator[Starts]:
    """The ways to divide the lines, those first that are to be trusted more where several fit."""
    rows = _all(lines, lambda line: _of(line, Form.ROW))
    for pattern in (_YEARLY, _SIGNED):
        if told := _numbered_within(lines, pattern):
            yield rows | told
    yield rows | _all(lines, _worded)
    yield rows | numbered(lines)
    yield rows | of_meeting(lines)
    decided = deciding(lines)
    yield from (rows | way for way in _lettered(lines, decided))
    yield from (rows | _headed(lines, level) for level in _LEVELS)
    yield rows | _all(lines, _labelled)
    yield rows | _cased(lines)
    yield rows | _likely(lines)
    yield rows | _bulleted(lines)
    yield rows | _between(lines, decided)
    yield rows | _all(lines, _untitled)
    yield rows | _sectioned(lines, decided)
    yield from (rows | way for way in chains(lines))


def best_way(lines: Sequence[Line], decided: Sequence[int]) -> Starts:
    """The way that sets the decisions apart best; of several the most even, and then the first.

    One that counts its items is best also when another sets a few more apart: some of what looks
    like a decision's heading is none. Of two that count alike the one that begins the last item
    earlier: the other's numbers stand again in front of what was decided.
    """

    def plausibility(starts: Starts) -> tuple[float, float, int]:
        apart = covered(starts, decided)
        evenness = _evenness(starts, counted=apart > 1)
        counts = evenness > _ASCENDING
        return apart * (_TRUSTED if counts else 1), evenness, -max(starts) if counts else 0

    return max(ways(lines), key=plausibility, default=Starts())


def _evenness(starts: Starts, *, counted: bool) -> float:
    """How much the beginnings are alike, to 1, and whether they count one, two, three, to 2 or so.

    counted: whether that tells anything; the sections of a single case are numbered as well.
    """
    if not starts:
        return 0
    forms = Counter((start.form, bool(start.number)) for start in starts.values())
    numbers = [int(digits) for _, start in sorted(starts.items()) if (digits := _digits(start))]
    steps = [after - before for before, after in pairwise(numbers)]
    anew = sum(step < 0 for step in steps)  # once behind the contents
    follow = sum(step in (0, 1) for step in steps) + min(anew, 1)
    ascend = counted and anew <= 1 and follow >= _COUNTED * max(1, len(steps))
    even = max(forms.values()) / len(starts)
    # Of two that count alike, the one that leaves no number out.
    return even + (len(numbers) / len(starts) + len(numbers) / _MANY if ascend else 0)


def _digits(start: Start) -> str:
    digits = re.search(r"\d+", start.number)
    return digits[0] if digits else ""


def _labelled(line: Line) -> Start | None:
    return by_title(line) if TITLE_LABEL.match(line.text) else None


def _untitled(line: Line) -> Start | None:
    """The mark of an open item, where nothing else tells that one begins."""
    marks = line.kind is Kind.PARAGRAPH and _OPENNESS.fullmatch(line.text)
    return Start(Form.TITLE, "", "") if marks else None


def deciding(lines: Sequence[Line]) -> list[int]:
    """Where decisions are told: below headings of theirs, or in so many words."""
    for fields in (DECIDING[:2], DECIDING[2:]):
        headed = [
            place
            for place, line in enumerate(lines)
            if line.decision and line.decision.field in fields
        ]
        if headed:
            return headed
    return [place for place, line in enumerate(lines) if decides(line)]


def covered(starts: Starts, deciding: Sequence[int]) -> int:
    """In how many of the parts that begin at these places something is decided."""
    places = sorted(starts)
    reached, count, place = -1, 0, 0
    for position in deciding:
        while place < len(places) and places[place] <= position:
            place += 1
        if place and place - 1 != reached:
            reached, count = place - 1, count + 1
    return count


def _all(lines: Sequence[Line], start: Callable[[Line], Start | None]) -> Starts:
    return {place: found for place, line in enumerate(lines) if (found := start(line))}


def _of(line: Line, form: Form) -> Start | None:
    return line.start if line.start and line.start.form is form else None


def _worded(line: Line) -> Start | None:
    start = _of(line, Form.WORDED)
    if start and (
        not start.title or is_aside(start.title) or may_be_title(start.title) or line.level
    ):
        return start
    # "Punkt 2 udsættes." is said of a point of the recommendation.
    if start and start.title[:1].isupper() and not OUTCOME.match(start.title):
        return start
    return None


def _headed(lines: Sequence[Line], level: int) -> Starts:
    """Headings of a level that are neither the meeting's title nor known parts of an item.

    "Økonomi" may be both; it is an item's title where the parts of items have another level.
    """
    parts = any(line.decision and line.level == level for line in lines)
    return {
        place: by_title(line)
        for place, line in enumerate(lines)
        if line.kind is Kind.HEADING and line.level == level and not is_of_meeting(line.text)
        and not names_meeting(lines, place)
        and (not line.opens or (line.field is Field.CASE and not parts))
    }  # fmt: skip


def _cased(lines: Sequence[Line]) -> Starts:
    """Titles beside a case number: above it, on its line, or below it."""
    starts: Starts = {}
    for place, line in enumerate(lines):
        if line.opens and not (line.field is Field.CASE and case_line(line.text)):
            continue
        if case_line(line.text):
            above = lines[place - 1] if place else None
            below = lines[place + 1] if place + 1 < len(lines) else None
            if above and place - 1 not in starts and is_title(above, cased=True):
                starts[place - 1] = by_title(above)
            elif below and is_title(below):
                starts[place] = replace(by_title(below), case_number=case_line(line.text))
        elif not line.start and may_be_title(line.text):
            title, case, inline = titled(line.text)
            if case and line.text.startswith(("Sag", case)) and may_be_title(title):
                starts[place] = Start(Form.TITLE, "", title, case, inline)
    return starts


def _numbered_within(lines: Sequence[Line], pattern: re.Pattern[str]) -> Starts:
    """Numbers that are told with what they count in, a year or a body: the same for all of them."""
    found = {at: one for at, line in enumerate(lines) if (one := pattern.match(line.text))}
    numbers = [int(one["count"]) for one in found.values()]
    if len({one["within"] for one in found.values()}) != 1 or len(numbers) < 2:
        return {}
    steps = [after - before for before, after in pairwise(numbers)]
    anew = sum(step < 0 for step in steps)  # once behind the contents
    if anew > 1 or any(step > 1 for step in steps):
        return {}
    return {
        at: Start(Form.NUMBERED, one["number"], *titled(one["title"]), rest=one["title"])
        for at, one in found.items()
    }


def _between(lines: Sequence[Line], decided: Sequence[int]) -> Starts:
    """The last line between two decisions that looks like a title and has a text below it."""
    starts: Starts = {}
    begun = 0
    for place in decided:
        for at in range(place - 1, begun - 1, -1):
            above, line, below = lines[at - 1] if at else None, lines[at], lines[at + 1]
            text = line.text.removesuffix(":")
            sure = not above or above.inline or ended(above.text) or is_of_meeting(above.text)
            if (
                sure
                and (below.opens or ended(below.text))
                and len(text.split()) <= _SHORT
                and is_title(replace(line, text=text))
            ):
                starts[at] = by_title(replace(line, text=text))
                break
        begun = place + 1
    return starts


def _sectioned(lines: Sequence[Line], decided: Sequence[int]) -> Starts:
    """The part that each item has first, where nothing else tells that one begins."""
    first = next((line.text for line in lines if line.opens and not line.decision), "")
    places = [at for at, line in enumerate(lines) if line.text == first and not line.inline]
    ends = [sum(place < at for at in decided) for place in places]
    between = len(places) > 1 and len(set(ends)) == len(places) and max(ends) == len(decided)
    return {at: Start(Form.TITLE, "", "") for at in places} if between else {}


def _likely(lines: Sequence[Line]) -> Starts:
    """Lines that look like titles, right above a part of an item or below a decision."""
    starts: Starts = {}
    decided = True
    for place, line in enumerate(lines[:-1]):
        after = lines[place + 1]
        if line.decision:
            decided = True
        below_heading = place > 0 and lines[place - 1].opens and not lines[place - 1].inline
        if below_heading or not is_title(line):
            continue
        led = after.field not in NOT_LEADING if after.opens else MARK_LINE.fullmatch(after.text)
        if decided and (led or (line.kind is Kind.HEADING and starts)):
            starts[place] = by_title(line)
            decided = False
    return starts


def _bulleted(lines: Sequence[Line]) -> Starts:
    """Titles with the mark of a list in front of them, and a text below each."""
    starts: Starts = {}
    for place, (line, below) in enumerate(pairwise(lines)):
        text = line.text.removeprefix("- ")
        bare = replace(line, text=text, start=start_in(text))
        if line.kind is Kind.ITEM and bare.text != line.text and below.kind is not Kind.ITEM:
            usual = USUAL_ITEMS.fullmatch(bare.text)
            starts |= {place: by_title(bare)} if usual or is_title(bare) else {}
    return starts


def beside(lines: Sequence[Line], starts: Starts) -> Starts:
    """Further items: "Eventuelt", and headings of the items' level without a number."""
    first = min(starts)
    levels = {lines[place].level for place in starts if lines[place].kind is Kind.HEADING} - {0}
    return {
        place: by_title(line)
        for place, line in enumerate(lines)
        if place > first and place not in starts and place - 1 not in starts and not line.opens
        and (_is_other(line) or line.level in levels)
    }  # fmt: skip


def _lettered(lines: Sequence[Line], deciding: Sequence[int]) -> Iterator[Starts]:
    """Items with letters for numbers: "A.1", or "A" alone.

    Such points stand within items as well, so each has a part of an item right below it, or in
    several something is decided.
    """
    found = {
        place: start
        for place, line in enumerate(lines)
        if not line.opens and line.kind is not Kind.QUOTE and (start := lettered(line.text))
        and (not start.title or may_be_title(start.title))
    }  # fmt: skip
    for alone in (False, True):
        starts = {at: one for at, one in found.items() if one.number.isalpha() is alone}
        decided = covered(starts, deciding)
        if (decided > 1 and 2 * decided >= len({one.number for one in starts.values()})) or (
            starts and all(led(lines, place) for place in starts)
        ):
            yield starts


def _is_other(line: Line) -> bool:
    title = line.start.title if line.start else line.text.removeprefix("- ")
    return bool(OTHERS.fullmatch(title))
