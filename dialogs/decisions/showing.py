"""A decision looked up: as it stands, all of its words, its history, and what was asked of it."""

from functools import partial
from uuid import UUID

import cards.decisions.history as past
import cards.decisions.showing as cards
from bot.decisions.register import looking_up
from bot.decisions.register.answering_rounds import theme_of
from bot.decisions.values import Decision, may_draft
from bot.messages import Card, Place, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.listing import OpenListed
from cards.decisions.ways import ShowDecision, ShowRegister


def register(router: Router) -> None:
    """Show it to whoever may see it."""
    shown = partial(router.on_action, role=Role.MANAGER, everywhere=True)
    shown(ShowDecision, show, again=show)
    shown(OpenListed, show_listed, again=show_listed)
    shown(cards.ShowDecisionText, show_text, again=show_text)
    shown(cards.ShowDecisionAnswers, show_answers, again=show_answers)
    shown(cards.ShowDecisionHistory, show_history, again=show_history)


async def show(turn: Turn, action: ShowDecision) -> Reply:
    """Show it as it now stands."""
    card = await overview(turn, action.decision_id)
    return Reply((card,)) if action.apart else Reply(replace=card)


async def show_listed(turn: Turn, action: OpenListed) -> Reply:
    """Show one of a list, with the way back to it."""
    return Reply(replace=await overview(turn, action.decision_id, back=action.back))


async def show_text(turn: Turn, action: cards.ShowDecisionText) -> Reply:
    """Show all of its words."""
    decision = await _decision(turn, action.decision_id)
    return Reply(replace=cards.whole_text(decision, offset=action.offset))


async def show_answers(turn: Turn, action: cards.ShowDecisionAnswers) -> Reply:
    """Show what was asked and answered."""
    decision = await _decision(turn, action.decision_id)
    return Reply(replace=cards.answers(decision, offset=action.offset))


async def show_history(turn: Turn, action: cards.ShowDecisionHistory) -> Reply:
    """Show what it said before."""
    decision = await _decision(turn, action.decision_id)
    async with turn.sessions.read() as session:
        versions = await looking_up.history(
            session, decision.id, by=turn.person, among_others=turn.place is not Place.PERSONAL
        )
    return Reply(replace=past.history(decision, versions, offset=action.offset))


async def overview(
    turn: Turn, decision_id: UUID, *, back: ShowRegister | None = None, said: str = ""
) -> Card:
    """The card of a decision for whoever asks. said: what just happened. Raises UnknownDecision."""
    decision = await _decision(turn, decision_id)
    theme = None
    if turn.place is Place.PERSONAL:
        async with turn.sessions.read() as session:
            theme = await theme_of(session, decision, seen_by=turn.person)
    return cards.decision(
        decision, may=_may(turn, decision), theme=theme, now=turn.now, back=back, said=said
    )


async def _decision(turn: Turn, decision_id: UUID) -> Decision:
    """The decision, if the person may see it where they are."""
    async with turn.sessions.read() as session:
        return await looking_up.one(
            session,
            decision_id,
            by=turn.person,
            among_others=turn.place is not Place.PERSONAL,
        )


def _may(turn: Turn, decision: Decision) -> cards.May:
    if turn.place is not Place.PERSONAL:
        return cards.May(ask=False)
    publish = turn.person.may(Role.DIRECTORATE)
    owner_id = decision.owner.id if decision.owner else None
    writes = may_draft(turn.person) and turn.person.id in (decision.author.id, owner_id)
    return cards.May(publish=publish, edit=publish or writes)
