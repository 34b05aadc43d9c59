"""Where a round stands, and what changes that before it opens."""

import cards.rounds.status as cards
from bot.delivery.rendering import Showing
from bot.language import _
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.rounds import kinds, queries
from bot.rounds.keys import Keys
from bot.rounds.undoing import take_back
from bot.rounds.values import Participation, UnknownRound, WrongPhase
from bot.router import Router, Turn
from cards.rounds.ways import ShowRound
from dialogs.rounds.steps import status_card


def register(router: Router, _keys: Keys) -> None:
    """Show where rounds stand, and take what is pressed there."""
    role = Role.DIRECTORATE
    router.on_message(kinds.STATUS, render)
    router.on_action(ShowRound, show, again=show, role=role)
    router.on_action(cards.TakeBackRound, taken_back, again=show, role=role)


async def render(showing: Showing) -> Card:
    """Render where a round stands, also one that became a draft and was thrown away."""
    async with showing.sessions.read() as session:
        try:
            found = await queries.round_(session, showing.subject)
        except UnknownRound:
            return cards.thrown_away()
        took_part = await queries.participation(session, found.id)
    return cards.status(found, took_part.get(Participation.ANSWERED, 0), now=showing.now)


async def show(turn: Turn, action: ShowRound | cards.TakeBackRound) -> Reply:
    """Show where it now stands."""
    return Reply(replace=await status_card(turn, action.round_id))


async def taken_back(turn: Turn, action: cards.TakeBackRound) -> Reply:
    """Make a draft of it again, if it isn't too late."""
    said: tuple[Text, ...] = ()
    try:
        await take_back(turn.sessions, action.round_id, by=turn.person, now=turn.now)
    except WrongPhase:
        said = (Text(_("Det var for sent: runden er åben, og deltagerne er inviteret.")),)
    return Reply(said, replace=await status_card(turn, action.round_id))
