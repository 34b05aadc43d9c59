"""Everyday words and the words that official texts use for the same."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from bot.documents.search.words import function_words, stem, words


def official_words(written: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Give the official stems for each place in a question, as words, where a phrase begins."""
    table = _by_phrase()
    longest = max(map(len, table))
    question = list(map(_key, written))
    found: dict[int, tuple[str, ...]] = {}
    for start in range(len(question)):
        phrases = (tuple(question[start : start + length]) for length in range(longest, 0, -1))
        known = next((table[phrase] for phrase in phrases if phrase in table), None)
        if known:
            found[start] = known
    return found


@cache
def everyday_spellings() -> dict[str, str]:
    """Give one spelling for the stem of each Danish everyday word."""
    return {stem(word): word for phrase in _table()["danish"] for word in _carrying(phrase)}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("everyday.toml").read_text("utf-8"))


@cache
def _by_phrase() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for language in _table().values():
        for phrase, official in language.items():
            key = tuple(map(_key, words(phrase)))
            meant = [stem(word) for entry in official for word in _carrying(entry)]
            new = [each for each in meant if each not in key]
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *new)))
    return found


def _key(word: str) -> str:
    """Give what all inflections of a word share; "var" isn't one of "varighed"."""
    return f"={word}" if word in function_words() else stem(word)


def _carrying(text: str) -> list[str]:
    return [word for word in words(text) if word not in function_words()]
