"""Whether a text names somebody, so that it tells who wrote it or whom it is about."""

import re
from collections.abc import Collection, Iterable

from bot.people.values import Person

_SHORTEST = 3  # letters; a shorter part of a name, as Bo, is one where it has its capital


def mentions(text: str, person: Person) -> bool:
    """Whether a part of the person's name, longer than a letter, stands in the text as a word."""
    written = set(re.findall(r"\w+", text))
    words = set(_words(text))
    return any(
        part in written or (len(part) >= _SHORTEST and part.casefold() in words)
        for part in re.findall(r"\w{2,}", person.name)
    )


def mention_any(texts: Iterable[str], people: Collection[Person]) -> set[str]:
    """Those of the texts in which the whole name of one of these people stands. CPU-bound.

    A part alone isn't enough: among some hundred there is a Holm, a Mark and a Bo.
    """
    names = {_apart(person.name) for person in people}
    spelled = {text: _apart(text) for text in texts}
    return {text for text, words in spelled.items() if any(name in words for name in names)}


def _apart(text: str) -> str:
    """The words of a text with spaces around each, so that a word isn't found within another."""
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
