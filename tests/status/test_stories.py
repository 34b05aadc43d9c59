"""The directorate reads the figures, and takes them out."""

from datetime import timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.rounds.answering import SIX, Shown
from tests.rounds.finished import answered, ends
from tests.teams.fake_teams import FakeTeams, filled

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


async def test_the_figures_tell_what_was_asked_and_not_by_whom(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")
    await lin.writes("hvad er 17 gange 23")

    [said] = await ada.writes("status")

    assert "2. februar til 3. marts 2026" in said
    assert "2 spørgsmål fra 1 person." in said
    assert "**Besvaret:** 1" in said
    assert "**Ikke fundet:** 1" in said
    assert "Der er ikke noget i indbakken, der venter på svar." in said
    assert "Lin" not in said
    assert "17 gange" not in said


async def test_what_waits_stands_on_top_with_a_way_to_it(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await lin.writes("Spørg direktionen")
    await lin.presses("Send til direktionen", text="Hvornår får vi nye kontorer?")
    teams.clock.pass_(timedelta(days=14))

    [said] = await ada.writes("status")
    await ada.presses("Åbn indbakken")

    assert "Lige nu\n1 åben henvendelse, 1 over fristen." in said
    assert ada.sees("Hvornår får vi nye kontorer?")


async def test_another_time_is_chosen_and_a_faulty_one_comes_back(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")
    teams.clock.pass_(timedelta(days=60))
    await ada.writes("Status")
    assert ada.sees("Der er ikke stillet spørgsmål i perioden.")

    await ada.presses("Vælg periode")
    faulty = await ada.presses("Vis", span="own", first="2026-03-05", last="2026-03-01")
    kept = filled(ada.chat.messages[-1].activity)
    missing = await ada.presses("Vis", span="own", first="", last="2026-03-01")
    own = await ada.presses("Vis", span="own", first="2026-03-01", last="2026-03-05")

    assert "Perioden skal slutte, efter at den er begyndt.\nTil" in faulty
    assert kept == {"span": "own", "first": "2026-03-05", "last": "2026-03-01"}
    assert "Vælg en dag.\nFra" in missing
    assert "1. marts til 5. marts 2026" in own
    assert "1 spørgsmål fra 1 person." in own
    assert len(ada.chat.messages) == 1

    await ada.presses("Vælg periode")
    assert "1. marts til 5. marts 2026" not in await ada.presses("Vis", span="quarter")
    assert ada.sees("1. januar til 31. marts 2026")
    await ada.presses("Vælg periode")
    assert "1. januar til 31. marts 2026" in await ada.presses("Annullér")


async def test_units_stand_in_the_figures_of_a_quarter_that_is_over(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    for name in ("An", "Bo", "Cy", "Di", "Eg"):
        leader = await teams.manager(f"{name} Skov", unit="Skoler")
        await leader.writes("er MED med i det?")
    lone = await teams.manager("Kim Krat", unit="Kultur")
    await lone.writes("er MED med i det?")
    teams.clock.pass_(timedelta(days=60))

    await ada.writes("Status")
    await ada.presses("Vælg periode")
    few = await ada.presses("Vis", span="quarter")
    for name in ("Fie", "Gry", "Hal", "Ib"):
        leader = await teams.manager(f"{name} Krat", unit="Kultur")
        teams.clock.pass_(timedelta(days=-60))
        await leader.writes("er MED med i det?")
        teams.clock.pass_(timedelta(days=60))
    await ada.writes("Status")
    await ada.presses("Vælg periode")
    enough = await ada.presses("Vis", span="quarter")

    assert "Kultur" not in few
    assert "Skoler" not in few  # five of six: the rest would be one
    assert "**Skoler:** 5" in enough
    assert "**Kultur:** 5" in enough


async def test_the_figures_come_as_a_spreadsheet_without_a_name(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")
    await ada.writes("Status")

    await ada.presses("Hent som Excel")
    await ada.accepts_file()

    [(name, content)] = teams.onedrive.files.items()
    book: Any = import_module("openpyxl").load_workbook(BytesIO(content))
    assert name.endswith("Status 2026-02-02 til 2026-03-03.xlsx")
    assert book.sheetnames == ["Tal", "Emner", "Mangler", "Om"]
    figures = dict(row[:2] for row in book["Tal"].iter_rows(values_only=True))
    assert figures["Spørgsmål stillet"] == figures["Besvaret"] == 1
    told = str([list(sheet.iter_rows(values_only=True)) for sheet in book])
    assert "Lin Lærke" not in told
    assert "er MED med i det" not in told


async def test_a_promised_result_that_is_overdue_stands_there_until_it_is_sent(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, _round_id = await answered(teams, tmp_path)
    await ends(teams)
    assert "Lovede resultater" not in (await ada.writes("Status"))[0]
    teams.clock.pass_(timedelta(days=10))  # promised by 20 March

    [said] = await ada.writes("Status")

    assert "Lovede resultater, som ikke er sendt\n**Hvad skal vi tale om på ledermødet?**" in said
    assert "lovet det senest den 20. marts 2026. Det er 3 dage over tiden." in said
    await ada.presses("Hent som Excel")
    await ada.accepts_file()
    [content] = teams.onedrive.files.values()
    book: Any = import_module("openpyxl").load_workbook(BytesIO(content))
    [row] = list(book["Lovede resultater"].iter_rows(min_row=2, values_only=True))
    assert (row[0], row[1].date(), row[2]) == (SIX.title, SIX.outcome_by, 3)

    await ada.presses("Skriv »Det sagde I«")
    form = Shown(ada, ada.chat.messages[-1])
    seen = await form.presses("Gem og se", text="I vil have ro.")
    await seen.presses("Send til 12")

    assert "Lovede resultater" not in (await ada.writes("Status"))[0]


async def test_a_manager_and_it_get_no_figures(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await ada.writes("Status")

    [said] = await lin.writes("Status")
    pressed = await lin.presses("Hent som Excel", message=ada.chat.messages[-1])

    assert said == pressed == "Det er kun direktionen og dens sekretariat, der kan det."
