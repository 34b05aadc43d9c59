"""Who is to do what by when, in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.decisions.minutes.deeds.deadlines import (
    deadline_in,
    due_in,
    last_day_in,
    tells_deadline,
)
from bot.decisions.minutes.deeds.deed_words import (
    ACTORS,
    ASKS,
    DEEDS,
    EACH,
    NO_DEEDS,
    PRONOUNS,
)
from bot.decisions.minutes.deeds.who import ACTOR, FIRST_NAME, NAME, NAMES, NO_NAME, SOMEBODY
from bot.decisions.minutes.values import FoundFollowUp
from bot.decisions.minutes.words import BODY_WORD, GENERIC_BODIES
from bot.documents.dates import written_dates
from bot.documents.sentences import sentences

_OWNER = re.compile(
    r"\b(?:ansvarlige?|tovholdere?)(?: er)?:? (?=(?-i:[A-ZÆØÅ]))(?!for\b)(?P<who>[^.;)]{2,120}?)"
    r"(?=[.;)]|,? (?:frist|senest|inden|deadline|(?:den )?\d{1,2}[./-])|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[(\[]?(?:ansvarlige?|frist|tovholdere?|deadline):", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[](?=[^)\]]*(?:ansvarlig|frist|tovholder))[^)\]]*[)\]]", re.IGNORECASE)
_LONGEST_WHO = 10  # words
_LONGEST_NAME = 100  # letters

_IS_OWNER = re.compile(rf"(?P<who>{NAME}) (?:er|bliver|står som) (?:ansvarlig|tovholder)\w*")
_FIRST_NAMES = re.compile(
    rf"{FIRST_NAME}(?:(?:, {FIRST_NAME}){{0,4}} og {FIRST_NAME})?(?= [a-zæøå]+r\b)"
)
# "Bo er ansvarlig for, at listen er ny inden 1. juni."
_IS_TOLD = re.compile(
    rf"(?P<who>{NAME}|{_FIRST_NAMES.pattern}|{ACTORS}) (?:er|bliver|står som)"
    r" (?:ansvarlige?|tovholdere?) for\b"
)
_UNIT = re.compile(
    rf"(?!(?i:alle|de lokale)\b)(?:(?:[A-ZÆØÅ][\w-]{{0,40}}|og),? ){{0,3}}(?:{ACTORS}|{EACH})"
    r"(?: for [\w-]+)?(?: \([^)]{1,40}\))?"
)
# "Teknik og Miljø", "Mille, Orla og Nanna"
_DEPARTMENT = re.compile(
    r"[A-ZÆØÅ][\w-]{1,30}(?:, [A-ZÆØÅ][\w-]{1,30}){0,3} (?:og|&) [A-ZÆØÅ][\w-]{1,30}(?= [a-zæøå])"
)
# Where another main clause begins: "Lise Holm indhenter priser, og Bo Elm orienterer lederne."
_CLAUSE = re.compile(
    rf"(?<!-)(?:,? og|;|,? mens) (?={NAME} [a-zæøå]+r\b|(?:{ACTORS}|{EACH}) [a-zæøå]+r\b)"
)
_ENDS_WITH_NAME = re.compile(rf"(?:^|\bat |, ){NAME}$")
# "Udvalget ønsker et notat fra Indkøbskontoret senest den 22. april."
_WANTED = re.compile(
    r"\b(?:ønske(?:r|de)|afvente(?:r|de)|efterspørger|efterspurgte) [^,;.]{2,120}?"
    rf" fra (?:den |det |de )?(?P<who>{NAME}|{ACTOR.pattern}|{SOMEBODY.pattern})"
)
_IS_AMOUNT = re.compile(r"(?:antallet|andelen|\w*fraværet|\w*procenten|\w*tallet)\b", re.IGNORECASE)
_THAT = re.compile(r"\bat ")
_RELATIVE = re.compile(r",? (?:der|som|hvis|hvor)\b")
_ASKED = re.compile(rf"{ASKS}(?P<who>{NAME}|{ACTOR.pattern}) (?:om |til )?(?:at )?[a-zæøå]")
_BIDDEN = re.compile(rf"(?P<who>{NAME}|{ACTOR.pattern}) (?:bedes|anmodes|pålægges|opfordres)\b")
# "Bo Elm, senest 1. maj", "Bo Elm (frist: 1. maj)"
_WHEN = re.compile(
    r"[\s.,;/|·•(–-]+(?:(?:(?:tids)?frist\w*|senest|inden|deadline|hvornår)\b|(?=ult(?:imo|\.) )"
    r"|(?=(?:den )?\d{1,2}[./-]))",
    re.IGNORECASE,
)
# "Støjen måles (Bo Elm, 1. maj 2025)."
_BESIDE = re.compile(
    rf"[(\[](?P<who>(?:[\w-]{{2,40}} )?{NAME}|{ACTORS})[\s,;:/–-]+"
    r"(?P<when>[^()\[\]]{2,40})[)\]]\.?$"
)
# "A: Måling af støjen - Bo Elm - senest 1. maj"
_DASHED = re.compile(
    rf"(?:[A-ZÆØÅ]: )?(?P<what>[^–]{{3,200}}?) [–-] (?P<who>{NAME}|{ACTORS}) [–-]"
    r" (?P<when>(?:senest|inden|frist|deadline|\d)[^()]{2,40})\.?$"
)
_DOES = re.compile(r"(?:,[^,]*,)? ?(?P<verb>[a-zæøå]+r|skal|fik)\b")
_TURNED = re.compile(
    r"(?:inden|senest|til|herefter|derefter|på|efter|i|samtidig|derudover|frem)\b", re.I
)
_PASSIVE = re.compile(r"skal (?:\w+ ){0,3}?(?:\w+[a-zæøå]es\b|(?P<state>være)\b)")


def told_in(
    paragraph: str, held_on: date | None, body: str = "", people: frozenset[str] = frozenset()
) -> Iterator[FoundFollowUp]:
    """The deeds in running text: "HR-chefen udarbejder et oplæg inden den 1. oktober 2024."."""
    waiting: FoundFollowUp | None = None  # the clause before "Ansvarlig: HR-chefen."
    for clause in clauses(paragraph):
        owner, when = _OWNER.search(clause), deadline_in(clause, held_on)
        if waiting and _LABEL.match(clause):
            who = owner["who"].strip() if owner else waiting.who
            waiting = replace(waiting, who=who, due=when or waiting.due)
            continue
        if waiting and (is_owner := _IS_OWNER.fullmatch(clause.strip(" ."))):
            waiting = replace(waiting, who=is_owner["who"])
            continue
        if waiting and (waiting.who or waiting.due):
            yield waiting
        what = _BRACKETS.sub("", clause).replace(" .", ".").strip()
        doer = _doer(clause, body, people)
        if owner:
            who, day = who_and_when(owner["who"].strip(), held_on)
            when = when or day or due_in(clause[owner.end() :][:30], held_on)
            waiting = FoundFollowUp(what, who, when)
        elif (beside := _BESIDE.search(clause)) and (day := due_in(beside["when"], held_on)):
            waiting = FoundFollowUp(clause[: beside.start()].strip(), beside["who"], day)
        elif (dashed := _DASHED.match(clause)) and (day := due_in(dashed["when"], held_on)):
            waiting = FoundFollowUp(dashed["what"], dashed["who"], day)
        elif doer is None:
            waiting = FoundFollowUp(what, "", None)
        else:
            when = when or (last_day_in(clause, held_on) if doer.who else None)
            waiting = FoundFollowUp(what, doer.who if when or doer.known else "", when)
    if waiting and (waiting.who or waiting.due):
        yield waiting


def clauses(paragraph: str) -> Iterator[str]:
    """The sentences, and the main clauses of those that tell what several people do."""
    for sentence in sentences(paragraph):
        begun = 0
        for match in _CLAUSE.finditer(sentence):
            before = sentence[max(begun, match.start() - _LONGEST_NAME) : match.start()]
            if not _ENDS_WITH_NAME.search(before):  # "Lise Holm og Bo Elm"
                yield sentence[begun : match.start()]
                begun = match.end()
        yield sentence[begun:]


@dataclass(frozen=True)
class _Doer:
    """Who does it. known: for somebody who does what they are told to, with or without a date."""

    who: str
    known: bool


def _doer(clause: str, body: str, people: frozenset[str]) -> _Doer | None:
    """Who does it, when a clause tells a deed; "" when that is a pronoun, or isn't told.

    people: the first names of those who met.
    """
    if (is_told := _IS_TOLD.match(clause)) and tells_deadline(clause):
        return _Doer(is_told["who"], known=True)
    first = _FIRST_NAMES.match(clause)
    does = _DOES.match(clause, first.end()) if first else None
    if first and does and DEEDS.match(clause, does.start("verb")):
        called = re.split(", | og ", first[0])
        likely = tells_deadline(clause) and not any(map(NO_NAME.fullmatch, called))
        if people.issuperset(called) or (likely and not any(map(BODY_WORD.fullmatch, called))):
            return _Doer(first[0], known=True)
    for start in (0, *(match.end() for match in _THAT.finditer(clause))):
        names, unit = NAMES.match(clause, start), _UNIT.match(clause, start)
        named = names or unit
        does = _DOES.match(clause, named.end()) if named else None
        if not (named and does):
            department = _DEPARTMENT.match(clause, start)
            somebody = SOMEBODY.match(clause, start) if tells_deadline(clause) else None
            named = somebody or department
            does = _DOES.match(clause, named.end()) if named else None
            names, unit = None, named
            if not (
                named
                and does
                and does["verb"] != "skal"
                and DEEDS.match(clause, does.start("verb"))
            ):
                continue
        if unit and not names and _meets(named[0], body):
            continue
        known = bool(DEEDS.match(clause, does.start("verb")))
        if (known or not NO_DEEDS.fullmatch(does["verb"])) and (
            names or known or tells_deadline(clause)
        ):
            return _Doer(named[0], known=known and not re.match(EACH, named[0]))
    wanted = _WANTED.search(clause) if tells_deadline(clause) else None
    if wanted:
        return _Doer(wanted["who"], known=True)
    if asked := _ASKED.search(clause) or _BIDDEN.search(clause):
        return _Doer(asked["who"], known=True)
    verb = DEEDS.search(clause)
    if verb is None:
        return None
    if passive := _PASSIVE.match(clause, verb.start()):
        return None if passive["state"] else _Doer("", known=False)
    who = _THAT.split(clause[: verb.start()])[-1].strip(" :")
    if _TURNED.match(who):
        after = clause[verb.end() :].lstrip()
        named = NAMES.match(after) or ACTOR.match(after)
        who = named[0] if named else ""
    who = _RELATIVE.split(who)[0].strip(" ,")
    if len(who.split()) > _LONGEST_WHO or any(written_dates(who)) or who.lower() in PRONOUNS:
        return _Doer("", known=False)
    if verb[0] == "skal" and _IS_AMOUNT.match(who):  # what is aimed at, and nobody's deed
        return None
    return _Doer(who, known=bool(ACTOR.fullmatch(who)) and not _meets(who, body))


def _meets(who: str, body: str) -> bool:
    """Whether it is the body itself that does it: that is rather what it decides than a deed."""
    return who.casefold() in (body.casefold(), *GENERIC_BODIES)


def who_and_when(owner: str, held_on: date | None) -> tuple[str, date | None]:
    """Who is told behind "Ansvarlig:", and the day when it follows on the same line."""
    match = _WHEN.search(owner)
    if match is None:
        return owner.rstrip(".").strip(" –/;,|·•"), None
    return owner[: match.start()].rstrip("."), due_in(owner[match.start() :], held_on)
