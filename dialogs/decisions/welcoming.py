"""What holds already, told to whoever is new."""

import cards.decisions.listing as cards
from bot.calendar import in_copenhagen
from bot.decisions import kinds
from bot.decisions.register import looking_up
from bot.delivery.rendering import Showing
from bot.messages import Card
from bot.router import Router


def register(router: Router) -> None:
    """Render it."""
    router.on_message(kinds.WELCOME, render)


async def render(showing: Showing) -> Card:
    """Render what holds for the person now."""
    if not showing.person:
        raise LookupError("a welcome is for a person")
    async with showing.sessions.read() as session:
        decisions, total = await looking_up.concerning(
            session, showing.person, limit=cards.WELCOMED_WITH
        )
    return cards.welcome(decisions, total, today=in_copenhagen(showing.now).date())
