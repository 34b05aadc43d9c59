"""What the outbox says of itself."""

import cards.delivery as cards
from bot.delivery import halts, warnings
from bot.delivery.rendering import Showing
from bot.messages import Card
from bot.people.queries import person
from bot.router import Router


def register(router: Router) -> None:
    """Render the outbox's own messages."""
    router.on_message(halts.TOLD, halted)
    router.on_message(warnings.SECOND_ACCOUNT, second_account)


async def halted(showing: Showing) -> Card:
    """Tell of a time in which nothing could be sent."""
    async with showing.sessions.read() as session:
        return cards.halted(await halts.halt(session, showing.subject))


async def second_account(showing: Showing) -> Card:
    """Tell of an account that claimed somebody's address."""
    async with showing.sessions.read() as session:
        return cards.second_account(await person(session, showing.subject))
