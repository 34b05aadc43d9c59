"""Where an agenda item may begin: its number and title, as one line tells them."""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.decisions.minutes.words import CONTINUED, DECIDES, MARK, MARK_LINE, OUTCOME
from bot.documents.cases import case_number_in
from bot.documents.dates import written_dates

_LONGEST = 35  # words of a title
_YEARS = range(1900, 2100)
_LONGEST_CASE_LINE = 10  # words
_CASE_NUMBER = (
    r"(?:\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,4}-\d{2}|\d{2}\.\d{2}\.\d{2}[A-ZÆØÅ]\d{2}-\d{1,4}"
    r"|[A-ZÆØÅ]{2,5}(?:-\d{4}-| - \d{4} - )\d{2,6}"
    r"|\d{4}-[A-ZÆØÅ]{2,5}-\d{2,6}"
    r"|\d{2,3}-\d{4}-\d{1,6}|\d{4}-\d{3,7}|\d{2}-\d{5,6}|(?:\d{2}|\d{4})/\d{2,6})"
)
# Behind a title without anything between: what can't be years, or anything else.
_SURE_CASE = (
    r"(?:\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,4}-\d{2}|[A-ZÆØÅ]{2,5}-\d{4}-\d{2,6}"
    r"|\d{4}-[A-ZÆØÅ]{2,5}-\d{2,6}|\d{2,3}-\d{4}-\d{1,6}|\d{2}/\d{3,6}|\d{2}-\d{5,6}"
    r"|\d{4}[/-](?!(?:19|20)\d\d$)\d{4,6})"
)
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)"
_BEFORE_CASE = rf"(?<=[\s.:)\]])(?= ?{_CASE_NUMBER}[\s:.,;|–-]+\"?(?-i:[A-ZÆØÅ]))"
# "4. 2. budgetopfølgning", "5. 2026-budget": titles that begin with a number themselves
_BEFORE_NUMBER = (
    r"(?:(?<=[.:)\]] )(?=\d{1,2}\. [a-zæøå]{3}|20\d\d\b(?! ?[.,/]?\d))"
    r"|(?<= [–-] )(?=\d{1,2}[.:]\d{2} ?[–-] ?\d{1,2}[.:]\d{2} ))"
)
_END = (
    rf"(?:{_BEFORE_CASE}|{_BEFORE_NUMBER}|(?![\d/]|\.\d|-\d))(?:, (?=(?-i:[A-ZÆØÅ])))?"
    r"[\s.:)\]·|–-]*"
)
_WORDED = re.compile(
    r"(?:(?:åbent|lukket|offentligt) )?(?:dagsordens?|tillægs)?"
    rf"(?:punkt|pkt\.?|sag|emne|tema)(?:[- ]?nr\.?| nummer)?:? {_NUMBER}"
    rf"(?: af \d{{1,3}}\b)?{_END}"
    r"(?P<title>.*)",
    re.IGNORECASE,
)
_AD = re.compile(
    rf"(?:ad|til)\.?:? (?:(?:dagsordens)?punkt |pkt\.? |sag )?(?:nr\.? )?{_NUMBER}{_END}"
    r"(?P<title>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?:# ?|§ ?|[Nn]r\.? ?|\((?=\d{{1,3}}\) )|\[(?=\d{{1,3}}\] ))?(?=[BODLÅ]?\d)"
    rf"(?P<number>[BODLÅ]?\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?)"
    rf"(?:[.:)\]](?: |$)|/ (?=[A-ZÆØÅ])|(?= ?[(\[])|(?= {_CASE_NUMBER} [A-ZÆØÅ])"
    rf"|\.?(?= [A-ZÆØÅ\"”»])| [–·|-] |$){_END}(?P<title>.*)"
)
_LETTERED = re.compile(
    r"(?:(?i:(?:dagsordens)?punkt|pkt\.?|sag|ad)(?i: ?nr\.?)? )?"
    r"(?P<number>[A-ZÆØÅ](?:[.-]?\d{1,2})?|[IVX]{1,5})"
    r"(?:(?<=\d)(?= |$)|[.:)](?!\d)|(?= [–-] ))[\s.:)–-]*(?=[A-ZÆØÅ\d\"”»(\[]|$)(?P<title>.*)"
)
_CLOCK = re.compile(
    r"[Kk]l\.? ?\d|\d{1,2}\.[0-5]\d\b(?! ?\.)(?=.*\d{2}\.\d{2}|.*\bkl\b)|\d{1,2}\.0\d\b"
)
# Whatever its form, where nothing else stands on the line.
_ANY_CASE = re.compile(
    r"[(\[]?(?P<case>(?=\S*\d{2})(?=\S*[/-])[A-ZÆØÅ\d][\w/.-]{4,30}\w)[)\]]?(?<!pdf)(?<!docx)(?<!xlsx)"
)
_SPACED = r"\d{2,4} ?[/–-] ?\d{2,7}"  # "2024 - 4711": a case number by its label only
_REGISTERED = (
    r"(?:(?:acadre|esdh)[ -])?(?:sags|sag|journal)[ -]?(?:nr|nummer|id)|j\.? ?nr"
    r"|esdh(?:-sag|-nr)?|acadre"
)
_LABEL = rf"(?:{_REGISTERED}|sag)\b\.?:? ?"
# What is a case number by its label only: "Sagsnr.: S2024-77", "Journalnr. 25-000123".
_LABELLED = re.compile(
    rf"(?:{_REGISTERED})\b\.?:? ?"
    r"(?P<case>[A-ZÆØÅ]{0,5}-?\d[\dA-ZÆØÅ]*(?:[/.-][\dA-ZÆØÅ]+)+|\d{5,}"
    rf"|{_SPACED})(?![\w/-])",
    re.IGNORECASE,
)
# Other numbers in front of it on its line: "Sag nr. 87 / Sagsnr. 25/2290 / Dok.nr. 118-25".
_OTHERS_FIRST = re.compile(
    r"(?:(?:punkt|pkt|sag|dok(?:ument)?|brev|bilag|løbe)[ .-]{0,2}(?:nr|nummer|id)?\b[.:]{0,2} ?"
    r"[\w/.-]{1,20}\s*[/|·•,;–-]?\s+){1,3}(?=[a-zæøå])",
    re.IGNORECASE,
)
_LABEL_FIRST = re.compile(
    r"(?:(?:sags?|journal|j|dok(?:ument)?|brev|bilag|esdh|acadre|kle|møde|ref)[ .-]{0,2}"
    r"(?:nr|id|nummer|type|behandler|ansvarlig|kode|emne)\b|initialer|kontakt\w*|deltagere?|varighed"
    r"|tids\w+)[^:]{0,30}:|sags(?:forløb|gang): (?:\S+ - |[A-ZÆØÅ/]+$)|mødedato: \d",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"[(\[]?(?:(?:{_LABEL})?(?P<case>{_CASE_NUMBER})|{_LABEL}(?P<spaced>{_SPACED}))(?![\w/-])"
    r"[)\]\s:.,;|–-]*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"[\s:,;|–-]*(?:[(\[](?:{_LABEL})?(?P<case>{_CASE_NUMBER})[)\]]"
    rf"|[(\[]?(?:{_LABEL})(?P<labelled>{_CASE_NUMBER}|{_SPACED})[)\]]?"
    rf"|[–,;|-] ?(?P<bare>{_CASE_NUMBER})|(?<=[\s·•])(?P<sure>{_SURE_CASE}))$",
    re.IGNORECASE,
)
_OPENNESS = re.compile(
    r"(?i:åbent?|lukket|lukkede)(?i: (?:sag|punkt))?(?: ?[:–-] | (?=[A-ZÆØÅ])(?!Sag\b|Punkt\b))"
)
_OPENNESS_LAST = re.compile(
    r" (?:åben|lukket)(?:t punkt| sag)$"
    r"|(?: ?[–|·•,-] |: )(?:åbent?|lukket|offentligt?)(?: (?:sag|punkt))?$",
    re.IGNORECASE,
)
_AFTER_OPENNESS = re.compile(
    r"^(?:åbent?|lukket|offentligt?)(?: (?:sag|punkt))?\s*[·•|,;:–-]\s*", re.IGNORECASE
)
_LONGEST_ABBREVIATION = 12  # letters
_ABBREVIATED = re.compile(r"\b[A-Za-z](?:\.[a-z]{1,2})+\.$")
_INITIALS = re.compile(r"^[A-ZÆØÅ]{3,8} / (?=\d)")  # of who deals with the case
_KIND = re.compile(r"[BODLÅ](?: ?[:–-] |\. )(?=[A-ZÆØÅ])")
# Of a title, which an outcome begins as well: "Til efterretning - Nye regler".
_KIND_IN_WORDS = re.compile(r"Til (?:efterretning|orientering|drøftelse) ?[:–-] (?=\w)")
# "Pkt. 3 (Ida)" tells who brings it up, with the title below.
_IN_BRACKETS = re.compile(r"\([A-ZÆØÅa-zæøå][^()\d]{1,40}\)")
_DOTS = re.compile(r"\s*(?:\.\s?|…\s?|_){3,}\s*\d*$|\s+side \d+$", re.IGNORECASE)
_TIMED = re.compile(  # "(17:00-17:05)", "kl. 13.00 - 13.15", "(15 min.)"
    r" ?(?:\((?:kl\.? ?)?\d{1,2}[.:]\d{2} ?[–-] ?(?:kl\.? ?)?\d{1,2}[.:]\d{2}\)"
    r"|\((?:ca\. )?\d{1,3} min(?:\.|utter)?\))$"
)
_TIMED_FIRST = re.compile(r"^\d{1,2}[.:]\d{2} ?[–-] ?\d{1,2}[.:]\d{2}:? ")
_AFTER_TITLE = re.compile(r": | [–-] |\. | (?=[A-ZÆØÅ])")
TITLE_LABEL = re.compile(
    r"^(?:emne|overskrift|titel|sags(?:titel|navn|overskrift)|punkt): ", re.IGNORECASE
)


class Form(IntEnum):
    """How the beginning of an item is told; the lower, the more it is to be trusted."""

    ROW = 0  # of a table with a column for the item
    WORDED = 1  # "Punkt 3"
    NUMBERED = 2  # "3."
    AD = 3  # "Ad 3"
    TITLE = 4


@dataclass(frozen=True)
class Start:
    """What a line tells of the item that begins there; "" for what it doesn't tell.

    inline: what was decided, when it stands on the same line. rest: all that follows the number.
    """

    form: Form
    number: str
    title: str
    case_number: str = ""
    inline: str = ""
    rest: str = ""


def start_in(text: str) -> Start | None:
    """The beginning of an item, when a line tells its number."""
    if CONTINUED.search(text) or _begins_with_date(text):
        return None
    for form, pattern in ((Form.WORDED, _WORDED), (Form.AD, _AD), (Form.NUMBERED, _NUMBERED)):
        if match := pattern.match(text):
            if form is Form.NUMBERED and _CLOCK.match(text):
                return None
            # "… stiger fra 54 / til 58 kr. for en hovedret": a sentence goes on.
            if form is Form.AD and text[:1].islower() and match["title"][:1].islower():
                return None
            title, case, inline = titled(match["title"])
            return Start(form, match["number"], title, case, inline, match["title"])
    return None


def lettered(text: str) -> Start | None:
    """The beginning of an item, when a line tells a letter as its number: "A.1 Vej", "B: Vej"."""
    match = _LETTERED.match(text)
    if match is None:
        return None
    title, case, inline = titled(match["title"])
    return Start(Form.NUMBERED, match["number"], title, case, inline, match["title"])


def titled(text: str) -> tuple[str, str, str]:
    """A title without marks and case number, that number, and what was decided on its line."""
    inline = ""
    for separator in _AFTER_TITLE.finditer(text):
        if OUTCOME.match(text, separator.end()):
            text, inline = text[: separator.start()], text[separator.end() :]
            break
    text = _TIMED_FIRST.sub("", text)
    text, case = _DOTS.sub("", TITLE_LABEL.sub("", text)).removesuffix("( )").strip(), ""
    while True:
        before = text
        text = MARK.sub("", text, count=1).strip() if _marked(text) else text
        text = _TIMED.sub("", _OPENNESS_LAST.sub("", text))
        for pattern in (_OPENNESS, _KIND):
            if match := pattern.match(text):
                text = text[match.end() : match.end() + 1].upper() + text[match.end() + 1 :]
        if match := _LEADING.match(text):
            text, case = text[match.end() :], case or match["case"] or match["spaced"]
        elif match := _TRAILING.search(text):
            case = case or match["case"] or match["labelled"] or match["bare"] or match["sure"]
            text = text[: match.start()]
        if text == before:
            break
    return text.strip(" :–-"), case, inline


def unended(title: str) -> str:
    """A title without the full stop of a sentence; "Nordby Fjernvarme A.m.b.a." keeps its own."""
    return title if _ABBREVIATED.search(title[-_LONGEST_ABBREVIATION:]) else title.rstrip(".")


def is_aside(title: str) -> bool:
    """Whether what stands behind an item's number tells something beside its title."""
    return bool(_IN_BRACKETS.fullmatch(title))


def may_be_title(text: str) -> bool:
    """Whether a line looks like the title of an item rather than like a sentence."""
    if not text or len(text.split()) > _LONGEST:
        return False
    if text.endswith((";", ",", ":")) or unended(text) != text:
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\"”»“’'§"):
        return False
    if OUTCOME.match(text) and not _KIND_IN_WORDS.match(text):
        return False
    if MARK_LINE.fullmatch(text) or _LABEL_FIRST.match(text):
        return False
    return not (DECIDES.search(text) and len(text.split()) > 8)


