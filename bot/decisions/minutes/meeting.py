"""Which meeting minutes are of, and which body met: what lines, margins and headings tell of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.decisions.minutes.words import BODY_WORD, DEFINITE, GENERIC_BODIES, NOT_IN_BODY
from bot.documents.dates import WrittenDate, written_dates
from bot.documents.sentences import sentences

_LONGEST_BODY = 9  # words
_LEAD = re.compile(
    r"(?:(?:[\w.-]* ?(?:referat|dagsorden|protokol|udskrift)(?:en|et)?|(?:ordinært|ekstraordinært"
    r"|åbent?|lukket|afholdt|møde|mødet|mødeforum|fra|af|for|i|på|til|ved|det|den|d\."
    r"|nr\.? ?\d+(?:/\d+)?"
    r"|(?:orienterings|tema|dialog|fælles|budget|status)møde|\d+\.?|[A-ZÆØÅ][\w-]+ kommunes?)"
    r")(?=\W|$)|[\s:,;\[\]\"–-]+)",
    re.IGNORECASE,
)
_WEEKDAYS = r"(?:man|tirs|ons|tors|fre|lør|søn)dag"
_TAIL = re.compile(
    rf"(?:[\s:,;|·•–—()\[\]\"-]+|\b(?:den|d\.|dato|{_WEEKDAYS}|kl\.?(?: ?[\d.:]+)?|møde|mødet"
    r"|afholdt|referat|dagsorden|fra|i|på|af|nr\.? ?\d+|\d{4}|i [A-ZÆØÅ][\w-]+ kommune"
    r"|punkt \d+|pkt\.? ?\d+|sag \d+))$",
    re.IGNORECASE,
)
_MUNICIPALITY = r"(?:[A-ZÆØÅ][\w-]+ ){1,2}(?i:kommunes?)\b"
_CUT = re.compile(
    rf"(?:,|\bi\b)? ?(?-i:{_MUNICIPALITY}),?|\s[-–—|·•]\s|[|·•:()]|,? {_WEEKDAYS}\b"
    r"|,? kl\.? ?\d|,? afholdt\b|,? (?:den|d\.) ?(?=\d|$|,)"
    r"|,? (?:punkt|pkt\.?) ?\d"
    r"|'?s? (?:ordinære |ekstraordinære )?(?:orienterings|tema|dialog|fælles)?møde\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?P<name>[\w -]*?(?P<stem>udvalg|direktion|råd|bestyrelse|styrelse|gruppe|kreds|team))"
    r"s?møde\w*",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"[A-ZÆØÅ][\w/'.-]*(?:(?:, | )(?:og|for|&|[\w/'.-]+,?))*")
_COORDINATE = re.compile(r"og|&|[\wæøå/'.-]+[-,]|[A-ZÆØÅ][\w/'.-]*")
_VERB = re.compile(r"[a-zæøå]+(?:r|ede)")
_MED_MEETING = re.compile(r"\b([\w-]*(?:MED|udvalg))-møde\w*")
_DATED = re.compile(r"\b(?:møde)?dato\b|\bafholdt\b|\btidspunkt\b|\bmødetid", re.IGNORECASE)
_DATE_LABEL = re.compile(r"\b(?:møde)?dato:? (?=\d)", re.IGNORECASE)  # "Dato: 04.03.25"
_OF_MEETING = re.compile(r"referat|\bmøde|protokol|dagsorden", re.IGNORECASE)
_BODY_LABEL = re.compile(
    r"(?:udvalg|mødeforum|forum|råd|organ|møde|mødetype|navn|gruppe)\s*:", re.IGNORECASE
)
_OTHER = re.compile(
    r"\bfrist|\b(?:næste|forrige|sidste|senest|udsendt|udskrevet|udskrift(?!\w* (?:af|fra)\b)|inden"
    r"|godkendt|gælder|efter|oprettet|underskrevet|offentliggjort|publiceret|printet|version)\b",
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
_HEAD = 40  # lines
_FOOT = 12  # lines
_LONGEST_LINE = 30  # words
_LONGEST_TITLE = 25  # words


@dataclass(frozen=True)
class Meeting:
    """A meeting as the minutes' head tells it.

    doubtful: dates that are none, as written. absent: names of people who weren't there.
    """

    title: str
    body: str
    held_on: date | None
    doubtful: tuple[str, ...]
    absent: frozenset[str]


def meeting_of(
    head: Sequence[str], margins: Iterable[str], absent: frozenset[str] = frozenset()
) -> Meeting:
    """head: what stands above the first item, line by line."""
    lines = [part for line in head[:_HEAD] for part in _ROW.split(line)]
    lines = [line for line in lines if len(line.split()) <= _LONGEST_LINE]
    every = [*lines, *margins]
    written = [one for line in sorted(every, key=_says_when) for one in _of_meeting(line)]
    when = next((one.when for one in written if one.when), None)
    labelled = [line for line in every if _BODY_LABEL.match(line)]
    meeting = [line for line in every if _OF_MEETING.search(line)]
    body = next(filter(None, map(body_in, [*labelled, *meeting, *every])), "")
    titles = [line for line in meeting if line in lines and len(line.split()) <= _LONGEST_TITLE]
    return Meeting(
        title=next(iter([*titles, *lines]), "").rstrip(":"),
        body=body,
        held_on=when,
        doubtful=tuple(one.text for one in written if one.when is None),
        absent=absent,
    )


def held_on(lines: Sequence[str]) -> date | None:
    """The day that the last lines tell in a sentence: "Mødet blev holdt den 3. marts 2025"."""
    told = (
        sentence for line in lines[-_FOOT:] if _HELD.search(line) for sentence in sentences(line)
    )
    days = (one.when for each in told if _HELD.match(each) for one in _of_meeting(each) if one.when)
    return next(days, None)


def _of_meeting(line: str) -> Iterator[WrittenDate]:
    """The dates on a line without those of something else, such as the next meeting."""
    line, before = _DATE_LABEL.sub("den ", line), 0
    for one in written_dates(line):
        if not _OTHER.search(line, before, one.start) and not _SAYS_OTHER.match(line, one.end):
            yield one
        before = one.end


def body_in(text: str) -> str:
    """The body that a line names, beside dates and such words as "Referat fra"; "" when none."""
    for written in reversed(list(written_dates(text))):
        text = f"{text[: written.start]} | {text[written.end :]}"
    return next(filter(None, map(_body, _CUT.split(text))), "")


def is_body(text: str) -> bool:
    """Whether the text is the name of a body and nothing else."""
    words = text.split()
    if not words or len(words) > _LONGEST_BODY or not _SHAPE.fullmatch(text):
        return False
    within = len(words) > 2 and words[1] == "i" and BODY_WORD.fullmatch(words[0])
    if not NOT_IN_BODY.isdisjoint(word.lower() for word in words[2 if within else 0 :]):
        return False
    if BODY_WORD.fullmatch(words[-1]):
        # "Teknik- og Miljøudvalget", but not "Formanden orienterer Byrådet".
        definite = words[-1].lower().endswith(("et", "en"))
        if definite:
            return all(map(_COORDINATE.fullmatch, words[:-1]))
        return "for" not in words and not any(map(_VERB.fullmatch, words[1:-1]))
    if len(words) == 1 or not BODY_WORD.fullmatch(words[0]):
        return False
    # "Udvalget for teknik og miljø", "Lokal-MED Nord", but not "Udvalget drøftede".
    return words[1] in ("for", "og", "i") or words[1][0].isupper()


def nominative(owner: str) -> str:
    """The body that "Hovedudvalgets" belongs to, or "" for one that isn't named or isn't one."""
    owner = re.sub(r"['’]?s$", "", owner.strip())
    return "" if owner.lower() in GENERIC_BODIES or not is_body(owner) else owner


def spelled(body: str) -> str:
    """A body's name as a name; one in capitals as it is written elsewhere."""
    if not body.isupper() or len(body) <= 5:
        return body[:1].upper() + body[1:]
    small = re.sub(r"\bmed\b", "MED", body.lower())
    return small[:1].upper() + small[1:]


def _body(piece: str) -> str:
    piece = _trimmed(piece)
    if match := _NAMED.fullmatch(piece):
        name = match["name"]
        return spelled(name[: -len(match["stem"])] + DEFINITE[match["stem"].lower()])
    piece = _MED_MEETING.sub(r"\1", piece)
    if piece.lower() in GENERIC_BODIES or not is_body(piece):
        return ""
    return spelled(piece)


def _trimmed(piece: str) -> str:
    while (match := _LEAD.match(piece)) and match.end() < len(piece):
        piece = piece[match.end() :]
    piece = piece.strip()
    while match := _TAIL.search(piece):
        piece = piece[: match.start()]
    return piece


def _says_when(line: str) -> int:
    return 0 if _DATED.search(line) else 1 if _OF_MEETING.search(line) else 2
