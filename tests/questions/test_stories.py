"""A manager asks, and gets the passage with its source, suggestions, or an honest no."""

import pytest

from tests.teams.fake_teams import FakeTeams


@pytest.mark.asyncio
async def test_a_question_is_answered_with_the_passage_and_its_source(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [answer] = await lin.writes("er MED med i det?")

    assert "MED" in answer
    assert answer.startswith("»")
    assert "[1]" in answer
    assert "sag 24/277, 6. juni 2024" in answer
