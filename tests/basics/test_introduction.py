"""The first that a manager hears from the bot, when a director introduces it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.people.queries import people_with_role
from bot.people.values import Role
from bot.preferences import change_preferences
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

WORDS = "Her er vores nye bot. Spørg den løs."


async def introduced_by_ada(teams: FakeTeams) -> None:
    await teams.director("Ada Åkjær")
    async with teams.sessions.read() as session:
        [ada] = await people_with_role(session, Role.DIRECTORATE)
    await change_preferences(
        teams.sessions,
        {"introduction": WORDS, "introduction_sender": ada.id},
        by=ada,
        now=teams.clock(),
    )


async def test_who_gets_the_bot_hears_of_it_from_a_director_once(teams: FakeTeams) -> None:
    await introduced_by_ada(teams)
    lin = await teams.manager("Lin Lærke")

    await lin.installs()
    await lin.removes()
    await lin.installs()
    await teams.delivered()

    assert lin.sees_once(WORDS)
    assert lin.sees("Ada Åkjær")
    assert not lin.sees("Velkommen til Lederlinjen")


async def test_nobody_is_introduced_to_the_bot_at_night(teams: FakeTeams) -> None:
    await introduced_by_ada(teams)
    lin = await teams.manager("Lin Lærke")
    teams.clock.now = datetime(2026, 3, 6, 22, 0, tzinfo=UTC)  # Friday, 23.00 in Copenhagen

    await lin.installs()
    await teams.delivered()
    at_night = lin.chat.texts
    teams.clock.now = datetime(2026, 3, 9, 5, 59, tzinfo=UTC)
    await teams.delivered()
    before_seven = lin.chat.texts
    teams.clock.pass_(timedelta(minutes=1))
    await teams.delivered()

    assert not at_night
    assert not before_seven
    assert lin.sees_once(WORDS)


async def test_who_knows_the_bot_already_is_not_introduced_to_it(teams: FakeTeams) -> None:
    await introduced_by_ada(teams)
    lin = await teams.manager("Lin Lærke")
    await lin.writes("Er MED med i det?")

    await lin.installs()
    await teams.delivered()

    assert not lin.sees(WORDS)
