"""Leaves: until when somebody gets nothing unasked, and that they are back early."""

import cards.roster.changing as cards
from bot.calendar import in_copenhagen
from bot.language import _
from bot.messages import Reply
from bot.roster.editing import MAY
from bot.roster.finding import person
from bot.roster.leave import end_leave, set_leave
from bot.roster.values import PastDay
from bot.router import Router, Turn
from cards.roster.finding import ChooseLeave, EndLeave
from dialogs.roster.finding import card_of, shown


def register(router: Router) -> None:
    """Note leaves."""
    router.on_action(ChooseLeave, choose, again=choose, role=MAY)
    router.on_action(cards.SetLeave, save, again=show, role=MAY)
    router.on_action(EndLeave, end, again=show, role=MAY)


async def choose(turn: Turn, action: ChooseLeave) -> Reply:
    """Ask until when."""
    async with turn.sessions.read() as session:
        one = await person(session, action.person_id)
    today = in_copenhagen(turn.now).date()
    return Reply(replace=cards.leave_form(one, one.away_until if one.is_away(today) else None))


async def save(turn: Turn, action: cards.SetLeave) -> Reply:
    """Note until when somebody is on leave; a day that has passed is asked for again."""
    error = _("Vælg en dag.")
    if action.until:
        try:
            one = await set_leave(
                turn.sessions, action.person_id, action.until, by=turn.person, now=turn.now
            )
            return Reply(replace=card_of(turn, one, done=_("Orloven er gemt.")))
        except PastDay:
            error = _("Den dag er gået. Vælg i dag eller senere.")
    async with turn.sessions.read() as session:
        one = await person(session, action.person_id)
    return Reply(replace=cards.leave_form(one, action.until, error))


async def end(turn: Turn, action: EndLeave) -> Reply:
    """Note that somebody is back."""
    one = await end_leave(turn.sessions, action.person_id, by=turn.person, now=turn.now)
    said = _("Er tilbage fra orlov. Det, der ventede, kommer i arbejdstiden.")
    return Reply(replace=card_of(turn, one, done=said))


async def show(turn: Turn, action: cards.SetLeave | EndLeave) -> Reply:
    """Show how it is now."""
    return Reply(replace=await shown(turn, action.person_id))
