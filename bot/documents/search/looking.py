"""A close look at the passages that were found: what tells whether one answers the question."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain

from bot.documents.search.asking import way
from bot.documents.search.facts import around, holds
from bot.documents.search.meaning import Asked, Word
from bot.documents.search.words import function_words, runs, stem, words
from bot.documents.sentences import sentences
from bot.documents.values import DocumentKind, Passage

# How close a candidate is, beside its score: fitted so that the right one comes first in each set
# of questions, with nearly the same result when that set is left out (docs/decisions).
_CLOSE = {
    "score": 1.0,
    "coverage": 0.5,
    "focus": 0.5,
    "heading": 0.25,
    "likeness": 0.1,
    "absent": -0.35,
    "lacks": -0.3,
    "curated": -0.6,
    "near": 0.4,
}
# The same where an encoder tells how near a passage is in meaning, too.
_CLOSE_IN_MEANING = {
    "score": 0.5,
    "coverage": 0.85,
    "heading": 0.25,
    "likeness": 1.3,
    "lacks": -0.25,
    "curated": -0.8,
    "near": 0.4,
    "meaning": 3.0,
}
# By which an answer is put before a gap that is as close, without and with an encoder.
_GAP_BEHIND, _GAP_BEHIND_IN_MEANING = 0.5, 0.7
_RUNS, _RUNS_FROM = 0.6, 0.6  # what a word's runs of letters count for, and from which share on
_MANY = math.log1p(16)  # variants of a passage, from which on more make no difference
_AHEAD = 0.05  # by which a sentence must hold more than one before it, to be better


@dataclass(frozen=True)
class Candidate:
    """A passage that was found. terms: what it can be found by, its headings and variants too.

    meaning: how near it is to the question in meaning, from -1 to 1; None: nobody can tell.
    """

    passage: Passage
    score: float
    terms: frozenset[str]
    meaning: float | None = None


@dataclass(frozen=True)
class Ranked:
    """A part of a question with its candidates, best first.

    weights: for each stem of the question how much it tells, so how much it is missed. among: how
    many passages they were found among. before: what the question before found, when this one may
    go on with it.
    """

    asked: Asked
    candidates: tuple[Candidate, ...]
    weights: Mapping[str, float]
    among: int
    before: Passage | None = None

    @cached_property
    def matching(self) -> frozenset[str]:
        """Every term that a word of the question means."""
        return frozenset(term for word in self.asked.words for term in word.terms)

    @cached_property
    def of_decisions(self) -> "Ranked":
        """The same without what is true of every decision, if it says more than that."""
        words = tuple(word for word in self.asked.words if not word.decides)
        if len(words) == len(self.asked.words) or not any(word.carries for word in words):
            return self
        weights = {word.stem: self.weights[word.stem] for word in words}
        return replace(self, asked=replace(self.asked, words=words), weights=weights)

    def to(self, passage: Passage) -> "Ranked":
        """What a passage is measured by."""
        return self.of_decisions if passage.kind is DocumentKind.DECISION else self


@dataclass(frozen=True)
class Signals:
    """What tells whether a candidate answers a question; each from 0 to 1, meaning from -1.

    score: beside the best score. coverage: how much of what the question says the passage holds.
    matter: the same, where rare words don't count more than others. focus: how much its best
    sentence holds. absent: what the most telling word is worth that it doesn't hold. likeness: how
    like the question the nearest variant is. heading: how much the heading holds. lacks: the fact
    that is asked for isn't in that sentence (0.5), nor in the passage (1). curated: how many
    variants it has, which hold so many words that they would hide passages that have none. near: in
    the document (0.5) or the section (1) that the question before was answered from. elsewhen: it
    is asked of a time, as "sidste år", that the passage doesn't name. named: how much a decision's
    title holds, or it is about another matter; 1 for what isn't of a decision. meaning: see
    `Candidate`.
    """

    score: float
    coverage: float
    matter: float
    focus: float
    absent: float
    likeness: float
    heading: float
    lacks: float
    curated: float
    near: float
    elsewhen: float
    named: float
    meaning: float | None

    @property
    def closeness(self) -> float:
        """What candidates are put in order by."""
        return self._sum(_CLOSE if self.meaning is None else _CLOSE_IN_MEANING)

    @property
    def closeness_in_words(self) -> float:
        """What they would be put in order by without an encoder."""
        return self._sum(_CLOSE)

    def _sum(self, worths: Mapping[str, float]) -> float:
        signals: dict[str, float] = vars(self)
        return sum(worth * signals[name] for name, worth in worths.items())


@dataclass(frozen=True)
class Seen:
    """A candidate after a close look. sentence: the one in it that answers best."""

    passage: Passage
    sentence: str
    signals: Signals


def look_closely(part: Ranked) -> list[Seen]:
    """Measure the candidates, and put the closest first."""
    seen = [_look(part, candidate) for candidate in part.candidates]
    return sorted(seen, key=lambda each: _behind(each) - each.signals.closeness)


def _behind(seen: Seen) -> float:
    if not seen.passage.gap:
        return 0.0
    return _GAP_BEHIND if seen.signals.meaning is None else _GAP_BEHIND_IN_MEANING


def matter(part: Ranked, candidate: Candidate) -> float:
    """Give how much of what a question says a candidate holds; see `Signals`."""
    part = part.to(candidate.passage)
    return (_coverage(part, candidate.terms) + _share(part, candidate.terms)) / 2


def covers(part: Ranked, passage: Passage) -> float:
    """Give how much of what a question says a passage holds, in its text, headings or variants."""
    text = "\n".join((passage.document, passage.section, passage.text, *passage.variants))
    return _coverage(part.to(passage), _terms(text))


def _look(part: Ranked, candidate: Candidate) -> Seen:
    passage, terms = candidate.passage, candidate.terms
    part = part.to(passage)
    sentence, focus, holding = _best_sentence(part, passage.text)
    absent = [part.weights[word.stem] * (1 - _match(word, terms)) for word in part.asked.words]
    coverage = _coverage(part, terms)
    signals = Signals(
        score=candidate.score / (part.candidates[0].score or 1.0),  # 0: by its meaning alone
        coverage=coverage,
        matter=(coverage + _share(part, terms)) / 2,
        focus=focus,
        absent=max(absent, default=0.0) / max(part.weights.values(), default=1.0),
        likeness=max((_likeness(part, variant) for variant in passage.variants), default=0.0),
        heading=_coverage(part, _terms(passage.section.split(" · ")[-1])),
        lacks=_lacks(part, passage, holding),
        curated=min(math.log1p(len(passage.variants)) / _MANY, 1.0),
        near=_near(part, passage),
        elsewhen=float(_is_elsewhen(part, passage)),
        named=_named(part, passage),
        meaning=candidate.meaning,
    )
    if passage.gap:
        sentence = sentences(passage.text)[0]  # which says what isn't known
    return Seen(passage, sentence, signals)


def _named(part: Ranked, passage: Passage) -> float:
    if passage.kind is not DocumentKind.DECISION:
        return 1.0
    return _coverage(part, _terms(passage.section.split(" · ")[0]))  # the title, above all it says


def _near(part: Ranked, passage: Passage) -> float:
    before = part.before
    if before is None or before.document != passage.document:
        return 0.0
    if passage.kind is DocumentKind.DECISION:  # whose document is named for the body that made many
        return float(before.section.split(" · ")[0] == passage.section.split(" · ")[0])
    if passage.kind is DocumentKind.ANSWER:  # which answers one question, so not any that follows
        return float(before == passage and part.asked.way in map(way, passage.variants))
    return 1.0 if before.section == passage.section else 0.5


def _is_elsewhen(part: Ranked, passage: Passage) -> bool:
    text = passage.text.lower()
    return bool(part.asked.moments) and not any(each in text for each in part.asked.moments)


def _lacks(part: Ranked, passage: Passage, holding: bool) -> float:
    if holding or passage.gap:  # a gap says itself what it lacks
        return 0.0
    return 0.5 if any(_holds(part, each) for each in sentences(passage.text)) else 1.0


def _holds(part: Ranked, sentence: str) -> bool:
    """Whether a sentence holds the fact, and a number what it counts beside it."""
    fact = part.asked.fact
    if fact is None or not part.asked.counted:
        return holds(sentence, fact)
    beside = [_terms(text) for text in around(sentence, fact)]
    return any(_match(word, terms) > 0 for word in part.asked.counted for terms in beside)


def _coverage(part: Ranked, terms: frozenset[str]) -> float:
    """Give how much of what a question tells the terms hold."""
    total = sum(part.weights[word.stem] for word in part.asked.words)
    held = sum(part.weights[word.stem] * _match(word, terms) for word in part.asked.words)
    return held / total if total else 0.0


def _share(part: Ranked, terms: frozenset[str]) -> float:
    """Give how many of a question's words the terms hold."""
    words = part.asked.words
    return sum(_match(word, terms) for word in words) / len(words) if words else 0.0


