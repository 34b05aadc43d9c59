"""Dividing minutes into their agenda items.

Several forms of beginnings occur in one file: the numbers of the items, of lists within them, of
the contents. The form that sets the decisions apart best is the one that the file uses.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from bot.decisions.minutes.absence import tells_absence, title_without_names
from bot.decisions.minutes.bodies import body_in
from bot.decisions.minutes.lines import Line
from bot.decisions.minutes.naming import whole_title
from bot.decisions.minutes.numbering import NOT_LEADING, led, numbered
from bot.decisions.minutes.parts import decides
from bot.decisions.minutes.starts import (
    TITLE_LABEL,
    Form,
    Start,
    case_line,
    key_of,
    labelled_case,
    lettered,
    may_be_title,
    tells_label,
    titled,
)
from bot.decisions.minutes.words import DECIDING, MARK_LINE, OF_DECISION, OUTCOME, Field
from bot.documents.dates import written_dates
from bot.files.blocks import Kind

_OTHERS = re.compile(r"eventuelt|evt\.?", re.IGNORECASE)
_OF_MEETING = re.compile(
    r"(?!.*\b(?:sidste|seneste|forrige)\b)(?:\w*referat|dagsorden|\w*protokol"
    r"|(?:ekstra)?ordinært|møde(?:t|dato)?|dato|indhold\w*)\b"
    r"|[\w-]+ kommune$",
    re.IGNORECASE,
)
_LEVELS = (1, 2, 3, 4)
_Starts = dict[int, Start]  # by position


@dataclass(frozen=True)
class Item:
    """An agenda item. lines: those below its title, which may be "", as may number."""

    number: str
    title: str
    case_number: str
    lines: tuple[Line, ...]


def items_of(lines: Sequence[Line]) -> tuple[list[Line], list[Item]]:
    """What stands before the first item, and the items. Without any it is all one item."""
    deciding = _deciding(lines)
    starts = max(_ways(lines), key=lambda starts: _covered(starts, deciding))
    if deciding and not _covered(starts, deciding):
        return list(lines), [Item("", "", "", tuple(lines))]
    starts = starts if deciding else next(filter(None, islice(_ways(lines), 2)), {})
    if not starts:
        return list(lines), []
    starts = _whole({**starts, **_beside(lines, starts)})
    again = set(_told_again(starts))
    above = _cases_above(lines, starts)
    places = [place for place in sorted(starts) if place not in again]
    found = []
    for place, end in zip(places, [*places[1:], len(lines)], strict=True):
        below = [lines[at] for at in range(place + 1, end) if at not in again | above.keys()]
        item = _item(starts[place], lines[place], below)
        case_number = item.case_number or above.get(place - 1, "")
        found.append(replace(item, title=title_without_names(item.title), case_number=case_number))
    head = list(lines[: places[0]])
    return head, list(_without_contents(found, head))


def _whole(starts: _Starts) -> _Starts:
    """The starts; a number alone and the title right below it are of one item."""
    whole: _Starts = {}
    for place, start in sorted(starts.items()):
        before = whole.get(place - 1)
        if before and before.number and not before.title and start.title and not start.number:
            whole[place - 1] = replace(start, number=before.number)
        else:
            whole[place] = start
    return whole


def _cases_above(lines: Sequence[Line], starts: _Starts) -> dict[int, str]:
    """The case numbers, by position, where most stand above the beginnings of their items."""
    above = {place - 1: case_line(lines[place - 1].text) for place in starts if place}
    above = {place: number for place, number in above.items() if number and place not in starts}
    own = [
        start
        for place, start in starts.items()
        if start.case_number or any(case_line(line.text) for line in lines[place + 1 : place + 2])
    ]
    at_end = bool(case_line(lines[-1].text))  # as then in the other items, too
    return {} if at_end or len(own) >= len(above) else above


def _ways(lines: Sequence[Line]) -> Iterator[_Starts]:
    """The ways to divide the lines, those first that are to be trusted more."""
    rows = _all(lines, lambda line: _of(line, Form.ROW))
    for way in (
        _all(lines, _worded),
        numbered(lines),
        *_lettered(lines),
        *(_headed(lines, level) for level in _LEVELS),
        _all(lines, lambda line: _titled(line) if TITLE_LABEL.match(line.text) else None),
        _cased(lines),
        _likely(lines),
        _all(lines, lambda line: _of(line, Form.AD)),
    ):
        yield rows | way


def _deciding(lines: Sequence[Line]) -> list[int]:
    """Where decisions are told: below headings of theirs, or in so many words."""
    for field in DECIDING:
        headed = [
            place
            for place, line in enumerate(lines)
            if line.decision and line.decision.field is field
        ]
        if headed:
            return headed
    return [place for place, line in enumerate(lines) if decides(line)]


def _covered(starts: _Starts, deciding: Sequence[int]) -> int:
    """In how many of the parts that begin at these places something is decided."""
    places = sorted(starts)
    reached, count, place = -1, 0, 0
    for position in deciding:
        while place < len(places) and places[place] <= position:
            place += 1
        if place and place - 1 != reached:
            reached, count = place - 1, count + 1
    return count


def _all(lines: Sequence[Line], start: Callable[[Line], Start | None]) -> _Starts:
    return {place: found for place, line in enumerate(lines) if (found := start(line))}


def _of(line: Line, form: Form) -> Start | None:
    return line.start if line.start and line.start.form is form else None


def _worded(line: Line) -> Start | None:
    start = _of(line, Form.WORDED)
    if start and (not start.title or may_be_title(start.title) or line.level):
        return start
    # "Punkt 2 udsættes." is said of a point of the recommendation.
    if start and start.title[:1].isupper() and not OUTCOME.match(start.title):
        return start
    return None


def _headed(lines: Sequence[Line], level: int) -> _Starts:
    """Headings of a level that are neither the meeting's title nor known parts of an item.

    "Økonomi" may be both; it is an item's title where the parts of items have another level.
    """
    parts = any(line.decision and line.level == level for line in lines)
    return {
        place: _titled(line)
        for place, line in enumerate(lines)
        if line.kind is Kind.HEADING and line.level == level and not _is_of_meeting(line.text)
        and (not line.opens or (line.field is Field.CASE and not parts))
    }  # fmt: skip


def _is_of_meeting(text: str) -> bool:
    return bool(_OF_MEETING.match(text)) or bool(
        body_in(text) and any(True for _ in written_dates(text))
    )


def _titled(line: Line) -> Start:
    """The beginning of an item by its title alone."""
    if line.start:
        return line.start
    title, case, inline = titled(line.text)
    return Start(Form.TITLE, "", title, case, inline)


def _cased(lines: Sequence[Line]) -> _Starts:
    """Titles beside a case number: above it, on its line, or below it."""
    starts: _Starts = {}
    for place, line in enumerate(lines):
        if line.opens and not (line.field is Field.CASE and case_line(line.text)):
            continue
        if case_line(line.text):
            above = lines[place - 1] if place else None
            below = lines[place + 1] if place + 1 < len(lines) else None
            if above and place - 1 not in starts and _is_title(above, cased=True):
                starts[place - 1] = _titled(above)
            elif below and _is_title(below):
                starts[place] = replace(_titled(below), case_number=case_line(line.text))
        elif not line.start and may_be_title(line.text):
            title, case, inline = titled(line.text)
            if case and line.text.startswith(("Sag", case)) and may_be_title(title):
                starts[place] = Start(Form.TITLE, "", title, case, inline)
    return starts


def _is_title(line: Line, *, cased: bool = False) -> bool:
    """Whether a line looks like a title. cased: a case number stands beside it."""
    return (
        (not line.opens or (cased and line.field is Field.CASE and not line.inline))
        and line.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM)
        and may_be_title(line.start.title if line.start else line.text)
        and not tells_absence(line.text)
        and not _is_of_meeting(line.text)
        and not case_line(line.text)
        and not (OF_DECISION.match(line.text) and len(line.text.split()) <= 3)
    )


def _likely(lines: Sequence[Line]) -> _Starts:
    """Lines that look like titles, right above a part of an item or below a decision."""
    starts: _Starts = {}
    decided = True
    for place, line in enumerate(lines[:-1]):
        after = lines[place + 1]
        if line.decision:
            decided = True
        below_heading = place > 0 and lines[place - 1].opens and not lines[place - 1].inline
        if below_heading or not _is_title(line):
            continue
        led = after.field not in NOT_LEADING if after.opens else MARK_LINE.fullmatch(after.text)
        if decided and (led or (line.kind is Kind.HEADING and starts)):
            starts[place] = _titled(line)
            decided = False
    return starts


def _beside(lines: Sequence[Line], starts: _Starts) -> _Starts:
    """Further items: "Eventuelt", and headings of the items' level without a number."""
    first = min(starts)
    levels = {lines[place].level for place in starts if lines[place].kind is Kind.HEADING} - {0}
    return {
        place: _titled(line)
        for place, line in enumerate(lines)
        if place > first and place not in starts and place - 1 not in starts and not line.opens
        and (_is_other(line) or line.level in levels)
    }  # fmt: skip


