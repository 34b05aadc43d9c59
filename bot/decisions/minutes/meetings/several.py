"""Several meetings in one file, one after the other: each is minutes of its own."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.titles import is_of_meeting
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.meetings.bodies import body_in, trimmed
from bot.decisions.minutes.meetings.meeting import dates_of_meeting
from bot.decisions.minutes.parts.headings import ends_meeting
from bot.documents.dates import written_dates
from bot.files.blocks import Kind

_ACCOUNT = re.compile(r"referat|protokol|\bmøde", re.IGNORECASE)
# "Møde tirsdag den 4. marts 2025, kl. 10": of the body that the file's head names.
_DATED = re.compile(
    r"(?:referat (?:af|fra) )?(?:ordinært |ekstraordinært )?mødet?\b", re.IGNORECASE
)
_CLOCK = re.compile(r"(?:,? ?kl\.?)?[\s\d.:–-]*", re.IGNORECASE)
_LONGEST = 20  # words of a line that tells which meeting it is


def meetings_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each meeting; there is one unless heads with other days part what was decided.

    A head names the body and the day, on a line or two of their own. Where items are numbered they
    begin anew below each of the heads, or the heads stand above them in the order of headings.
    """
    heads = {place: told for place in range(len(lines)) if (told := _told(lines, place))}
    first = min(heads, default=0)
    heads = {at: told for at, told in heads.items() if at == first or _starts_anew(lines, at)}
    if len(set(heads.values())) < 2:
        return [list(lines)]
    cuts = [0, *sorted(heads)[1:], len(lines)]
    parts = [list(lines[begin:end]) for begin, end in pairwise(cuts)]
    return parts if all(map(_decides, parts)) else [list(lines)]


def _told(lines: Sequence[Line], place: int) -> tuple[str, date] | None:
    """The body and the day that a line tells as the head of minutes, or it and the next one."""
    line = lines[place]
    if not _may_head(line) or line.opens:
        return None
    told = _body_and_day(line.text) if is_of_meeting(line.text) else None
    if told is None and body_in(line.text) and place + 1 < len(lines):
        below = lines[place + 1]
        told = _body_and_day(f"{line.text}, {below.text}") if _may_head(below) else None
    if told is None and (dated := _DATED.match(line.text)):
        rest = line.text[dated.end() :]
        written = next(written_dates(rest), None)
        if written and written.when and not trimmed(f"{rest[: written.start]} "):
            told = ("", written.when) if _CLOCK.fullmatch(rest, written.end) else None
    return told


def _may_head(line: Line) -> bool:
    return (
        (not line.opens or line.field is Field.END)
        and line.start is None
        and line.kind in (Kind.HEADING, Kind.PARAGRAPH)
        and len(line.text.split()) <= _LONGEST
        and not line.text.endswith((".", ":", ";", ","))
    )


def _body_and_day(text: str) -> tuple[str, date] | None:
    body, day = body_in(text), next(dates_of_meeting(text), None)
    return (body, day) if body and day and not ends_meeting(text) else None


def _starts_anew(lines: Sequence[Line], place: int) -> bool:
    """Whether the items below a head are numbered from the beginning, or its heading is higher."""
    above = [line for line in lines[:place] if line.start and line.start.number]
    below = [line for line in lines[place:] if line.start and line.start.number]
    if above and below and _value(below[0]) <= _value(above[0]):
        return True
    levels = {line.level for line in (*above, *below) if line.level}
    level = lines[place].level
    if above or below:
        return bool(level and levels and level < min(levels))
    return bool(level or _ACCOUNT.search(lines[place].text))


def _value(line: Line) -> int:
    digits = "".join(filter(str.isdigit, line.start.number.partition(".")[0])) if line.start else ""
    return int(digits or 0)


def _decides(lines: Sequence[Line]) -> bool:
    return any(line.decision for line in lines)
