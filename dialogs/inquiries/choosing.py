"""Choosing somebody by name, among too many for one card."""

from dataclasses import replace
from uuid import UUID

from bot.inquiries.colleagues import colleagues, is_named
from bot.language import _, counted
from bot.language.formats import plain
from bot.messages import Reply
from bot.people.values import Person
from bot.router import Turn
from cards.inquiries.deeds import Choosing, TakeUp
from cards.inquiries.handling import MOST_CHOICES
from dialogs.inquiries.coming_back import filled_in, form_again, holds_number, without_number


async def chosen(turn: Turn, action: Choosing) -> UUID | Reply | None:
    """Who was chosen; a name that was typed finds them, or others to choose among."""
    if holds_number(action):
        return await without_number(turn, action)
    filled = filled_in(action)
    typed = filled.named.strip()
    if not typed:
        return filled.person_id
    async with turn.sessions.read() as session:
        found = await colleagues(session, typed, besides=turn.person.id)
    named_so = [one for one in found if is_named(one, typed)]
    if len(named_so) == 1:
        return named_so[0].id
    if not found:
        error = _("Jeg kan ikke finde »{name}« på lederlisten.", name=typed)
        return await form_again(turn, action, replace(filled, errors={"named": error}))
    if len(found) > MOST_CHOICES:
        error = counted(
            "{number} hedder noget med »{name}«. Skriv mere af navnet.",
            "{number} hedder noget med »{name}«. Skriv mere af navnet.",
            len(found),
            name=typed,
        )
        return await form_again(turn, action, replace(filled, errors={"named": error}))
    filled = replace(filled, named="", person_id=found[0].id if len(found) == 1 else None)
    said = _found(action, found, typed)
    return await form_again(turn, action, filled, said=said, people=found)


def _found(action: Choosing, found: list[Person], typed: str) -> str:
    """Who was found, and what to press then."""
    if len(found) > 1:
        return counted(
            "Jeg fandt {number}, der passer på »{name}«. Vælg, og tryk igen.",
            "Jeg fandt {number}, der passer på »{name}«. Vælg, og tryk igen.",
            len(found),
            name=plain(typed),
        )
    who = ", ".join(plain(one) for one in (found[0].name, found[0].title) if one)
    return _(
        "Jeg fandt {who}. Tryk »{button}«, hvis det er den rigtige.",
        who=who,
        button=_("Tag op") if isinstance(action, TakeUp) else _("Giv videre"),
    )
