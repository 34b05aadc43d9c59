"""Letting a new answer take an old one's place."""

from uuid import UUID

import cards.knowledge.drafts as cards
from bot.calendar import in_copenhagen
from bot.knowledge import queries
from bot.knowledge.values import Phase
from bot.language import _
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.knowledge.steps import overview

MOST = 25  # answers to choose from


def register(router: Router) -> None:
    """Answer the choice of the old one."""
    role = Role.DIRECTORATE
    router.on_action(cards.ChooseReplaced, choose, again=choose, role=role)
    router.on_action(cards.AskToReplace, ask, again=ask, role=role)


async def choose(turn: Turn, action: cards.ChooseReplaced) -> Reply:
    """Offer the choice."""
    return Reply(replace=await _choice(turn, action.knowledge_id))


async def ask(turn: Turn, action: cards.AskToReplace) -> Reply:
    """Show what will happen, before it does."""
    if action.instead_of is None:
        return Reply(replace=await _choice(turn, action.knowledge_id, error=_("Vælg et svar.")))
    async with turn.sessions.read() as session:
        draft = await queries.knowledge(session, action.knowledge_id)
        other = await queries.knowledge(session, action.instead_of)
    if draft.phase is not Phase.DRAFT:
        return Reply(replace=await overview(turn, draft.id))
    if other.phase is not Phase.CURRENT:
        error = _("Det svar er taget ud imens. Vælg et andet.")
        return Reply(replace=await _choice(turn, draft.id, error=error))
    today = in_copenhagen(turn.now).date()
    return Reply(replace=cards.confirm_replacing(draft, other, today=today))


async def _choice(turn: Turn, knowledge_id: UUID, *, error: str = "") -> Card:
    async with turn.sessions.read() as session:
        draft = await queries.knowledge(session, knowledge_id)
        others = await queries.nearest(session, draft.content, besides=knowledge_id, limit=MOST)
    if draft.phase is not Phase.DRAFT:
        return await overview(turn, knowledge_id)
    return cards.choose_replaced(draft, others, error=error)
