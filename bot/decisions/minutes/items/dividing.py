"""Dividing minutes into their agenda items.

Several forms of beginnings occur in one file: the numbers of the items, of lists within them, of
the contents. The form that sets the decisions apart best is the one that the file uses.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.naming import whole_title
from bot.decisions.minutes.items.numbering import unstopped
from bot.decisions.minutes.items.starts import (
    Form,
    Start,
    case_line,
    is_aside,
    key_of,
    labelled_case,
    may_be_title,
    tells_label,
    titled,
)
from bot.decisions.minutes.items.titles import is_title
from bot.decisions.minutes.items.ways import Starts, beside, best_way, covered, deciding, ways
from bot.decisions.minutes.lines.absence import title_without_names
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.words import MARK_LINE, NEXT_SECTION
from bot.files.blocks import Kind

_APPENDIX = re.compile(r"bilag(?: (?:\d{1,2}|[A-Z]))?[:.–-]+ ?\w", re.IGNORECASE)
_NEXT_MARK = re.compile(r"(?:åbent|lukket|åben) (?:punkt|sag)", re.IGNORECASE)
_PAGE = re.compile(r":? \d{1,3}$")  # of a title in the contents
_TITLED = 0.8  # of the numbers, at least, stand below a title
_MOST_ABOUT = 8  # lines that tell number, title, case and the like
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """An agenda item. lines: those below its title, which may be "", as may number."""

    number: str
    title: str
    case_number: str
    lines: tuple[Line, ...]


def items_of(lines: Sequence[Line]) -> tuple[list[Line], list[Item]]:
    """What stands before the first item, and the items. Without any it is all one item."""
    lines = unstopped(lines)
    decided = deciding(lines)
    starts = best_way(lines, decided)
    if decided and not covered(starts, decided):
        return list(lines), [Item("", "", "", tuple(lines))]
    starts = starts if decided else next(filter(None, islice(ways(lines), 2)), {})
    if not starts:
        return list(lines), []
    starts = _titled_above(lines, _whole(starts))
    starts |= beside(lines, starts)
    end = _end(lines, starts)
    lines, starts = lines[:end], {at: start for at, start in starts.items() if at < end}
    again = set(_told_again(starts)) | set(_sections(lines, starts))
    above = _cases_above(lines, starts)
    places = [place for place in sorted(starts) if place not in again]
    found = []
    for place, end in zip(places, [*places[1:], len(lines)], strict=True):
        taken = again | above.keys() | {at + 1 for at in above if at + 1 not in starts}
        below = [lines[at] for at in range(place + 1, end) if at not in taken]
        below = _without_section(below)
        item = _item(starts[place], lines[place], below)
        case_number = item.case_number or above.get(place - 1, "") or above.get(place - 2, "")
        found.append(replace(item, title=title_without_names(item.title), case_number=case_number))
    head = list(lines[: places[0]])
    return head, list(_without_contents(found, head))


def _whole(starts: Starts) -> Starts:
    """The starts; a number alone and the title right below it are of one item."""
    whole: Starts = {}
    for place, start in sorted(starts.items()):
        before = whole.get(place - 1)
        if before and before.number and not before.title and start.title and not start.number:
            whole[place - 1] = replace(start, number=before.number)
        else:
            whole[place] = start
    return whole


def _end(lines: Sequence[Line], starts: Starts) -> int:
    """Where the last item ends: before an appendix, which is headed as items are or by a number."""
    appended = [place for place in sorted(starts) if _APPENDIX.match(lines[place].text)]
    if appended and appended == sorted(starts)[-len(appended) :] and len(appended) < len(starts):
        return appended[0]
    last = max(starts)
    levels = {lines[place].level for place in starts if lines[place].kind is Kind.HEADING} - {0}
    decided = False
    for place in range(last + 1, len(lines) - 1):
        line, below = lines[place], lines[place + 1]
        apart = line.level in levels if line.level else decided and not _FILE.search(line.text)
        if apart and _APPENDIX.match(line.text) and not _APPENDIX.match(below.text):
            return place
        decided = decided or line.decision is not None
    return len(lines)


def _sections(lines: Sequence[Line], starts: Starts) -> Iterator[int]:
    """Headings right above items that part the agenda, as they are in capitals and no item is."""
    if any(lines[place].text.isupper() for place in starts):
        return
    for place in starts:
        line = lines[place - 1] if place else Line("")
        capital = line.text.isupper() and may_be_title(line.text) and not case_line(line.text)
        if capital and not line.opens and place - 1 not in starts:
            yield place - 1


def _without_section(below: Sequence[Line]) -> list[Line]:
    """An item's lines without what heads the section of the next one: "Til orientering"."""
    if below and _NEXT_MARK.fullmatch(below[-1].text):
        below = below[:-1]
    if len(below) < 2 or below[-1].opens or not NEXT_SECTION.fullmatch(below[-1].text):
        return list(below)
    said = below[-2].opens and not below[-2].inline  # all that stands under the heading above it
    return list(below if said else below[:-1])


