"""What people say before a question, to be polite or to begin: it isn't about the matter."""

import re

_SAYINGS = (
    r"(?:hej|hejsa|halløj|hallo|dav|goddag|godmorgen|god (?:dag|morgen|eftermiddag)|hi|hello|hey)"
    r"(?: (?:med )?(?:jer|dig|igen|alle|der|lederlinjen|there|again))?",
    r"kære \w+",
    r"(?:jeg er|i'?m|i am) (?:en |a )?(?:helt )?(?:ny|new)(?: (?:leder|chef|manager|her|here))?"
    r"(?: (?:i|på|ved|in|at) \w+(?=[,.:!]))?",
    r"(?:(?:jeg har|lige|bare|kun|just|i have) )*(?:(?:et|a) )?"
    r"(?:(?:lille|hurtigt|kort|quick|short) )?(?:spørgsmål|question)",
    r"(?:kan|kunne|vil|ville) (?:du|i|man) (?:(?:lige|måske|godt) )*"
    r"(?:sige|fortælle|oplyse|hjælpe)(?: (?:mig|os))?(?: med)?(?: (?:om|at))?",
    r"(?:jeg|vi) (?:vil|ville|kunne) (?:(?:gerne|bare|lige|godt) )*(?:vide|høre|spørge)(?:,? om)?",
    r"(?:jeg|vi) (?:tænkte|tænker) (?:lige )?på(?:,? om)?",
    r"ved (?:du|i)(?:,? om)?",
    r"(?:can|could) you (?:please )?tell me",
    r"(?:i would|i'?d) like to know",
)
_SAID = re.compile(
    rf"(?:{'|'.join(_SAYINGS)})(?=[\s,.:;!?–-]|$)[\s,.:;!–-]*(?:(?:og|and) )?", re.IGNORECASE
)


def without_preamble(text: str) -> str:
    """Give what follows "hej, jeg er ny leder. Jeg vil gerne vide, om ..."; perhaps nothing."""
    rest = text.strip()
    while said := _SAID.match(rest):
        rest = rest[said.end() :]
    return rest