def tells_label(text: str) -> bool:
    """Whether a line tells something about the item by a label: "Sagsbehandler: Bo Elm"."""
    return bool(_LABEL_FIRST.match(text))


def key_of(title: str) -> str:
    """What two tellings of one title have in common, with or without the page it stands on."""
    return re.sub(r"[\W_]|\d+$", "", title.casefold())


def case_line(text: str) -> str:
    """The case number on a line that tells little else ("24/277 Åben Sag"); "" otherwise."""
    if len(text.split()) > _LONGEST_CASE_LINE:
        return ""
    text = _INITIALS.sub("", _AFTER_OPENNESS.sub("", text))
    others = _OTHERS_FIRST.match(text)
    if labelled := _LABELLED.match(text, others.end() if others else 0) or _LABELLED.match(text):
        return labelled["case"]
    if re.match(r"dok", text, re.IGNORECASE):
        return ""
    number = case_number_in([text])
    if number is None:
        match = _LEADING.match(text)
        found = match and (match["case"] or match["spaced"])
        alone = _ANY_CASE.fullmatch(text)
        found = found or (alone and not _CLOCK.match(text) and alone["case"])
        number = found if found and not _begins_with_date(text.lstrip("([")) else None
    if number is None:
        return ""
    if (match := _LEADING.match(text)) and not text.startswith(number):
        return (
            match["case"] or match["spaced"]
        )  # "Sagsnr. 24/277" and whatever else is told of the case
    left = re.sub(_LABEL, "", text.replace(number, ""), flags=re.IGNORECASE)
    left = re.sub(r"[\s:,;()\[\]·|–-]+", " ", left).strip()
    known = re.sub(
        r"(?:åbent?|lukket|sag|punkt|offentlig|sagsbehandler.*"
        r"|(?:dok|brev|bilag|dokument)[ -]?(?:nr|id)?\b.*|[ABCO])\b",
        "",
        left,
        flags=re.I,
    )
    return number if not known.strip() else ""


def labelled_case(text: str) -> str:
    """The same, where the line says that it is a case number."""
    return case_line(text) if re.match(_LABEL, text, re.IGNORECASE) else ""


def labelled_case_in(text: str) -> re.Match[str] | None:
    """A case number within a text, together with its label: "Sagsnr. 24/277"."""
    return _LABELLED.search(text)


def _begins_with_date(text: str) -> bool:
    """Whether a text begins with a date, also with one without a year ("6. juni")."""
    top = text[:40]
    year = "" if re.search(r"\b\d{4}\b", top) else " 2000"
    dayed = re.sub(r"^(\d{1,2}\. ?[a-zæøå]+)\b", rf"\1{year}", top)
    return any(
        written.start == 0 and written.when and written.when.year in _YEARS
        for one in (top, dayed)
        for written in written_dates(one)
    )


def _marked(text: str) -> bool:
    match = MARK.search(text)
    return match is not None and (match.start() == 0 or match.end() == len(text))
