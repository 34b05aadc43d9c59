"""That somebody answers for a decision which was published to others."""

from bot.decisions import kinds, queries
from bot.decisions.values import Phase
from bot.delivery.rendering import Showing
from bot.messages import Card
from bot.router import Router
from cards.decisions.owning import no_longer_owned, owned


def register(router: Router) -> None:
    """Render it."""
    router.on_message(kinds.OWNED, render)


async def render(showing: Showing) -> Card:
    """Render it for who answered for it when it was published."""
    if not showing.person:
        raise LookupError("an owner is a person")
    async with showing.sessions.read() as session:
        decision = await queries.decision(session, showing.subject)
    owner = decision.owner
    if decision.phase is Phase.CURRENT and owner and owner.id == showing.person.id:
        return owned(decision)
    return no_longer_owned(decision)