def _titled_above(lines: Sequence[Line], starts: Starts) -> Starts:
    """The starts; numbers alone, below the contents, are those of the titles above them.

    One that is closed may have none.
    """
    bare = [place for place, start in starts.items() if not start.title]
    if len(bare) < 2 or any(place > min(bare) for place in starts.keys() - set(bare)):
        return starts
    above = {
        place - 1: replace(starts[place], title=titled(lines[place - 1].text)[0])
        for place in bare
        if place and is_title(lines[place - 1])
    }
    if len(above) < _TITLED * len(bare):
        return starts
    closed = {place: starts[place] for place in bare if place - 1 not in above}
    return above | closed


def _cases_above(lines: Sequence[Line], starts: Starts) -> dict[int, str]:
    """The case numbers, by position, where most stand above the beginnings of their items."""
    marked = {place for place in starts if place and MARK_LINE.fullmatch(lines[place - 1].text)}
    above = {
        at: case_line(lines[at].text)
        for place in starts
        if (at := place - (2 if place in marked else 1)) >= 0
    }
    above = {place: number for place, number in above.items() if number and place not in starts}
    own = [
        start
        for place, start in starts.items()
        if start.case_number or any(case_line(line.text) for line in lines[place + 1 : place + 2])
    ]
    at_end = bool(case_line(lines[-1].text))  # as then in the other items, too
    return {} if at_end or len(own) >= len(above) else above


def _told_again(starts: Starts) -> Iterator[int]:
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
    if is_aside(title) and below and not below[0].opens and may_be_title(below[0].text):
        title = ""
    numbered = bool(start.number) or line.kind is Kind.HEADING
    head = 0
    while head < len(below) and head < _MOST_ABOUT:
        if _is_title_below(below[head], line, title):
            title = titled(below[head].text)[0]
            head += 1
            continue
        if below[head].opens and (title or not tells_label(below[head].text)):
            break
        text = below[head].text
        number = case_line(text)
        if number or MARK_LINE.fullmatch(text):
            case = case or number
        elif _is_told_again(below[head], start.number, title) or (not title and tells_label(text)):
            pass
        elif (title or numbered) and title in ("", titled(text)[0]) and may_be_title(text):
            title, found, _ = titled(text)
            case = case or found
        else:
            break
        head += 1
    title, more = whole_title(title, below[head:]) if title else (title, 0)
    head += more
    said = [replace(line, text=start.inline, start=None)] if start.inline else []
    for one in below[head:]:
        worded = one.start and one.start.form is Form.WORDED
        if title and worded and _is_told_again(one, start.number, title):
            continue
        number = labelled_case(one.text) if one.field in (None, Field.CASE) else ""
        case = case or number
        if not number:
            said.append(one)
    return Item(start.number, title, case, tuple(said))


def _is_title_below(line: Line, number: Line, title: str) -> bool:
    """Whether "Økonomi" below a number that has no title yet is that: a heading of its level."""
    same = line.kind is Kind.HEADING and (line.kind, line.level) == (number.kind, number.level)
    return not title and same and line.field is Field.CASE and not line.inline


def _is_told_again(line: Line, number: str, title: str) -> bool:
    """Whether a line tells the item's number and title once more."""
    again = line.start
    return bool(again and again.number == number and key_of(again.title) == key_of(title))


def _without_contents(items: Sequence[Item], head: Sequence[Line]) -> Iterator[Item]:
    """The items without the table of contents, which gives its titles to those that have none."""
    told = {
        line.start.number.lstrip("0"): _PAGE.sub("", line.start.title)
        for line in head
        if line.start
    }
    later = [_key(item) for item in items]
    last = {key: place for place, key in enumerate(later)}
    numbers = {item.number: place for place, item in enumerate(items) if item.number}
    for place, item in enumerate(items):
        again = last[later[place]] > place or (
            item.number and _same_number_without_title(items, numbers[item.number], place)
        )
        if not item.lines and again:
            told.setdefault(item.number.lstrip("0"), _PAGE.sub("", item.title))
            continue
        yield replace(item, title=item.title or told.get(item.number.lstrip("0"), ""))


def _same_number_without_title(items: Sequence[Item], other: int, place: int) -> bool:
    return other > place and not items[other].title


def _key(item: Item) -> tuple[str, str]:
    return item.number, key_of(item.title)
