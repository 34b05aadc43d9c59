from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.documents.search.postings import Postings

TEXTS = some.lists(some.lists(some.sampled_from("abcdef"), max_size=12), max_size=8)


def with_part(word: str) -> list[str]:
    """A word's terms: itself, and a part that several words share."""
    return [word, "vowel" if word in "aeiou" else "consonant"]


def expected(texts: list[list[str]], term: str, text: int) -> float:
    """BM25 as in the textbook."""
    counts = [sum(term in with_part(word) for word in each) for each in texts]
    held_by = sum(count > 0 for count in counts)
    rarity = log1p((len(texts) - held_by + 0.5) / (held_by + 0.5))
    average = max(sum(map(len, texts)) / len(texts), 1.0)
    length = 1 - 0.6 + 0.6 * len(texts[text]) / average
    return rarity * counts[text] * 2.2 / (counts[text] + 1.2 * length) if counts[text] else 0.0


@given(TEXTS, some.sampled_from(["a", "b", "vowel", "consonant", "x"]))
def test_scores_are_those_of_bm25(texts: list[list[str]], term: str) -> None:
    scores = Postings(texts, with_part).scores({term: 2.0})
    assert scores.tolist() == pytest.approx(
        [2 * expected(texts, term, text) for text in range(len(texts))], rel=1e-4
    )


@given(TEXTS)
def test_texts_are_known_to_hold_what_is_in_them(texts: list[list[str]]) -> None:
    terms = ["a", "b", "vowel", "x"]
    held = Postings(texts, with_part).holding(terms, range(len(texts)))
    assert held == [
        {term for term in terms if any(term in with_part(word) for word in text)} for text in texts
    ]
