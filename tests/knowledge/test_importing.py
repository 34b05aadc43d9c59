"""Saved answers go out as a spreadsheet, and come back: seen before anything is changed."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest

from bot.documents.adding import locked_corpus
from bot.knowledge.queries import row_for_update
from bot.knowledge.values import Phase
from tests.knowledge.saved import (
    ANSWER,
    QUESTION,
    all_saved,
    director,
    only,
    publishes,
    versions,
    writes,
)
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

openpyxl: Any = import_module("openpyxl")

AS_FAR_AS_IT_COMES = 0.5  # seconds

HEADINGS = (
    "Id",
    "Spørgsmål",
    "Svar",
    "Andre måder at spørge på",
    "Kilde",
    "Gælder fra",
    "Gælder til og med",
    "Ansvarlig",
    "Skal efterses",
)


async def exported(user: User) -> bytes:
    """The file that the user is handed of all saved answers."""
    await user.writes("Viden")
    await user.presses("Hent som Excel")
    await user.accepts_file()
    return next(reversed(user.teams.onedrive.files.values()))


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The file after somebody edited its first sheet in Excel."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    edit(workbook.worksheets[0])
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def sheet(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """A file of one's own."""
    workbook = openpyxl.Workbook()
    for row in (headings, *rows):
        workbook.active.append(row)
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


async def drops(user: User, content: bytes, name: str = "Viden.xlsx") -> str:
    """What the bot says to the file."""
    await user.drops((name, content))
    return user.chat.texts[-1]


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_spreadsheet_that_comes_back_changes_what_was_edited_after_a_yes(
    teams: FakeTeams,
) -> None:
    karla = await director(teams)
    await publishes(karla, answer="Nej.\n\n- Ikke i år.", variants="Må vi?\nMå man?")
    await writes(karla, question="Hvem har nøglen?", answer="Pedellen.")
    file = await exported(karla)
    workbook = openpyxl.load_workbook(BytesIO(file))
    assert [one.title for one in workbook] == ["Viden", "Om"]
    page = workbook.worksheets[0]
    assert page.freeze_panes == "A2"
    assert tuple(cell.value for cell in page[1])[: len(HEADINGS)] == HEADINGS
    rows = {row[1].value: row for row in page.iter_rows(min_row=2)}
    assert rows[QUESTION][8].value.isoformat() == "2027-03-03T00:00:00"
    assert rows[QUESTION][9].value == "Bruges nu."

    untouched = await drops(karla, file)
    assert "Filen ændrer ikke noget." in untouched
    assert "2 uændrede" in untouched

    def edit(page: Any) -> None:
        row = next(row for row in page.iter_rows(min_row=2) if row[1].value == QUESTION)
        row[2].value = "Ja, fra kl. 15."
        row[6].value = date(2026, 12, 31)
        page.append((None, "Hvor er vandet?", "I kælderen.", "vand?; drikke?", "Driften"))

    preview = await drops(karla, edited(file, edit))
    assert "1 nyt, 1 ændret, 1 uændret" in preview
    assert "Nyt: **Hvor er vandet?**" in preview
    assert f"Ændret: **{QUESTION}**" in preview
    assert "Svar: fra »Nej. /  / - Ikke i år.« til »Ja, fra kl. 15.«" in preview
    assert "Gælder til og med: fra »tomt« til »31\\. december 2026«" in preview
    assert "Intet er ændret endnu." in preview
    assert len(await all_saved(teams)) == 2

    press = karla.pressing("Ja, gennemfør")
    done = await karla.presses("Ja, gennemfør")
    again = await karla.delivers(press)

    assert "2 svar er tilføjet eller ændret." in done
    assert "2 svar er tilføjet eller ændret." in str(again.body)
    saved = {one.content.question: one for one in await all_saved(teams)}
    assert len(saved) == 3
    assert saved["Hvor er vandet?"].phase is Phase.CURRENT
    assert saved["Hvor er vandet?"].content.variants == ("vand?", "drikke?")
    assert saved[QUESTION].content.valid_until == date(2026, 12, 31)
    assert [said for _phase, said in await versions(teams, saved[QUESTION].id)] == [
        "Ja, fra kl. 15.",
        "Nej.\n\n- Ikke i år.",
    ]


