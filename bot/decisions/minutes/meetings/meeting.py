"""Which meeting minutes are of, and which body met: what lines, margins and headings tell of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.decisions.minutes.fields import FIELDS, Field
from bot.decisions.minutes.meetings.bodies import MUNICIPALITY, body_in, is_body, own_name, trimmed
from bot.decisions.minutes.words import GENERIC_BODIES, PEOPLE_COLUMNS
from bot.documents.absence import looks_like_names
from bot.documents.dates import WrittenDate, written_dates
from bot.documents.sentences import sentences

_DATED = re.compile(r"\b(?:møde)?dato\b|\bafholdt\b|\btidspunkt\b|\bmødetid", re.IGNORECASE)
_MEETING_DATED = re.compile(r"\bmøde(?:dato|tid)", re.IGNORECASE)
_DATE_LABEL = re.compile(r"\b(?:møde)?dato:? (?=\d)", re.IGNORECASE)  # "Dato: 04.03.25"
_SHORT_DATE = re.compile(  # "03-03-25"
    r"(?<![\w./-])(?<!den )(?<!d\. )"
    r"(?P<first>0\d|[12]\d|3[01])(?P<sign>[.-])(?P<month>0\d|1[0-2])(?P=sign)(?P<last>\d\d)"
    r"(?![\w/-]|\.\d)"
)
_COMPACT_DATE = re.compile(r"\b(20[0-4]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])\b")  # 20250303
_YEAR_FIRST = re.compile(  # "År to tusind og treogtyve, onsdag den fjortende juni"
    r"\bår (?P<year>(?:19|20)\d\d|to ?tusinde?(?: og)? \w+),? (?:\w+dag,? )?(?:den |d\. ?)?"
    r"(?P<day>[\w.]+ (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*)",
    re.IGNORECASE,
)
_OF_MEETING = re.compile(r"referat|\bmøde|protokol|dagsorden", re.IGNORECASE)
_OTHER_MEETING = re.compile(r"\b(?:sidste|seneste|forrige|næste) \w*møde", re.IGNORECASE)
_BODY_LABEL = re.compile(
    r"(?:udvalg|mødeforum|forum|råd|organ|møde|mødetype|navn|gruppe)\s*:", re.IGNORECASE
)
_GROUP_OF = re.compile(  # "Styregruppe: Nyt omsorgssystem"
    r"(?P<kind>[A-ZÆØÅ][a-zæøå]{2,}gruppe): *(?P<what>(?!\w*gruppe)\w[a-zæøå]+)"
    r"(?P<more>(?: [\w-]+){0,5})"
)
_FORUM = re.compile(r"(?:udvalg|\w*forum|råd|organ|gruppe)\s*:", re.IGNORECASE)
_OTHER = re.compile(
    r"\bfrist|\b(?:næste|forrige|sidste|senest|sendt|udsendt|modtaget|udskrevet|inden"
    r"|udskrift(?!\w* (?:af|fra)\b)|godkendt|gælder|efter|oprettet|underskrevet|offentliggjort"
    r"|publiceret|printet|version)\b",
    re.IGNORECASE,
)
_SAYS_OTHER = re.compile(
    r"[\s:,(–-]*(?:udsendt|udskrevet|godkendt|offentliggjort|version)", re.IGNORECASE
)
_HELD = re.compile(
    r"mødet (?:blev |er )?(?:holdt|afholdt|holdtes|afholdtes|fandt sted|sluttede|hævet)\b"
    r"|(?:møde)?dato(?: for mødet)?:|(?:mødet )?afholdt(?: den|:)",
    re.IGNORECASE,
)
_ROW = re.compile(r"; (?=[A-ZÆØÅ][\w ]{0,20}: )")
_ACCOUNT_OF = re.compile(  # "Referat af møde i ..."
    r"[\w-]*(?:referat|dagsorden|protokol|udskrift)(?:et|en)? (?:af|fra|for|til)\b|møde i\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?:\w*referat|dagsorden|\w*protokol|mødet?):", re.IGNORECASE)
_LABELLED = re.compile(r"[^:]{2,40}:(?: |$)")
# "Direktionen har på mødet den 12. juni 2025 besluttet følgende:"
_DEALT = re.compile(r"(?P<body>[A-ZÆØÅ][\w -]{2,60}?) (?:har|holdt|mødtes|behandlede|besluttede)\b")
# "Torsdag den 14. november 2025 holdt Seniorrådet i Fjordby Kommune sit ottende møde"
_HELD_BY = re.compile(
    r"\b(?:holdt|afholdt) (?P<body>[A-ZÆØÅ][\w -]{2,60}?)(?= (?:i|sit|et|møde|ordinært|ekstra))"
)
_PEOPLE = re.compile(
    r"\b(?:(?:møde)?deltag\w+|til ?stede\w*|mødt|med var|med|fremmød\w+|medlemmer|afbud|fravær\w*"
    r"|referent|inviterede|fra \w+|formand|mødeleder)\b[^:.]{0,30}:",
    re.IGNORECASE,
)
_FIRST_NAME = re.compile(r"(?<![\w.'’-])([A-ZÆØÅ][\w-]+)(?= [A-ZÆØÅ])")
_AGENDA = re.compile(r"\d{1,2}\. [A-ZÆØÅ]")
_FEWEST = 3  # lines of an agenda
_TOP = 8  # lines that a body without a known name stands in
_HEAD = 40  # lines
_FOOT = 12  # lines
_LONGEST_LINE = 30  # words
_LONGEST_TITLE = 25  # words


@dataclass(frozen=True)
class Meeting:
    """A meeting as the minutes' head tells it.

    doubtful: dates that are none, as written. absent: names of people who weren't there. people:
    first names of those that the head names.
    """

    title: str
    body: str
    held_on: date | None
    doubtful: tuple[str, ...]
    absent: frozenset[str]
    people: frozenset[str] = frozenset()


def meeting_of(
    head: Sequence[str],
    margins: Iterable[str],
    absent: frozenset[str] = frozenset(),
    years: frozenset[int] = frozenset(),
) -> Meeting:
    """head: what stands above the first item, line by line.

    years: those that the minutes tell, by which "26.03.18" is understood.
    """
    lines = [part for line in head[:_HEAD] for part in _ROW.split(line)]
    agenda = [line for line in lines if _AGENDA.match(line)]
    lines = [line for line in lines if len(agenda) < _FEWEST or line not in agenda]
    lines = [piece for line in lines for piece in _pieces(line)]
    every = [_spelled_out(line, years) for line in (*lines, *margins)]
    written = [one for line in sorted(every, key=_says_when) for one in _of_meeting(line)]
    when = next((one.when for one in written if one.when), None)
    meeting = [
        line for line in every if _OF_MEETING.search(line) and not _OTHER_MEETING.search(line)
    ]
    told = filter(None, _bodies(every[: len(lines)], every, meeting))
    bodies = [one for one in told if not any(name in one for name in absent)]
    # "Referat af bestyrelsesmøde" below "Skolebestyrelsen ved Engen Skole" names it by its kind.
    # A board has no other name than that of whom it is the board of.
    board = "Bestyrelsen" in bodies
    named = (
        one for one in bodies if one.lower() not in GENERIC_BODIES and (is_body(one) or not board)
    )
    body = next(named, next(iter(bodies), ""))
    titles = [
        line for line in lines if _OF_MEETING.search(line) and len(line.split()) <= _LONGEST_TITLE
    ]
    return Meeting(
        title=next(iter([*titles, *lines]), "").rstrip(":"),
        body=body,
        held_on=when,
        doubtful=tuple(one.text for one in written if one.when is None),
        absent=absent,
        people=frozenset(_first_names(head)),
    )


def _first_names(head: Sequence[str]) -> Iterator[str]:
    """The first names of those that the head lists as being there, or not."""
    listing = False
    for line in head:
        label = _PEOPLE.search(line)
        listing = label is not None or (listing and looks_like_names(line))
        if listing:
            told = re.sub(r"\([^)]*\)", "", line[label.end() if label else 0 :])
            yield from _FIRST_NAME.findall(told)
            parts = (part.strip(" .") for part in re.split(r"[,;]| og ", told))
            yield from (part for part in parts if re.fullmatch(r"[A-ZÆØÅ][a-zæøåé-]+", part))


def _pieces(line: str) -> list[str]:
    """A line of the head, or what of a paragraph may tell which meeting it is: its sentences."""
    pieces = [line] if len(line.split()) <= _LONGEST_LINE else sentences(line)
    return [piece for piece in pieces if len(piece.split()) <= _LONGEST_LINE]


def _bodies(lines: Sequence[str], every: Sequence[str], meeting: Sequence[str]) -> Iterator[str]:
    """The bodies that a head may name, the surest first: known by their names, or by their place.

    lines: the head's. every: these and the margins. meeting: those of them that tell of a meeting.
    """
    yield from (
        f"{group['kind']}n for {group['what'].lower()}{group['more']}"
        for group in map(_GROUP_OF.fullmatch, lines)
        if group
    )
    labelled = [line for line in every if _BODY_LABEL.match(line)]
    yield from map(body_in, [*labelled, *meeting])
    yield from (own_name(line.partition(":")[2]) for line in labelled if _FORUM.match(line))
    yield from (body_in(line) for line in every if not _LABELLED.match(line))
    yield from (own_name(line) for line in lines if _ACCOUNT_OF.match(line))
    yield from placed(lines)
    dealt = [
        told["body"]
        for tells in (_DEALT.match, _HELD_BY.search)
        for told in map(tells, lines)
        if told
    ]
    yield from filter(is_body, dealt)
    yield from map(body_in, every)


def held_on(lines: Sequence[str]) -> date | None:
    """The day that the last lines tell in a sentence: "Mødet blev holdt den 3. marts 2025"."""
    told = (
        sentence for line in lines[-_FOOT:] if _HELD.search(line) for sentence in sentences(line)
    )
    days = (one.when for each in told if _HELD.match(each) for one in _of_meeting(each) if one.when)
    return next(days, None)


def dates_of_meeting(line: str) -> Iterator[date]:
    """The days on a line that a meeting may have been held."""
    return (one.when for one in _of_meeting(_spelled_out(line)) if one.when)


def _spelled_out(line: str, years: frozenset[int] = frozenset()) -> str:
    """A line with such dates as 03-03-25 and 20250303 written as dates are elsewhere."""
    line = _YEAR_FIRST.sub(r"den \g<day> \g<year>", line)
    line = _SHORT_DATE.sub(lambda match: _dayed(match, years), line)
    return _COMPACT_DATE.sub(r"\3-\2-\1", line)


def _dayed(match: re.Match[str], years: frozenset[int]) -> str:
    """A short date with its day first: "26.03.18" has its year there in minutes without a 2018."""
    first, last = match["first"], match["last"]
    if 2000 + int(first) in years and 2000 + int(last) not in years:
        first, last = last, first
    return f"den {first}-{match['month']}-{last}"


def _of_meeting(line: str) -> Iterator[WrittenDate]:
    """The dates on a line without those of something else, such as the next meeting."""
    line, before = _DATE_LABEL.sub("den ", line), 0
    for one in written_dates(line):
        if not _OTHER.search(line, before, one.start) and not _SAYS_OTHER.match(line, one.end):
            yield one
        before = one.end


def placed(lines: Sequence[str]) -> Iterator[str]:
    """The names that stand where a body's does.

    Beside the date, or on a line of their own next to the one that says that it is an account.
    """
    lines = [
        line
        for line in _without_people(lines)
        if not re.fullmatch(MUNICIPALITY, line, re.IGNORECASE)
    ]
    for line in lines[:_TOP]:
        label = _LABELLED.match(line)
        if label is None and _OF_MEETING.search(line):
            yield own_name(line)
        elif label and _ACCOUNT.fullmatch(label[0].strip()):
            yield own_name(line[label.end() :])
    yield from (own_name(line) for line in lines[:_TOP] if _dated_name(line))
    for one, other in pairwise(lines[:_TOP]):
        for line, beside in ((one, other), (other, one)):
            tells = (
                _OF_MEETING.search(beside) or _DATED.search(beside) or any(written_dates(beside))
            )
            more = _LABELLED.match(line) or line.endswith(".")
            name = own_name(line) if tells and not more else ""
            if name and _is_capital(name):
                yield name


def _is_capital(name: str) -> bool:
    """Whether most of a name's words are written as in names, unlike those of a title."""
    words = [word for word in name.split() if word not in ("og", "for", "i", "på", "&")]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _without_people(lines: Sequence[str]) -> Iterator[str]:
    """The lines without labels such as "Deltagere" and the names that stand below them."""
    people = False
    for line in lines:
        label = line.partition(":")[0].strip()
        if any(pattern.fullmatch(label) for pattern in (FIELDS[Field.PEOPLE], PEOPLE_COLUMNS)):
            people = True
        elif not (people and looks_like_names(line)):
            people = False
            yield line


def _dated_name(line: str) -> bool:
    """Whether a line is a name and a day: "Puljestyrerne, 3. marts 2025"."""
    written = next(written_dates(line), None)
    return bool(
        written
        and not _LABELLED.match(line)
        and not trimmed(line[written.end :])
        and not _OTHER.search(line)
    )


def _says_when(line: str) -> int:
    if _MEETING_DATED.search(line):
        return 0
    return 1 if _DATED.search(line) else 2 if _OF_MEETING.search(line) else 3
