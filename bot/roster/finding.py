"""Finding people on the roster, however their names are spelled."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import models, queries
from bot.people.values import Level, Person
from bot.roster.values import Found, Numbers, UnknownPerson

# Two ways in which people without the keys, or the patience, write the Danish letters.
_SPELLED_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_WITHOUT_RINGS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "ae", "ö": "o"})


async def numbers(session: AsyncSession, *, today: date) -> Numbers:
    """How many are on the roster. today: in Copenhagen."""
    everybody = await _everybody(session)
    active = [one for one in everybody if one.active]
    levels = Counter(one.level for one in active)
    return Numbers(
        active=len(active),
        by_level={level: levels[level] for level in Level if levels[level]},
        away=sum(one.is_away(today) for one in active),
        left=len(everybody) - len(active),
    )


async def find(session: AsyncSession, text: str, *, offset: int, limit: int) -> Found:
    """Those in whose name, address, title or unit every word of the text is a part.

    Those on the roster first, then those who left; each by name, as Danes sort. Nothing finds all.
    """
    everybody = await _everybody(session)
    words = text.split()
    found = [one for one in everybody if _matches(one, words)]
    found.sort(key=lambda one: not one.active)
    return Found(tuple(found[offset : offset + limit]), len(found))


async def person(session: AsyncSession, person_id: UUID) -> Person:
    """Somebody who is or was on the roster, and isn't forgotten. Raises UnknownPerson."""
    for row in await queries.rows(
        session, models.Person.id == person_id, models.Person.email != ""
    ):
        return queries.as_value(row)
    raise UnknownPerson(person_id)


async def _everybody(session: AsyncSession) -> list[Person]:
    """All but those who left so long ago that nothing is known of them any more."""
    return [one for one in await queries.everybody(session) if one.email]


def _matches(person: Person, words: list[str]) -> bool:
    said = " ".join((person.name, person.email, person.title, person.unit))
    spellings = tuple(_spellings(said))
    return all(
        any(spelled in text for spelled in _spellings(word) for text in spellings) for word in words
    )


def _spellings(text: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFC", text).casefold()
    for table in (_SPELLED_OUT, _WITHOUT_RINGS):
        apart = unicodedata.normalize("NFD", folded.translate(table))
        yield "".join(char for char in apart if not unicodedata.combining(char))
