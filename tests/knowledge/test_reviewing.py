"""When an answer is to be looked at again, its owner is told once, and the list says so on top."""

from datetime import datetime, timedelta

import pytest

from bot.knowledge.values import Phase
from tests.knowledge.saved import QUESTION, all_saved, director, only, publishes
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

A_DAY = timedelta(days=1)
NOTICE = "skal efterses: Passer"


async def at(teams: FakeTeams, moment: str) -> None:
    """Let it be this moment, and the outbox do what it has to do until then."""
    teams.clock.now = datetime.fromisoformat(moment)
    await teams.delivered()


def notices(user: User) -> int:
    """How many notices the user has got."""
    return sum("Viden, der skal efterses" in text for text in user.chat.texts)


@pytest.mark.databases("sqlite", "postgresql")
async def test_the_owner_is_told_in_working_hours_of_all_that_is_due(teams: FakeTeams) -> None:
    karla, mads = await director(teams), await director(teams, "Mads Mønster")
    await publishes(karla, review_on="2026-03-07")  # a Saturday
    await publishes(karla, question="Hvem har nøglen?", answer="Pedellen.", review_on="2026-03-09")

    await at(teams, "2026-03-08T12:00+00:00")
    assert not notices(karla)
    await at(teams, "2026-03-09T06:00+00:00")  # Monday at 7

    assert karla.sees_once("2 svar skal efterses: Passer de stadig?")
    assert not notices(mads)
    [listed] = await mads.writes("Viden")
    assert listed.count("Skulle efterses den") == 2
    await karla.presses("Åbn")
    said = await karla.presses("Det passer stadig")
    await teams.delivered()
    assert "Tak. Det er noteret, og det skal efterses igen om et år." in said
    assert karla.sees_once("1 svar skal efterses: Passer det stadig?")
    assert notices(karla) == 1


async def test_what_is_due_stands_on_top_of_the_list(teams: FakeTeams) -> None:
    karla = await director(teams)
    await publishes(karla, review_on="2026-03-05")
    teams.clock.pass_(timedelta(hours=1))
    await publishes(karla, question="Hvem har nøglen?", answer="Pedellen.")
    [before] = await karla.writes("Viden")
    await at(teams, "2026-03-05T08:00+00:00")

    [listed] = await karla.writes("Viden")

    assert before.index("Hvem har nøglen?") < before.index(QUESTION)
    assert listed.index(QUESTION) < listed.index("Hvem har nøglen?")
    assert "Skulle efterses den 5. marts 2026." in listed


async def test_nobody_is_told_of_what_was_taken_out_or_moved(teams: FakeTeams) -> None:
    karla = await director(teams)
    await publishes(karla, review_on="2026-03-05")
    await karla.presses("Tag ud")
    await publishes(karla, question="Hvem har nøglen?", answer="Pedellen.", review_on="2026-03-05")
    await karla.presses("Ret")
    await karla.presses("Gem ændringen", review_on="2026-03-12")

    await at(teams, "2026-03-06T08:00+00:00")
    assert not notices(karla)
    await at(teams, "2026-03-12T08:00+00:00")

    assert karla.sees_once("1 svar skal efterses")
    assert {one.phase for one in await all_saved(teams)} == {Phase.CURRENT, Phase.RETIRED}


async def test_two_notices_a_week_at_most_and_nothing_is_forgotten(teams: FakeTeams) -> None:
    karla = await director(teams)
    for day in (4, 5, 6):
        await publishes(karla, question=f"Nummer {day}?", review_on=f"2026-03-0{day}")

    for day in (4, 5, 6):
        await at(teams, f"2026-03-0{day}T08:00+00:00")
    assert notices(karla) == 2
    for day in (9, 10, 11, 12):
        await at(teams, f"2026-03-{day:02}T08:00+00:00")

    assert notices(karla) == 3
    assert karla.sees("3 svar skal efterses")


async def test_a_late_press_on_what_was_changed_since_shows_it_anew(teams: FakeTeams) -> None:
    karla = await director(teams)
    await publishes(karla, review_on="2026-03-05")
    await at(teams, "2026-03-05T08:00+00:00")
    await karla.presses("Åbn")
    late = karla.pressing("Det passer stadig")
    await karla.presses("Ret")
    await karla.presses("Gem ændringen", answer="Ja, gerne.", review_on="2026-03-06")

    answer = await karla.delivers(late)

    assert "Det er ændret, siden du så det. Sådan er det nu:" in str(answer.body)
    assert str((await only(teams)).review_on) == "2026-03-06"
