"""Everyday words and the words that official texts use for the same, from `everyday_words/`.

A phrase is found with up to two words that carry no matter among its own, and with its verb in
another tense: "gik hun ned med flaget" is "gå ned med flaget".
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain

from bot.documents.search.words import function_words, stem, words

_BETWEEN = 2  # words without matter that may stand between two of a phrase
_TELLING = 12  # everyday words for an official one; with more it is too general to lead back
_FORMS = (  # of verbs that carry no matter, and are in no stem
    *("blive bliver blev blevet", "få får fik fået", "give giv giver gives gav givet"),
    *("gå går gik gået", "gøre gør gjorde gjort", "have har havde haft", "komme kommer kom"),
    *("lave laver lavet", "se ser", "sige siger sagde sagt", "stå står", "tage tager tog taget"),
    *("være er var været", "sig mig dig os jer", "sin min din vores jeres hans deres"),
)
_BASES = {form: forms.split()[0] for forms in _FORMS for form in forms.split()}

_Phrase = tuple[str, ...]


def official_words(written: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Give the official stems for each place in a question, as words, that an entry covers.

    A phrase covers all of its words that carry matter, and none of them means anything else.
    """
    question = list(map(_tokens, written))
    found: dict[int, tuple[str, ...]] = {}
    covered: set[int] = set()
    for start in range(len(question)):
        if start in covered:
            continue
        places, official = _longest(question, start)
        if len(places) > 1:
            covered.update(places)
        carrying = [place for place in places if written[place] not in function_words()]
        for place in carrying or places[:1]:
            found[place] = tuple(dict.fromkeys((*found.get(place, ()), *official)))
    return found


def everyday_words(official: str) -> tuple[str, ...]:
    """Give the stems of the everyday words, not phrases, that mean an official stem.

    None for one that so many mean that it tells little: leder, frist.
    """
    return _by_official().get(official, ())


@cache
def everyday_spellings() -> dict[str, str]:
    """Give one spelling for the stem of each Danish everyday word."""
    return {stem(word): word for phrase in _danish() for word in _carrying(phrase)}


@cache
def english_stems() -> frozenset[str]:
    """The stems of the English words of the entries; they are no slips of Danish ones."""
    return frozenset(stem(word) for phrase in _english() for word in words(phrase))


@cache
def vocabulary() -> frozenset[str]:
    """The Danish words that are entries by themselves, and all official words, as written."""
    entries = (words(phrase) for phrase in _danish())
    single = (entry[0] for entry in entries if len(entry) == 1)
    official = chain.from_iterable((*_danish().values(), *_english().values()))
    return frozenset(chain(single, *map(words, official)))


def _longest(question: Sequence[_Phrase], start: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Give the places of the longest phrase that begins at one, and its official stems."""
    begun = chain.from_iterable(_by_first().get(token, ()) for token in question[start])
    for phrase, official in sorted(begun, key=lambda entry: -len(entry[0])):
        places = _places(question, start, phrase)
        if places:
            return places, official
    return (), ()


def _places(question: Sequence[_Phrase], start: int, phrase: _Phrase) -> tuple[int, ...]:
    """Give the places of a phrase's words, of which the first stands at the start."""
    places = [start]
    for token in phrase[1:]:
        place = places[-1] + 1
        last = min(place + _BETWEEN, len(question) - 1)
        while place < last and token not in question[place] and _is_without_matter(question[place]):
            place += 1
        if place > last or token not in question[place]:
            return ()
        places.append(place)
    return tuple(places)


@cache
def _danish() -> dict[str, list[str]]:
    return _read("general.toml", "municipality.toml", "staff.toml")


@cache
def _english() -> dict[str, list[str]]:
    return _read("english.toml")


def _read(*names: str) -> dict[str, list[str]]:
    folder = files(__package__) / "everyday_words"
    found: dict[str, list[str]] = {}
    for name in names:
        for phrase, official in tomllib.loads((folder / name).read_text("utf-8")).items():
            found[phrase] = [*found.get(phrase, ()), *official]
    return found


@cache
def _by_phrase() -> dict[_Phrase, tuple[str, ...]]:
    found: dict[_Phrase, tuple[str, ...]] = {}
    for phrase, official in chain(_danish().items(), _english().items()):
        key = _key(words(phrase))
        meant = (stem(word) for entry in official for word in _carrying(entry))
        new = (each for each in meant if each not in key)
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *new)))
    return found


@cache
def _by_first() -> dict[str, list[tuple[_Phrase, tuple[str, ...]]]]:
    found: dict[str, list[tuple[_Phrase, tuple[str, ...]]]] = {}
    for phrase, official in _by_phrase().items():
        found.setdefault(phrase[0], []).append((phrase, official))
    return found


@cache
def _by_official() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for phrase, official in chain(_danish().items(), _english().items()):
        everyday = words(phrase)
        if len(everyday) > 1 or everyday[0] in function_words():
            continue
        for entry in map(words, official):
            if len(entry) == 1:  # one of several means something else by itself
                found.setdefault(stem(entry[0]), {})[stem(everyday[0])] = None
    return {
        each: tuple(other for other in everyday if other != each)
        for each, everyday in found.items()
        if len(everyday) <= _TELLING
    }


def _key(phrase: Sequence[str]) -> _Phrase:
    """Give what is looked for in a question; verbs are so in all tenses beside a telling word."""
    tokens = list(map(_tokens, phrase))
    has_matter = not all(map(_is_without_matter, tokens))
    return tuple(each[-1 if has_matter and len(phrase) > 1 else 0] for each in tokens)


def _tokens(word: str) -> _Phrase:
    """Give what a word can be found by: its stem, or as it is and by its base.

    The stem is what all inflections share; "var" isn't one of "varighed".
    """
    if word not in function_words():
        return (stem(word),)
    return f"={word}", f"~{_BASES.get(word, word)}"


def _is_without_matter(tokens: _Phrase) -> bool:
    return tokens[0][0] in "=~"


def _carrying(text: str) -> Iterable[str]:
    return (word for word in words(text) if word not in function_words())
