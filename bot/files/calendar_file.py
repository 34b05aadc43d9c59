"""Writing a calendar file (.ics) with a day in it, that every calendar takes.

As RFC 5545 says: lines end with CR LF and are folded before the 76th byte, and texts are escaped.
No library is needed for a file of twenty lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_LINE = 75  # bytes, without the line's end
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MORNING_BEFORE = "-PT15H"  # nine o'clock on the day before one that begins at midnight


@dataclass(frozen=True)
class Day:
    """A whole day in a calendar. key: the same for the same thing, which a newer file replaces.

    revision: rises as the thing changes. made_at: aware.
    """

    key: str
    revision: int
    on: date
    title: str
    text: str
    made_at: datetime


def calendar_file(day: Day) -> bytes:
    """Write the day, with a reminder the morning before. It blocks no time in the calendar."""
    return b"".join(_folded(line) for line in _lines(day))


def _lines(day: Day) -> Iterator[str]:
    title, text = _text(day.title), _text(day.text)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Lederlinjen//DA"
    yield "METHOD:PUBLISH"
    yield "BEGIN:VEVENT"
    yield f"UID:{day.key}@lederlinjen"
    yield f"SEQUENCE:{day.revision}"
    yield f"DTSTAMP:{day.made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"  # the day after the last
    yield f"SUMMARY:{title}"
    yield f"DESCRIPTION:{text}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{title}"
    yield f"TRIGGER:{_MORNING_BEFORE}"
    yield "END:VALARM"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _text(value: str) -> str:
    """The text as a value may have it: nothing in it ends the line or begins another property."""
    value = _NOT_IN_TEXT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    for character in ("\\", ";", ","):
        value = value.replace(character, f"\\{character}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line as bytes; where it is too long it goes on in the next, which begins with a space."""
    parts, room = [b""], _LONGEST_LINE
    for character in line:
        encoded = character.encode()
        if len(parts[-1]) + len(encoded) > room:
            parts.append(b"")
            room = _LONGEST_LINE - 1
        parts[-1] += encoded
    return b"\r\n ".join(parts) + b"\r\n"
