"""Choosing when a broadcast is to be sent, before it is confirmed."""

from uuid import UUID

import cards.broadcasts.choosing_time as cards
from bot.broadcasts import drafting, queries
from bot.broadcasts.values import Broadcast, FaultyContent
from bot.calendar import NoSuchTime, in_copenhagen, moment_of
from bot.language import _
from bot.messages import Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.broadcasts.steps import next_step


def register(router: Router) -> None:
    """Answer what is pressed where the time is chosen."""
    role = Role.DIRECTORATE
    router.on_action(cards.ShowTime, show_time, again=show_time, role=role)
    router.on_action(cards.SaveTime, save_time, again=show, role=role)
    router.on_action(cards.SendAtOnce, send_at_once, again=show, role=role)


async def show_time(turn: Turn, action: cards.ShowTime) -> Reply:
    """Ask when it is to be sent."""
    found = await _broadcast(turn, action.broadcast_id)
    at = in_copenhagen(found.send_at) if found.send_at else None
    card = cards.choose_time(found, day=at.date() if at else None, at=at.time() if at else None)
    return Reply(replace=card)


async def save_time(turn: Turn, action: cards.SaveTime) -> Reply:
    """Keep when it is to be sent; what can't be comes back as it was filled in."""
    errors = await _time_errors(turn, action)
    if errors:
        found = await _broadcast(turn, action.broadcast_id)
        return Reply(replace=cards.choose_time(found, day=action.day, at=action.at, errors=errors))
    said = _("Tidspunktet er gemt. Der er ikke sendt noget endnu.")
    return Reply(replace=await next_step(turn, action.broadcast_id, said=said))


async def send_at_once(turn: Turn, action: cards.SendAtOnce) -> Reply:
    """Let it wait for nothing but its confirmation."""
    await drafting.choose_time(
        turn.sessions, action.broadcast_id, None, by=turn.person, now=turn.now
    )
    return Reply(replace=await next_step(turn, action.broadcast_id))


async def show(turn: Turn, action: cards.SaveTime | cards.SendAtOnce) -> Reply:
    """Show what there is to do next."""
    return Reply(replace=await next_step(turn, action.broadcast_id))


async def _time_errors(turn: Turn, action: cards.SaveTime) -> dict[str, str]:
    """Keep the time; what is wrong with it, by the name of the field."""
    if action.day is None:
        return {"day": _("Vælg en dag.")}
    if action.at is None:
        return {"at": _("Vælg et klokkeslæt.")}
    try:
        send_at = moment_of(action.day, action.at)
        await drafting.choose_time(
            turn.sessions, action.broadcast_id, send_at, by=turn.person, now=turn.now
        )
    except NoSuchTime:
        return {
            "at": _(
                "Det klokkeslæt findes ikke den nat, for uret stilles en time frem. Vælg et senere."
            )
        }
    except FaultyContent:
        return {"at": _("Det tidspunkt er passeret. Vælg et senere.")}
    return {}


async def _broadcast(turn: Turn, broadcast_id: UUID) -> Broadcast:
    async with turn.sessions.read() as session:
        return await queries.broadcast(session, broadcast_id, now=turn.now)
