"""Letting a decision hold no longer."""

from uuid import UUID

import cards.decisions.ending as cards
from bot.decisions import queries
from bot.decisions.publication import ending
from bot.decisions.values import (
    REASON_LENGTH,
    Decision,
    Fault,
    FaultyDecision,
    Phase,
    WrongPhase,
)
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.inquiries.faults import numbers_removed, without_numbers


def register(router: Router) -> None:
    """Answer what is pressed to let a decision lapse."""
    role = Role.DIRECTORATE
    router.on_action(cards.AskToLapse, ask, again=ask, role=role)
    router.on_action(cards.Lapse, lapse, again=show, role=role)
    router.on_action(cards.Revive, revive, again=show, role=role)


async def ask(turn: Turn, action: cards.AskToLapse) -> Reply:
    """Say what would happen, and ask why."""
    found = await _decision(turn, action.decision_id)
    if found.phase is not Phase.CURRENT:
        raise WrongPhase(found)
    return Reply((cards.lapse_form(found),))


async def lapse(turn: Turn, action: cards.Lapse) -> Reply:
    """Let it lapse; a form that fails comes back as it was filled in."""
    try:
        done = await ending.lapse(
            turn.sessions,
            action.decision_id,
            reason=action.reason,
            by=turn.person,
            now=turn.now,
        )
    except FaultyDecision as refusal:
        return Reply(replace=await _comes_back(turn, action, refusal.faults["reason"]))
    return Reply(replace=cards.lapsed(done))


async def revive(turn: Turn, action: cards.Revive) -> Reply:
    """Let it hold after all."""
    done = await ending.revive(turn.sessions, action.decision_id, by=turn.person, now=turn.now)
    return Reply(replace=cards.revived(done))


async def show(turn: Turn, action: cards.Lapse | cards.Revive) -> Reply:
    """Show whether it holds."""
    found = await _decision(turn, action.decision_id)
    if found.phase is Phase.LAPSED:
        return Reply(replace=cards.lapsed(found))
    if isinstance(action, cards.Lapse):
        return Reply(replace=cards.lapse_form(found, reason=without_numbers(action.reason)))
    return Reply(replace=cards.revived(found))


async def _comes_back(turn: Turn, action: cards.Lapse, fault: Fault) -> Card:
    match fault:
        case Fault.CPR_NUMBER:
            error = numbers_removed(action.reason)
        case Fault.TOO_LONG:
            error = _(
                "Skriv højst {longest} tegn. Lige nu er der {many}.",
                longest=number(REASON_LENGTH),
                many=number(len(action.reason.strip())),
            )
        case _fault:
            error = _("Skriv, hvorfor den ikke gælder mere.")
    found = await _decision(turn, action.decision_id)
    return cards.lapse_form(found, reason=without_numbers(action.reason), error=error)


async def _decision(turn: Turn, decision_id: UUID) -> Decision:
    async with turn.sessions.read() as session:
        return await queries.decision(session, decision_id)
