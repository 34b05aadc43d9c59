"""The index of all passages, in memory: built once, asked many times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from bot.documents.search.answering import as_curated, decide
from bot.documents.search.asking import is_leaning, split, way
from bot.documents.search.looking import Candidate, Ranked
from bot.documents.search.meaning import Asked, Known, terms_of, understood
from bot.documents.search.postings import Postings
from bot.documents.search.words import words
from bot.documents.values import Findings, Passage

_CANDIDATES = 8  # passages that are looked at closely
_WAY = 1.0  # what it is worth that a variant asks by the same word
_EARLIER = 0.5  # what the words of the question before are worth, when this one leans on it


@dataclass(frozen=True)
class Index:
    """Passages that can be found. Build it with `Index.build`; it can be pickled."""

    passages: tuple[Passage, ...]
    _texts: Postings
    _variants: Postings
    _owners: npt.NDArray[np.int32]  # for each variant the number of its passage
    _known: Known
    _written: dict[tuple[str, ...], int]  # the words of a variant, and the number of its passage

    @classmethod
    def build(cls, passages: Sequence[Passage]) -> "Index":
        """Index passages: headings with their text, and the variants of each."""
        texts = [words(_text(passage)) for passage in passages]
        owned = [
            (owner, variant)
            for owner, passage in enumerate(passages)
            for variant in passage.variants
        ]
        variants = [words(variant) for _, variant in owned]
        written: set[str] = set()
        for text in (*texts, *variants):
            written.update(text)
        known = Known.of(frozenset(written))
        ways = [[f"?{way(variant)}"] if way(variant) else [] for _, variant in owned]
        terms = partial(_terms, known=known)
        return cls(
            tuple(passages),
            Postings(texts, terms),
            Postings([[*text, *asks] for text, asks in zip(variants, ways, strict=True)], terms),
            np.array([owner for owner, _ in owned], dtype=np.int32),
            known,
            _of_one_passage(zip(map(tuple, variants), (owner for owner, _ in owned), strict=True)),
        )

    def find(self, question: str, *, previous: str | None = None) -> Findings:
        """Find what answers a question, and how surely. previous: the question right before."""
        place = self._written.get(tuple(words(question)))
        if place is not None:
            return as_curated(self.passages[place])
        parts = [understood(part, self._known) for part in split(question)]
        if len(parts) > 1:
            parts = [part.about(other) for part, other in zip(parts, reversed(parts), strict=True)]
        terms = [part.terms() for part in parts]
        if previous and is_leaning(question):
            earlier = understood(previous, self._known)
            parts = [part.about(earlier) for part in parts]
            terms = [_with(part.terms(), earlier.terms()) for part in parts]
        return decide([self._ranked(*each) for each in zip(parts, terms, strict=True)])

    def _ranked(self, asked: Asked, terms: dict[str, float]) -> Ranked:
        scores = self._texts.scores(terms) + self._variant_scores(asked, terms)
        top = np.argsort(-scores, kind="stable")[:_CANDIDATES]
        places = [place for place in top.tolist() if scores[place] > 0]
        held = self._held(places, terms)
        candidates = [
            Candidate(self.passages[place], float(scores[place]), frozenset(held[place]))
            for place in places
        ]
        weights = {word.stem: word.worth * self._texts.rarity(word.stem) for word in asked.words}
        return Ranked(asked, tuple(candidates), weights)

    def _held(self, places: list[int], terms: Iterable[str]) -> dict[int, set[str]]:
        """Give which of the terms each passage holds, in its text, headings or variants."""
        places = sorted(places)
        held = dict(zip(places, self._texts.holding(terms, places), strict=True))
        variants = np.flatnonzero(np.isin(self._owners, places)).tolist()
        for variant, found in zip(variants, self._variants.holding(terms, variants), strict=True):
            held[int(self._owners[variant])] |= found
        return held

    def _variant_scores(self, asked: Asked, terms: dict[str, float]) -> npt.NDArray[np.float32]:
        """Score each passage by its best variant.

        A variant says the same as the question or says nothing, so one that holds a part of it is
        worth that part once more: else curated passages hide others that say it in their text.
        """
        whole = {term: worth for term, worth in terms.items() if term[0] not in "~+"}
        if asked.way:
            terms, whole = ({**each, f"?{asked.way}": _WAY} for each in (terms, whole))
        scores = self._variants.scores(terms)
        scores *= np.minimum(scores / max(self._variants.ideal(whole), 0.1), 1.0)
        best = np.zeros(len(self.passages), dtype=np.float32)
        np.maximum.at(best, self._owners, scores)
        return best


def _of_one_passage(
    variants: Iterable[tuple[tuple[str, ...], int]],
) -> dict[tuple[str, ...], int]:
    """Give the variants that stand for one passage alone, each with its passage."""
    owners: dict[tuple[str, ...], set[int]] = {}
    for written, owner in variants:
        owners.setdefault(written, set()).add(owner)
    return {written: min(each) for written, each in owners.items() if written and len(each) == 1}


def _text(passage: Passage) -> str:
    return f"{passage.document}\n{passage.section}\n{passage.text}"


def _terms(word: str, *, known: Known) -> list[str]:
    return [word] if word.startswith("?") else terms_of(word, known)


def _with(terms: dict[str, float], earlier: dict[str, float]) -> dict[str, float]:
    weaker = {term: worth * _EARLIER for term, worth in earlier.items()}
    return {term: max(terms.get(term, 0.0), weaker.get(term, 0.0)) for term in terms | weaker}
