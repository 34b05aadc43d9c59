"""Slips of the pen, mended towards words that the documents hold."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

_SHORTEST = 4  # letters of a stem, which is often one shorter than the word
_SAFE = 6  # letters of a stem; the first letter of a shorter one must be right
_LONG = 8  # letters from which on two slips are forgiven
_MOST = 3


def mended(stem: str, spellings: Mapping[int, Mapping[str, str]]) -> list[tuple[str, int]]:
    """Give the words that an unknown stem may be a slip of, with their distance (1 or 2).

    spellings: a word for each known stem, by the stem's length. Only the nearest are given.
    """
    if len(stem) < _SHORTEST or not stem.isalpha():
        return []
    allowed = 2 if len(stem) >= _LONG else 1
    lengths = sorted(
        range(len(stem) - allowed, len(stem) + allowed + 1),
        key=lambda length: abs(length - len(stem)),  # a letter is oftener changed than left out
    )
    found = [
        (spellings[length][known], int(distance))
        for length in lengths
        for known, distance, _ in extract(
            stem,
            spellings.get(length, {}).keys(),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=allowed,
            limit=_MOST,
        )
    ]
    if len(stem) < _SAFE:
        found = [(word, distance) for word, distance in found if word[0] == stem[0]]
    nearest = min((distance for _, distance in found), default=0)
    return [(word, distance) for word, distance in found if distance == nearest][:_MOST]


def slips_of_ending(word: str, words: Mapping[tuple[str, int], Sequence[str]]) -> list[str]:
    """Give the known words that a word may be a slip of, though its stem is a known one.

    words: those that documents hold, by their first letter and their length.
    """
    if len(word) <= _SAFE or not word.isalpha():
        return []
    lengths = range(len(word) - 1, len(word) + 2)
    near = [other for length in lengths for other in words.get((word[0], length), ())]
    found = extract(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=_MOST)
    return [other for other, _, _ in found]
