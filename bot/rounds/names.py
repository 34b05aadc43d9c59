"""Names in what somebody wrote: their own would tell who it was, and others are not to be named."""

import asyncio
import re
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from bot.database.sessions import Sessions
from bot.people import models as people
from bot.people.values import Person
from bot.rounds.values import Answers, Kind, Question

_BETWEEN = "\n"  # names
_FIRST = re.compile(r"\w+")
_SHORTEST = 2  # letters of a name that may stand alone


async def named_in(
    sessions: Sessions, questions: Sequence[Question], answers: Answers, *, by: Person
) -> tuple[str, ...]:
    """Who of the roster is named in the free texts, the writer first.

    The writer already by a single name; anybody else by the whole of it, or the first and the
    last.
    """
    texts = list(_texts(questions, answers))
    if not texts:
        return ()
    async with sessions.read() as session:
        # As one text: ten thousand rows would take ten times as long to fetch (measured).
        joined = await session.scalar(
            select(func.aggregate_strings(people.Person.name, _BETWEEN)).where(
                people.Person.active, people.Person.id != by.id
            )
        )
    roster = joined.split(_BETWEEN) if joined else []
    # Ten thousand names take a while, in which others want an answer.
    others = await asyncio.to_thread(_named, texts, roster)
    own = _named(texts, [by.name]) or any(_names_partly(text, by.name) for text in texts)
    return (by.name, *others) if own else tuple(others)


def _texts(questions: Sequence[Question], answers: Answers) -> Iterator[str]:
    for question in questions:
        match question.kind, answers.get(question.key):
            case Kind.TEXT, str() as text:
                yield text
            case Kind.ITEM, [*texts]:
                yield "\n".join(map(str, texts))


def _named(texts: Sequence[str], names: Sequence[str]) -> list[str]:
    """Which of the names a text has in any case: whole, or the first and the last word."""
    written = [_words(text.casefold()) for text in texts]
    known = {word for words in written for word in words}
    lines = [f" {' '.join(words)} " for words in written]
    return sorted({name for name in names if _stands_in(lines, known, name)})


def _stands_in(lines: Sequence[str], known: set[str], name: str) -> bool:
    """Whether a line has the name. known: the words of all lines, which rule out most names."""
    begins = _FIRST.search(name)
    if not begins or begins[0].casefold() not in known:
        return False
    parts = _words(name.casefold())
    if len(parts) < 2:
        return False  # one word alone may be any word
    first, last = parts[0], parts[-1]
    if not known & {last, f"{last}s"}:
        return False
    return any(
        f" {words}{ending} " in line
        for line in lines
        for words in (" ".join(parts), f"{first} {last}")
        for ending in ("", "s")
    )


def _names_partly(text: str, name: str) -> bool:
    """Whether one word of the name stands in the text as a name, so with its capital.

    Many are common words, too: bo, mark, holm.
    """
    written = {word.removesuffix("'") for word in _words(text)}
    return any(
        form in written
        for part in _words(name)
        if len(part) >= _SHORTEST and part[0].isupper()  # not "af" or "von"
        for form in (part, f"{part}s", part.upper(), f"{part}s".upper())
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
