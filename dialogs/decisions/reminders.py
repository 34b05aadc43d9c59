"""What the bot reminds people of by itself: follow-ups that are theirs, and missing receipts."""

from datetime import date, datetime, time

import cards.decisions.following_up as cards
from bot.calendar import in_copenhagen, moment_of
from bot.database.sessions import Sessions
from bot.decisions import kinds
from bot.decisions.following import follow_ups, gathered, looking, reviewing
from bot.decisions.following.given import new_to
from bot.decisions.receivers.receipts import reminded_of
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
    day = date.fromisoformat(showing.occasion)
    return await _card(showing.sessions, showing.person, day, now=showing.now)


async def reminder_card(turn: Turn) -> Card:
    """The last one, for who presses on it."""
    async with turn.sessions.read() as session:
        last = await gathered.last_before(session, turn.person.id)
    day = last[0] if last else in_copenhagen(turn.now).date()
    return await _card(turn.sessions, turn.person, day, now=turn.now)


async def _card(sessions: Sessions, person: Person, day: date, *, now: datetime) -> Card:
    async with sessions.read() as session:
        since = moment_of(day, time())
        waiting = await looking.waiting(session, person.id, since=since, now=now)
        reviews = await reviewing.to_review(session, person, now=now)
        receipts = await reminded_of(session, person.id, day=day)
        new = await new_to(session, person.id, waiting, day=day)
    parts = waiting_for_receipt(receipts, reminder=True, now=now)
    return cards.reminder(waiting, *to_review(reviews, now=now), *parts, new=new, now=now)
