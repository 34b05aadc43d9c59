"""What else was asked about the same: by what both are about, and by what they ask of it.

What a text is about are its words that carry matter, less the verb that asks ("holder", "søger")
and what nearly any question here has ("næste år", "frist", "leder"): those count a little.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from bot.documents.search.asking import bare, content, way
from bot.documents.search.words import MED, common_stems, parts, stem, words

# What a word counts for.
NOUN, COMMON, LIGHT = 1.0, 0.7, 0.2
OFTEN = 10  # one text in so many has a word that tells little; among few texts, five have it
FEW = 5

# The least alikeness by how many words of matter both have: with more of them, texts are longer.
BY_SHARED = (0.8, 0.45, 0.4, 0.3)
ANOTHER_NOUN = 0.6  # where both are about something else, too
ASKS_OTHERWISE = 0.65  # where they have but one such word in common, and don't ask alike
CONTRARY = 0.5  # "hvor" is not "hvornår", whatever it is about: unless much else is shared

_CLEAR_WAYS = frozenset(
    {"hvem", "hvor", "hvornår", "hvorfor", "hvor mange", "hvor meget", "hvor længe", "hvor tit"}
)
_ASKING = frozenset({"hvad", "hvem", "hvor", "hvornår", "hvordan", "hvorfor", "der"})
_PRONOUNS = frozenset({"jeg", "vi", "man", "du", "han", "hun"})
_MODALS = frozenset({"skal", "kan", "må", "vil", "bør", "skulle", "kunne", "at"})
_NEARLY_ANYWHERE = """
    holde afholde ligge foregå finde sted få give gøre tage starte begynde slutte gælde bruge findes
    næste sidste første kommende ny år måned uge dag dato tidspunkt tid gang frist deadline færdig
    regel regler retningslinje måde mulighed ansat medarbejder leder kommune direktion
    spørgsmål svar
"""

Key = TypeVar("Key")


@dataclass(frozen=True)
class _Asked:
    """A text taken apart. weight: by stem. parts: stems of a compound's parts, by its stem."""

    way: str | None
    weight: Mapping[str, float]
    parts: Mapping[str, frozenset[str]]


def most_alike(text: str, others: Mapping[Key, str | Sequence[str]], *, most: int) -> list[Key]:
    """The keys of the texts that are about the same, the most alike first.

    others: a text, or several that say the same, of which the most alike one counts. Call it in a
    thread: taking some 500 new texts apart takes a while; they are then kept.
    """
    own = _taken_apart(text)
    ways = {
        key: [_taken_apart(one) for one in ([other] if isinstance(other, str) else other)]
        for key, other in others.items()
    }
    having = Counter(
        word for known in ways.values() for word in {word for one in known for word in one.weight}
    )
    often = frozenset(word for word, many in having.items() if many > max(FEW, len(others) / OFTEN))
    found = sorted(
        (
            (max((_alikeness(own, one, often) for one in known), default=0.0), place, key)
            for place, (key, known) in enumerate(ways.items())
        ),
        key=lambda one: (-one[0], one[1]),
    )
    return [key for much, _place, key in found[:most] if much]


def _alikeness(one: _Asked, other: _Asked, often: frozenset[str]) -> float:
    """How much of both is in the other, up to 1; 0 where nobody would call them alike."""
    ours, theirs = _covered(one, other), _covered(other, one)
    all_of_it = _sum(one.weight, often) + _sum(other.weight, often)
    if not all_of_it or not (ours or theirs):
        return 0.0
    both = sum(_weight(one, word, often) * much for word, much in ours.items())
    both += sum(_weight(other, word, often) * much for word, much in theirs.items())
    much = both / all_of_it
    return much if much >= _needed(one, other, ours, theirs) else 0.0


def _needed(
    one: _Asked, other: _Asked, ours: Mapping[str, float], theirs: Mapping[str, float]
) -> float:
    """How alike they must be."""
    shared = max(_number_shared(one, ours), _number_shared(other, theirs))
    needed = BY_SHARED[min(shared, len(BY_SHARED) - 1)]
    if shared <= 1 and _has_more(one, ours) and _has_more(other, theirs):
        needed = max(needed, ANOTHER_NOUN)
    if one.way == other.way:
        return needed
    if {one.way, other.way} <= _CLEAR_WAYS:
        return max(needed, CONTRARY) if shared > 1 else 2.0  # which nothing is
    return max(needed, ASKS_OTHERWISE) if shared <= 1 else needed


def _covered(one: _Asked, other: _Asked) -> dict[str, float]:
    """How much of each of one's words the other has: a compound by its parts, too.

    "Ledermøde" is all in "møde for ledere", half in "møde", and not in "personalemøde".
    """
    covered: dict[str, float] = {}
    whole = {
        part for known in other.parts.values() if known <= one.weight.keys() for part in known
    } | other.weight.keys()
    halves = {part for known in other.parts.values() for part in known}
    for word in one.weight:
        own = one.parts.get(word, frozenset())
        if word in whole or (own and own <= other.weight.keys()):
            covered[word] = 1.0
        elif word in halves or own & other.weight.keys():
            covered[word] = 0.5
    return covered


def _number_shared(one: _Asked, covered: Mapping[str, float]) -> int:
    return sum(much == 1.0 and one.weight[word] >= COMMON for word, much in covered.items())


def _has_more(one: _Asked, covered: Mapping[str, float]) -> bool:
    return any(much >= COMMON and word not in covered for word, much in one.weight.items())


def _weight(one: _Asked, word: str, often: frozenset[str]) -> float:
    return one.weight[word] / 2 if word in often else one.weight[word]


def _sum(weight: Mapping[str, float], often: frozenset[str]) -> float:
    return sum(much / 2 if word in often else much for word, much in weight.items())


@lru_cache(maxsize=2_000)
def _taken_apart(text: str) -> _Asked:
    """Take a text apart; kept, as it is held against many."""
    text = bare(text)
    told, verbs = words(text), _verbs(words(text))
    matter = frozenset(content(text))
    weight: dict[str, float] = {}
    apart: dict[str, frozenset[str]] = {}
    for place, word in enumerate(told):
        if word not in matter:
            continue
        one = stem(word)
        weight[one] = max(weight.get(one, 0.0), LIGHT if place in verbs else _matter(word, one))
        known = parts(one, common_stems())
        if known:
            apart[one] = frozenset(map(stem, known))
    return _Asked(way(text), weight, apart)


def _matter(word: str, stemmed: str) -> float:
    if word[0].isdigit() or stemmed in _light_stems():
        return LIGHT
    return COMMON if word != MED and stemmed in common_stems() else NOUN


def _verbs(told: Sequence[str]) -> frozenset[int]:
    """The places of the verbs by which something is asked, as far as their places tell."""
    found: set[int] = set()
    for place, word in enumerate(told):
        before = told[place - 1] if place else ""
        two_before = told[place - 2] if place > 1 else ""
        after = told[place + 1] if place + 1 < len(told) else ""
        present = before in _ASKING | _PRONOUNS or after in _PRONOUNS
        infinitive = before in _MODALS or (before in _PRONOUNS and two_before in _MODALS)
        if (present and word.endswith(("r", "s"))) or (infinitive and word.endswith(("e", "es"))):
            found.add(place)
    return frozenset(found)


@cache
def _light_stems() -> frozenset[str]:
    return frozenset(map(stem, words(_NEARLY_ANYWHERE)))
