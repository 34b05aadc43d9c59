"""Finding somebody on the roster by what a person types of a name."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.documents.search.words import words
from bot.inquiries.texts import refuse_cpr_numbers
from bot.people.queries import active_people
from bot.people.values import Person


async def colleagues(session: AsyncSession, typed: str, *, besides: UUID) -> list[Person]:
    """Those whose names have words that begin as the typed ones, by name; first who is named so.

    "lin l" finds Lin Lærke, and "aaberg" Åberg. Nothing typed finds nobody. Raises
    TextHoldsCprNumber, with "named" as its field.
    """
    refuse_cpr_numbers(named=typed)
    wanted = words(typed)
    if not wanted:
        return []
    found = [
        one
        for one in await active_people(session)
        if one.id != besides and _begin_so(wanted, words(one.name))
    ]
    return sorted(found, key=lambda one: words(one.name) != wanted)


def is_named(person: Person, typed: str) -> bool:
    """Whether all of the name was typed."""
    return words(person.name) == words(typed)


def _begin_so(wanted: list[str], name: list[str]) -> bool:
    left = list(name)
    for beginning in wanted:
        met = next((word for word in left if word.startswith(beginning)), None)
        if met is None:
            return False
        left.remove(met)
    return True
