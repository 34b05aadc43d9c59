"""The directorate looks after all follow-ups by date, and sees who answers for a theme."""

from datetime import UTC, date, datetime
from importlib import import_module
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest

from bot.people.values import Audience, Level
from tests.decisions.following import FRIDAY, followed, passes_to
from tests.decisions.made import TITLE, director, managers, person, published
from tests.teams.fake_teams import FakeTeams, buttons

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


async def test_what_is_late_stands_on_top_and_what_is_done_is_gone(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin Lærke")
    await followed(
        teams,
        ada,
        ("Uden dato", lin, None),
        ("I maj", lin, date(2026, 5, 4)),
        ("På fredag", lin, FRIDAY),
        ("Snart færdig", lin, FRIDAY),
    )
    await lin.writes("mine opfølgninger")
    await lin.presses("Færdig", number=1)
    await passes_to(teams, datetime(2026, 3, 23, 12, tzinfo=UTC))

    [listed] = await ada.writes("Opfølgninger")

    assert "3 opfølgninger er åbne. **1 er over fristen.**" in listed
    lines = listed.split("\n")
    parts = (
        "Over fristen",
        "**På fredag**",
        "Kommende",
        "**I maj**",
        "Ingen frist",
        "**Uden dato**",
    )
    places = [lines.index(part) for part in parts]
    assert places == sorted(places)
    assert "Snart færdig" not in listed
    assert "Snart færdig" in await ada.presses("Vis", which="done")


async def test_managers_see_only_what_is_theirs(teams: FakeTeams) -> None:
    ada, [lin, bo] = await director(teams, "Ada Atlas"), await managers(teams, "Lin", "Bo")
    await followed(teams, ada, ("Lins plan", lin, FRIDAY), ("Bos plan", bo, FRIDAY))

    [theirs] = await lin.writes("opfølgninger")

    assert "Lins plan" in theirs
    assert "Bos plan" not in theirs
    [nothing] = await ada.writes("Mine opfølgninger")
    assert "Du har ingen opfølgninger at gøre noget ved." in nothing


async def test_many_are_turned_in_pages_and_handed_over_as_a_spreadsheet(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin Lærke")
    await followed(teams, ada, *((f"Punkt {number}", lin, FRIDAY) for number in range(7)))

    [first] = await ada.writes("Opfølgninger")
    second = await ada.presses("Næste")
    await ada.presses("Hent som Excel")
    await ada.accepts_file()

    assert first.count("Punkt") == 5
    assert "1-5 af 7" in first
    assert second.count("Punkt") == 2
    [content] = teams.onedrive.files.values()
    book: Any = import_module("openpyxl").load_workbook(BytesIO(content))
    rows = list(book["Opfølgninger"].iter_rows(values_only=True))
    assert len(rows) == 8
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["Frist"] == datetime(2026, 3, 20)  # noqa: DTZ001 - as Excel has dates
    assert (row["Over fristen"], row["Ansvarlig"], row["Status"], row["Beslutning"]) == (
        "Nej",
        "Lin Lærke",
        "Ikke begyndt",
        TITLE,
    )


async def test_a_theme_gathers_decisions_and_owners_across_departments(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    bo = await teams.manager("Bo Birk", title="Vejchef", unit="Teknik/Vej", level=Level.CHEF)
    await bo.installs()
    await published(
        teams, ada, theme="Ledelse", title="Kurset", owner_id=(await person(teams, bo)).id
    )
    await followed(teams, ada, ("Mål igen", bo, FRIDAY), theme="Ledelse", title="Målingen")
    await published(teams, ada, theme="Ferie", title="Ferien")

    [offered] = await lin.writes("Temaer")
    shown = await lin.presses("Vis", theme="Ledelse")

    assert "Ferie (1)" in offered
    assert "2 beslutninger gælder." in shown
    assert "Ansvarlig: Bo Birk, Vejchef, Teknik / Vej" in shown
    assert "Mål igen · Bo Birk, Vejchef, Teknik / Vej · fredag den 20. marts" in shown
    assert "Ferien" not in shown
    [write] = [
        button
        for message in lin.chat.messages
        for button in buttons(message.activity)
        if button["title"] == "Skriv til ansvarlig"
    ]
    assert write["url"].startswith("https://teams.microsoft.com/l/chat/0/0?users=bo%40kommune")
    assert "Om »Kurset«: " in unquote(write["url"])


async def test_a_theme_shows_nobody_what_they_may_not_look_up(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(
        teams,
        ada,
        theme="Lukket",
        title="Kun for chefer",
        open_to_all=False,
        audience=Audience(levels=(Level.CHEF,)),
    )

    [nothing] = await lin.writes("temaer")
    [something] = await ada.writes("temaer")

    assert "Ingen af de beslutninger, du kan se, har et tema endnu." in nothing
    assert "[Vis]" not in nothing
    assert "Lukket (1)" in something
