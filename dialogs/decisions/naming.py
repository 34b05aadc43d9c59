"""Choosing somebody by name, among too many for one card."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.decisions.writing.choosing import is_named, people_named
from bot.language import _, counted
from bot.language.formats import plain
from bot.people import queries as people
from bot.people.values import Person
from bot.router import Turn
from cards.decisions.choosing import MOST_CHOICES, Naming


@dataclass(frozen=True)
class Named:
    """Who was chosen, or the choice as it comes back.

    is_settled: nothing is left to choose. said: what was found.
    """

    naming: Naming
    people: Sequence[Person]
    is_settled: bool
    said: str = ""


async def named(turn: Turn, person_id: UUID | None, typed: str) -> Named:
    """Who was meant: a name that was typed finds them, or others to choose among.

    Raises FaultyDecision for a CPR number.
    """
    typed = typed.strip()
    chosen = await _one(turn, person_id)
    if not typed:
        return Named(Naming(person_id), chosen, is_settled=True)
    async with turn.sessions.read() as session:
        found = await people_named(session, typed)
    just_so = [one for one in found if is_named(one, typed)]
    if len(just_so) == 1:
        return Named(Naming(just_so[0].id), just_so, is_settled=True)
    if not found or len(found) > MOST_CHOICES:
        naming = Naming(person_id, typed, {"named": _not_found(typed, len(found))})
        return Named(naming, chosen, is_settled=False)
    naming = Naming(found[0].id if len(found) == 1 else None)
    return Named(naming, found, is_settled=False, said=_found(found, typed))


async def to_choose_among(turn: Turn, person_id: UUID | None, *, like: str = "") -> Named:
    """The choice as it is first shown. like: a name or a title; who has it may be chosen at once.

    Raises nothing for what is on no roster: then there is nobody to choose.
    """
    chosen = list(await _one(turn, person_id))
    async with turn.sessions.read() as session:
        found = await people_named(session, like) if like else []
    others = [one for one in found if one.id != person_id]
    return Named(Naming(person_id), [*chosen, *others][:MOST_CHOICES], is_settled=False)


async def _one(turn: Turn, person_id: UUID | None) -> Sequence[Person]:
    if person_id is None:
        return ()
    async with turn.sessions.read() as session:
        try:
            return (await people.person(session, person_id),)
        except LookupError:
            return ()


def _not_found(typed: str, many: int) -> str:
    if not many:
        return _("Jeg kan ikke finde »{name}« på lederlisten.", name=typed)
    return counted(
        "{number} hedder noget med »{name}«. Skriv mere af navnet.",
        "{number} hedder noget med »{name}«. Skriv mere af navnet.",
        many,
        name=typed,
    )


def _found(found: Sequence[Person], typed: str) -> str:
    if len(found) > 1:
        return counted(
            "Jeg fandt {number}, der passer på »{name}«. Vælg, og gem.",
            "Jeg fandt {number}, der passer på »{name}«. Vælg, og gem.",
            len(found),
            name=plain(typed),
        )
    who = ", ".join(plain(one) for one in (found[0].name, found[0].title) if one)
    return _("Jeg fandt {who}. Gem, hvis det er den rigtige.", who=who)
