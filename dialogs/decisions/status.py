"""What becomes of a publication: its status, and what is taken back in time or tried again."""

from uuid import UUID

import cards.decisions.status as cards
from bot.decisions import kinds
from bot.decisions.publication import accounting, publishing
from bot.decisions.publication.pursuing import try_again
from bot.decisions.publication.undoing import undo
from bot.decisions.values import PublicationPhase, UnknownPublication, WrongPublicationPhase
from bot.delivery.rendering import Showing
from bot.language import _
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.planning import gone


def register(router: Router) -> None:
    """Show the status of publications, and take what is pressed on it."""
    role = Role.DIRECTORATE
    router.on_message(kinds.STATUS, render)
    router.on_due(kinds.BEGUN, publishing.begun)
    router.on_action(cards.UndoPublication, undone, again=show, role=role)
    router.on_action(cards.TryAgain, tried_again, again=show, role=role)


async def render(showing: Showing) -> Card:
    """Render the status of a publication, also of one that isn't one any more."""
    async with showing.sessions.read() as session:
        try:
            status = await accounting.status(session, showing.subject)
        except UnknownPublication:
            return gone()
    return cards.status(status, now=showing.now)


async def status_card(turn: Turn, publication_id: UUID) -> Card:
    """The status of a publication as it now stands. Raises UnknownPublication."""
    async with turn.sessions.read() as session:
        status = await accounting.status(session, publication_id)
    return cards.status(status, now=turn.now)


async def show(turn: Turn, action: cards.UndoPublication | cards.TryAgain) -> Reply:
    """Show the status as it now stands."""
    return Reply(replace=await status_card(turn, action.publication_id))


async def undone(turn: Turn, action: cards.UndoPublication) -> Reply:
    """Make a draft of it again, if it isn't too late."""
    try:
        await undo(turn.sessions, action.publication_id, by=turn.person, now=turn.now)
    except WrongPublicationPhase as refusal:
        if refusal.publication.phase is not PublicationPhase.PUBLISHED:
            raise
        too_late = _(
            "Det var for sent at fortryde: det er offentliggjort. Du kan trække det "
            "tilbage under »Mere« eller rette det."
        )
        return Reply((Text(too_late),), replace=await status_card(turn, action.publication_id))
    return await show(turn, action)


async def tried_again(turn: Turn, action: cards.TryAgain) -> Reply:
    """Try again where it failed."""
    await try_again(turn.sessions, action.publication_id, by=turn.person, now=turn.now)
    return await show(turn, action)
