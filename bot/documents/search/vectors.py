"""How near passages are to a question in meaning, by the vectors that an encoder gave them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.documents.sentences import sentences
from bot.documents.values import Passage

_LIKELY = 64  # passages that are near as a whole, among which the nearest are looked for
_AT_ONCE = 500  # texts

Vector = npt.NDArray[np.floating[Any]]  # of one text
_Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Vectors:
    """The vectors of all passages of an index. Make it with `Vectors.of`.

    An encoder's vectors lie close together, so it is what sets them apart that tells: what those of
    an index have in common is taken off them, and off a question's.
    """

    _wholes: _Vectors  # of passages, without what they have in common
    _sentences: _Vectors
    _common: _Vectors  # to passages; to sentences
    _bounds: npt.NDArray[np.intp]  # for each passage the place of its first sentence; the end

    @classmethod
    def of(cls, passages: Sequence[Passage], by_text: Mapping[str, Vector]) -> "Vectors":
        """passages: one at least. by_text: the vectors of their `embedded_texts`."""
        texts = [embedded_texts(passage) for passage in passages]
        wholes = _gathered([by_text[whole] for whole, *_ in texts])
        sentences = _gathered([by_text[each] for _, *others in texts for each in others])
        common = np.array([wholes.mean(axis=0), sentences.mean(axis=0)])
        wholes -= common[0]
        sentences -= common[1]
        bounds = np.cumsum([0, *(len(its_texts) - 1 for its_texts in texts)])
        return cls(unit(wholes), unit(sentences), common, bounds)

    def near(self, question: Vector, *, besides: Sequence[int], most: int) -> dict[int, float]:
        """Give the places of the passages that are nearest, and how near, from -1 to 1.

        It is how near a passage is as a whole and by its best sentence, in the middle. besides:
        places of others that are wanted. most: how many are given with those.
        """
        whole, sentence = unit(question - self._common)
        by_whole = _products(self._wholes, whole)
        likely = np.argsort(-by_whole, kind="stable")[:_LIKELY].tolist()
        found = {
            place: float(by_whole[place] + _products(self._sentences_of(place), sentence).max()) / 2
            for place in {*besides, *likely}
        }
        nearest = sorted(likely, key=lambda place: -found[place])[:most]
        return {place: found[place] for place in dict.fromkeys([*besides, *nearest])}

    def _sentences_of(self, place: int) -> _Vectors:
        return self._sentences[self._bounds[place] : self._bounds[place + 1]]


def embedded_texts(passage: Passage) -> list[str]:
    """Give the texts of a passage that vectors are made of: all of it, then its sentences."""
    return [whole_text(passage), *(sentences(passage.text) or [passage.text])]


def whole_text(passage: Passage) -> str:
    """Give a passage below its title and headings."""
    return f"{passage.document}\n{passage.section}\n{passage.text}"


def unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Give vectors the length 1; one that is nothing stays so."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True).astype(np.float32)
    shortened: npt.NDArray[np.float32] = vectors / np.maximum(lengths, np.float32(1e-6))
    return shortened


def _gathered(vectors: Sequence[Vector]) -> _Vectors:
    rows = np.empty((len(vectors), len(vectors[0])), dtype=np.float32)
    # In small steps, since each holds up every other thread.
    for start in range(0, len(vectors), _AT_ONCE):
        rows[start : start + _AT_ONCE] = vectors[start : start + _AT_ONCE]
    return rows


def _products(rows: _Vectors, vector: Vector) -> _Vectors:
    """Multiply each row with a vector.

    The operator @ would do it in threads, of which each waits for the last: 4 to 14 ms on a busy
    machine, for 10,000 rows, and less than 2 so (measured).
    """
    products: _Vectors = np.einsum("ij,j->i", rows, vector)
    return products
