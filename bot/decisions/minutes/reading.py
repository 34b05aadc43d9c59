"""Reading minutes: from the text of a file to the decisions that stand in it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from itertools import takewhile

from bot.decisions.minutes.deeds.agreements import (
    Agreement,
    agreements_apart,
    agreements_in,
    decided_in,
)
from bot.decisions.minutes.deeds.told_apart import deeds_apart
from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.below_agenda import beside_agenda
from bot.decisions.minutes.items.dividing import Item, items_of
from bot.decisions.minutes.items.starts import key_of
from bot.decisions.minutes.lines.absence import absence_aside, absent_in, without_absence
from bot.decisions.minutes.lines.breaks import at_breaks
from bot.decisions.minutes.lines.gathering import lines_of
from bot.decisions.minutes.lines.glued import unglued
from bot.decisions.minutes.lines.labels import labelled
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.lines.mail import mail_apart
from bot.decisions.minutes.lines.noise import without_paper
from bot.decisions.minutes.lines.quotes import unquoted
from bot.decisions.minutes.lines.web import web_apart
from bot.decisions.minutes.meetings.meeting import Meeting, held_on, meeting_of
from bot.decisions.minutes.meetings.places import placed, told_most
from bot.decisions.minutes.meetings.several import meetings_of
from bot.decisions.minutes.parts.deciding import are_labelled, decisions_on, doubtful_in
from bot.decisions.minutes.parts.headings import DecisionHeading
from bot.decisions.minutes.values import FoundDecision, Minutes
from bot.documents.cases import case_number_in
from bot.documents.dates import written_dates
from bot.files.answering import answer_with
from bot.files.blocks import FileText, Kind
from bot.files.reading import read_content

_OF_MEETING = re.compile(r"referat|protokol|\bmøde|til ?stede|afbud|fraværende|deltager", re.I)
_YEAR = re.compile(r"\b20\d\d\b")
_TOP = 12  # lines
_YEARS = range(1950, 2100)  # of what is a date, or would be one


def read_minutes(text: FileText) -> Minutes:
    """The decisions in minutes, and which meeting they are of: of several, the first."""
    text = replace(text, blocks=tuple(at_breaks(unglued(list(web_apart(text.blocks))))))
    blocks, margins = without_paper(text)
    told = list(deeds_apart(lines_of(unquoted(mail_apart(blocks)))))
    every = beside_agenda(labelled(list(absence_aside(told))))
    absent = absent_in(every)
    first, *others = [
        _read(placed(lines), text.title or "", margins, absent) for lines in meetings_of(every)
    ]
    for other in others:
        of_head = [replace(one, body=one.body or first.body) for one in other.decisions]
        other = replace(other, decisions=tuple(of_head))
        first = replace(
            first,
            decisions=(*first.decisions, *other.decisions),
            without=(*first.without, *other.without),
            doubtful_dates=tuple(dict.fromkeys((*first.doubtful_dates, *other.doubtful_dates))),
        )
    return first


def _read(
    every: Sequence[Line], title: str, margins: Sequence[str], absent: frozenset[str]
) -> Minutes:
    lines, closing = agreements_apart(every)
    head, items = items_of(lines)
    top = head or list(takewhile(lambda line: not line.opens, lines))
    years = frozenset(int(year) for line in every for year in _YEAR.findall(line.text))
    meeting = meeting_of([line.text for line in top], margins, absent, years)
    if meeting.held_on is None:
        meeting = replace(meeting, held_on=held_on([line.text for line in every]))
    if not meeting.body:
        meeting = replace(meeting, body=told_most(every))
    if not _is_account(every, top, meeting):
        items = []
    closing = list(without_absence(closing, absent))
    if not any(line.decision for line in lines) and (told := decided_in(closing)):
        items, closing = [_closed(item, told) for item in items], []
    agreements = list(agreements_in(closing, meeting.held_on, meeting.people))
    case_number = case_number_in([line.text for line in head]) or "" if len(items) == 1 else ""
    labelled = are_labelled(items)
    found: list[FoundDecision] = []
    without: list[str] = []
    for item in items:
        own = [one for one in agreements if _belongs(one, item)]
        decisions = _agreed(
            decisions_on(item, case_number, meeting, labelled=labelled), own, item, meeting
        )
        found += decisions
        if not decisions:
            without.append(item.title or f"Punkt {item.number}".strip())
    last_body, last_day = _last(found)
    return Minutes(
        title=title or meeting.title,
        body=meeting.body or last_body,
        held_on=meeting.held_on or last_day,
        decisions=tuple(found),
        without=tuple(without),
        repeated=tuple(_repeated(items)),
        doubtful_dates=tuple(dict.fromkeys(_doubtful(items, meeting, found))),
    )


def read_minutes_content(name: str, content: bytes) -> Minutes:
    """Read minutes from the bytes of a file. Raises UnreadableFile."""
    return read_minutes(read_content(name, content))


def _is_account(lines: Sequence[Line], top: Sequence[Line], meeting: Meeting) -> bool:
    """Whether the lines are of a meeting at all: rules decide in so many words as well."""
    return (
        any(line.decision for line in lines)
        or any(map(_OF_MEETING.search, (line.text for line in top[:_TOP])))
        or bool(meeting.body or meeting.held_on)
    )


def _closed(item: Item, told: dict[str, list[Line]]) -> Item:
    """The item with what the closing list says of it for its decision, in place of its account."""
    said = told.get(item.number) or told.get(key_of(item.title), [])
    if not said:
        return item
    said = [replace(line, text=_untitled(line.text, item.title)) for line in said]
    heading = Line("", Kind.HEADING, decision=DecisionHeading(Field.DECISION))
    return replace(item, lines=(*item.lines, heading, *said))


def _untitled(text: str, title: str) -> str:
    """What is told behind the item's title: "Intern service: Post lægges i Borgerservice."."""
    label, colon, said = text.partition(": ")
    again = key_of(title) == key_of(label) or title.startswith(f"{label}:")
    return said if colon and again else text


