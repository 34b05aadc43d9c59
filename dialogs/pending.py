"""What waits for a person, gathered from every feature."""

from bot.broadcasts import queries as broadcasts
from bot.messages import Card
from bot.router import Turn
from cards.pending import pending


async def pending_card(turn: Turn) -> Card:
    """Everything that now waits for the person."""
    async with turn.sessions.read() as session:
        return pending(
            receipts=await broadcasts.unacknowledged(session, turn.person.id),
            approvals=await broadcasts.awaiting_approval(session, turn.person, now=turn.now),
            now=turn.now,
        )
