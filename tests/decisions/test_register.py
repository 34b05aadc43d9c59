"""People look decisions up: in a list, by what they are about, each on a card with its history."""

from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO
from string import ascii_uppercase
from typing import Any
from uuid import UUID

import pytest
from docx import Document
from sqlalchemy import event, func, select

from bot.decisions import kinds
from bot.decisions.publication.undoing import recall, undo
from bot.decisions.receivers import welcoming
from bot.decisions.register import looking_up
from bot.delivery.models import Message
from bot.people.values import Audience
from tests.decisions.made import (
    TITLE,
    corrected,
    decision_of,
    director,
    goes_out,
    managers,
    only_decision,
    passes,
    person,
    prepared,
    published,
    rewritten,
)
from tests.decisions.test_approving import asks, says_yes
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio]

on_one_database = pytest.mark.databases("sqlite")

SCHOOLS = Audience(units=("Skoler",))
HOLIDAY = "Ferien skal være meldt ind senest den 1. april hvert år."


async def held(teams: FakeTeams, by: User, **fields: Any) -> UUID:
    """A decision that was published, and that what is searched knows."""
    publication_id = await published(teams, by, **fields)
    await teams.serving.library.refresh()
    return (await only_decision(teams, publication_id)).id


@on_one_database
async def test_the_register_is_empty_until_something_is_published(teams: FakeTeams) -> None:
    [lin] = await managers(teams, "Lin Lærke")

    [said] = await lin.writes("Beslutninger")

    assert "Der er ingen beslutninger endnu." in said
    assert "Hent som Excel" not in said


