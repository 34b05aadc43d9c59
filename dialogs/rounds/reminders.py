"""What happens in a round by itself: reminders, and its end."""

from functools import partial

from bot.delivery.rendering import Showing
from bot.messages import Card
from bot.rounds import forgetting, kinds, reminding
from bot.rounds.asked import waiting
from bot.rounds.keys import Keys
from bot.router import Router
from cards.rounds.waiting import reminder


def register(router: Router, keys: Keys) -> None:
    """Render reminders, and do what is due while a round is open."""
    router.on_message(kinds.REMINDER, render)
    for kind in (kinds.REMIND_HALFWAY, kinds.REMIND_LAST):
        router.on_due(kind, partial(reminding.remind, kind))
    router.on_due(kinds.CLOSE, partial(reminding.close, keys))
    router.on_due(kinds.FORGET_KEY, partial(forgetting.forget_keys, keys))


async def render(showing: Showing) -> Card:
    """Render everything that waits for somebody's answer."""
    if not showing.person:
        raise LookupError("a person is reminded")
    async with showing.sessions.read() as session:
        found = await waiting(session, showing.person.id, now=showing.now)
    return reminder(found, now=showing.now)
