"""The directorate and the administrators keep the roster in the chat."""

from datetime import datetime, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest

from bot.calendar import COPENHAGEN
from bot.delivery.standings import Standing
from bot.people.queries import everybody
from bot.people.values import Level, Role
from tests.broadcasts.sent import director, managers, passes, sent, status_of
from tests.teams.fake_teams import FakeTeams, User, filled, titles, words

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

LIN = "Lin Fiktivsen"
HEADING = "Navn;E-mail;Titel;Enhed;Niveau;Rolle;Grupper"
DIRECTORS = """Ada Prøvesen;ada@kommune.example;Direktør;Børn og unge;Direktion;Direktion;
Bo Prøvesen;bo@kommune.example;Direktør;Børn og unge;Direktion;Direktion;"""

openpyxl: Any = import_module("openpyxl")  # it has no types


async def two_directors(teams: FakeTeams) -> tuple[User, User]:
    return (
        await teams.director("Ada Prøvesen"),
        await teams.director("Bo Prøvesen"),
    )


async def administrator(teams: FakeTeams) -> User:
    return await teams.manager("Ib It", role=Role.ADMINISTRATOR)


async def active(teams: FakeTeams) -> set[str]:
    async with teams.sessions.read() as session:
        return {one.name for one in await everybody(session) if one.active}


def csv(*people: str, directors: str = DIRECTORS) -> bytes:
    return "\n".join((HEADING, directors, *people)).encode()


