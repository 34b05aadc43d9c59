"""What those who are asked see of a round in the chat, and saying no to it."""

from contextlib import suppress
from datetime import datetime

from bot.database.sessions import Sessions
from bot.delivery.rendering import Showing
from bot.language import _
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.rounds import kinds
from bot.rounds.answering import decline, undo_decline
from bot.rounds.asked import standing
from bot.rounds.keys import Keys
from bot.rounds.outcome import received as outcome_received
from bot.rounds.values import NotInvited, NotOpen, Participation, Standing
from bot.router import Router, Turn
from cards.rounds.invitation import Decline, UndoDecline, declined, invitation, over
from cards.rounds.received import received


def register(router: Router, _keys: Keys) -> None:
    """Invite, and take a no."""
    role = Role.MANAGER
    router.on_message(kinds.INVITATION, render)
    router.on_action(Decline, say_no, again=show, role=role)
    router.on_action(UndoDecline, take_no_back, again=show, role=role)
    router.on_refusal(NotInvited, not_invited)


async def render(showing: Showing) -> Card:
    """Render the invitation, or what became of it, for one of those who are asked."""
    if not showing.person:
        raise LookupError("a person is invited")
    async with showing.sessions.read() as session:
        found = await standing(session, showing.subject, showing.person.id)
    return await card_of(showing.sessions, found, now=showing.now)


async def say_no(turn: Turn, action: Decline) -> Reply:
    """Note that the person doesn't take part; after the end, the card says that it is over."""
    with suppress(NotOpen):
        await decline(turn.sessions, action.round_id, by=turn.person, now=turn.now)
    return await show(turn, action)


async def take_no_back(turn: Turn, action: UndoDecline) -> Reply:
    """Invite the person anew; after the end, the card says that it is over."""
    with suppress(NotOpen):
        await undo_decline(turn.sessions, action.round_id, by=turn.person, now=turn.now)
    return await show(turn, action)


async def show(turn: Turn, action: Decline | UndoDecline) -> Reply:
    """Show where the person now stands with the round."""
    async with turn.sessions.read() as session:
        found = await standing(session, action.round_id, turn.person.id)
    return Reply(replace=await card_of(turn.sessions, found, now=turn.now))


async def card_of(sessions: Sessions, found: Standing, *, now: datetime) -> Card:
    """What stands in the chat for somebody who was asked; never an answer given anonymously."""
    if not found.is_open(now):
        return over(found, now=now, outcome_sent=await _outcome_is_sent(sessions, found))
    match found.state:
        case Participation.INVITED:
            return invitation(found.round, now=now)
        case Participation.DECLINED:
            return declined(found.round, now=now)
        case Participation.ANSWERED | Participation.UNREAD:
            return received(found, now=now)


async def _outcome_is_sent(sessions: Sessions, found: Standing) -> bool:
    async with sessions.read() as session:
        try:
            await outcome_received(session, found.round.id)
        except LookupError:
            return False
    return True


def not_invited(_refusal: NotInvited) -> Reply:
    """Word that the round isn't for this person; it reveals nothing of it."""
    return Reply.text(
        _(
            "Den inputrunde er ikke sendt til dig, så du kan ikke svare på den. Der er ikke gemt "
            "noget."
        )
    )
