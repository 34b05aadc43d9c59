"""Slips of the pen, mended towards words that the documents hold."""

from collections.abc import Mapping

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

_SHORTEST = 5  # letters of a stem; shorter ones are too like each other
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
    nearest = min((distance for _, distance in found), default=0)
    return [(word, distance) for word, distance in found if distance == nearest][:_MOST]
