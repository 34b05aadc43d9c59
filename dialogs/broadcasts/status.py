"""What becomes of a broadcast: its status, and what changes it before and while it is sent."""

from uuid import UUID

import cards.broadcasts.status as cards
from bot.broadcasts import kinds, queries
from bot.broadcasts.following import try_again
from bot.broadcasts.undoing import reschedule, take_back
from bot.broadcasts.values import FaultyContent, Phase, UnknownBroadcast, WrongPhase
from bot.calendar import NoSuchTime, moment_of
from bot.delivery.rendering import Showing
from bot.language import _
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.router import Router, Turn
from cards.pending import ShowApproval
from dialogs.broadcasts.approving import approval_card
from dialogs.broadcasts.writing import copy_of, form_of


def register(router: Router) -> None:
    """Show the status of broadcasts, and take what is pressed on it."""
    role = Role.DIRECTORATE
    router.on_message(kinds.STATUS, render)
    router.on_action(cards.TakeBack, taken_back, again=show, role=role)
    router.on_action(cards.Reschedule, rescheduled, again=show_rescheduled, role=role)
    router.on_action(cards.TryAgain, tried_again, again=show, role=role)
    router.on_action(cards.WriteAnew, write_anew, again=write_anew, role=role)
    router.on_action(cards.Correct, correct, again=correct, role=role)
    router.on_action(ShowApproval, show_approval, again=show_approval, role=role)


async def render(showing: Showing) -> Card:
    """Render the status of a broadcast, also of one that became a draft and was thrown away."""
    async with showing.sessions.read() as session:
        try:
            status = await queries.status(session, showing.subject, now=showing.now)
        except UnknownBroadcast:
            return cards.thrown_away()
    return cards.status(status, now=showing.now)


async def status_card(turn: Turn, broadcast_id: UUID) -> Card:
    """The status of a broadcast as it now stands. Raises UnknownBroadcast."""
    async with turn.sessions.read() as session:
        status = await queries.status(session, broadcast_id, now=turn.now)
    return cards.status(status, now=turn.now)


async def show(turn: Turn, action: cards.TakeBack | cards.TryAgain) -> Reply:
    """Show the broadcast's status as it now stands."""
    return Reply(replace=await status_card(turn, action.broadcast_id))


async def taken_back(turn: Turn, action: cards.TakeBack) -> Reply:
    """Make a draft of it again, if it isn't too late."""
    try:
        await take_back(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    except WrongPhase as refusal:
        if refusal.broadcast.phase not in (Phase.SCHEDULED, Phase.SENT):
            raise
        too_late = _(
            "Det var for sent at fortryde: beskeden er på vej. Du kan stoppe resten eller trække "
            "den tilbage."
        )
        return Reply((Text(too_late),), replace=await status_card(turn, action.broadcast_id))
    return await show(turn, action)


async def rescheduled(turn: Turn, action: cards.Reschedule) -> Reply:
    """Let it begin at another time; a form that fails comes back as it was filled in."""
    try:
        await _reschedule(turn, action)
    except _Faulty as fault:
        async with turn.sessions.read() as session:
            broadcast = await queries.broadcast(session, action.broadcast_id, now=turn.now)
        form = cards.time_form(
            broadcast, day=action.day, at=action.at, field=fault.field, error=fault.error
        )
        # The status card is edited, which would empty a form in it.
        return Reply(replace=form) if action.apart else Reply((form,))
    return await show_rescheduled(turn, action)


async def show_rescheduled(turn: Turn, action: cards.Reschedule) -> Reply:
    """Show the broadcast's status as it now stands."""
    return Reply(replace=await status_card(turn, action.broadcast_id))


async def tried_again(turn: Turn, action: cards.TryAgain) -> Reply:
    """Try again where it failed."""
    await try_again(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    return await show(turn, action)


async def correct(turn: Turn, action: cards.Correct) -> Reply:
    """Show the form in which what was sent is corrected, in a card of its own."""
    return Reply((await form_of(turn, action.broadcast_id),))


async def write_anew(turn: Turn, action: cards.WriteAnew) -> Reply:
    """Offer a form that begins as this one, in a card of its own."""
    return Reply((await copy_of(turn, action.broadcast_id),))


async def show_approval(turn: Turn, action: ShowApproval) -> Reply:
    """Show the question for a yes, or what became of it, in a card of its own."""
    showing = Showing(
        action.broadcast_id, str(action.revision), turn.person, turn.now, turn.sessions
    )
    return Reply((await approval_card(showing, pressed=True),))


class _Faulty(Exception):  # noqa: N818 - caught in this module, and worded in its form
    """What is wrong with the form for another time, and at which field."""

    def __init__(self, field: str, error: str) -> None:
        self.field, self.error = field, error


async def _reschedule(turn: Turn, action: cards.Reschedule) -> None:
    if action.day is None:
        raise _Faulty("day", _("Vælg en dag."))
    if action.at is None:
        raise _Faulty("at", _("Vælg et klokkeslæt."))
    try:
        send_at = moment_of(action.day, action.at)
        await reschedule(turn.sessions, action.broadcast_id, send_at, by=turn.person, now=turn.now)
    except NoSuchTime as refusal:
        error = _("Det klokkeslæt findes ikke den nat, hvor uret stilles frem.")
        raise _Faulty("at", error) from refusal
    except FaultyContent as refusal:
        error = _("Vælg et tidspunkt, der ikke er gået, og hvor beskeden stadig gælder.")
        raise _Faulty("day", error) from refusal
