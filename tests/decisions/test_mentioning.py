"""What the documents don't answer may be what a decision is about, which is said then."""

import pytest

from bot.decisions.register.mentioning import mentioning
from tests.decisions.made import TEXT, director, managers, published
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


async def test_a_decision_that_holds_the_words_is_offered_beside_the_directorate(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    await published(teams, ada)
    await published(
        teams, ada, title="Kun for nogle", text="Et kursus til.", meaning="", open_to_all=False
    )
    await teams.serving.library.refresh()

    [answer] = await lin.writes("kursus")

    assert "Det kan jeg ikke svare på" in answer
    assert "Der er 1 beslutning, der kan handle om det." in answer
    await lin.presses("Vis beslutningen")
    assert TEXT in lin.chat.texts[-1]


async def test_several_are_shown_as_the_registers_search_finds_them(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    for subject in ("førstehjælp", "ergonomi"):
        title = f"Kursus i {subject}"
        await published(teams, ada, title=title, text=f"{title} er for alle.", meaning="")
    await teams.serving.library.refresh()

    [answer] = await lin.writes("kursus")

    assert "Der er 2 beslutninger, der kan handle om det." in answer
    await lin.presses("Vis dem")
    assert "Udvalgt: om »kursus«" in lin.chat.texts[-1]
    assert "Kursus i førstehjælp" in lin.chat.texts[-1]
    assert "Kursus i ergonomi" in lin.chat.texts[-1]


@pytest.mark.parametrize(
    ("said", "is_held"),
    [
        ("Hvad er besluttet om kurset for nye ledere?", True),
        ("Hvad blev der vedtaget om kurset for nye ledere?", True),
        ("Er der et kursus i regneark?", False),  # though the search finds one that is near
        ("medlemmer", False),
        ("og hvornår?", False),
        ("kursus " * 20, False),
    ],
)
async def test_only_what_holds_all_the_words_may_be_about_it(
    teams: FakeTeams, said: str, is_held: bool
) -> None:
    ada = await director(teams, "Ada Atlas")
    await published(teams, ada)
    await teams.serving.library.refresh()

    found = await mentioning(teams.sessions, teams.serving.library, said)

    assert bool(found) is is_held
