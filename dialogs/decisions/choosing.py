"""Who is responsible for a decision, and which earlier one it replaces."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import cards.decisions.choosing as cards
from bot.calendar import in_copenhagen
from bot.decisions.values import (
    ChangedDecision,
    Content,
    Decision,
    Fault,
    FaultyDecision,
    Reference,
)
from bot.decisions.writing import choosing, drafting
from bot.language import _, counted
from bot.language.formats import plain
from bot.messages import Reply
from bot.people.values import Person, Role
from bot.router import Router, Turn
from dialogs.decisions.drafted import draft_card, draft_of
from dialogs.decisions.naming import named, to_choose_among


def register(router: Router) -> None:
    """Answer what is pressed in these choices."""
    role = Role.MANAGER  # which of them may write, the rules know
    router.on_action(cards.ShowOwner, show_owner, again=show_owner, role=role)
    router.on_action(cards.ChooseOwner, choose_owner, again=show_draft, role=role)
    router.on_action(cards.ShowReplaced, show_replaced, again=show_replaced, role=role)
    router.on_action(cards.ChooseReplaced, choose_replaced, again=show_draft, role=role)


async def show_owner(turn: Turn, action: cards.ShowOwner) -> Reply:
    """Offer the choice of who is responsible; whoever writes it may be."""
    found = await draft_of(turn, action.decision_id)
    choice = await to_choose_among(turn, found.content.owner_id)
    others = [] if found.content.owner_id == turn.person.id else [turn.person]
    return _owner(turn, found, choice.naming, [*choice.people, *others])


async def choose_owner(turn: Turn, action: cards.ChooseOwner) -> Reply:
    """Let somebody be responsible, or nobody."""
    found = await draft_of(turn, action.decision_id)
    choice = await named(turn, action.person_id, action.named)
    if not choice.is_settled:
        return _owner(turn, found, choice.naming, choice.people, said=choice.said)
    chosen = choice.naming.person_id
    try:
        await _saved(turn, found, replace(found.content, owner_id=chosen), action.revision)
    except FaultyDecision as refusal:
        if "owner_id" not in refusal.faults:
            raise
        errors = {"person_id": _("Vælg en, der er på lederlisten nu.")}
        return _owner(turn, found, replace(choice.naming, errors=errors), choice.people)
    if chosen is None:
        said = _("Der er ingen ansvarlig. Spørgsmål går til direktionens indbakke.")
    else:
        said = _("{name} er ansvarlig.", name=plain(choice.people[0].name))
    return Reply(replace=await draft_card(turn, found.id, said=said))


async def show_replaced(turn: Turn, action: cards.ShowReplaced) -> Reply:
    """Offer the choice of what it replaces."""
    found = await draft_of(turn, action.decision_id)
    return await _replaced(turn, found, chosen=found.content.replaces_id)


async def choose_replaced(turn: Turn, action: cards.ChooseReplaced) -> Reply:
    """Let it replace an earlier one, or none; words find others to choose among."""
    found = await draft_of(turn, action.decision_id)
    if action.sought.strip():
        return await _replaced(turn, found, chosen=action.replaces, sought=action.sought)
    content = replace(found.content, replaces_id=action.replaces)
    try:
        await _saved(turn, found, content, action.revision)
    except FaultyDecision as refusal:
        if refusal.faults.get("replaces_id") is not Fault.UNKNOWN:
            raise
        error = _("Den gælder ikke længere. Vælg en anden.")
        return await _replaced(turn, found, chosen=None, error=error)
    said = _("Det er gemt.") if action.replaces else _("Den afløser ingen.")
    return Reply(replace=await draft_card(turn, found.id, said=said))


async def show_draft(turn: Turn, action: cards.ChooseOwner | cards.ChooseReplaced) -> Reply:
    """Show what was chosen."""
    return Reply(replace=await draft_card(turn, action.decision_id))


def _owner(
    turn: Turn,
    found: Decision,
    naming: cards.Naming,
    people: Sequence[Person],
    *,
    said: str = "",
) -> Reply:
    today = in_copenhagen(turn.now).date()
    return Reply(replace=cards.owner(found, naming, people, today=today, said=said))


async def _replaced(
    turn: Turn, found: Decision, *, chosen: UUID | None, sought: str = "", error: str = ""
) -> Reply:
    async with turn.sessions.read() as session:
        among = await choosing.replaceable(
            session, found, by=turn.person, sought=sought, limit=cards.MOST_CHOICES
        )
        now = await choosing.reference(session, chosen, by=turn.person) if chosen else None
    listed: list[Reference] = [one for one in among if one.id != chosen]
    is_clear = bool(sought.strip()) and len(among) == 1
    card = cards.replaced(
        found,
        [now, *listed] if now else listed,
        chosen=among[0].id if is_clear else chosen,
        said=_sought(sought, len(among)) if sought.strip() else "",
        error=error,
    )
    return Reply(replace=card)


def _sought(sought: str, many: int) -> str:
    words = plain(sought.strip())
    if not many:
        return _("Jeg fandt ingen beslutning, der gælder nu, med »{words}«.", words=words)
    return counted(
        "Jeg fandt {number} med »{words}«. Gem, hvis det er den rigtige.",
        "Jeg fandt {number} med »{words}«. Vælg en, og gem.",
        many,
        words=words,
    )


async def _saved(turn: Turn, found: Decision, content: Content, revision: int) -> None:
    if found.revision != revision:  # or what others wrote meanwhile in other fields would be lost
        raise ChangedDecision(found)
    await drafting.save(
        turn.sessions, found.id, content, revision=revision, by=turn.person, now=turn.now
    )
