"""What looks like the title of an agenda item, and what like that of the minutes themselves."""

import re
from collections.abc import Sequence

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import Form, Start, case_line, may_be_title, titled
from bot.decisions.minutes.lines.absence import tells_absence
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.meetings.bodies import body_in, is_body
from bot.decisions.minutes.words import OF_DECISION
from bot.documents.dates import written_dates
from bot.files.blocks import Kind

_OF_MEETING = re.compile(
    r"(?!.*\b(?:sidste|seneste|forrige)\b)(?:\w*referat|dagsorden|\w*protokol"
    r"|(?:ekstra)?ordinært|møde(?:t|dato)?|dato|indhold\w*)\b"
    r"|[\w-]+ kommune$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-–+]?(?!(?:19|20)\d\d$)\d[\d.,]*%?")
_LINK = re.compile(r"udskriv", re.IGNORECASE)  # where a page has it in place of number and title
_CLOCK = re.compile(r"\bkl\b|\d{1,2}[.:]\d{2}\b", re.IGNORECASE)


def is_of_meeting(text: str) -> bool:
    """Whether a line tells which meeting it is rather than what was on its agenda."""
    return bool(_OF_MEETING.match(text)) or bool(
        body_in(text) and any(True for _ in written_dates(text))
    )


def names_meeting(lines: Sequence[Line], place: int) -> bool:
    """Whether a heading is the body that met, above the line that tells which meeting it is of."""
    below = lines[place + 1].text if place + 1 < len(lines) else ""
    return is_body(lines[place].text) and is_of_meeting(below) and any(written_dates(below))


def _tells_when(text: str) -> bool:
    """Whether a line tells a day, and a time perhaps, and nothing else."""
    written = next(written_dates(text), None)
    return bool(
        written
        and len(text[: written.start].split()) <= 2
        and (_CLOCK.search(text, written.end) or len(text) - (written.end - written.start) <= 12)
    )


def _is_sum(text: str) -> bool:
    """Whether a line is a table's, as it is copied: "I alt 115.500 106.050"."""
    figures = sum(bool(_FIGURE.fullmatch(word)) for word in text.split()[1:])
    return figures > 1 and 2 * figures >= len(text.split())


def by_title(line: Line) -> Start:
    """The beginning of an item by its title alone."""
    if line.start:
        return line.start
    title, case, inline = titled(line.text)
    return Start(Form.TITLE, "", "" if _LINK.fullmatch(title) else title, case, inline)


def is_title(line: Line, *, cased: bool = False) -> bool:
    """Whether a line looks like a title. cased: a case number stands beside it."""
    return (
        not line.aside
        and (not line.opens or (cased and line.field is Field.CASE and not line.inline))
        and line.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM)
        and may_be_title(line.start.title if line.start else line.text)
        and not tells_absence(line.text)
        and not is_of_meeting(line.text)
        and not case_line(line.text)
        and not _tells_when(line.text)
        and not line.text.startswith("At ")
        and not _is_sum(line.text)
        and not (OF_DECISION.match(line.text) and len(line.text.split()) <= 3)
    )
