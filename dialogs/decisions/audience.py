"""Whom a decision concerns."""

from uuid import UUID

import cards.decisions.audience as cards
from bot.decisions.values import UNPUBLISHED, WrongPhase
from bot.decisions.writing.drafting import choose_audience
from bot.language import _
from bot.messages import Reply
from bot.people import saved_segments
from bot.people.segments import choices, number_of_members
from bot.people.values import Audience, Role
from bot.router import Router, Turn
from cards.broadcasts.audience import picked_audience
from dialogs.decisions.drafted import draft_card, draft_of

_Choice = cards.ConcernEveryone | cards.ConcernSegment | cards.ConcernAudience


def register(router: Router) -> None:
    """Answer what is pressed about whom a decision concerns."""
    role = Role.MANAGER  # which of them may write, the rules know
    router.on_action(cards.ShowConcerned, show, again=show, role=role)
    router.on_action(cards.ConcernEveryone, everyone, again=show_chosen, role=role)
    router.on_action(cards.ConcernSegment, segment, again=show_chosen, role=role)
    router.on_action(cards.ConcernAudience, audience, again=show_chosen, role=role)


async def show(turn: Turn, action: cards.ShowConcerned) -> Reply:
    """Offer the choice."""
    return await _choice(turn, action.decision_id)


async def everyone(turn: Turn, action: cards.ConcernEveryone) -> Reply:
    """Let it concern everybody on the roster."""
    return await _chosen(turn, action.decision_id, Audience())


async def segment(turn: Turn, action: cards.ConcernSegment) -> Reply:
    """Let it concern a saved audience."""
    if action.segment is None:
        return await _choice(turn, action.decision_id, error=_("Vælg en målgruppe."))
    async with turn.sessions.read() as session:
        found = await saved_segments.segment(session, action.segment)
    if found.removed_at:
        return await _choice(turn, action.decision_id, error=_("Den målgruppe er fjernet."))
    return await _chosen(turn, action.decision_id, found.audience, segment=found.name)


async def audience(turn: Turn, action: cards.ConcernAudience) -> Reply:
    """Let it concern those in the units, at the levels, in the groups that were picked."""
    error = _("Vælg mindst én enhed, ét niveau eller én gruppe. Ellers er der »Alle ledere«.")
    if action.units or action.levels or action.groups:
        async with turn.sessions.read() as session:
            known = await choices(session)
        try:
            return await _chosen(turn, action.decision_id, picked_audience(action, known))
        except (KeyError, ValueError):
            error = _("Noget af det, du valgte, er ikke længere på lederlisten. Vælg igen.")
    return await _choice(turn, action.decision_id, filled=action, error=error)


async def show_chosen(turn: Turn, action: _Choice) -> Reply:
    """Show the decision with the audience that it has."""
    return Reply(replace=await draft_card(turn, action.decision_id))


async def _chosen(turn: Turn, decision_id: UUID, audience: Audience, *, segment: str = "") -> Reply:
    await choose_audience(
        turn.sessions, decision_id, audience, by=turn.person, now=turn.now, segment=segment
    )
    return Reply(replace=await draft_card(turn, decision_id, said=_("Målgruppen er gemt.")))


async def _choice(
    turn: Turn,
    decision_id: UUID,
    *,
    filled: cards.ConcernAudience | None = None,
    error: str = "",
) -> Reply:
    found = await draft_of(turn, decision_id)
    if found.phase not in UNPUBLISHED:
        raise WrongPhase(found)
    async with turn.sessions.read() as session:
        card = cards.choice(
            found,
            await choices(session),
            await saved_segments.segments(session),
            await number_of_members(session, Audience()),
            await number_of_members(session, found.audience),
            filled=filled,
            error=error,
        )
    return Reply(replace=card)
