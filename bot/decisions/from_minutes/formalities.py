"""Which of the decisions in minutes nobody needs a message about.

A heuristic, so nothing is left out by it for good: those are only not sent along with the rest.
"""

import re

from bot.decisions.minutes.values import FoundDecision
from bot.documents.sentences import sentences

# Items that a meeting is held by, whatever was decided on them.
_OF_MEETING = re.compile(
    r"(?:(?:godkendelse af|bemærkninger til|opfølgning på) )?"
    r"(?:(?:den|det|sidste|seneste|forrige|dagens|mødets) ){0,2}"
    r"(?:dagsorden(?:en)?|mødereferat(?:et)?|(?:beslutnings)?referat(?:et|er)?)"
    r"(?: og (?:dagsorden(?:en)?|referat(?:et)?))?(?: (?:fra|af|til|for) .*(?:møde|\d\.).*)?"
    r"|eventuelt|evt|velkomst(?: og .*)?|bordet rundt|næste møder?|siden sidst|spørgetid"
    r"|(?:gensidig )?orientering(?:er)?|meddelelser",
    re.IGNORECASE,
)
_MATTER = (
    r"(?:(?:sag|punkt|indstilling|orientering|redegørelse|dagsorden|status|referat)(?:en|et)?"
    r"|det|dette|[\w-]+(?:udvalget|rådet|styrelsen|direktionen|ledelsen|med))"
)
_APPROVED = (
    r"(?:godkend(?:t|te|tes|es)|tiltr(?:ådt|ådte|ædes)|vedt(?:aget|ages|og)|(?:tages )?til følge"
    r"|fulgt|imødekommet|anbefal(?:es|et)(?: godkendt| vedtaget)?)"
)
_OUTCOME = (
    rf"(?:{_APPROVED}|(?:taget|tages|tog|tager)(?: \w+)? (?:til|t\.) efterretning"
    r"|(?:til|t\.) efterretning|drøft(?:et|edes|es|ede)|udsat|udsættes|udgår|udgik|orienteret|givet"
    r"|ingen (?:bemærkninger|kommentarer))"
)
_BARE = re.compile(
    rf"(?:{_MATTER} )?(?:blev |er |enstemmigt? )*(?:som indstillet|{_OUTCOME})"
    rf"(?:,? (?:enstemmigt?|som indstillet|uden bemærkninger|{_MATTER}|og {_OUTCOME}))*",
    re.IGNORECASE,
)
_APPROVES = re.compile(rf"\b(?:{_APPROVED}|som indstillet)\b", re.IGNORECASE)
_DECIDES = re.compile(r"\bbeslut|\bvedt[ao]g", re.IGNORECASE)
# A recommendation that only wants the matter noted or talked about.
_ONLY_NOTES = re.compile(
    r"(?!.* og at )(?:.*til efterretning|.*\bdrøft(?:es|er|e)(?: \w+)?"
    r"|.*\b(?:orientering|redegørelse|status)\w* godkendes)",
    re.IGNORECASE,
)
_OPENS_LIST = re.compile(r".*\b(?:at|følgende):?|(?:det )?indstilles:?", re.IGNORECASE)


def is_formality(found: FoundDecision) -> bool:
    """Whether a decision is of the meeting itself, or nothing was agreed that one could act on.

    What is agreed to be done is never one.
    """
    if any(one.what for one in found.follow_ups):
        return False
    if _OF_MEETING.fullmatch(found.title.strip(" .:")) and not _DECIDES.search(found.text):
        return True
    return is_bare(found.text) and not _tells_what_was_agreed(found)


def is_bare(text: str) -> bool:
    """Whether a text says no more than what came of a matter: "Tiltrådt som indstillet."."""
    said = sentences(text)
    return bool(said) and all(_BARE.fullmatch(one.strip(" .-")) for one in said)


def _tells_what_was_agreed(found: FoundDecision) -> bool:
    """Whether the recommendation does, as it was followed; without one the title tells it."""
    if not _APPROVES.search(found.text):
        return False
    if not found.recommendation:
        return True
    lines = [one.strip(" .-") for one in sentences(found.recommendation)]
    return any(
        one and not _ONLY_NOTES.fullmatch(one) and not _OPENS_LIST.fullmatch(one) for one in lines
    )
