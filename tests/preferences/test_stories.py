"""The directorate reads and changes the settings in the chat."""

from typing import Any

import pytest

from bot.people.values import Role
from bot.preferences import Preferences, preferences
from bot.preferences.values import LONGEST_INTRODUCTION
from tests.teams.fake_teams import FakeTeams, User, filled

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


async def held(teams: FakeTeams) -> Preferences:
    async with teams.sessions.read() as session:
        return await preferences(session)


async def opens_the_form(person: User) -> None:
    await person.writes("Indstillinger")
    await person.presses("Ret indstillinger")


def form(person: User) -> dict[str, Any]:
    return filled(person.chat.messages[-1].activity)


def chosen(person: User, name: str) -> str:
    """The value that stands for a person in the choices of the form."""
    card = person.chat.messages[-1].activity["attachments"][0]["content"]
    return next(
        str(choice["value"])
        for element in card["body"]
        for choice in element.get("choices", ())
        if choice["title"] == name
    )


@pytest.mark.parametrize("command", ["Indstillinger", "settings"])
async def test_the_settings_are_said_in_sentences(teams: FakeTeams, command: str) -> None:
    ada = await teams.director("Ada Atlas")

    [said] = await ada.writes(command)

    assert "på hverdage mellem kl. 7.00 og kl. 17.00" in said
    assert "skal godkendes af en anden i direktionen" in said
    assert "når lederlisten har mindst to i direktionen" in said
    assert "Ingen har en stedfortræder." in said
    assert "Ingen er valgt til at præsentere mig" in said


