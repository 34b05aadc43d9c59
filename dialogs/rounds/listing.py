"""The list of rounds, and beginning one from an earlier."""

import cards.rounds.listing as cards
from bot.language import _
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.rounds import queries
from bot.rounds.drafting import copy
from bot.rounds.keys import Keys
from bot.rounds.values import Phase
from bot.router import Router, Turn
from cards.rounds.ways import ALL, CLOSED, DRAFTS, RUNNING, ShowRounds
from cards.rounds.writing import SaveRound, form

WHICH = {
    ALL: (
        Phase.OPEN,
        Phase.SCHEDULED,
        Phase.AWAITING,
        Phase.DRAFT,
        Phase.CLOSED,
        Phase.GIVEN_UP,
    ),
    DRAFTS: (Phase.AWAITING, Phase.DRAFT),
    RUNNING: (Phase.OPEN, Phase.SCHEDULED),
    CLOSED: (Phase.CLOSED, Phase.GIVEN_UP),
}


def register(router: Router, _keys: Keys) -> None:
    """List rounds, and begin one from an earlier."""
    role = Role.DIRECTORATE
    router.on_command("Inputrunder", "Input rounds", handler=list_all, role=role)
    router.on_action(ShowRounds, show_rounds, again=show_rounds, role=role)
    router.on_action(cards.FilterRounds, filter_rounds, again=filter_rounds, role=role)
    router.on_action(cards.CopyRound, begin_copy, again=begin_copy, role=role)


async def list_all(turn: Turn) -> Reply:
    """List the rounds."""
    return Reply((await _rounds(turn, 0, ALL, mine=False),))


async def show_rounds(turn: Turn, action: ShowRounds) -> Reply:
    """Turn to a page of the list."""
    return Reply(replace=await _rounds(turn, action.offset, action.which, mine=action.mine))


async def filter_rounds(turn: Turn, action: cards.FilterRounds) -> Reply:
    """List other rounds."""
    return Reply(replace=await _rounds(turn, 0, action.which, mine=action.mine))


async def begin_copy(turn: Turn, action: cards.CopyRound) -> Reply:
    """Make a draft that begins as an earlier round, and offer its form."""
    made = await copy(
        turn.sessions, action.round_id, by=turn.person, turn_key=turn.key, now=turn.now
    )
    said = _("Kopieret. Spørgsmål og deltagere er taget med; vælg nye datoer.")
    return Reply(replace=form(SaveRound.filled_with(made), said=said))


async def _rounds(turn: Turn, offset: int, which: str, *, mine: bool) -> Card:
    phases = WHICH.get(which, WHICH[ALL])
    author_id = turn.person.id if mine else None
    async with turn.sessions.read() as session:
        page = await queries.rounds(
            session, phases, author_id=author_id, offset=offset, limit=cards.PAGE
        )
        total = await queries.number_of_rounds(session, phases, author_id=author_id)
    return cards.rounds(page, offset=offset, total=total, which=which, mine=mine, now=turn.now)
