"""What the outbox says of itself."""

import cards.delivery as cards
from bot.delivery import halts
from bot.delivery.values import Showing
from bot.messages import Card
from bot.router import Router


def register(router: Router) -> None:
    """Render the outbox's own messages."""
    router.on_message(halts.TOLD, halted)


async def halted(showing: Showing) -> Card:
    """Tell of a time in which nothing could be sent."""
    async with showing.sessions.read() as session:
        return cards.halted(await halts.halt(session, showing.subject))
