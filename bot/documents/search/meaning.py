"""The words of a question with all that they can be matched by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.documents.search.asking import is_english, way
from bot.documents.search.deciding import is_of_every_decision
from bot.documents.search.everyday import (
    english_stems,
    everyday_spellings,
    everyday_words,
    official_words,
    vocabulary,
)
from bot.documents.search.facts import Fact, asked_fact, counted, moments
from bot.documents.search.spelling import mended, slips_of_ending
from bot.documents.search.words import (
    MED,
    common_stems,
    common_words,
    function_words,
    parts,
    runs,
    stem,
    words,
)

# What a match is worth beside one of the word itself (1), in the order of the search's gain from
# it: docs/decisions tells how they were measured.
_PART = 0.5  # of a compound, on either side
_RUN_OF_KNOWN, _RUN_OF_UNKNOWN = 0.2, 0.35  # four letters, of a word that documents hold or don't
_LAST_PART = 0.3
_EVERYDAY = 0.6  # an official word for an everyday one, or the other way round
_KINDRED = 0.3  # another everyday word for the same
_SLIPS = {1: 0.9, 2: 0.7}
_SHORTEST_SLIP = 5  # letters; shorter words are too like each other
_ENDING = 0.7  # of a word whose ending may be a slip
_EARLIER = 0.5  # of the question before, when this one may lean on it
_COMMON = 0.7  # a word of the general language tells less than its rarity here says


@dataclass(frozen=True)
class Known:
    """The words of all documents and of the everyday ones, as written, and the documents' stems.

    spellings: what a slip of the pen may be mended to, the general language's words among it: one
    word for each stem, by the stem's length. by_shape: the documents' own words, by their first
    letter and their length. sides: the stems of what the documents' compounds are made of.
    """

    words: frozenset[str]
    stems: frozenset[str]
    sides: frozenset[str]
    spellings: dict[int, dict[str, str]]
    by_shape: dict[tuple[str, int], list[str]]

    @classmethod
    def of(cls, written: frozenset[str]) -> "Known":
        """Take note of the words of all documents."""
        stems = {stem(word): word for word in sorted(written)}
        spellings: dict[int, dict[str, str]] = {}
        for its_stem, word in (_general_spellings() | stems).items():
            spellings.setdefault(len(its_stem), {})[its_stem] = word
        by_shape: dict[tuple[str, int], list[str]] = {}
        for word in sorted(written):
            by_shape.setdefault((word[0], len(word)), []).append(word)
        lexicon = written | vocabulary()
        sides = frozenset(stem(side) for word in written for side in parts(word, lexicon))
        return cls(lexicon, frozenset(stems), sides, spellings, by_shape)

    def __contains__(self, word: object) -> bool:
        """Whether a word is known in any inflection, here or in the general language."""
        its_stem = stem(str(word))
        return its_stem in self.stems or its_stem in self.spellings.get(len(its_stem), {})

    def holds(self, stem: str) -> bool:
        """Whether the documents hold a word, by its stem, or a compound with it."""
        return stem in self.stems or stem in self.sides

    def parts(self, word: str) -> tuple[str, ...]:
        """Take a word of a question apart; its parts may be inflected in ways not seen here."""
        return parts(word, self.words) or (() if word in self else parts(word, self))


@dataclass(frozen=True)
class Word:
    """A word of a question. terms, runs: what it can be matched by, with what a match is worth.

    decides: it says what every decision says of itself.
    """

    stem: str
    terms: dict[str, float]
    runs: dict[str, float]
    common: bool
    earlier: bool = False  # of the question before, so it tells less
    decides: bool = False

    @property
    def carries(self) -> bool:
        """Whether the word itself carries matter, not only what official texts say for it."""
        return self.stem in self.terms

    @property
    def worth(self) -> float:
        """What the word is worth beside its rarity."""
        return (_COMMON if self.common else 1.0) * (_EARLIER if self.earlier else 1.0)


@dataclass(frozen=True)
class Asked:
    """A part of a question.

    way: the word by which it asks. fact: what it asks for. counted: of what it asks how many.
    moments: words that mean another time for each day it is asked.
    """

    words: tuple[Word, ...]
    way: str | None
    fact: Fact | None
    counted: tuple[Word, ...] = ()
    moments: tuple[str, ...] = ()

    def terms(self) -> dict[str, float]:
        """Give all terms to search for, with their weights."""
        found: dict[str, float] = {}
        for word in self.words:
            for term, worth in (word.terms | word.runs).items():
                found[term] = max(found.get(term, 0.0), worth * word.worth)
        return found

    def about(self, earlier: "Asked") -> "Asked":
        """Give the same question about the matter of an earlier one, if it has none itself."""
        if any(word.carries for word in self.words):
            return self
        return replace(self, words=(*self.words, *earlier.words))

    def after(self, earlier: "Asked") -> "Asked":
        """Give the same question about the subject of the one before it."""
        own = {word.stem for word in self.words}
        theirs = (word for word in earlier.words if word.stem not in own)
        return replace(self, words=(*self.words, *(replace(word, earlier=True) for word in theirs)))


def understood(question: str, known: Known) -> Asked:
    """Work out what a part of a question asks, as far as the documents can answer it."""
    written = _joined(words(question), known)
    meant = [_meant(word, known) for word in written]
    official = official_words([nearest[0][0] for nearest in meant])
    english = is_english(question)  # then an unknown word tells nothing, and all are "common"
    found = [
        _word(word, nearest, official.get(place, ()), known)
        for place, (word, nearest) in enumerate(zip(written, meant, strict=True))
        if nearest[0][0] not in function_words() or place in official
    ]
    if english:
        found = [replace(word, common=True) for word in found]
    stems_counted = {stem(word) for word in words(counted(question))}
    is_counted = tuple(word for word in found if word.stem in stems_counted)
    fact = asked_fact(question)
    return Asked(tuple(found), way(question), fact, is_counted[:1], moments(question))


def _joined(written: Sequence[str], known: Known) -> list[str]:
    """Join the words that the documents write as one: sags nr, sundheds og omsorgs chef."""
    found: list[str] = []
    for word in written:
        before = found[-1] if found else ""
        if before and not {before, word} & function_words() and before + word in known:
            found[-1] = before + word
        else:
            found.append(word)
    return found


def terms_of(word: str, known: Known) -> list[str]:
    """Give the terms by which a word of a document can be found.

    Its stem; marked with a plus, the stems of its parts; marked with a tilde, its runs.
    """
    if word in function_words():
        return []
    compound = [f"+{stem(part)}" for part in parts(word, known.words)]
    return [stem(word), *compound, *_runs(word)]


def _meant(word: str, known: Known) -> Sequence[tuple[str, float]]:
    """Give what a word means, each with its worth: itself, or those it may be a slip of."""
    its_stem = stem(word)
    if its_stem in known.stems or known.parts(word):
        return [(word, 1.0)]
    if its_stem in known.spellings.get(len(its_stem), {}):
        # Its ending may be the slip: trykhed is no form of tryk.
        return [(word, 1.0), *((other, _ENDING) for other in slips_of_ending(word, known.by_shape))]
    if its_stem in english_stems():
        return [(word, 1.0)]
    nearest = mended(its_stem, known.spellings) if len(word) >= _SHORTEST_SLIP else []
    return [(other, _SLIPS[slips]) for other, slips in nearest] or [(word, 1.0)]


@cache
def _general_spellings() -> dict[str, str]:
    """One spelling for each stem that isn't of the documents; they may be what was meant, too."""
    ours = (*sorted(common_words()), *everyday_spellings().values(), *sorted(function_words()))
    return {stem(word): word for word in ours}


