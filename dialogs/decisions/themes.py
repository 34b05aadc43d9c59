"""Themes: what holds, and who answers for it, across departments."""

import cards.decisions.themes as cards
from bot.decisions.following import themes
from bot.language import _
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn


def register(router: Router) -> None:
    """Let everybody choose a theme, and show it."""
    role = Role.MANAGER
    router.on_command("Temaer", "Themes", handler=list_themes, role=role)
    router.on_action(cards.ShowThemes, show_themes, again=show_themes, role=role)
    router.on_action(cards.ChooseTheme, choose, again=choose, role=role)
    router.on_action(cards.ShowTheme, show, again=show, role=role)


async def list_themes(turn: Turn) -> Reply:
    """Offer the themes."""
    return Reply((await _themes(turn),))


async def show_themes(turn: Turn, action: cards.ShowThemes) -> Reply:
    """Offer the themes in the place of one."""
    return Reply(replace=await _themes(turn))


async def choose(turn: Turn, action: cards.ChooseTheme) -> Reply:
    """Show the one that was chosen."""
    if not action.theme:
        return Reply(replace=await _themes(turn, said=_("Vælg et tema.")))
    return Reply(replace=await _theme(turn, action.theme, 0))


async def show(turn: Turn, action: cards.ShowTheme) -> Reply:
    """Turn to a page of a theme."""
    card = await _theme(turn, action.theme, action.offset)
    return Reply((card,)) if action.apart else Reply(replace=card)


async def _themes(turn: Turn, *, said: str = "") -> Card:
    async with turn.sessions.read() as session:
        found = await themes.themes(session, by=turn.person)
    return cards.themes(found, said=said)


async def _theme(turn: Turn, name: str, offset: int) -> Card:
    async with turn.sessions.read() as session:
        page = await themes.page(session, name, by=turn.person, offset=offset, limit=cards.PAGE)
    return cards.theme(page, seen_by=turn.person, now=turn.now)
