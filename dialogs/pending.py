"""What waits for a person, gathered from every feature."""

from bot.broadcasts import queries as broadcasts
from bot.broadcasts.received import unacknowledged as unacknowledged_broadcasts
from bot.decisions.following import looking, reviewing
from bot.decisions.publication import approving
from bot.decisions.receivers.receipts import unacknowledged
from bot.decisions.writing import listing
from bot.inquiries import inbox
from bot.messages import Card
from bot.people.values import Role
from bot.rounds import asked
from bot.rounds import queries as rounds
from bot.rounds.outcome_approving import awaiting
from bot.rounds.results import outcomes_owed
from bot.router import Turn
from cards.decisions.approving import publications_awaiting
from cards.decisions.drafts import ready_to_publish
from cards.decisions.follow_ups import looked_after
from cards.decisions.following_up import follow_ups_waiting
from cards.decisions.received import waiting_for_receipt
from cards.decisions.reviewing import to_review
from cards.parts import Part
from cards.pending import pending


async def pending_card(turn: Turn) -> Card:
    """Everything that now waits for the person."""
    directs = turn.person.may(Role.DIRECTORATE)
    decisions = await _because_of_decisions(turn)
    async with turn.sessions.read() as session:
        return pending(
            inbox=await inbox.waiting(session, now=turn.now) if directs else None,
            held=await inbox.held_by(session, turn.person),
            receipts=await unacknowledged_broadcasts(session, turn.person.id),
            approvals=await broadcasts.awaiting_approval(session, turn.person, now=turn.now),
            rounds_to_approve=await rounds.awaiting_approval(session, turn.person),
            outcomes_to_approve=await awaiting(session, turn.person, now=turn.now),
            rounds=await asked.waiting(session, turn.person.id, now=turn.now),
            outcomes=await outcomes_owed(session, turn.person, now=turn.now),
            decisions=decisions,
            now=turn.now,
        )


async def _because_of_decisions(turn: Turn) -> list[Part]:
    person, now = turn.person, turn.now
    async with turn.sessions.read() as session:
        receipts = await unacknowledged(session, person.id)
        follow_ups = await looking.waiting(session, person.id, now=now)
        reviews = await reviewing.to_review(session, person, now=now)
        directs = person.may(Role.DIRECTORATE)
        outlook = await looking.outlook(session, now=now) if directs else None
        publications = await approving.awaiting(session, person)
        ready = await listing.number_ready(session) if directs else 0
        corrected = await listing.number_corrected_by_others(session) if directs else 0
    return [
        *publications_awaiting(publications, now),
        *ready_to_publish(ready, corrected),
        *waiting_for_receipt(receipts, reminder=False, now=now),
        *follow_ups_waiting(follow_ups, now=now),
        *to_review(reviews, now=now),
        *(looked_after(outlook) if outlook else ()),
    ]
