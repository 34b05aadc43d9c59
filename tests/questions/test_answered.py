"""What wasn't answered is told in words alone, each once, and nothing of who asked."""

from datetime import timedelta

import pytest

from bot.questions.answered import unanswered
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite", "postgresql")]

A_DAY = timedelta(days=1)


async def test_unanswered_questions_are_listed_by_their_words(teams: FakeTeams) -> None:
    lin, bo = await teams.manager("Lin Lærke"), await teams.manager("Bo Birk")
    await lin.writes("Hvad er 17 gange 23?")
    teams.clock.pass_(A_DAY)
    since = teams.clock()
    await lin.writes("Hvornår er ledermødet?")
    await bo.writes("hvornår er ledermødet")
    await bo.writes("Hej, det er Bo. Hvad koster 3 liter benzin?")
    await lin.writes("er MED med i det?")  # which is answered

    async with teams.sessions.read() as session:
        found = await unanswered(session, since=since, until=teams.clock() + A_DAY)
        none = await unanswered(session, since=since - 9 * A_DAY, until=since - 8 * A_DAY)

    assert found == (("Hvornår er ledermødet?", 2),)
    assert none == ()
