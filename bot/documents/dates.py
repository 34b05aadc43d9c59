"""Dates as municipal documents write them."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DATE = re.compile(
    r"\b(?P<day>\d{1,2})\. ?(?P<month>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
    r",? (?P<year>\d{4})\b"
    r"|\b(?P<day2>\d{1,2})[-./](?P<month2>\d{1,2})[-./ ] ?(?P<year2>\d{4})\b"
    r"|\b(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})\b",
    re.IGNORECASE,
)


def dates_in(text: str) -> Iterator[date]:
    """The whole dates in a text, in their order; one without a year isn't whole."""
    for match in _DATE.finditer(text):
        if match["month"]:
            month = _MONTHS.index(match["month"].lower()) + 1
            parts = int(match["year"]), month, int(match["day"])
        else:
            kind = "2" if match["day2"] else "3"
            parts = (
                int(match["year" + kind]),
                int(match["month" + kind]),
                int(match["day" + kind]),
            )
        try:
            yield date(*parts)
        except ValueError:  # "31-02-2024": no date
            continue