def _word(
    word: str, meant: Sequence[tuple[str, float]], official: tuple[str, ...], known: Known
) -> Word:
    wholes = [(other, _EVERYDAY) for other in official]
    if word not in function_words():
        near = (*official, *everyday_words(stem(meant[0][0])))
        wholes += [(other, _EVERYDAY) for other in near]
        wholes += [(other, _KINDRED) for each in near for other in everyday_words(each)]
        wholes = [(whole, worth) for whole, worth in wholes if known.holds(whole)]
        for other, worth in meant:
            wholes.append((stem(other), worth))
            apart = known.parts(other)
            if stem(other) in known.stems:
                wholes += [(stem(part), worth * _PART) for part in apart]
            elif apart:
                first, last = map(stem, apart)
                wholes += [(first, worth * _PART), (last, worth * _LAST_PART)]
                meant_by_first = official_words(apart[:1]).get(0, ())
                wholes += [(part, _EVERYDAY * _PART) for part in meant_by_first]
    terms: dict[str, float] = {}
    for whole, worth in wholes:
        terms[whole] = max(terms.get(whole, 0.0), worth)
        terms[f"+{whole}"] = max(terms.get(f"+{whole}", 0.0), worth * _PART)
    run = _RUN_OF_KNOWN if stem(word) in known.stems else _RUN_OF_UNKNOWN
    found = {} if word in function_words() else dict.fromkeys(_runs(word), run)
    its_stem = stem(meant[0][0])
    return Word(
        its_stem,
        terms,
        found,
        common=stem(word) in common_stems(),
        decides=is_of_every_decision(word),
    )


def _runs(word: str) -> list[str]:
    return [] if word == MED else [f"~{run}" for run in runs(word)]