async def test_what_is_wrong_is_said_by_row_and_column_and_nothing_is_changed(
    teams: FakeTeams,
) -> None:
    karla = await director(teams)
    await publishes(karla)
    known = (await only(teams)).id

    said = await drops(
        karla,
        sheet(
            (None, "Et?", "", None, "Driften"),
            (None, "To?", "Ja", None, "Driften", "i morgen"),
            (None, "Tre?", "Ja", None, "Driften", None, date(2020, 1, 1)),
            (None, "Fire?", "Ja", None, "Driften", None, None, "Bo Birk"),
            ("123", "Fem?", "Ja", None, "Driften"),
            (None, "to?", "Nej", None, "Driften"),
            (None, QUESTION, "Ja", None, "Driften"),
            (str(known), "Syv?", "Se 010203-1234", None, "Driften"),
            (None, "#N/A", "Ja", None, "Driften"),
        ),
    )

    for fault in (
        "Række 2, Svar: Skriv et svar.",
        "Række 3, Gælder fra: »i morgen« er ikke en dato. Skriv den som 31-12-2031.",
        "Række 4, Gælder til og med: Den dag er passeret.",
        "Række 5, Ansvarlig: »Bo Birk« er ikke i direktionen nu.",
        "Række 6, Id: »123« findes ikke. Lad feltet være tomt for et nyt svar.",
        "Række 7, Spørgsmål: »to?« står også i række 3.",
        f"Række 8, Id: »{QUESTION}« findes i forvejen.",
        "Række 9, Svar: Der ser ud til at stå et CPR-nummer. Fjern det.",
        "Række 10, Spørgsmål: Formlen giver »\\#N/A«.",
    ):
        assert fault in said
    assert "010203" not in said
    assert "[Ja, gennemfør]" not in said
    assert (await only(teams)).content.answer == ANSWER
    missing = await drops(karla, sheet(("Et?", "Ja", "x"), headings=("Spørgsmål", "Svar", "Svar")))
    assert "Kolonnen Svar er der mere end én gang." in missing


@pytest.mark.databases("sqlite", "postgresql")
async def test_what_was_changed_since_the_preview_is_told_and_asked_anew(
    teams: FakeTeams,
) -> None:
    karla, mads = await director(teams), await director(teams, "Mads Mønster")
    await publishes(karla)
    known = str((await only(teams)).id)
    await drops(karla, sheet((known, QUESTION, "Ja, fra kl. 15.", None, "Kommunaldirektøren")))
    await mads.writes("Viden")
    await mads.presses("Åbn")
    await mads.presses("Ret")
    await mads.presses("Gem ændringen", answer="Ja, fra kl. 14.")

    told = await karla.presses("Ja, gennemfør")

    assert "Viden er ændret, siden du så det, så intet er gennemført." in told
    assert "fra »Ja, fra kl. 14.« til »Ja, fra kl. 15.«" in told
    assert (await only(teams)).content.answer == "Ja, fra kl. 14."
    await karla.presses("Ja, gennemfør")
    assert (await only(teams)).content.answer == "Ja, fra kl. 15."


async def test_a_no_changes_nothing_and_keeps_no_file(teams: FakeTeams) -> None:
    karla = await director(teams)
    await drops(karla, sheet((None, "Et?", "Ja", None, "Driften")))
    yes = karla.pressing("Ja, gennemfør")

    said = await karla.presses("Nej")
    late = await karla.delivers(yes)

    assert "Intet er ændret." in said
    assert late.status == 200
    assert not await all_saved(teams)


async def test_a_file_from_somebody_who_may_not_is_not_taken(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.installs()

    said = await drops(lin, sheet((None, "Et?", "Ja", None, "Driften")))

    assert "[Ja, gennemfør]" not in said
    assert not await all_saved(teams)


async def test_many_changes_have_pages_and_what_was_taken_out_isnt_edited_by_a_file(
    teams: FakeTeams,
) -> None:
    karla = await director(teams)
    rows = [(None, f"Nummer {number}?", "Ja", None, "Driften") for number in range(1, 8)]
    first = await drops(karla, sheet(*rows))
    second = await karla.presses("Næste")
    assert "1-4 af 7" in first
    assert "5-7 af 7" in second
    assert "Nyt: **Nummer 7?**" in second
    await karla.presses("Ja, gennemfør")
    teams.clock.pass_(timedelta(minutes=1))
    await karla.presses("Se viden")
    await karla.presses("Åbn")
    await karla.presses("Tag ud")
    [gone] = [one for one in await all_saved(teams) if one.phase is Phase.RETIRED]

    said = await drops(karla, sheet((str(gone.id), gone.content.question, "Nej", None, "Driften")))

    assert "Række 2: Svaret er taget ud. Tag det i brug igen, før det rettes." in said


@pytest.mark.databases("postgresql")
async def test_a_file_and_who_saves_one_of_its_answers_do_not_wait_for_each_other(
    teams: FakeTeams,
) -> None:
    """The later of two answers is being saved while the file that changes both is carried out."""
    karla = await director(teams)
    await publishes(karla)
    await publishes(karla, question="Hvem har nøglen?", answer="Pedellen.")

    def edit(page: Any) -> None:
        for row in page.iter_rows(min_row=2):
            row[2].value += " Spørg."

    await drops(karla, edited(await exported(karla), edit))
    later = max(one.id for one in await all_saved(teams))
    async with teams.sessions.write() as saving:
        await row_for_update(saving, later)
        importing = asyncio.create_task(karla.presses("Ja, gennemfør"))
        await asyncio.sleep(AS_FAR_AS_IT_COMES)
        await locked_corpus(saving)

    assert "2 svar er tilføjet eller ændret." in await importing
    assert all(one.content.answer.endswith("Spørg.") for one in await all_saved(teams))
