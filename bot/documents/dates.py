"""Dates as municipal documents write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_DAYS = (
    *("første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende"),
    *("tiende", "ellevte", "tolvte", "trettende", "fjortende", "femtende", "sekstende"),
    *("syttende", "attende", "nittende", "tyvende", "enogtyvende", "toogtyvende"),
    *("treogtyvende", "fireogtyvende", "femogtyvende", "seksogtyvende", "syvogtyvende"),
    *("otteogtyvende", "niogtyvende", "tredivte", "enogtredivte"),
)
_UNITS = ("", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_TEENS = (
    *("ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten"),
    "nitten",
)
_TENS = ("tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems")
_NUMBERS = (  # 0 to 99 in words
    *_UNITS,
    *_TEENS,
    *(f"{unit}og{ten}" if unit else ten for ten in _TENS for unit in _UNITS),
)
_WORDED_YEAR = r"(?:to ?tusinde?|tyve ?hundrede?)(?:(?: og)? ?(?P<rest>[a-zæøå]+))?"
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\. ?| |-)(?P<month>{_MONTH})(?:\.?,? |-)"
    r"(?P<year>\d{4}\b|['’]\d{2}\b)"
    r"|\b(?P<day2>\d{1,2})(?:[-./]|\. )(?P<month2>\d{1,2})[-./ ] ?(?P<year2>\d{4})\b"
    r"|\b(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})\b"
    r"|\b(?P<day4>\d{1,2})/(?P<month4>\d{1,2})(?:[-/]['’]?| ['’])(?P<year4>\d{2})\b"  # 6/6-24
    r"(?![-/.]\d)"
    r"|\b(?:den|d\.) (?P<day5>\d{1,2})[-.](?P<month5>\d{1,2})[-.](?P<year5>\d{2})\b(?![-/.]\d)"
    rf"|\b(?P<day6>{'|'.join(sorted(_DAYS, key=len, reverse=True))}) (?P<month6>{_MONTH})"
    rf" (?P<year6>\d{{4}}|{_WORDED_YEAR})\b",
    re.IGNORECASE,
)
_FORMS = ("", "2", "3", "4", "5", "6")


@dataclass(frozen=True)
class WrittenDate:
    """A whole date where it stands. when: None when there is no such day ("31-02-2024")."""

    text: str
    start: int
    end: int
    when: date | None


def written_dates(text: str) -> Iterator[WrittenDate]:
    """All that is written as a whole date in a text, in its order."""
    for match in _DATE.finditer(text):
        kind = next(kind for kind in _FORMS if match[f"day{kind}"])
        year, month, day = (match[part + kind] for part in ("year", "month", "day"))
        try:
            when = date(_year(year, match["rest"]), _month(month), _day(day))
        except ValueError:
            when = None
        yield WrittenDate(match[0], match.start(), match.end(), when)


def dates_in(text: str) -> Iterator[date]:
    """The whole dates in a text, in their order; one without a year isn't whole."""
    return (written.when for written in written_dates(text) if written.when)


def _year(written: str, rest: str | None) -> int:
    if not written[-2:].isdigit():
        return 2000 + _NUMBERS.index((rest or "").lower())
    return int(written) if len(written) == 4 else 2000 + int(written[-2:])


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written[:3].lower()) + 1


def _day(written: str) -> int:
    return int(written) if written.isdigit() else _DAYS.index(written.lower()) + 1
