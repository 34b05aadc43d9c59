"""A manager goes on asking about what the question before was about."""

from datetime import timedelta

import pytest

from tests.knowledge.saved import director, gets, publishes
from tests.teams.fake_teams import FakeTeams

pytestmark = pytest.mark.asyncio


@pytest.mark.databases("sqlite")
async def test_a_second_follow_up_is_about_what_the_first_was_about(teams: FakeTeams) -> None:
    """The question before it names no subject; the one before that does."""
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hvem inviterer til ledermødet?")
    teams.clock.pass_(timedelta(minutes=1))
    await lin.writes("hvorfor det?")
    teams.clock.pass_(timedelta(minutes=1))

    [said] = await lin.writes("og hvornår?")

    assert "ledermøde" in said.casefold()


@pytest.mark.databases("sqlite")
async def test_a_full_question_is_answered_as_if_it_were_the_first(teams: FakeTeams) -> None:
    lin, ada = await teams.manager("Lin Lærke"), await teams.manager("Ada Ask")
    await lin.writes("hvem inviterer til ledermødet?")
    teams.clock.pass_(timedelta(minutes=1))

    [after] = await lin.writes("hvad er formålet med udviklingsforløbet?")
    [alone] = await ada.writes("hvad er formålet med udviklingsforløbet?")

    assert after == alone


@pytest.mark.databases("sqlite")
async def test_a_saved_answer_doesnt_take_over_what_is_asked_next(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    [fresh] = await lin.writes("er MED med i det?")
    question, date = "Hvornår er ledermødet i 2027?", "Den 21. januar 2027 kl. 9."
    await publishes(karla, question=question, answer=date)
    await gets(lin, question, date)

    [about_med] = await lin.writes("er MED med i det?")
    [unsaid] = await lin.writes("hvad går det ud på?")

    assert fresh.startswith("»")
    assert about_med == fresh
    assert not unsaid.startswith("»")
