"""Words of Danish texts: found in a text, folded, stemmed, and taken apart."""

import re
from collections.abc import Container
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

MED = "MED"  # the co-determination system; written so, it isn't the word "med"

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[./-]\d+)*|%")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MED = re.compile(r"\bmed-(?=\w)|(?<=\bmed )med\b", re.IGNORECASE)
_DATE = re.compile(r"\b([0-3]?\d)[./-]([01]?\d)[./-](\d{4})\b")
_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_VERBAL = re.compile(r"(?:er)?(?:ning|ing|ed)$")
_PAST = ("ed", "t")  # what is left of kostede, meldte
_SHORTEST_VERB = 5  # letters; "retning" isn't of "ret"
# "Er det frivilligt?" doesn't ask about volunteers, who would have the same stem.
_UNSTEMMED = (MED, "frivilligt")
_EARLY = "tidlig"
_EARLIER = frozenset(
    {"tidlig", "tidligt", "tidlige", "tidligere", "tidligst", "tidligste"}
)  # no tid
_stemmer = snowballstemmer.stemmer("danish")


def words(text: str) -> list[str]:
    """Give the words of a text in order, in lower case but for MED, with ae, oe, aa as æ, ø, å.

    A date in figures becomes its day, month and year, so that "juni 2024" finds it; 45.000 is
    45000, as people write it.
    """
    if text.isupper() and len(text.split()) > 1:  # all in capitals, so they tell nothing
        text = text.lower()
    if "-" in text or "med med" in text.lower():
        text = _MED.sub(lambda match: match[0].upper(), text)
    if "19" in text or "20" in text:  # a year, perhaps; looking costs less than the pattern
        text = _DATE.sub(_in_words, text)
    return list(map(_folded, _TOKEN.findall(text)))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Give what a word's inflections share: møderne -> mød; besluttede, beslutning -> beslut.

    Snowball, which leaves a few endings of verbs and the nouns made of them, and those too.
    """
    if word in _UNSTEMMED:
        return word
    if word in _EARLIER:
        return _EARLY
    found = _snowball(word)
    shorter = _VERBAL.sub("", found)
    if len(shorter) >= _SHORTEST_VERB:
        return shorter[:-1] if shorter[-1] == shorter[-2] and shorter != found else shorter
    if not found.endswith(_PAST) or found in _bases():
        return found
    base = found.removesuffix("ed").removesuffix("t")
    return base if base in _bases() else found


def _snowball(word: str) -> str:
    found = str(_stemmer.stemWord(word))
    if found.endswith("s") and len(found) > _SHORTEST_VERB:
        found = str(_stemmer.stemWord(found))
    return found


@cache
def _bases() -> frozenset[str]:
    """What Snowball leaves of the general language's words, by which short verbs are known."""
    return frozenset(map(_snowball, common_words()))


def stems(text: str) -> list[str]:
    """Give the stems of a text's words, in order."""
    return [stem(word) for word in words(text)]


@cache
def function_words() -> frozenset[str]:
    """Words that carry a sentence but no matter, as they are written."""
    return frozenset(_listed("function_words.txt"))


@cache
def common_words() -> frozenset[str]:
    """Words of the general language, function words too, as they are written."""
    return function_words() | frozenset(_listed("common_words.txt"))


@cache
def common_stems() -> frozenset[str]:
    """The stems of the words of the general language."""
    return frozenset(map(stem, common_words()))


def parts(word: str, known: Container[str]) -> tuple[str, ...]:
    """Take a compound apart where both sides are known words: ledermøde -> leder, møde.

    known: words as they are written. Gives nothing for a word that can't be taken apart so.
    """
    common = common_words()
    for end in range(len(word) - 3, 1, -1):  # the longest first part is the likeliest
        first, last = word[:end], word[end:]
        if last not in known and last not in common:
            continue
        for linked in (first, first[:-1] if first[-1] in "se" else ""):
            if len(linked) >= 4 and (linked in known or linked in common):
                return linked, last
            if linked in _SHORT_FIRST_PARTS:
                return linked, last
    return ()


def runs(word: str) -> list[str]:
    """Give a word's runs of four letters, its beginning marked; none for short words."""
    marked = "^" + word
    return [marked[start : start + 4] for start in range(len(marked) - 3)] if len(word) > 3 else []


@lru_cache(maxsize=100_000)
def _folded(token: str) -> str:
    if token == MED:
        return token
    if _THOUSANDS.fullmatch(token):
        return token.replace(".", "")
    folded = token.lower().replace("é", "e").replace("ä", "æ").replace("ö", "ø")
    return folded.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


def _in_words(date: re.Match[str]) -> str:
    """Give a date in figures as "6 juni 2024"; unchanged when there is no such month."""
    month = int(date[2])
    return f"{int(date[1])} {_MONTHS[month - 1]} {date[3]}" if 1 <= month <= 12 else date[0]


def _listed(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return words("\n".join(line for line in text.splitlines() if not line.startswith("#")))


_SHORT_FIRST_PARTS = frozenset(
    words(
        "by børn dag fag gas hus hav it jul køn land lov løn mad mål mus nat ny pris rum sag syg"
        " tid uge ung vej vin år"
    )
)
