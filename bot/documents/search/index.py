"""The index of all passages, in memory: built once, asked many times."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

import numpy as np
import numpy.typing as npt

from bot.documents.search.answering import (
    about,
    as_curated,
    decide,
    each_once,
    filled,
    gap_asked_about,
)
from bot.documents.search.asking import bare, is_leaning, names_nothing, split, together, way
from bot.documents.search.looking import Candidate, Ranked, Seen, covers, look_closely
from bot.documents.search.meaning import Asked, Known, terms_of, understood
from bot.documents.search.postings import Postings
from bot.documents.search.saved import answers_to, comes_since, is_saved, is_saved_answer
from bot.documents.search.vectors import Vector, Vectors, whole_text
from bot.documents.search.words import words
from bot.documents.sentences import sentences
from bot.documents.values import DocumentKind, Findings, Hit, Passage, Tier

_DIGIT = re.compile(r"\d")  # which every case's number has
_CANDIDATES = 16  # passages that are looked at closely
_NEAR = 8  # more of them, those nearest in meaning
_LISTED = 25  # of those in a list: its first pages
_WAY = 1.0  # what it is worth that a variant asks by the same word
_AS_WELL = 0.4  # by which it may hold less than what is found without: an official word for its own


@dataclass(frozen=True)
class Index:
    """Passages that can be found. Build it with `Index.build`; it can be pickled."""

    passages: tuple[Passage, ...]
    _texts: Postings
    _variants: Postings
    _owners: npt.NDArray[np.int32]  # for each variant the number of its passage
    _known: Known
    _written: dict[tuple[str, ...], int]  # the words of a variant, and the number of its passage
    _kinds: npt.NDArray[np.str_]  # what each passage is part of
    _since: npt.NDArray[np.bool_]  # for each passage whether it may tell what a gap doesn't
    vectors: Vectors | None = None  # of the passages; None: they are found by words alone

    @classmethod
    def build(cls, passages: Sequence[Passage]) -> "Index":
        """Index passages: headings with their text, and the variants of each."""
        texts = [words(whole_text(passage)) for passage in passages]
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
            _of_one_passage(
                zip(map(tuple, variants), (owner for owner, _ in owned), strict=True), passages
            ),
            np.array([passage.kind.value for passage in passages], dtype=np.str_),
            np.array([comes_since(passage) for passage in passages], dtype=np.bool_),
        )

    def find(
        self,
        question: str,
        *,
        previous: str | None = None,
        meant: Mapping[str, Vector] | None = None,
    ) -> Findings:
        """Find what answers a question, and how surely. previous: the question right before.

        meant: the vectors of `search.asked_texts`; without them, words alone tell.
        """
        meant = meant or {}
        alone = self._alone(question, meant)
        if not previous or not is_leaning(question):
            return alone
        return self._following(bare(question), previous, alone, meant)

    def search(
        self, text: str, kind: DocumentKind, *, among: Collection[UUID] | None = None, most: int
    ) -> tuple[Hit, ...]:
        """Find the passages of a kind that are about what a text says, closest first.

        What names a case's number is about it, and comes first. among: ids of passages that count;
        None: all. most: how many are found. Nothing is decided of them: it is for a list.
        """
        counts = self._kinds == kind.value
        if among is not None:
            counts &= np.array([passage.id in among for passage in self.passages], dtype=np.bool_)
        of_case = [
            Hit(passage, sentences(passage.text)[0])
            for passage in (self.passages if _DIGIT.search(text) else ())
            if passage.case_number and _names(text, passage.case_number)
            if passage.kind is kind and (among is None or passage.id in among)
        ]
        asked = understood(bare(text), self._known)
        found = about(self._ranked(asked, only=counts, most=most), closely=_LISTED)
        return each_once((*of_case, *found))

    def _alone(self, question: str, meant: Mapping[str, Vector]) -> Findings:
        place = self._written.get(tuple(words(question)))
        curated = None if place is None else self.passages[place]
        if curated and not curated.gap:
            return as_curated(curated)
        texts = split(bare(question))
        parts = [understood(text, self._known) for text in texts]
        if len(parts) > 1:
            parts = [part.about(other) for part, other in zip(parts, reversed(parts), strict=True)]
        ranked = [
            self._ranked(part, vector=meant.get(text))
            for part, text in zip(parts, texts, strict=True)
        ]
        found = decide(ranked)
        # What the documents don't say, the directorate may have answered since: that, not another.
        if curated and not (is_saved_answer(found) and self._fills(found, curated)):
            found = as_curated(curated)
        return self._giving_way(found, ranked)

    def _following(
        self, question: str, previous: str, alone: Findings, meant: Mapping[str, Vector]
    ) -> Findings:
        """Find what answers a question that may go on with the subject of the one before.

        What is sure by itself stays so when it names its subject. Else, when it has words of its
        own, it goes on only if what is found for both holds them as well as what is found for the
        question alone.
        """
        if alone.tier is Tier.CONFIDENT and not names_nothing(question):
            return alone
        own = understood(question, self._known)
        earlier = understood(bare(previous), self._known)
        seen = look_closely(self._ranked(earlier, vector=meant.get(bare(previous))))
        if not seen:
            return alone
        before = seen[0].passage
        vector = meant.get(together(previous, question))
        both = replace(self._ranked(own.after(earlier), vector=vector), before=before)
        found = self._giving_way(decide([both]), [both])
        if not found.hits or not alone.hits:
            return found if found.hits else alone
        if alone.tier is not Tier.CONFIDENT and names_nothing(question):
            return found
        asked = replace(both, asked=own)
        held, held_alone = (covers(asked, each.hits[0].passage) for each in (found, alone))
        return found if held >= held_alone - _AS_WELL else alone

    def _giving_way(self, found: Findings, parts: Sequence[Ranked]) -> Findings:
        """Put the saved answer to what a gap says isn't known in its place, and first.

        Or a decision.
        """
        gap = gap_asked_about(found, parts)
        return filled(found, gap, self._known_since(gap)) if gap else found

    def _fills(self, found: Findings, gap: Passage) -> bool:
        filling = {seen.passage.id for seen in self._known_since(gap)}
        return all(hit.passage.id in filling for hit in found.hits)

    def _known_since(self, gap: Passage) -> list[Seen]:
        """Give the saved answers and the decisions to what a gap says isn't known.

        Its variants tell what else asks for the same: "dato for ledermøde".
        """
        if not self._since.any():
            return []
        asked = (understood(variant, self._known) for variant in gap.variants)
        return [seen for each in asked for seen in answers_to(self._ranked(each, only=self._since))]

    def _ranked(
        self,
        asked: Asked,
        *,
        vector: Vector | None = None,
        only: npt.NDArray[np.bool_] | None = None,
        most: int = _CANDIDATES,
    ) -> Ranked:
        """Find the candidates.

        vector: of the question, which is what nothing but its words is without. only: for each
        passage whether it counts. most: how many are found by words.
        """
        terms = asked.terms()
        scores = self._texts.scores(terms) + self._variant_scores(asked, terms)
        if only is not None:
            scores *= only
        places = _best(scores, most)
        meanings: dict[int, float] = {}
        if self.vectors and vector is not None and asked.words:  # "tak" means something, too
            meanings = self.vectors.near(vector, besides=places, most=_NEAR)
            places = list(meanings)
        held = self._held(places, terms)
        candidates = [
            Candidate(
                self.passages[place],
                float(scores[place]),
                frozenset(held[place]),
                meanings.get(place),
            )
            for place in places
        ]
        weights = {word.stem: word.worth * self._texts.rarity(word.stem) for word in asked.words}
        return Ranked(asked, tuple(candidates), weights, among=len(self.passages))

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


def _names(text: str, case_number: str) -> bool:
    """Whether a text names this case, and not one whose number holds it: 24/27 in 24/277."""
    if case_number not in text:
        return False
    return re.search(rf"(?<![\w/-]){re.escape(case_number)}(?![\w/-])", text) is not None


def _of_one_passage(
    variants: Iterable[tuple[tuple[str, ...], int]], passages: Sequence[Passage]
) -> dict[tuple[str, ...], int]:
    """Give the variants that stand for one passage alone, each with its passage.

    An answer by the directorate goes before what documents say of the same question: they are
    asked when the documents don't answer, and a gap says no more than that.
    """
    owners: dict[tuple[str, ...], set[int]] = {}
    for written, owner in variants:
        owners.setdefault(written, set()).add(owner)
    found = {}
    for written, each in owners.items():
        answers = {owner for owner in each if is_saved(passages[owner])}
        chosen = answers or each
        if written and len(chosen) == 1:
            found[written] = min(chosen)
    return found


def _best(scores: npt.NDArray[np.float32], most: int) -> list[int]:
    """Give the places of the best scores above 0, best first and of equal ones the first."""
    places = np.flatnonzero(scores)
    if len(places) > most:
        least = np.partition(scores[places], -most)[-most]
        places = places[scores[places] >= least]
    order = np.argsort(-scores[places], kind="stable")[:most]
    found: list[int] = places[order].tolist()
    return found


def _terms(word: str, *, known: Known) -> list[str]:
    return [word] if word.startswith("?") else terms_of(word, known)
