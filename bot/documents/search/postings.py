"""BM25 over texts that are given as lists of words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

_K1 = 1.2  # how soon more of the same word stops counting
_B = 0.6  # how much a long text is held against it

_AT_ONCE = 20_000  # words

_Integers = npt.NDArray[np.int64]


class Postings:
    """For each term, the texts that hold it and what it is worth there (its part of BM25)."""

    def __init__(
        self, texts: Sequence[Sequence[str]], terms_of: Callable[[str], Iterable[str]]
    ) -> None:
        """texts: each as its words. terms_of: the terms by which a word can be found."""
        self._size = len(texts)
        # In small steps, since a call into C holds up every other thread: text by text here, and
        # some thousand words at a time below.
        distinct: dict[str, None] = {}
        for text in texts:
            distinct.update(dict.fromkeys(text))
        words = {word: number for number, word in enumerate(distinct)}
        numbered: list[int] = []
        for text in texts:
            numbered.extend(map(words.__getitem__, text))
        terms = [tuple(terms_of(word)) for word in words]
        self._terms = {term: number for number, term in enumerate(dict.fromkeys(_chained(terms)))}
        lengths = np.array(list(map(len, texts)), dtype=np.int64)
        self._lay_out(self._keys(numbered, lengths, terms), lengths)

    def scores(self, query: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """Score every text against weighted terms."""
        scores = np.zeros(self._size, dtype=np.float32)
        for term, weight in query.items():
            held = self._held(term)
            scores[self._texts[held]] += weight * self._worths[held]
        return scores

    def ideal(self, query: Mapping[str, float]) -> float:
        """Give what a text of average length would score that held each term once."""
        return sum(weight * self.rarity(term) for term, weight in query.items())

    def rarity(self, term: str) -> float:
        """Give how much a term tells, from how few texts hold it."""
        held = self._held(term)
        return float(_rarity(self._size, held.stop - held.start))

    def holding(self, terms: Iterable[str], texts: Sequence[int]) -> list[set[str]]:
        """Give for each of some texts, in ascending order, those of the terms that it holds."""
        found: list[set[str]] = [set() for _ in texts]
        wanted = np.asarray(texts, dtype=np.int32)
        for term in terms:
            held = self._texts[self._held(term)]
            if not len(held):
                continue
            places = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
            for number in np.flatnonzero(held[places] == wanted).tolist():
                found[number].add(term)
        return found

    def _held(self, term: str) -> slice:
        number = self._terms.get(term)
        return slice(0, 0) if number is None else slice(*self._bounds[number : number + 2])

    def _keys(
        self, words: list[int], lengths: _Integers, terms: Sequence[Sequence[str]]
    ) -> _Integers:
        """Give a number for each term of each word of each text: term times texts, plus text."""
        flat = np.fromiter(map(self._terms.__getitem__, _chained(terms)), dtype=np.int64)
        counts = np.array(list(map(len, terms)), dtype=np.int64)
        owners = np.repeat(np.arange(self._size), lengths)
        # 32 bits are sorted in half the time of 64.
        kind = np.uint32 if self._size * len(self._terms) < 2**32 else np.int64
        keys = [np.empty(0, dtype=kind)]
        for start in range(0, len(words), _AT_ONCE):
            block = slice(start, start + _AT_ONCE)
            found, at = _expanded(np.array(words[block]), flat, counts)
            keys.append((found * self._size + owners[block][at]).astype(kind))
        return np.concatenate(keys)

    def _lay_out(self, keys: _Integers, lengths: _Integers) -> None:
        keys = np.sort(keys)
        first = np.flatnonzero(np.diff(keys, prepend=keys[:1] + 1))
        counts = np.diff(first, append=len(keys))
        terms, texts = np.divmod(keys[first].astype(np.int64), max(self._size, 1))
        bounds = np.searchsorted(terms, np.arange(len(self._terms) + 1))
        self._bounds: list[int] = bounds.tolist()
        self._texts = texts.astype(np.int32)
        relative = 1 - _B + _B * lengths / max(float(lengths.mean()) if self._size else 0.0, 1.0)
        rarity = _rarity(self._size, np.diff(bounds))
        worths = rarity[terms] * counts * (_K1 + 1) / (counts + _K1 * relative[texts])
        self._worths = worths.astype(np.float32)


def _chained(lists: Iterable[Iterable[str]]) -> Iterator[str]:
    return chain.from_iterable(lists)


def _rarity(texts: int, held_by: int | _Integers) -> npt.NDArray[np.float64]:
    return np.log1p((texts - held_by + 0.5) / (np.asarray(held_by) + 0.5))


def _expanded(words: _Integers, terms: _Integers, counts: _Integers) -> tuple[_Integers, _Integers]:
    """Put in the place of each word its terms; give these, and the places of their words.

    terms: those of all words in a row; counts: how many each has.
    """
    starts = np.cumsum(counts) - counts
    repeats = counts[words]
    at = np.repeat(np.arange(len(words)), repeats)
    within = np.arange(len(at)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return terms[starts[words][at] + within], at
