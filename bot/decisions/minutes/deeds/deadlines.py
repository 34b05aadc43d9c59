"""By when something is to be done: days, and the ends of months, quarters and years."""

import re
from calendar import monthrange
from datetime import date

from bot.documents.dates import dates_in, written_dates

_DUE = re.compile(
    r"\b(?:frist(?:en)?|senest|inden|deadline|til den|ved(?= udgangen))\b(?P<when>.{0,40})"
    r"|(?P<ultimo>\bult(?:imo|\.) .{0,40})",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\. ?(?P<month>{_MONTHS})[a-z]*|[/.-](?P<number>\d{{1,2}})"
    r"(?:[/.-](?P<year>\d{2}))?)\b(?![-/.]?\d)",
    re.IGNORECASE,
)
# "udgangen af april 2025", "ultimo maj", "årets udgang", "udgangen af 2. kvartal".
_END = re.compile(
    rf"\b(?:(?:udgangen af|ultimo|ult\.) (?:(?P<month>{_MONTHS})[a-zæøå]*"
    r"|(?P<quarter>[1-4])\. kvartal|året|(?P<now>måneden))?,? ?(?P<year>20\d{2}\b)?"
    r"|årets udgang|(?P<now2>månedens) udgang)",
    re.IGNORECASE,
)


def due_in(text: str, after: date | None) -> date | None:
    """The day a text names; one without a year is the next such day after the meeting."""
    if whole := next(dates_in(text), None):
        return whole
    if end := _END.search(text):
        return _last_of(end, after)
    match = _DAY.search(text)
    if match is None or after is None:
        return None
    return _day_of(match, after)


def _day_of(match: re.Match[str], after: date) -> date | None:
    """The day that is told without its century, or without a year: then the next such day."""
    month = match["number"] or 1 + _MONTHS.split("|").index(match["month"].lower())
    years = (2000 + int(match["year"]),) if match["year"] else (after.year, after.year + 1)
    for year in years:
        try:
            day = date(year, int(month), int(match["day"]))
        except ValueError:
            return None
        if day >= after or match["year"]:
            return day
    return None


def _last_of(end: re.Match[str], after: date | None) -> date | None:
    """The last day of the month, the quarter or the year that "the end of" names."""
    if end["month"]:
        month = 1 + _MONTHS.split("|").index(end["month"].lower())
    elif end["quarter"]:
        month = 3 * int(end["quarter"])
    elif (end["now"] or end["now2"]) and after:
        month = after.month
    elif end["year"] or re.search(r"\båret", end[0], re.IGNORECASE):
        month = 12
    else:
        return None
    if end["year"]:
        year = int(end["year"])
    elif after:
        year = after.year + (month < after.month)
    else:
        return None
    return date(year, month, monthrange(year, month)[1])


def deadline_in(clause: str, held_on: date | None) -> date | None:
    """The day by which a clause says that something is to be done."""
    for match in _DUE.finditer(clause):
        if (due := due_in(match["when"] or match["ultimo"] or "", held_on)) and not (
            held_on and due < held_on
        ):
            return due
    return None


def last_day_in(clause: str, held_on: date | None) -> date | None:
    """The later day that a clause ends with: "Forvaltningen forelægger svarene den 5. maj 2024"."""
    for written in written_dates(clause):
        later = written.when and not (held_on and written.when <= held_on)
        if later and not clause[written.end :].strip(" .)"):
            return written.when
    for match in _DAY.finditer(clause) if held_on else ():
        led = re.search(r"\b(?:den|d\.) $", clause[: match.start()])
        if held_on and led and not clause[match.end() :].strip(" .)"):
            return _day_of(match, held_on)
    return None


def tells_deadline(clause: str) -> bool:
    """Whether a clause tells by when, also where that is no day."""
    return bool(_DUE.search(clause))
