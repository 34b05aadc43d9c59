"""What a round came to: how many while it runs, and what was answered once it is closed."""

import cards.rounds.results as cards
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.rounds import queries
from bot.rounds.findings import Results
from bot.rounds.keys import Keys
from bot.rounds.results import progress, results
from bot.rounds.values import Phase
from bot.router import Router, Turn
from cards.rounds.ways import ShowResults


def register(router: Router, _keys: Keys) -> None:
    """Show the directorate what rounds came to."""
    role = Role.DIRECTORATE
    router.on_action(ShowResults, show, again=show, role=role)
    router.on_action(cards.ShowResultsFrom, show_from, again=show_from, role=role)
    router.on_action(cards.ShowProgressFrom, show_progress, again=show_progress, role=role)
    router.on_action(cards.ShowGroups, groups, again=groups, role=role)


async def show(turn: Turn, action: ShowResults) -> Reply:
    """Show how many have answered while it runs, or what they answered."""
    async with turn.sessions.read() as session:
        found = await queries.round_(session, action.round_id)
    if found.phase is Phase.OPEN:
        return await show_progress(turn, cards.ShowProgressFrom(found.id, 0))
    return Reply(replace=await _page(turn, cards.ShowResultsFrom(found.id, 0)))


async def show_from(turn: Turn, action: cards.ShowResultsFrom) -> Reply:
    """Show more of the questions."""
    return Reply(replace=await _page(turn, action))


async def show_progress(turn: Turn, action: cards.ShowProgressFrom) -> Reply:
    """Show more of the units."""
    async with turn.sessions.read() as session:
        found = await progress(session, action.round_id, by=turn.person)
    offset = max(action.offset, 0)
    return Reply(replace=cards.progress(found, offset=offset, now=turn.now))


async def groups(turn: Turn, action: cards.ShowGroups) -> Reply:
    """Show what the levels and units answered to a question."""
    found = await results_of(turn, action)
    result = found.of(action.question)
    return Reply(replace=cards.groups(found, result, offset=max(action.offset, 0)))


async def results_of(turn: Turn, action: cards.ShowGroups | cards.ShowResultsFrom) -> Results:
    """What the round came to. Raises WrongPhase while it isn't closed."""
    async with turn.sessions.read() as session:
        return await results(session, action.round_id, by=turn.person)


async def _page(turn: Turn, action: cards.ShowResultsFrom) -> Card:
    return cards.results(await results_of(turn, action), offset=max(action.offset, 0))