async def test_what_is_changed_holds_and_is_shown_in_the_place_of_the_form(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Atlas")
    await teams.director("Bo Bøg")
    await opens_the_form(ada)
    bo, herself = chosen(ada, "Bo Bøg"), chosen(ada, "Ada Atlas")

    said = await ada.presses(
        "Gem",
        opens="08:30",
        second_approval="false",
        director=herself,
        stand_in=bo,
        introduction_sender=bo,
        introduction="Her er *Lederlinjen*.",
    )

    assert "Gemt. Det gælder fra nu af." in said
    assert "mellem kl. 8.30 og kl. 17.00" in said
    assert "Den, der skriver en besked til alle ledere, kan selv sende den." in said
    assert "Bo Bøg godkender i stedet for Ada Atlas." in said
    assert "Bo Bøg præsenterer mig for nye ledere:\nHer er \\*Lederlinjen\\*." in said
    assert len(ada.chat.messages) == 1
    assert ada.sees_once("Gemt. Det gælder fra nu af.")
    assert (await held(teams)).introduction == "Her er *Lederlinjen*."


async def test_the_form_is_filled_in_with_what_holds(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await opens_the_form(ada)
    herself = chosen(ada, "Ada Atlas")
    await ada.presses("Gem", closes="16:15", second_approval="false", introduction_sender=herself)

    await ada.presses("Ret indstillinger")

    assert form(ada) == {
        "opens": "07:00",
        "closes": "16:15",
        "second_approval": "false",
        "director": "none",
        "stand_in": "none",
        "introduction_sender": herself,
        "introduction": "",
        "answer_within": "3",
    }


async def test_what_was_filled_in_can_be_emptied(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await teams.director("Bo Bøg")
    await opens_the_form(ada)
    bo, herself = chosen(ada, "Bo Bøg"), chosen(ada, "Ada Atlas")
    await ada.presses(
        "Gem", director=bo, stand_in=herself, introduction_sender=bo, introduction="Hej"
    )
    await ada.presses("Ret indstillinger")

    await ada.presses("Gem", director=bo, introduction_sender="none", introduction="")

    assert await held(teams) == Preferences()


@pytest.mark.parametrize("submit", [False, True])
async def test_a_faulty_form_comes_back_as_it_was_filled_in(teams: FakeTeams, submit: bool) -> None:
    ada = await teams.director("Ada Atlas")
    await opens_the_form(ada)
    herself = chosen(ada, "Ada Atlas")

    said = await ada.presses(
        "Gem", submit=submit, opens="18:00", introduction="Hej", director=herself, stand_in="none"
    )

    assert "Intet er gemt endnu." in said
    assert "Arbejdstiden skal slutte, efter at den er begyndt.\nTil" in said
    assert form(ada) == {
        "opens": "18:00",
        "closes": "17:00",
        "second_approval": "true",
        "director": herself,
        "stand_in": "none",
        "introduction_sender": "none",
        "introduction": "Hej",
        "answer_within": "3",
    }
    assert await held(teams) == Preferences()

    assert "Gemt." in await ada.presses("Gem", closes="20:00")
    assert (await held(teams)).introduction == "Hej"


async def test_each_fault_stands_at_its_field(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await opens_the_form(ada)
    herself = chosen(ada, "Ada Atlas")
    somebody = "00000000-0000-0000-0000-000000000007"

    for typed, fault in (
        ({"opens": ""}, "Skriv et klokkeslæt.\nFra"),
        ({"closes": ""}, "Skriv et klokkeslæt.\nTil"),
        ({"stand_in": herself}, "Vælg også, hvem stedfortræderen er for.\nHvem i direktionen"),
        (
            {"director": herself, "stand_in": herself},
            "Vælg en anden end den, der skal have en stedfortræder.\nHvem godkender",
        ),
        (
            {"director": herself, "stand_in": somebody},
            "Vælg en, der er i direktionen nu.\nHvem godkender",
        ),
        (
            {"introduction_sender": somebody},
            "Vælg en, der er i direktionen nu.\nHvem præsenterer",
        ),
        (
            {"introduction": "æ" * (LONGEST_INTRODUCTION + 1)},
            "Skriv højst 1.500 tegn.\nMed hvilke ord?",
        ),
    ):
        await ada.writes("Indstillinger")
        await ada.presses("Ret indstillinger")
        assert fault in await ada.presses("Gem", **typed)

    assert await held(teams) == Preferences()


async def test_a_cpr_number_is_refused_and_not_put_into_the_chat(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await opens_the_form(ada)

    said = await ada.presses("Gem", introduction="Ring om 010203-1234")

    assert "ser ud til at indeholde et CPR-nummer" in said
    assert "010203" not in str([message.activity for message in ada.chat.messages])
    assert await held(teams) == Preferences()


async def test_cancelling_changes_nothing_however_the_form_is_filled_in(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Atlas")
    await opens_the_form(ada)

    said = await ada.presses("Annullér")

    assert "mellem kl. 7.00 og kl. 17.00" in said
    assert "Gemt" not in said
    assert await held(teams) == Preferences()


async def test_an_old_form_does_not_undo_what_somebody_else_decided_meanwhile(
    teams: FakeTeams,
) -> None:
    ada, bo = await teams.director("Ada Atlas"), await teams.director("Bo Bøg")
    await opens_the_form(ada)
    await opens_the_form(bo)
    await bo.presses("Gem", introduction="Skrevet af Bo")

    await ada.presses("Gem", opens="08:00")

    after = await held(teams)
    assert (after.opens.hour, after.introduction) == (8, "Skrevet af Bo")


async def test_a_save_that_is_delivered_again_shows_what_holds(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await opens_the_form(ada)
    press = ada.pressing("Gem", opens="08:00")
    await ada.delivers(press)
    await teams.settled()
    await ada.presses("Ret indstillinger")
    await ada.presses("Gem", opens="09:00")

    again = await ada.delivers(press)

    assert "kl. 9.00" in str(again.body)
    assert (await held(teams)).opens.hour == 9


async def test_how_long_an_answer_may_take_is_decided(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await opens_the_form(ada)

    said = await ada.presses("Gem", answer_within="1")
    await ada.presses("Ret indstillinger")
    forged = await ada.presses("Gem", answer_within="21")

    assert "loves svar inden for 1 arbejdsdag." in said
    assert "Vælg fra 1 til 20 arbejdsdage." in forged
    assert (await held(teams)).answer_within == 1


async def test_an_administrator_changes_the_settings_too(teams: FakeTeams) -> None:
    eva = await teams.manager("Eva Eg", role=Role.ADMINISTRATOR)
    await opens_the_form(eva)

    assert "Gemt." in await eva.presses("Gem", opens="08:00")


async def test_a_manager_neither_sees_nor_changes_the_settings(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await opens_the_form(ada)

    [said] = await lin.writes("Indstillinger")
    pressed = await lin.presses("Gem", message=ada.chat.messages[-1], opens="08:00")

    assert said == pressed == "Det er kun direktionen og dens sekretariat, der kan det."
    assert await held(teams) == Preferences()


async def test_help_shows_the_directorate_what_only_it_may_do(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")

    [for_ada], [for_lin] = await ada.writes("Hjælp"), await lin.writes("Hjælp")
    await ada.presses("Indstillinger")

    assert "[Indbakke]\n[Ny fællesbesked]\n[Status]" in for_ada
    assert "[Viden]\n[Dokumenter]" in for_ada
    assert "[Ledere]\n[Indstillinger]\n[Hændelser]\n[Sletning]" in for_ada
    assert "[Det venter på dig]\n[Spørg direktionen]\n[Foreslå]" in for_lin
    assert "[Indstillinger]" not in for_lin
    assert "[Indbakke]" not in for_lin
    assert "Ingen har en stedfortræder." in ada.chat.texts[-1]
