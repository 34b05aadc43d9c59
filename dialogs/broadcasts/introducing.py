"""The introduction of the bot to those who get their first message from it."""

import cards.broadcasts.introducing as cards
from bot.broadcasts import kinds
from bot.delivery.rendering import Showing
from bot.messages import Card
from bot.people.queries import people_with_role
from bot.people.values import Role
from bot.preferences import preferences
from bot.router import Router


def register(router: Router) -> None:
    """Render it."""
    router.on_message(kinds.INTRODUCTION, introduction)


async def introduction(showing: Showing) -> Card:
    """Introduce the bot in the name of the director who was chosen, while that is one."""
    async with showing.sessions.read() as session:
        held = await preferences(session)
        directors = await people_with_role(session, Role.DIRECTORATE)
    sender = next((one for one in directors if one.id == held.introduction_sender), None)
    return cards.introduction(sender, held.introduction)