def _match(word: Word, terms: frozenset[str]) -> float:
    """Give how well a word is matched, from 0 to 1.

    Its runs of letters count when most of them are there: kodeks is in ledelseskodeks.
    """
    best = max((word.terms[term] for term in terms.intersection(word.terms)), default=0.0)
    share = len(terms.intersection(word.runs)) / len(word.runs) if word.runs else 0.0
    return max(best, _RUNS * share if share >= _RUNS_FROM else 0.0)


def _best_sentence(part: Ranked, text: str) -> tuple[str, float, bool]:
    """Give the sentence that answers best, the best coverage, and whether it holds the fact."""
    best, focus, holding = text, -1.0, False
    for sentence in sentences(text):
        coverage = _coverage(part, _terms(sentence))
        holds_fact = _holds(part, sentence)
        ahead = coverage - focus
        if ahead > _AHEAD or (ahead > -_AHEAD and holds_fact and not holding):
            best, holding = sentence, holds_fact
        focus = max(focus, coverage)
    return best, max(focus, 0.0), holding


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(_terms_of, words(text))))


@lru_cache(maxsize=20_000)
def _terms_of(word: str) -> tuple[str, ...]:
    if word in function_words():
        return ()
    return stem(word), f"+{stem(word)}", *(f"~{run}" for run in runs(word))


def _likeness(part: Ranked, variant: str) -> float:
    """Compare a question with a variant: how much of each is in the other (harmonic mean)."""
    theirs, terms, asks = _known_variant(variant)
    back = len(theirs & part.matching) / max(len(theirs), 1)
    if not back:
        return 0.0
    ours = _coverage(part, terms)
    return 2 * ours * back / (ours + back) * _same_way(part.asked.way, asks)


@lru_cache(maxsize=20_000)  # variants, and sentences, are few and asked about again and again
def _known_variant(variant: str) -> tuple[frozenset[str], frozenset[str], str | None]:
    """A variant's stems, its terms, and the way it asks."""
    stems = frozenset(stem(word) for word in words(variant) if word not in function_words())
    return stems, _terms(variant), way(variant)


def _same_way(one: str | None, other: str | None) -> float:
    """Give what it is worth that both ask in the same way; many ask without such a word."""
    if one == other:
        return 1.0
    return 0.75 if one and other else 0.9