async def test_the_roster_is_shown_in_numbers_and_somebody_found(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    await teams.manager("Åse Sørensen", unit="Kultur/Museer", level=Level.CHEF)
    await teams.manager("Søren Bro")

    [overview] = await ada.writes("ledere")
    assert "3 er på lederlisten." in overview
    assert "**Chef:** 1" in overview

    found = await ada.presses("Find", text="soerensen museer")
    assert "Åse Sørensen" in found
    assert "**Enhed:** Kultur / Museer" in found
    await ada.presses("Til oversigten")
    assert "1 til 2 af 2." in await ada.presses("Find", text="soren")
    assert "Søren Bro" in await ada.presses("Vis Søren Bro")
    await ada.presses("Til oversigten")
    assert "Ingen på lederlisten har »xyz«" in await ada.presses("Find", text="xyz")


async def test_a_long_roster_has_pages(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    for number in range(8):
        await teams.manager(f"Leder{number} Bro")

    await ada.writes("Ledere")
    assert "1 til 6 af 9." in await ada.presses("Find", text="")
    assert "7 til 9 af 9." in await ada.presses("Næste")
    assert "1 til 6 af 9." in await ada.presses("Forrige")


async def test_a_manager_doesnt_see_the_roster(teams: FakeTeams) -> None:
    lin = await teams.manager(LIN)

    assert "Det er kun direktionen" in (await lin.writes("Ledere"))[0]


async def test_somebody_new_can_use_the_bot_at_once(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    lin = teams.stranger(LIN)
    await ada.writes("Ledere")
    await ada.presses("Tilføj")

    failed = await ada.presses("Gem", full_name=LIN, email="lin", new_unit="Kultur", level="leder")
    assert "Intet er gemt endnu." in failed
    assert "»lin« er ikke en e-mailadresse." in failed
    form = filled(ada.chat.messages[-1].activity)
    assert (form["full_name"], form["new_unit"]) == (LIN, "Kultur")

    done = await ada.presses("Gem", email="lin@kommune.example")
    assert "Er på lederlisten nu" in done
    assert await lin.writes("Tak") == ["Selv tak. Skriv endelig igen."]


async def test_a_second_press_on_save_puts_nobody_on_the_roster_twice(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.writes("Ledere")
    await ada.presses("Tilføj")
    press = ada.pressing(
        "Gem", full_name=LIN, email="lin@kommune.example", unit="Børn og unge", level="leder"
    )
    await ada.delivers(press)

    again = await ada.delivers({**press, "id": "another"})

    assert "Lin Fiktivsen er allerede på lederlisten med den adresse." in str(again.body)
    async with teams.sessions.read() as session:
        assert [one.name for one in await everybody(session)].count(LIN) == 1


async def test_a_faulty_form_that_is_delivered_again_is_not_said_to_be_saved(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.writes("Ledere")
    await ada.presses("Tilføj")
    typed: dict[str, Any] = {"full_name": LIN, "unit": "Kultur", "level": "leder"}
    faulty = ada.pressing("Gem", email="lin", **typed)
    right = ada.pressing("Gem", email="Lin@kommune.example", **typed)
    cpr = ada.pressing("Gem", email="lin@kommune.example", **typed | {"title": "010203-1234"})

    for press, said in ((faulty, "»lin« er ikke en e-mailadresse."), (cpr, "CPR-nummer")):
        first, again = await ada.delivers(press), await ada.delivers(press)
        assert said in str(first.body)
        assert said in str(again.body)
    assert LIN not in await active(teams)
    saved, again = await ada.delivers(right), await ada.delivers(right)

    assert "Er på lederlisten nu" in str(saved.body)
    assert "**Enhed:** Kultur" in "\n".join(words(again.body["value"]))
    assert not any("010203" in text for text in ada.chat.texts)


async def test_what_was_typed_in_a_form_that_is_delivered_again_isnt_lost(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Prøvesen")
    await teams.manager(LIN)
    await ada.writes("Ledere")
    await ada.presses("Find", text="lin")
    await ada.presses("Ret")
    faulty = ada.pressing("Gem", title="Souschef", email="lin")
    right = ada.pressing("Gem", title="Souschef")

    await ada.delivers(faulty)
    again = await ada.delivers(faulty)
    assert "er ikke en e-mailadresse" in str(again.body)
    assert "Souschef" in str(again.body)
    await ada.delivers(right)
    again = await ada.delivers(right)
    assert "**Titel:** Souschef" in "\n".join(words(again.body["value"]))


async def test_a_cpr_number_doesnt_come_back_in_the_form(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.writes("Ledere")
    await ada.presses("Tilføj")

    said = await ada.presses("Gem", full_name=LIN, title="010203-1234", level="leder")

    assert "CPR-nummer" in said
    assert "1234" not in said


async def test_somebody_leaves_and_that_is_undone(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    lin = await teams.manager(LIN)
    await lin.installs()
    await ada.writes("Ledere")
    await ada.presses("Find", text="lin")

    assert "får så intet mere fra mig" in await ada.presses("Er stoppet")
    assert LIN in await active(teams)
    assert "er taget af lederlisten" in await ada.presses("Ja, er stoppet")
    assert "kan ikke finde dig på lederlisten" in (await lin.writes("Hej"))[0]

    assert "Er på lederlisten igen." in await ada.presses("Fortryd")
    assert await lin.writes("Tak") == ["Selv tak. Skriv endelig igen."]


async def test_the_only_director_isnt_taken_off(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.writes("Ledere")
    await ada.presses("Find", text="ada")
    await ada.presses("Er stoppet")

    assert "den eneste i direktionen" in await ada.presses("Ja, er stoppet")

    assert await active(teams) == {"Ada Prøvesen"}


async def test_an_administrator_isnt_offered_the_directorates_role(teams: FakeTeams) -> None:
    await teams.director("Ada Prøvesen")
    ib = await administrator(teams)
    await ib.writes("Ledere")
    await ib.presses("Find", text="ib")

    form = await ib.presses("Ret")
    assert "sekretariat" not in form
    assert "retter direktionen selv" in await ib.presses("Gem", role="directorate")


async def test_who_is_on_leave_gets_nothing_unasked_until_the_leave_ends(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Prøvesen")
    [lin, _bo] = await managers(teams, LIN, "Bo Bro")
    await ada.writes("Ledere")
    await ada.presses("Find", text="lin")
    await ada.presses("Orlov")
    assert "Den dag er gået." in await ada.presses("Gem", until="2026-03-01")
    assert "På orlov til og med fredag den 1. maj" in await ada.presses("Gem", until="2026-05-01")

    broadcast_id = await sent(teams, ada)

    assert not lin.sees("Årsmødet er flyttet")
    account = (await status_of(teams, broadcast_id)).account
    assert (account[Standing.SENT], account[Standing.AWAY], account.total) == (1, 1, 2)
    assert ada.sees("1 sendt · 1 på orlov = 2")
    assert ada.sees("1 er på orlov og får den, når orloven er slut.")
    assert await lin.writes("Tak") == ["Selv tak. Skriv endelig igen."]
    await ada.presses("Regnskab som Excel")
    await ada.accepts_file()
    [content] = teams.onedrive.files.values()
    sheet = openpyxl.load_workbook(BytesIO(content))["Modtagere"]
    assert (LIN, "venter på, at orloven slutter", "på orlov til 1. maj 2026") in {
        (row[0], row[3], row[4]) for row in sheet.iter_rows(values_only=True)
    }

    await ada.writes("Ledere")
    await ada.presses("Find", text="lin")
    await ada.presses("Er tilbage fra orlov")
    await teams.delivered()

    assert lin.sees_once("Årsmødet er flyttet")
    await passes(teams, timedelta(days=1, seconds=10))
    assert ada.sees("2 sendt = 2")


async def test_a_leave_that_runs_out_lets_what_waited_go_out_that_morning(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Prøvesen")
    [lin] = await managers(teams, LIN)
    await ada.writes("Ledere")
    await ada.presses("Find", text="lin")
    await ada.presses("Orlov")
    await ada.presses("Gem", until="2026-03-28")  # the clocks go forward that night, a Saturday
    await sent(teams, ada)
    monday = datetime(2026, 3, 30, 7, tzinfo=COPENHAGEN)

    await passes(teams, monday - timedelta(seconds=1) - teams.clock())
    assert not lin.sees("Årsmødet er flyttet")
    await passes(teams, timedelta(seconds=1))
    assert lin.sees_once("Årsmødet er flyttet")


async def test_a_dropped_roster_is_shown_then_applied(teams: FakeTeams) -> None:
    ada, _bo = await two_directors(teams)
    await teams.manager("Gamle Bro")

    [shown] = await ada.drops(
        (
            "ledere.csv",
            csv(
                "Gamle Bro;gamle@kommune.example;Chef;Kultur;Chef;;",
                "Ny *Bro*;ny@kommune.example;Leder;Kultur;Leder;;MED",
            ),
        )
    )
    assert "1 ny, 3 ændrede" in shown
    assert "Intet er ændret endnu." in shown
    assert "Ny *Bro*" not in await active(teams)

    done = await ada.presses("Gennemfør")
    assert "1 er ny, 3 er ændret" in done
    assert "Nye: Ny \\*Bro\\*" in done
    assert "Ændret: Ada Prøvesen, Bo Prøvesen, Gamle Bro" in done
    assert await active(teams) == {"Ada Prøvesen", "Bo Prøvesen", "Gamle Bro", "Ny *Bro*"}
    [log] = await ada.writes("Hændelser")
    assert "indlæste en lederliste »ledere.csv« (4)" in log
    [same] = await ada.drops(("ledere.csv", csv(
        "Gamle Bro;gamle@kommune.example;Chef;Kultur;Chef;;",
        "Ny *Bro*;ny@kommune.example;Leder;Kultur;Leder;;MED",
    )))  # fmt: skip
    assert "Listen er den samme" in same


async def test_a_faulty_roster_is_told_of_line_by_line(teams: FakeTeams) -> None:
    ada, _bo = await two_directors(teams)

    [said] = await ada.drops(("ledere.csv", csv("Lin;lin;;;Mester;Konge;")))

    assert "Linje 4: »lin« er ikke en e-mailadresse." in said.replace("\\", "")
    assert "Linje 4: Enhed mangler." in said
    assert "»Mester« er ikke et niveau" in said


async def test_a_roster_with_cpr_numbers_isnt_kept(teams: FakeTeams) -> None:
    ada, _bo = await two_directors(teams)

    [said] = await ada.drops(("l.csv", csv("Ny Bro;ny@kommune.example;010203-1234;K;Leder;;")))

    assert "Linje 4: Her står noget, der ligner et CPR-nummer." in said
    assert "1234" not in said


async def test_a_doubtful_roster_takes_a_second_yes(teams: FakeTeams) -> None:
    ada, _bo = await two_directors(teams)
    for name in ("Cy", "Di", "Ea"):
        await teams.manager(f"{name} Bro")

    [shown] = await ada.drops(("ledere.csv", csv()))
    assert "Mere end halvdelen" in shown
    assert "Er du sikker?" in await ada.presses("Gennemfør")
    assert len(await active(teams)) == 5
    await ada.presses("Nej, vis igen")
    await ada.presses("Gennemfør")
    done = await ada.presses("Ja, gennemfør")
    assert "Lederlisten er ændret" in done
    assert "Gået ud: Cy Bro, Di Bro, Ea Bro" in done

    assert len(await active(teams)) == 2


async def test_when_the_roster_changed_meanwhile_it_is_told_and_shown_anew(
    teams: FakeTeams,
) -> None:
    ada, _bo = await two_directors(teams)
    await ada.drops(("ledere.csv", csv("Ny Bro;ny@kommune.example;Leder;Kultur;Leder;;")))
    await teams.manager("Anden Bro")

    shown = await ada.presses("Gennemfør")
    assert "har ændret sig siden sidst" in shown
    assert "1 går ud" in shown
    assert "Den, der går ud, får ikke flere beskeder, og åbne opfølgninger" in shown
    assert "Ny Bro" not in await active(teams)

    assert "Lederlisten er ændret" in await ada.presses("Gennemfør")
    assert "Anden Bro" not in await active(teams)


async def test_an_administrator_takes_a_roster_over_but_no_director(teams: FakeTeams) -> None:
    await two_directors(teams)
    ib = await administrator(teams)
    directors = DIRECTORS.replace("Direktør", "Dagtilbudsleder")
    itself = "Ib It;ib@kommune.example;Dagtilbudsleder;Børn og unge;Leder;{};"

    assert (
        "retter direktionen selv"
        in (await ib.drops(("l.csv", csv(itself.format("Direktion"), directors=directors))))[0]
    )
    assert "Det er kun direktionen" in (await ib.drops(("Referat.txt", b"Skovhaven")))[0]
    await ib.drops(
        (
            "l.csv",
            csv(
                itself.format("Administrator"),
                "Ny Bro;ny@kommune.example;Leder;Kultur;Leder;;",
                directors=directors,
            ),
        )
    )
    assert "Lederlisten er ændret" in await ib.presses("Gennemfør")


async def test_a_table_that_is_no_roster_is_of_no_use(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")

    assert "hvad listen er" in (await ada.drops(("budget.csv", b"Konto;Sum\n1;2")))[0]
    assert "er tom" in (await ada.drops(("tom.csv", b"\n\n")))[0]


async def test_the_roster_is_handed_over_and_can_be_dropped_again(teams: FakeTeams) -> None:
    ada, _bo = await two_directors(teams)
    await teams.manager(LIN, groups=("MED", "Nord"))
    await ada.writes("Ledere")
    await ada.presses("Find", text="lin")
    await ada.presses("Orlov")
    await ada.presses("Gem", until="2026-05-01")
    await ada.writes("Ledere")
    await ada.presses("Hent listen")
    await ada.accepts_file()
    [(name, content)] = teams.onedrive.files.items()
    assert name == "Lederliste 2026-03-03.xlsx"

    [same] = await ada.drops((name, content))
    assert "Listen er den samme" in same

    workbook = openpyxl.load_workbook(BytesIO(content))
    for row in workbook.worksheets[0].iter_rows(min_row=2):
        row[-1].value = None
    file = BytesIO()
    workbook.save(file)
    [changed] = await ada.drops((name, file.getvalue()))
    assert "ikke længere på orlov" in changed
    assert "Hent listen" in [title for one in ada.chat.messages for title in titles(one.activity)]
