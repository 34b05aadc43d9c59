"""The lines of a list of agreements: "Bo Elm: plan, 1. maj", "Plan - Bo Elm - inden 1. maj"."""

import re
from datetime import date

from bot.decisions.minutes.deeds.deadlines import due_in
from bot.decisions.minutes.deeds.deed_words import ACTORS
from bot.decisions.minutes.deeds.who import ACTOR, FIRST_NAME, NAME, NO_NAME
from bot.decisions.minutes.values import FoundFollowUp

_ONE = rf"(?:(?:[\w-]{{2,40}} )?{NAME}|[A-ZÆØÅ]{{2,4}}|{ACTOR.pattern}|{FIRST_NAME})"
_WHO = rf"{_ONE}(?:(?:, | og | samt | ?/ ?| ?& ?|\+){_ONE}){{0,4}}"
_SURELY = re.compile(
    rf"(?:(?:[\w-]{{2,40}} )?{NAME}|[A-ZÆØÅ]{{2,4}}|{ACTOR.pattern})"
    rf"(?:(?:, | og | samt | ?/ ?| ?& ?|\+){_ONE}){{0,4}}|{FIRST_NAME} (?:og|&) {FIRST_NAME}"
)
_APART = r"(?: [–—-] | ?\| ?|; )"
SAID_OF = re.compile(rf"(?P<who>{_WHO})(?::\s(?=\S)| (?=(?:senest|inden) ))")
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_DAY = (
    r"(?:(?:(?:man|tirs|ons|tors|fre|lør|søn)dag,? )?(?:den |d\. ?)?\d{1,2}"
    rf"(?:\. ?{_MONTH}(?:,? \d{{4}})?|[./-]\d{{1,2}}(?:[./ -]\d{{2,4}})?)|\d{{4}}-\d\d-\d\d"
    rf"|(?:(?:udgangen af|ultimo|primo|medio) )?(?:uge \d{{1,2}}|{_MONTH}(?: \d{{4}})?)"
    r"|(?:udgangen af|ultimo) [^,;()]{3,20}|løbende|straks|næste møde|snarest)"
)
_BY = r"(?:(?:med )?(?:tids)?frist:?|senest|inden|deadline:?|til|hvornår:?|klar)"
# What tells by when, at the end of a line: behind a sign, or a word for it.
_LAST = re.compile(
    rf"(?:[\s,;|–—(-]+{_BY}\s|\s?[,;|(–—]\s?|\s-\s|\.\s)\s?(?:{_BY} )?(?P<when>{_DAY})"
    r"[)\].\s]*$",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"(?:{_BY} )?(?P<when>{_DAY})(?::| [–—-]) (?=\S)", re.IGNORECASE)
_WHO_FIRST = re.compile(rf"(?P<who>{_WHO})(?::\s|{_APART}|, (?=(?:{_BY} )?{_DAY}))")
_WHO_LAST = re.compile(
    rf"(?:{_APART}|: |[,.] |\s?[(\[])(?:(?:ansvarlige?|tovholder):? |v/ ?)?(?P<who>{_WHO})[)\].]*$"
)
_NEXT = re.compile(rf"(?<=\d) (?=(?:{NAME}|{ACTORS}|[A-ZÆØÅ]{{2,4}}): )")
_LONGEST = 500  # letters of a line: without bounds a text of names alone would take hours
_SIGN = re.compile(r"^(?:[-•*]|\d{1,2}[.)]) ")


def listed_in(text: str) -> list[str]:
    """The agreements in the text of a list: line by line, or one behind the day of the other."""
    return [part for line in text.split("\n") for part in _NEXT.split(line)]


def tells_only_who(text: str) -> bool:
    """Whether a line tells who does it, and by when perhaps, but not what: "LH, 15/10"."""
    return len(text) <= _LONGEST and _is_surely(day_apart(text, None)[0].strip(" .,;"))


def agreed_in(text: str, held_on: date | None) -> FoundFollowUp | None:
    """The deed in a line of a list, who and by when; None when nobody is set apart."""
    text = _SIGN.sub("", text, count=1).strip()
    if len(text) > _LONGEST:
        return None
    when = None
    if first := _FIRST.match(text):
        when, text = due_in(first["when"], held_on), text[first.end() :]
    rest, day = day_apart(text, held_on)
    begins, ends = _WHO_FIRST.match(rest), _WHO_LAST.search(rest)
    if begins and not _is_surely(begins["who"]):
        label = begins[0].endswith(": ") and not NO_NAME.fullmatch(begins["who"])
        begins = begins if label and not (ends and _is_surely(ends["who"])) else None
    if begins and ends and not _is_surely(begins["who"].split(", ")[0]):
        begins = begins if not re.fullmatch(NAME, ends["who"]) else None
    if begins:
        who, what = begins["who"], rest[begins.end() :]
        if early := _FIRST.match(what):
            day, what = day or due_in(early["when"], held_on), what[early.end() :]
    elif ends and (day or when or rest[ends.start() :].lstrip()[:1] in "(["):
        who, what = ends["who"], rest[: ends.start()]
    else:
        return None
    return FoundFollowUp(what.strip(" .,;:–-"), who, when or day)


def _is_surely(who: str) -> bool:
    """Whether it can be nothing but people or a unit; "Sommerfest" may be what it is about."""
    return bool(_SURELY.fullmatch(who))


def day_apart(text: str, held_on: date | None) -> tuple[str, date | None]:
    """A line without by when at its end, and that day."""
    last = _LAST.search(text)
    if last is None:
        return text, None
    return text[: last.start()], due_in(last["when"], held_on)
