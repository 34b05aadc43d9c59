"""The directorate reads who did what, when, on how many."""

from datetime import timedelta
from importlib import import_module
from io import BytesIO
from uuid import UUID

import pytest

from bot.audit import record
from bot.people.queries import everybody
from tests.teams.fake_teams import FakeTeams, User

pytestmark = pytest.mark.asyncio


async def done(
    teams: FakeTeams, act: str, *, about: str = "", number: int | None = None, times: int = 1
) -> None:
    """Somebody called Ada Atlas does something, and again each minute."""
    async with teams.sessions.write() as session:
        ada = next(one for one in await everybody(session) if one.name == "Ada Atlas")
        for time in range(times):
            await record(
                session,
                actor=ada,
                act=act,
                subject=UUID(int=time),
                about=about.format(time),
                number=number,
                now=teams.clock() + timedelta(minutes=time),
            )


async def events(person: User) -> str:
    [said] = await person.writes("Hændelser")
    return said


async def test_before_anything_was_done_it_is_said(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")

    assert await events(ada) == "Hændelser\nDer er ikke sket noget endnu."


async def test_an_act_is_told_in_words_with_title_number_and_time(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await done(teams, "broadcasts.send", about="Års*mødet*", number=1312)
    await done(teams, "tea.brew")

    said = await events(ada)

    assert "**Ada Atlas** sendte »Års\\*mødet\\*« (1.312)\ni dag kl. 9.00" in said
    assert "**Ada Atlas** tea.brew\ni dag kl. 9.00" in said


async def test_a_change_of_settings_is_told_by_what_the_settings_are_called(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Atlas")
    await ada.writes("Indstillinger")
    await ada.presses("Ret indstillinger")
    await ada.presses("Gem", second_approval="false", introduction="Hej med jer")

    said = await events(ada)

    assert "**Ada Atlas** ændrede indstillinger: godkendelse, introduktionen" in said
    assert "Hej med jer" not in said


async def test_many_acts_come_in_pages_newest_first(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await done(teams, "broadcasts.send", about="Besked {}", times=21)

    newest = await events(ada)
    older = await ada.presses("Ældre")
    oldest = await ada.presses("Ældre")
    beyond = await ada.presses("Nyere", page=99)
    back = await ada.presses("Nyere")

    assert newest.index("Besked 20") < newest.index("Besked 11")
    assert "Besked 10" not in newest
    assert "[Nyere]" not in newest
    assert "Besked 10" in older
    assert "Besked 1«" in older
    assert oldest == beyond
    assert "Besked 0" in oldest
    assert "[Ældre]" not in oldest
    assert back == older
    assert len(ada.chat.messages) == 1


async def test_all_of_it_is_handed_over_as_a_spreadsheet(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await done(teams, "broadcasts.send", about="Besked {}", number=12, times=21)
    await events(ada)

    await ada.presses("Hent som Excel")
    await ada.accepts_file()

    file = BytesIO(teams.onedrive.files["Hændelser 2026-03-03.xlsx"])
    book = import_module("openpyxl").load_workbook(file)
    headings, first, *rest = book["Hændelser"].iter_rows(values_only=True)
    assert headings == ("Tidspunkt", "Hvem", "Handling", "Om", "Antal")
    assert first[1:] == ("Ada Atlas", "sendte", "Besked 20", 12)
    assert len(rest) == 20


async def test_a_manager_does_not_see_what_was_done(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await done(teams, "broadcasts.send", about="Besked")
    await events(ada)

    refused = "Det er kun direktionen og dens sekretariat, der kan det."
    assert await events(lin) == refused
    assert await lin.presses("Hent som Excel", message=ada.chat.messages[-1]) == refused