def _belongs(agreement: Agreement, item: Item) -> bool:
    if agreement.number:
        return agreement.number == item.number
    return agreement.title == key_of(item.title)


def _agreed(
    decisions: list[FoundDecision], own: Sequence[Agreement], item: Item, meeting: Meeting
) -> list[FoundDecision]:
    """The decisions with what the closing list agrees on; it is the decision when there is none."""
    if not own:
        return decisions
    follow_ups = tuple(one.follow_up for one in own)
    if decisions:
        last = decisions[-1]
        return [*decisions[:-1], replace(last, follow_ups=(*last.follow_ups, *follow_ups))]
    text = "\n\n".join(dict.fromkeys(one.what for one in follow_ups))
    return [
        FoundDecision(
            title=item.title,
            text=text,
            body=meeting.body,
            decided_on=meeting.held_on,
            item=item.number,
            case_number=item.case_number,
            recommendation="",
            follow_ups=follow_ups,
            passage=text,
        )
    ]


def _last(found: Sequence[FoundDecision]) -> tuple[str, date | None]:
    """The body and the day of the latest decision, where only the decisions tell the meeting's."""
    told = [(one.decided_on, one.body) for one in found if one.decided_on and one.body]
    when, body = max(told, default=(None, ""), key=lambda one: one[0])
    days = [one.decided_on for one in found if one.decided_on]
    return body or next((one.body for one in found if one.body), ""), when or max(
        days, default=None
    )


def _repeated(items: Sequence[Item]) -> Iterator[str]:
    numbers = [item.number for item in items if item.number]
    return (number for number in dict.fromkeys(numbers) if numbers.count(number) > 1)


def _doubtful(
    items: Sequence[Item], meeting: Meeting, found: Sequence[FoundDecision]
) -> Iterator[str]:
    yield from meeting.doubtful
    for item in items:
        yield from doubtful_in(item)
    for one in found:
        for written in written_dates(one.text):
            if (
                written.when is None
                and int(written.text[-4:] if written.text[-4:].isdigit() else 0) in _YEARS
            ):
                yield written.text


if __name__ == "__main__":  # the process of apart.py
    answer_with(
        lambda name, content: json.dumps(
            asdict(read_minutes_content(name, content)), default=str
        ).encode()
    )
