"""Which meeting minutes are of: what stands above the first item and in the margins."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.decisions.minutes.bodies import body_in
from bot.documents.dates import written_dates

_DATED = re.compile(r"\b(?:møde)?dato\b|\bafholdt\b|\btidspunkt\b|\bmødetid", re.IGNORECASE)
_MEETING = re.compile(r"referat|\bmøde|protokol|dagsorden", re.IGNORECASE)
_BODY_LABEL = re.compile(
    r"(?:udvalg|mødeforum|forum|råd|organ|møde|mødetype|navn|gruppe)\s*:", re.IGNORECASE
)
_OTHER = re.compile(
    r"\bfrist|\b(?:næste|forrige|sidste|senest|udsendt|udskrevet|udskrift|inden|godkendt|gælder|efter|oprettet"
    r"|underskrevet|offentliggjort|publiceret|printet|version)\b",
    re.IGNORECASE,
)
_ROW = re.compile(r"; (?=[A-ZÆØÅ][\w ]{0,20}: )")
_HEAD = 40  # lines
_LONGEST = 30  # words
_TITLE = 25  # words


@dataclass(frozen=True)
class Meeting:
    """A meeting as the minutes' head tells it. doubtful: a date that is none, as written."""

    title: str
    body: str
    held_on: date | None
    doubtful: tuple[str, ...]


def meeting_of(head: Sequence[str], margins: Iterable[str]) -> Meeting:
    """head: what stands above the first item, line by line."""
    lines = [part for line in head[:_HEAD] for part in _ROW.split(line)]
    lines = [line for line in lines if len(line.split()) <= _LONGEST]
    every = [*lines, *margins]
    dated = sorted((line for line in every if not _OTHER.search(line)), key=_says_when)
    written = [one for line in dated for one in written_dates(line)]
    when = next((one.when for one in written if one.when), None)
    labelled = [line for line in every if _BODY_LABEL.match(line)]
    meeting = [line for line in every if _MEETING.search(line)]
    body = next(filter(None, map(body_in, [*labelled, *meeting, *every])), "")
    titles = [line for line in lines if _MEETING.search(line) and len(line.split()) <= _TITLE]
    return Meeting(
        title=next(iter([*titles, *lines]), "").rstrip(":"),
        body=body,
        held_on=when,
        doubtful=tuple(one.text for one in written if one.when is None),
    )


def _says_when(line: str) -> int:
    return 0 if _DATED.search(line) else 1 if _MEETING.search(line) else 2
