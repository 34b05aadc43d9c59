"""More time for a round that is open."""

import cards.rounds.extending as cards
from bot.delivery.rendering import Showing
from bot.language import _
from bot.language.formats import day
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.rounds import kinds, queries
from bot.rounds.extending import extend
from bot.rounds.findings import AlreadyClosed
from bot.rounds.keys import Keys
from bot.rounds.values import ContentFault, FaultyContent, Phase, Round, WrongPhase
from bot.router import Router, Turn
from cards.rounds.ways import AskToExtend
from dialogs.rounds.steps import round_of


def register(router: Router, _keys: Keys) -> None:
    """Ask until when, and tell those who were asked."""
    role = Role.DIRECTORATE
    router.on_message(kinds.EXTENDED, render)
    router.on_action(AskToExtend, ask, again=ask, role=role)
    router.on_action(cards.Extend, extended, again=show, role=role)


async def render(showing: Showing) -> Card:
    """Render for one of those who were asked that there is more time."""
    if not showing.person:
        raise LookupError("more time is told to a person")
    async with showing.sessions.read() as session:
        found = await queries.round_(session, showing.subject)
        state = await queries.state_of(session, found.id, showing.person.id)
    return cards.more_time(found, state, now=showing.now)


async def ask(turn: Turn, action: AskToExtend) -> Reply:
    """Ask until when, in a card of its own; or say that it is over."""
    found = await round_of(turn, action.round_id)
    if found.phase is Phase.OPEN and found.ends and found.ends > turn.now:
        return Reply((cards.form(found, errors={}, now=turn.now),))
    if found.phase in (Phase.OPEN, Phase.CLOSED):
        return Reply((cards.cannot_reopen(found),))
    raise WrongPhase(found)


async def extended(turn: Turn, action: cards.Extend) -> Reply:
    """Let it close later; a form that fails comes back as it was."""
    try:
        done = await extend(
            turn.sessions,
            action.round_id,
            action.closes_on,
            action.closes_at,
            by=turn.person,
            now=turn.now,
        )
    except FaultyContent as refusal:
        found = await round_of(turn, action.round_id)
        errors = {name: _words(fault, found) for name, fault in refusal.faults.items()}
        return Reply(replace=cards.form(found, action, errors=errors, now=turn.now))
    except AlreadyClosed as refusal:
        return Reply(replace=cards.cannot_reopen(refusal.round))
    return Reply(replace=cards.extended(done, now=turn.now))


async def show(turn: Turn, action: cards.Extend) -> Reply:
    """Show until when it is open."""
    found = await round_of(turn, action.round_id)
    if found.phase is Phase.OPEN:
        return Reply(replace=cards.extended(found, now=turn.now))
    return Reply(replace=cards.cannot_reopen(found))


def _words(fault: ContentFault, round_: Round) -> str:
    match fault:
        case ContentFault.MISSING:
            return _("Udfyld både dag og klokkeslæt.")
        case ContentFault.NO_SUCH_TIME:
            return _("Det klokkeslæt findes ikke den nat, da uret stilles frem.")
        case ContentFault.TOO_LATE if round_.content.outcome_by:
            return _(
                "Deltagerne er lovet resultatet senest den {day}. Vælg en tidligere dag.",
                day=day(round_.content.outcome_by),
            )
        case _:
            return _("Den nye frist skal være senere end den nuværende.")
