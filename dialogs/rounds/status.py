"""Where a round stands, and what changes that before it opens."""

from dataclasses import dataclass
from uuid import UUID

import cards.rounds.giving_up as giving_up_cards
import cards.rounds.status as cards
from bot.delivery.rendering import Showing
from bot.language import _
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.rounds import kinds, queries
from bot.rounds.giving_up import give_up, require_lost
from bot.rounds.keys import Keys
from bot.rounds.undoing import take_back
from bot.rounds.values import Participation, Phase, Round, UnknownRound, WrongPhase
from bot.router import Router, Turn
from cards.rounds.ways import ShowRound
from dialogs.rounds.steps import round_of, status_card, status_of


def register(router: Router, keys: Keys) -> None:
    """Show where rounds stand, and take what is pressed there."""
    role = Role.DIRECTORATE
    router.on_message(kinds.STATUS, render)
    router.on_action(ShowRound, show, again=show, role=role)
    router.on_action(cards.TakeBackRound, taken_back, again=show, role=role)
    giving_up = _GivingUp(keys)
    router.on_action(cards.AskToGiveUp, giving_up.ask, again=giving_up.ask, role=role)
    once_more = giving_up.ask_once_more
    router.on_action(giving_up_cards.AskOnceMore, once_more, again=once_more, role=role)
    router.on_action(giving_up_cards.GiveUp, giving_up.give_up, again=show, role=role)


async def render(showing: Showing) -> Card:
    """Render where a round stands, also one that became a draft and was thrown away."""
    async with showing.sessions.read() as session:
        try:
            found = await queries.round_(session, showing.subject)
        except UnknownRound:
            return cards.thrown_away()
    return await status_of(showing.sessions, found, now=showing.now)


async def show(
    turn: Turn, action: ShowRound | cards.TakeBackRound | giving_up_cards.GiveUp
) -> Reply:
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


@dataclass(frozen=True)
class _GivingUp:
    keys: Keys

    async def ask(self, turn: Turn, action: cards.AskToGiveUp) -> Reply:
        """Say what is lost, in a card of its own, if the key is still missing."""
        found = await self._lost(turn, action.round_id)
        async with turn.sessions.read() as session:
            took_part = await queries.participation(session, found.id)
        answered = took_part.get(Participation.ANSWERED, 0)
        return Reply((giving_up_cards.ask(found, answered),))

    async def ask_once_more(self, turn: Turn, action: giving_up_cards.AskOnceMore) -> Reply:
        """Ask a second time, as nothing takes it back."""
        found = await self._lost(turn, action.round_id)
        return Reply(replace=giving_up_cards.ask_once_more(found))

    async def give_up(self, turn: Turn, action: giving_up_cards.GiveUp) -> Reply:
        """Give it up; once it is, say so to whoever presses late."""
        found = await round_of(turn, action.round_id)
        if found.phase is not Phase.GIVEN_UP:
            await give_up(turn.sessions, self.keys, found.id, by=turn.person, now=turn.now)
        return Reply(replace=await status_card(turn, action.round_id))

    async def _lost(self, turn: Turn, round_id: UUID) -> Round:
        return await require_lost(turn.sessions, self.keys, round_id, by=turn.person, now=turn.now)
