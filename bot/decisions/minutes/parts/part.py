"""The parts of an agenda item: account, recommendation, decisions, attachments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.lines.absence import without_absence
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.parts.headings import DecisionHeading, body_heading
from bot.decisions.minutes.words import DECIDES, OF_DECISION, OUTCOME
from bot.documents.dates import dates_in
from bot.files.blocks import Kind
from bot.files.lines import ended

_DEEDS = (Field.OWNER, Field.DUE, Field.DEED)
_BESIDE = (Field.PEOPLE, Field.ATTACHMENTS)  # may stand between a decision's heading and its text
# Parts that end a decision also when their text stands on the same line.
_ENDS = re.compile(r"sagsfremstilling|baggrund|resum[eé]|drøftelse|sagsgang", re.IGNORECASE)
# "Beslutning i Byrådet: april 2026"
_PERIOD = re.compile(
    r"(?:(?:primo|medio|ultimo|forventet|forår(?:et)?|efterår(?:et)?|sommer(?:en)?|vinter(?:en)?"
    r"|(?:[1-4]|[IV]{1,3})\. (?:kvartal|halvår)|uge \d{1,2}|jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?"
    r"|apr(?:il)?|maj|jun[i.]?|jul[i.]?|aug(?:ust)?|sep(?:t|tember)?|okt(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|(?:19|20)\d\d)[.,/– -]*)+",
    re.IGNORECASE,
)
_RECENT = timedelta(days=366)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)\b|\(\d+\)$", re.IGNORECASE)


_DATE = re.compile(r"(?:møde)?dato: (?P<date>\d.{5,30})", re.IGNORECASE)


@dataclass
class Part:
    """A part of an item.

    holds: None right below the title. heading: the line that opened it. earlier: it stands among
    what was decided before.
    """

    holds: Field | None
    heading: Line | None = None
    decision: DecisionHeading | None = None
    lines: list[Line] = field(default_factory=list)
    earlier: bool = False


def parts_of(
    lines: Sequence[Line], absent: frozenset[str], held_on: date | None = None
) -> list[Part]:
    """The parts of an item in their order; who was absent is told in none of them.

    held_on: the day of the meeting; what was decided more than a year before it is history.
    """
    parts = [Part(None)]
    lines = list(_unplanned(lines))
    label: Line | None = None  # "Ansvarlig", whose value stands on the line below
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        part = parts[-1]
        heading = _decision(line, after, part, held_on)
        if part.decision and not part.lines and (told := _DATE.fullmatch(line.text)):
            when = next(dates_in(told["date"]), None)
            part.decision = replace(part.decision, when=part.decision.when or when)
        elif label and not line.opens and heading is None:
            part.lines.append(replace(label, inline=line.text))
            label = None
        elif heading:
            inline = [replace(line, text=heading.inline, decision=None)] if heading.inline else []
            other = heading.when is not None and heading.when != held_on
            earlier = other and (part.earlier or part.holds is Field.HISTORY)
            parts.append(Part(heading.field, line, heading, inline, earlier))
        elif line.field in _DEEDS:
            label = None if line.inline else line
            if line.inline:
                part.lines.append(line)
        elif line.field in _BESIDE and line.inline and part.decision and not part.lines:
            continue
        elif line.field and not _goes_on(line, part):
            inline = [replace(line, text=line.inline, field=None)] if line.inline else []
            parts.append(Part(line.field, line, lines=inline))
        elif _ends_decision(line, part):
            parts.append(Part(Field.CASE, line))
        else:
            part.lines.append(line if line.field in _DEEDS else replace(line, field=None))
    for part in parts:
        part.lines = list(without_absence(part.lines, absent))
    return list(_quoted_apart(parts))


def _unplanned(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; when it is planned to be decided is no decision, where one stands below."""
    last = max((place for place, line in enumerate(lines) if line.decision), default=0)
    for place, line in enumerate(lines):
        planned = line.decision and _PERIOD.fullmatch(line.decision.inline)
        yield replace(line, decision=None) if planned and place < last else line


def _decision(
    line: Line, after: Line | None, part: Part, held_on: date | None
) -> DecisionHeading | None:
    history = part.holds is Field.HISTORY or (part.earlier and line.decision is None)
    if history and line.kind is not Kind.HEADING:
        dated = line.decision and (line.decision.when or line.decision.body)
        if dated or (line.decision is None):
            return _in_full(line, after, held_on)
    if line.kind is Kind.QUOTE:
        return None
    if line.decision is None:
        # "Økonomiudvalget, den 1. maj 2024:" below the word for decision, or where it would stand.
        here = part.decision is not None or part.holds is Field.RECOMMENDATION
        heading = body_heading(line.text)
        return heading if heading and (here or OUTCOME.match(heading.inline or "Drøftet")) else None
    if part.holds is Field.ATTACHMENTS and _is_attachment(line, after):
        return None
    return line.decision


def _in_full(line: Line, after: Line | None, held_on: date | None) -> DecisionHeading | None:
    """The heading of an earlier decision that stands in full: body, day, and its text below.

    It is of this case's own course, and so not more than a year older than the meeting.
    """
    heading = line.decision or body_heading(line.text)
    said = after and not after.opens and after.start is None and ended(after.text)
    if not (heading and heading.body and heading.when and not heading.inline and said):
        return None
    recent = held_on is None or held_on - heading.when < _RECENT
    return heading if recent else None


def _is_attachment(line: Line, after: Line | None) -> bool:
    labelled = line.decision and line.decision.inline and not _FILE.search(line.text)
    if line.kind is Kind.ROW and labelled:
        return False
    if line.kind in (Kind.ITEM, Kind.ROW) or _FILE.search(line.text):
        return True
    dated = (
        line.decision
        and (line.decision.when or line.decision.body)
        and line.kind is not Kind.HEADING
    )
    said = after is not None and (
        after.opens
        or ended(after.text)
        or OUTCOME.match(after.start.rest if after.start else after.text)
    )
    return bool(dated and not line.inline and not said)


def _goes_on(line: Line, part: Part) -> bool:
    """Whether "Økonomi: Rammen fastholdes." is a point of the decision."""
    if part.decision and line.field is Field.RECOMMENDATION and line.inline == line.text:
        return True
    return bool(
        part.decision
        and line.field is Field.CASE
        and line.inline
        and line.kind in (Kind.PARAGRAPH, Kind.ITEM)
        and not _ENDS.match(line.text)
    )


def _ends_decision(line: Line, part: Part) -> bool:
    """Whether an unknown heading stands below a decision and isn't one of its own."""
    if part.decision is None or not part.lines or line.kind is not Kind.HEADING:
        return False
    return not (
        OF_DECISION.search(line.text) or OUTCOME.match(line.text) or DECIDES.search(line.text)
    )


def _quoted_apart(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts; a decision of an earlier body that is quoted within the case is history.

    It stands between the account of the case and the recommendation, and the meeting's own
    decision comes after that.
    """
    decided = [place for place, part in enumerate(parts) if part.decision]
    recommended = [place for place, part in enumerate(parts) if part.holds is Field.RECOMMENDATION]
    accounts = [place for place, part in enumerate(parts) if part.holds is Field.CASE]
    last, end = max(decided, default=-1), min(recommended, default=-1)
    own = parts[last].decision if decided else None
    for place, part in enumerate(parts):
        within = accounts and accounts[0] < place < end < last
        if (
            part.decision
            and own
            and (part.decision.body, part.decision.when) == (own.body, own.when)
        ):
            within = False
        if part.decision and within and (part.decision.body or part.decision.when):
            part = Part(Field.HISTORY, part.heading, lines=part.lines)
        yield part