@on_one_database
async def test_a_manager_reads_a_decision_and_finds_back_to_the_list(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    for number in range(1, 8):
        await held(
            teams, ada, title=f"Beslutning {number}", decided_on=date(2026, 2, number), meaning=""
        )
    await held(teams, ada, decided_on=date(2026, 2, 20), holds_from=date(2026, 8, 1))

    [said] = await lin.writes("beslutninger")

    assert "1-5 af 8" in said
    assert said.index(TITLE) < said.index("Beslutning 7") < said.index("Beslutning 4")
    assert "Gælder fra 1. august 2026" in said
    second = await lin.presses("Næste")
    assert "6-8 af 8" in second
    opened = await lin.presses("Åbn", number=2)
    assert "Besluttet i Hovedudvalget den 1. februar 2026." in opened
    assert "[Spørg]" in opened
    assert "[Til journal]" not in opened
    assert "6-8 af 8" in await lin.presses("Tilbage til listen")


async def test_each_sees_what_concerns_them_or_is_open_to_all(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    sam = await teams.manager("Sam Skole", unit="Skoler")
    await sam.installs()
    await held(
        teams, ada, title="Kun for skolerne", audience=SCHOOLS, open_to_all=False, text=HOLIDAY
    )
    await held(teams, ada, title="Åben for alle", audience=SCHOOLS)

    [lins] = await lin.writes("Beslutninger")
    [sams] = await sam.writes("Beslutninger")

    assert "Kun for skolerne" in sams
    assert "Kun for skolerne" not in lins
    assert "Åben for alle" in lins
    assert "Ingen beslutninger gælder særligt for dig" in await lin.presses("Kun mine")
    [found] = await sam.writes("Beslutninger om ferie")
    assert "Kun for skolerne" in found
    [not_found] = await lin.writes("Beslutninger om ferie")
    assert "Kun for skolerne" not in not_found
    await sam.presses("Åbn")
    stolen = sam.pressing("Historik") | {
        "from": {"id": lin.id, "name": lin.name, "aadObjectId": str(lin.object_id)},
        "conversation": {"id": lin.chat.id, "conversationType": "personal"},
    }
    delivery = await lin.delivers(stolen)
    assert "skolerne" not in str(delivery.body)
    assert "Skriv »Beslutninger«" in str(delivery.body)


async def test_one_searches_and_chooses_among_them(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await held(teams, ada, title="Ferie meldes ind i april", text=HOLIDAY, theme="Ferie")
    await held(
        teams,
        ada,
        title="MUS én gang om året",
        text="Alle medarbejdere får en medarbejderudviklingssamtale om året.",
        body="Direktion og chefkreds",
        decided_on=date(2025, 5, 6),
        case_number="25/30",
    )

    [said] = await lin.writes("Vis mig beslutninger om medarbejdersamtaler?")
    assert "MUS én gang om året" in said
    assert "Ferie meldes ind" not in said
    [said] = await lin.writes("Hvilke beslutninger har vi taget om MUS?")
    assert "Udvalgt: om »MUS«" in said
    assert "MUS én gang" in "".join(await lin.writes("beslutninger om sag 25/30"))
    [asked] = await lin.writes("Beslutninger om cykelskure")
    assert "Du spurgte: Beslutninger om cykelskure" in asked  # so it was a question after all

    await lin.writes("Beslutninger")
    chosen = await lin.presses("Vis dem", body="Direktion og chefkreds", year="2025")
    assert "Udvalgt: Direktion og chefkreds · 2025" in chosen
    assert "MUS én gang om året" in chosen
    assert "Ferie meldes ind" not in chosen
    none = await lin.presses("Vis dem", search="ferie")
    assert "Ingen beslutninger handler om »ferie«" in none
    assert "Ferie meldes ind" in await lin.presses("Vis alle")
    refused = await lin.presses("Vis dem", search="010203-1234")
    assert "CPR-nummer" in refused


@on_one_database
async def test_a_question_is_answered_from_a_decision_with_its_date_until_it_is_replaced(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    old = await held(teams, ada, title="Ferie meldes ind i april", text=HOLIDAY)

    answer = "\n".join(await lin.writes("hvornår skal ferien være meldt ind?"))
    assert "den 1. april" in answer
    source = "Beslutning i Hovedudvalget: Ferie meldes ind i april, sag 26/117, 26. februar 2026"
    assert f"Kilde: {source}" in answer
    assert "Det betyder for dig" in await lin.presses("Vis beslutningen")

    new = await held(
        teams,
        ada,
        title="Ferie meldes ind i marts",
        text="Ferien skal være meldt ind senest den 1. marts hvert år.",
        replaces_id=old,
    )
    again = "\n".join(await lin.writes("hvornår skal ferien være meldt ind?"))
    assert "den 1. marts" in again
    assert "den 1. april" not in again
    [listed] = await lin.writes("Beslutninger")
    assert "i april" not in listed
    ended = await lin.presses("Vis dem", which="ended")
    assert "Ferie meldes ind i april" in ended
    assert "Afløst den 3. marts 2026" in ended
    opened = await lin.presses("Åbn")
    assert "Afløst den 3. marts 2026 af »Ferie meldes ind i marts« fra 26. februar 2026." in opened
    shown = await lin.presses("Vis den nye")
    assert "Afløser »Ferie meldes ind i april«" in shown
    assert (await decision_of(teams, new)).replaces


@on_one_database
async def test_nobody_hears_of_a_decision_that_isnt_theirs_by_the_one_it_replaced(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    old = await held(teams, ada, title="Den åbne")
    await held(teams, ada, title="Fortroligt", audience=SCHOOLS, open_to_all=False, replaces_id=old)

    await lin.writes("Beslutninger")
    await lin.presses("Vis dem", which="ended")
    opened = await lin.presses("Åbn")

    assert "**Afløst den 3. marts 2026.**" in opened
    assert "Fortroligt" not in opened
    await ada.writes("Beslutninger")
    await ada.presses("Vis dem", which="ended")
    assert "»Fortroligt«" in await ada.presses("Åbn")


@on_one_database
async def test_a_suggestion_that_was_replaced_since_says_so(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    old = await held(teams, ada, title="Cykelskure ved skoler", text="Cykelskure skal aflåses.")
    [card] = await lin.writes("cykelskure og lås i ferien")
    assert "[Vis beslutningen]" in card

    await held(teams, ada, title="Skure", text="Skure er åbne.", replaces_id=old)
    settled = await lin.presses("Det var svaret")

    assert "**Gælder ikke mere.** Afløst den 3. marts 2026 af »Skure«" in settled


async def test_the_history_tells_what_it_said_before_and_what_changed(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    decision_id = await held(teams, ada)
    await corrected(teams, ada, decision_id, lambda one: replace(one, text="Inden for et år."))

    await lin.writes("Beslutninger")
    opened = await lin.presses("Åbn")
    assert "Rettet den 3. marts 2026." in opened
    past = await lin.presses("Historik")

    assert past.index("**Udgave 2**") < past.index("Inden for et år.") < past.index("**Udgave 1**")
    assert "Ændret: tekst" in past
    assert "inden for et halvt år" in past
    assert "Offentliggjort af Ada Atlas" in past
    assert "Rettet den" in await lin.presses("Tilbage")


@on_one_database
async def test_a_long_decision_is_read_to_its_end(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await held(teams, ada, text="\n".join(f"{n}. {'ord ' * 20}" for n in range(60)) + " SLUT.")
    await lin.writes("Beslutninger")

    assert "SLUT." not in await lin.presses("Åbn")
    assert "Del 1 af 2" in await lin.presses("Læs det hele")
    assert "SLUT." in await lin.presses("Læs videre")
    assert "[Læs det hele]" in await lin.presses("Tilbage")


@on_one_database
async def test_in_a_channel_stands_only_what_is_open_to_all(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    await held(teams, ada, title="Til alle")
    await held(teams, ada, title="Fortroligt til lederne", open_to_all=False)
    channel = teams.channel()

    [said] = await ada.writes("Beslutninger", chat=channel)

    assert "Til alle" in said
    assert "Fortroligt" not in said
    assert "Hent som Excel" not in said
    assert "[Spørg]" not in await ada.presses("Åbn", chat=channel)


@on_one_database
async def test_the_register_is_handed_over_as_a_spreadsheet_of_what_one_may_see(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await held(teams, ada, title="=1+1")
    await held(teams, ada, title="Kun for skolerne", audience=SCHOOLS, open_to_all=False)
    await lin.writes("Beslutninger")

    await lin.presses("Hent som Excel")
    await lin.accepts_file()

    book: Any = import_module("openpyxl").load_workbook(
        BytesIO(teams.onedrive.files["Beslutninger 2026-03-03.xlsx"])
    )
    sheet = book["Beslutninger"]
    assert [cell.value for cell in sheet[1]][:2] == ["Overskrift", "Beslutning"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["=1+1"]
    assert sheet["E2"].value.date() == date(2026, 2, 26)
    assert sheet.freeze_panes == "A2"


@on_one_database
async def test_the_directorate_hands_a_decision_to_the_record_with_its_history(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    decision_id = await held(teams, ada)
    await corrected(teams, ada, decision_id, lambda one: replace(one, meaning="Meld til i dag."))
    await ada.writes("Beslutninger")
    await ada.presses("Åbn")

    await ada.presses("Til journal")
    await ada.accepts_file()

    [content] = [one for name, one in teams.onedrive.files.items() if name.endswith(".docx")]
    paper = Document(BytesIO(content))
    text = "\n".join(one.text for one in paper.paragraphs)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "Udgave 2" in text
    assert "Udgave 1" in text
    assert "Ændret: det betyder for dig." in text
    assert {"26/117", "26. februar 2026", "Hovedudvalget", "Ada Atlas"} <= set(cells)


async def test_whoever_is_new_is_told_once_of_what_holds_for_them(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await held(teams, ada)
    await held(teams, ada, title="Kun for skolerne", audience=SCHOOLS)
    noa = await teams.manager("Noa Ny")

    await noa.installs()
    await noa.installs()
    await passes(teams, timedelta(days=1))

    assert noa.sees_once("Beslutninger, der gælder for dig")
    assert noa.sees_once(TITLE)
    assert not noa.sees("Kun for skolerne")
    assert not lin.sees("Beslutninger, der gælder for dig")  # who got it when it was published
    await noa.presses("Vis beslutningen")
    assert "Besluttet i Hovedudvalget" in noa.chat.texts[-1]


@on_one_database
async def test_whoever_is_put_on_the_roster_is_told_once_they_have_the_bot(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await held(teams, ada)
    await ada.writes("Ledere")
    await ada.presses("Tilføj")
    await ada.presses(
        "Gem",
        full_name="Noa Ny",
        email="noa@kommune.example",
        title="Leder",
        new_unit="Børn og unge",
        level="leder",
    )
    await teams.delivered()
    noa = teams.stranger("Noa Ny")

    await noa.installs()
    await passes(teams, timedelta(minutes=1))

    assert noa.sees_once("Beslutninger, der gælder for dig")


@on_one_database
async def test_many_are_welcomed_together_with_as_few_questions_to_the_database_as_one(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    await published(teams, ada)
    await published(teams, ada, title="Kun til skolerne", audience=SCHOOLS)
    new = [await person(teams, await teams.manager(f"{letter} Ny")) for letter in ascii_uppercase]
    asked: list[str] = []
    engine = teams.sessions.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    await welcoming.welcome(teams.sessions, *new, now=teams.clock())

    assert len(asked) < 20
    async with teams.sessions.read() as session:
        counting = select(func.count()).where(Message.kind == kinds.WELCOME)
        assert await session.scalar(counting) == len(ascii_uppercase)


@on_one_database
async def test_the_welcome_waits_for_working_hours_and_tells_what_is_true_then(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    old = await held(teams, ada)
    noa = await teams.manager("Noa Ny")
    teams.clock.pass_(timedelta(hours=12))  # 21 o'clock
    await noa.installs()
    await teams.delivered()
    assert not noa.sees("gælder for dig")
    teams.clock.pass_(timedelta(hours=11))
    await held(teams, ada, title="Det nye", replaces_id=old)

    await passes(teams, timedelta(minutes=1))

    assert noa.sees("Det nye")
    assert not noa.sees_once(f"{TITLE}\n")


@on_one_database
async def test_what_is_typed_as_text_is_shown_as_it_was_typed(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await held(teams, ada, title="*Stjerner* og [link](https://x.example)", text="<b>fed</b>")

    [said] = await lin.writes("Beslutninger")

    assert r"\*Stjerner\*" in said
    assert "&lt;b&gt;fed" in await lin.presses("Åbn")


@on_one_database
async def test_its_history_shows_nobody_what_was_taken_back_or_never_for_them(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    sam = await teams.manager("Sam Skole", unit="Skoler")
    await sam.installs()
    mistaken = await published(
        teams, ada, text="Sendt ved en fejl.", audience=SCHOOLS, open_to_all=False
    )
    decision = await only_decision(teams, mistaken)
    await recall(teams.sessions, mistaken, by=await person(teams, ada), now=teams.clock())
    await passes(teams, timedelta(seconds=1))
    await rewritten(teams, ada, decision.id, text="Kun til skolerne.")
    await published(teams, ada, decision.id)
    await corrected(
        teams, ada, decision.id, lambda one: replace(one, text="Til alle.", open_to_all=True)
    )

    for one in (lin, sam, ada):
        await one.writes("Beslutninger")
        await one.presses("Åbn")
    lins, sams = await lin.presses("Historik"), await sam.presses("Historik")
    adas = await ada.presses("Historik") + await ada.presses("Ældre")

    assert "Til alle." in lins
    assert "Kun til skolerne." not in lins
    assert "Kun til skolerne." in sams
    assert "Sendt ved en fejl." not in sams
    assert "Sendt ved en fejl." in adas


@on_one_database
async def test_its_history_names_nobody_who_said_yes_to_something_else(teams: FakeTeams) -> None:
    ada, bo = await director(teams, "Ada Atlas"), await director(teams, "Bo Bakke")
    await managers(teams, "Lin Lærke")
    publication = await prepared(teams, ada)
    await says_yes(teams, bo, publication, await asks(teams, ada, bo, publication))
    decision = await only_decision(teams, publication)
    await undo(teams.sessions, publication, by=await person(teams, ada), now=teams.clock())
    await rewritten(teams, ada, decision.id, text="Noget ganske andet.")

    await goes_out(teams, ada, publication)

    async with teams.sessions.read() as session:
        [version] = await looking_up.history(session, decision.id, by=await person(teams, ada))
    assert version.content.text == "Noget ganske andet."
    assert version.approved_by is None
