"""How near passages are to a question in meaning, by the vectors that an encoder gave them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.documents.sentences import sentences
from bot.documents.values import Passage

Vector = npt.NDArray[np.floating[Any]]  # of one text
_Vectors = npt.NDArray[np.float32]  # a row for each text


@dataclass(frozen=True)
class _Centred:
    """Vectors of one kind of text, without what they all have in common.

    An encoder's vectors lie close together, so it is what sets them apart that tells.
    """

    vectors: _Vectors
    common: npt.NDArray[np.float32]

    @classmethod
    def of(cls, vectors: Sequence[Vector]) -> "_Centred":
        rows = np.array(vectors, dtype=np.float32)
        common = rows.mean(axis=0)
        rows -= common
        return cls(unit(rows), common)

    def cosines(self, vector: Vector) -> npt.NDArray[np.float32]:
        cosines: npt.NDArray[np.float32] = self.vectors @ unit(
            vector.astype(np.float32) - self.common
        )
        return cosines


@dataclass(frozen=True)
class Vectors:
    """The vectors of all passages of an index. Make it with `Vectors.of`."""

    _wholes: _Centred
    _sentences: _Centred
    _firsts: npt.NDArray[np.intp]  # for each passage the place of its first sentence

    @classmethod
    def of(cls, passages: Sequence[Passage], by_text: Mapping[str, Vector]) -> "Vectors":
        """passages: one at least. by_text: the vectors of their `embedded_texts`."""
        texts = [embedded_texts(passage) for passage in passages]
        counts = [len(its_sentences) for _, *its_sentences in texts]
        return cls(
            _Centred.of([by_text[whole] for whole, *_ in texts]),
            _Centred.of([by_text[each] for _, *its_sentences in texts for each in its_sentences]),
            np.cumsum([0, *counts[:-1]]),
        )

    def meanings(self, question: Vector) -> npt.NDArray[np.float32]:
        """Give for each passage how near it is, as a whole and by its best sentence: -1 to 1."""
        wholes, each = self._wholes.cosines(question), self._sentences.cosines(question)
        both: npt.NDArray[np.float32] = wholes + np.maximum.reduceat(each, self._firsts)
        both *= 0.5
        return both


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
