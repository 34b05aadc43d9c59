"""Whether a text names somebody, so that it tells who wrote it or whom it is about."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.people.values import Person

_FIRST = re.compile(r"\w+")
_SHORTEST = 3  # letters; a shorter part of a name, as Bo, is one where it has its capital


def mentions(text: str, person: Person) -> bool:
    """Whether a part of the person's name, longer than a letter, stands in the text as a word.

    For a text that is better left out when in doubt.
    """
    written, words = set(_words(text)), set(_words(text.casefold()))
    return any(
        form in written or (len(part) >= _SHORTEST and form.casefold() in words)
        for part in _words(person.name)
        if len(part) > 1
        for form in (part, f"{part}s")
    )


def clearly_mentions(text: str, person: Person) -> bool:
    """Whether a part of the person's name stands in the text as a name, so with its capital.

    For a text whose writer is asked about it: many names are common words, too: bo, mark, holm.
    """
    written = {word.removesuffix("'") for word in _words(text)}
    return any(
        form in written
        for part in _words(person.name)
        if len(part) > 1 and part[0].isupper()  # not "af" or "von"
        for form in (part, f"{part}s", part.upper(), f"{part}s".upper())
    )


def mention_any(texts: Iterable[str], people: Collection[Person]) -> set[str]:
    """Those of the texts that have the name of one of these people; see `names_in`. CPU-bound."""
    looked_at = set(texts)
    names = names_in(list(looked_at), [person.name for person in people])
    return {text for text in looked_at if names_in([text], names)}


def names_in(texts: Sequence[str], names: Iterable[str]) -> list[str]:
    """Which of the names the texts have in any case: whole, or the first and the last word.

    A part alone isn't enough: among some hundred people there is a Holm, a Mark and a Bo.
    CPU-bound.
    """
    lines: dict[str, list[str]] = {}  # by each of their words, which rules out most names
    for text in texts:
        words = _words(text.casefold())
        for word in set(words):
            lines.setdefault(word, []).append(f" {' '.join(words)} ")
    return sorted({name for name in names if _stands_in(lines, name)})


def _stands_in(lines: Mapping[str, Sequence[str]], name: str) -> bool:
    begins = _FIRST.search(name)
    if not begins or begins[0].casefold() not in lines:
        return False
    parts = _words(name.casefold())
    if len(parts) < 2:
        return False  # one word alone may be any word
    first, last = parts[0], parts[-1]
    if last not in lines and f"{last}s" not in lines:
        return False
    return any(
        f" {words}{ending} " in line
        for line in lines[first]
        for words in (" ".join(parts), f"{first} {last}")
        for ending in ("", "s")
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
