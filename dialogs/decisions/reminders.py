"""What the bot reminds people of by itself: follow-ups that are theirs, and missing receipts."""

from datetime import datetime, time

import cards.decisions.following_up as cards
from bot.calendar import in_copenhagen, moment_of
from bot.database.sessions import Sessions
from bot.decisions import follow_ups, kinds, looking, reviewing
from bot.decisions.receipts import unacknowledged
from bot.delivery.rendering import Showing
from bot.messages import Card
from bot.people.values import Person
from bot.router import Router, Turn
from cards.decisions.received import waiting_for_receipt
from cards.decisions.reviewing import to_review


def register(router: Router) -> None:
    """Render reminders, and see to follow-ups and reviews when their time comes."""
    router.on_message(kinds.REMINDER, render)
    router.on_due(kinds.FOLLOW_UP, follow_ups.remind)
    router.on_due(kinds.REVIEW, reviewing.review)


async def render(showing: Showing) -> Card:
    """Render everything that a day has to remind somebody of, and what they did of it since."""
    if not showing.person:
        raise LookupError("a person is reminded")
    day = datetime.fromisoformat(showing.occasion).date()
    return await _card(
        showing.sessions, showing.person, since=moment_of(day, time()), now=showing.now
    )


async def reminder_card(turn: Turn) -> Card:
    """The same for who presses on it."""
    today = in_copenhagen(turn.now).date()
    return await _card(turn.sessions, turn.person, since=moment_of(today, time()), now=turn.now)


async def _card(sessions: Sessions, person: Person, *, since: datetime, now: datetime) -> Card:
    async with sessions.read() as session:
        waiting = await looking.waiting(session, person.id, since=since, now=now)
        reviews = await reviewing.to_review(session, person, now=now)
        receipts = await unacknowledged(session, person.id)
    parts = waiting_for_receipt(receipts, reminder=True, now=now)
    return cards.reminder(waiting, *to_review(reviews, now=now), *parts, now=now)
