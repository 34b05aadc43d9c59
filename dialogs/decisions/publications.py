"""The list of what was, or is to be, published."""

import cards.decisions.publications as cards
from bot.decisions.publication import accounting
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn


def register(router: Router) -> None:
    """List the publications."""
    role = Role.DIRECTORATE
    router.on_command("Udgivelser", "Publications", handler=list_all, role=role)
    router.on_action(cards.ShowPublications, show, again=show, role=role)


async def list_all(turn: Turn) -> Reply:
    """List the publications."""
    return Reply((await _publications(turn, 0),))


async def show(turn: Turn, action: cards.ShowPublications) -> Reply:
    """Turn to a page of them."""
    return Reply(replace=await _publications(turn, action.offset))


async def _publications(turn: Turn, offset: int) -> Card:
    async with turn.sessions.read() as session:
        total = await accounting.number(session)
        offset = min(max(offset, 0), max(total - 1, 0) // cards.PAGE * cards.PAGE)
        page = await accounting.page(session, offset=offset, limit=cards.PAGE)
    return cards.publications(page, offset=offset, total=total, now=turn.now)