def _lettered(lines: Sequence[Line]) -> Iterator[_Starts]:
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
        decided = _covered(starts, _deciding(lines))
        if (decided > 1 and 2 * decided >= len({one.number for one in starts.values()})) or (
            starts and all(led(lines, place) for place in starts)
        ):
            yield starts


def _is_other(line: Line) -> bool:
    return bool(_OTHERS.fullmatch(line.start.title if line.start else line.text))


def _told_again(starts: _Starts) -> Iterator[int]:
    """Where an item's number and title stand once more, on top of the next page."""
    for before, place in pairwise(sorted(starts)):
        one, other = starts[before], starts[place]
        same = key_of(one.title) == key_of(other.title) and one.number == other.number
        # Two in a row are one in the contents and one in the minutes.
        if same and one.title and one.form is not Form.ROW and place > before + 1:
            yield place


def _item(start: Start, line: Line, below: Sequence[Line]) -> Item:
    """The item that begins so; title and case number may stand on the lines below."""
    title, case = start.title, start.case_number
    head = 0
    while head < len(below) and head < 4:
        if below[head].opens and (title or not tells_label(below[head].text)):
            break
        text = below[head].text
        number = case_line(text)
        if number or MARK_LINE.fullmatch(text):
            case = case or number
        elif _is_told_again(below[head], start.number, title) or (not title and tells_label(text)):
            pass
        elif (not title or title == titled(text)[0]) and may_be_title(text):
            title, found, _ = titled(text)
            case = case or found
        else:
            break
        head += 1
    title, more = whole_title(title, below[head:]) if title else (title, 0)
    head += more
    said = [replace(line, text=start.inline, start=None)] if start.inline else []
    for one in below[head:]:
        number = labelled_case(one.text) if one.field in (None, Field.CASE) else ""
        case = case or number
        if not number:
            said.append(one)
    return Item(start.number, title, case, tuple(said))


def _is_told_again(line: Line, number: str, title: str) -> bool:
    """Whether a line tells the item's number and title once more."""
    again = line.start
    return bool(again and again.number == number and key_of(again.title) == key_of(title))


def _without_contents(items: Sequence[Item], head: Sequence[Line]) -> Iterator[Item]:
    """The items without the table of contents, which gives its titles to those that have none."""
    told = {line.start.number: line.start.title for line in head if line.start}
    later = [_key(item) for item in items]
    last = {key: place for place, key in enumerate(later)}
    numbers = {item.number: place for place, item in enumerate(items) if item.number}
    for place, item in enumerate(items):
        again = last[later[place]] > place or (
            item.number and _same_number_without_title(items, numbers[item.number], place)
        )
        if not item.lines and again:
            told.setdefault(item.number, item.title)
            continue
        yield replace(item, title=item.title or told.get(item.number, ""))


def _same_number_without_title(items: Sequence[Item], other: int, place: int) -> bool:
    return other > place and not items[other].title


def _key(item: Item) -> tuple[str, str]:
    return item.number, key_of(item.title)
