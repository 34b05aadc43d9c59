"""What waits for a person, gathered from every feature."""

from bot.broadcasts import queries as broadcasts
from bot.inquiries import inbox
from bot.messages import Card
from bot.people.values import Role
from bot.rounds import asked
from bot.rounds import queries as rounds
from bot.rounds.results import outcomes_owed
from bot.router import Turn
from cards.pending import pending


async def pending_card(turn: Turn) -> Card:
    """Everything that now waits for the person."""
    directs = turn.person.may(Role.DIRECTORATE)
    async with turn.sessions.read() as session:
        return pending(
            inbox=await inbox.waiting(session, now=turn.now) if directs else None,
            held=await inbox.held_by(session, turn.person),
            receipts=await broadcasts.unacknowledged(session, turn.person.id),
            approvals=await broadcasts.awaiting_approval(session, turn.person, now=turn.now),
            rounds_to_approve=await rounds.awaiting_approval(session, turn.person),
            rounds=await asked.waiting(session, turn.person.id, now=turn.now),
            outcomes=await outcomes_owed(session, turn.person, now=turn.now),
            now=turn.now,
        )
