"""A director makes a round: where it begins, the form, the questions, the list."""

from datetime import date, time
from typing import Any

import pytest

from bot.rounds.values import Kind, Phase
from tests.rounds import making
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

CPR = "010190-1234"


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_round_is_a_draft_from_the_first_press_and_then_asks_what_and_whom(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    [start] = await ada.writes("ny inputrunde")
    form = await ada.presses("Begynd", ready_made="safety")
    begun = await making.the_round(teams)

    questions = await ada.presses("Gem og gå videre", **making.FORM)
    choice = await ada.presses("Gå videre")

    assert "Psykologisk tryghed (7)" in start
    assert "Hvad kan vi holde op med? (4)" in start
    assert "Direktionen kan ikke se, hvem der har svaret hvad." in form
    assert (begun.phase, begun.content.title) == (Phase.DRAFT, "Psykologisk tryghed")
    assert "7 spørgsmål af højst 12." in questions
    assert "Hvem skal inviteres?" in choice
    content = (await making.the_round(teams)).content
    assert content.title == making.FORM["title"]
    assert (content.closes_on, content.closes_at) == (date(2026, 3, 13), time(12))
    assert content.anonymous
    assert content.reminds


async def test_the_same_press_delivered_twice_makes_one_draft(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await ada.writes("Ny inputrunde")
    press = ada.pressing("Begynd", ready_made="temperature")

    first, second = await ada.delivers(press), await ada.delivers(press)

    assert first == second
    assert len((await making.the_round(teams)).content.questions) == 3


async def test_nothing_begins_before_it_was_said_from_what(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await ada.writes("Ny inputrunde")

    asked = await ada.presses("Begynd")
    form = await ada.presses("Begynd", ready_made="empty")

    assert "Vælg, hvad du vil begynde fra." in asked
    assert "Gem og gå videre" in form


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"title": ""}, "Skriv en titel."),
        ({"title": "æ" * 121}, "Der er 121 tegn, og der er plads til 120."),
        ({"why": "ø" * 1001}, "Der er 1.001 tegn, og der er plads til 1.000."),
        ({"closes_on": "2026-03-02"}, "Den dag er gået. Vælg en senere."),
        ({"closes_on": "2026-03-03", "closes_at": "08:59"}, "Det tidspunkt er passeret."),
        ({"closes_on": "2026-03-29", "closes_at": "02:30"}, "findes ikke den nat"),
        ({"opens_on": "2026-03-14", "opens_at": "08:00"}, "Fristen skal ligge efter"),
        ({"outcome_by": "2026-03-13"}, "Vælg en dag efter fristen"),
        ({"outcome_by": "2026-03-02"}, "Den dag er gået. Vælg en senere."),
    ],
)
async def test_a_faulty_form_comes_back_as_it_was_filled_in(
    teams: FakeTeams, inputs: dict[str, Any], said: str
) -> None:
    ada = await teams.director("Ada Ager")

    card = await making.writes(ada, "empty", **inputs)

    assert said in card
    assert "Intet er gemt endnu." in card
    wanted = making.FORM | inputs
    form = making.typed(ada, "Gem og gå videre")
    assert {name: form[name] for name in wanted} == wanted
    assert (await making.the_round(teams)).content.title == ""


async def test_what_is_missing_is_said_at_its_field_and_the_rest_is_saved(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")

    card = await making.writes(ada, why="", outcome_by="")

    assert "Kladden er gemt. Det her mangler" in card
    assert "Skriv, hvorfor I spørger, og hvad svarene bruges til." in card
    assert (await making.the_round(teams)).content.title == making.FORM["title"]
    await ada.presses("Rundens spørgsmål")
    await ada.presses("Gå videre")
    plan = await ada.presses("Brug det valgte", levels="direktion")
    assert "Den kan ikke åbnes endnu. Det mangler: hvorfor I spørger" in plan
    assert "[Åbn for" not in plan


async def test_a_cpr_number_is_refused_and_not_shown_again(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    said = await making.writes(ada, why=f"Det handler om {CPR}.")
    await ada.presses("Rundens spørgsmål")
    await ada.presses("Fri tekst")
    about_question = await ada.presses("Gem spørgsmålet", text=f"Hvem er {CPR}?")

    assert "ser ud til at indeholde et CPR-nummer" in said
    assert "ser ud til at indeholde et CPR-nummer" in about_question
    assert not ada.sees(CPR)


async def test_two_who_write_at_once_lose_nothing(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await making.begins(ada)
    await bo.writes("Inputrunder")
    await bo.presses("Åbn")
    await bo.presses("Ret titel og frist")
    await bo.presses("Gem og gå videre", **making.FORM)

    card = await ada.presses("Gem og gå videre", **making.FORM | {"title": "Min titel"})

    assert "mens du skrev" in card
    assert making.FORM["title"] in card
    assert making.typed(ada, "Gem og gå videre")["title"] == "Min titel"
    await ada.presses("Gem og gå videre")
    assert (await making.the_round(teams)).content.title == "Min titel"


async def test_a_draft_that_was_thrown_away_while_it_was_written_is_kept(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await making.plans(bo)
    await ada.writes("Inputrunder")
    await ada.presses("Åbn")
    await ada.presses("Ret titel og frist")
    gone = await bo.presses("Slet kladde")

    card = await ada.presses("Gem og gå videre", why="Nyt")

    assert "er slettet. Ingen er inviteret." in gone
    assert "Jeg har taget den tilbage" in card
    await ada.presses("Gem og gå videre")
    assert (await making.the_round(teams)).content.why == "Nyt"


async def test_questions_of_every_kind_are_added_by_card(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await making.writes(ada, "empty")
    options = "Tillid\n\n Ro \nTid"
    for kind, inputs in (
        ("Fri tekst", {}),
        ("Skala 1-5", {"low": "Slet ikke", "high": "Helt"}),
        ("Ét valg", {"options": options}),
        ("Flere valg", {"options": options}),
        ("De tre vigtigste", {"options": options}),
        ("Foreslå et punkt", {}),
    ):
        await ada.presses(kind)
        card = await ada.presses(
            "Gem spørgsmålet", text=f"Om {kind}?", help="Kort.", required="true", **inputs
        )

    assert "Spørgsmålet er gemt." in card
    questions = (await making.the_round(teams)).content.questions
    assert [one.kind for one in questions] == list(Kind)
    assert all(one.required and one.help == "Kort." for one in questions)
    assert (questions[1].low, questions[1].high) == ("Slet ikke", "Helt")
    assert questions[2].options == questions[4].options == ("Tillid", "Ro", "Tid")
    assert questions[0].options == ()
    assert len({one.key for one in questions}) == 6


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"text": ""}, "Skriv et spørgsmål."),
        ({"text": "æ" * 301}, "Skriv højst 300 tegn."),
        ({"options": "Kun en"}, "Skriv mindst 2 muligheder"),
        ({"options": "\n".join(map(str, range(11)))}, "Skriv højst 10 muligheder."),
        ({"options": "Ro\nro"}, "Den samme mulighed står der to gange."),
    ],
)
async def test_a_faulty_question_comes_back_as_it_was_filled_in(
    teams: FakeTeams, inputs: dict[str, str], said: str
) -> None:
    ada = await teams.director("Ada Ager")
    await making.writes(ada, "empty")
    await ada.presses("Ét valg")
    form = {"text": "Hvad nu?", "options": "Ja\nNej"} | inputs

    card = await ada.presses("Gem spørgsmålet", **form)

    assert said in card
    shown = making.typed(ada, "Gem spørgsmålet")
    assert {name: shown[name] for name in form} == form
    assert not (await making.the_round(teams)).content.questions


async def test_questions_are_pasted_one_a_line(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await making.writes(ada, "empty")
    await ada.presses("Indsæt som tekst")
    pasted = (
        "1. Hvor tryg er du? (1-5: slet ikke - helt)\n\n"
        "- Hvad er vigtigst? [Tillid; Ro; Tid]\n"
        "Hvad mangler (her)?\n"
        "Hvor travlt er der? (1-5)\n"
    )

    await ada.presses("Indsæt", pasted=pasted)

    questions = (await making.the_round(teams)).content.questions
    assert [(one.kind, one.text) for one in questions] == [
        (Kind.RATING, "Hvor tryg er du?"),
        (Kind.CHOICE, "Hvad er vigtigst?"),
        (Kind.TEXT, "Hvad mangler (her)?"),
        (Kind.RATING, "Hvor travlt er der?"),
    ]
    assert (questions[0].low, questions[0].high) == ("slet ikke", "helt")
    assert questions[1].options == ("Tillid", "Ro", "Tid")


async def test_more_questions_than_there_is_room_for_are_not_taken_in_part(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    await making.writes(ada)
    await ada.presses("Indsæt som tekst")
    pasted = "\n".join(f"Spørgsmål {number}" for number in range(10))

    card = await ada.presses("Indsæt", pasted=pasted)

    assert "Der er plads til 12 spørgsmål i alt." in card
    assert making.typed(ada, "Indsæt")["pasted"] == pasted
    assert len((await making.the_round(teams)).content.questions) == 3
    full = await ada.presses("Indsæt", pasted=pasted.partition("\nSpørgsmål 9")[0])
    assert len((await making.the_round(teams)).content.questions) == 12
    assert "Der er ikke plads til flere spørgsmål." in full
    assert "[Tilføj spørgsmål]" not in full


async def test_questions_are_moved_copied_deleted_and_put_back(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await making.writes(ada)
    first, second, third = (one.text for one in (await making.the_round(teams)).content.questions)
    old_press = ada.pressing("Flyt ned")

    await ada.presses("Flyt ned")
    assert await texts(teams) == [second, first, third]
    again = await ada.delivers({**old_press, "id": "an old card"})
    assert "er ændret, siden du så dem" in str(again.body)
    assert await texts(teams) == [second, first, third]

    await ada.presses("Flyt op", number=1)
    assert await texts(teams) == [second, third, first]
    await ada.presses("Ret")
    await ada.presses("Kopiér")
    assert await texts(teams) == [second, second, third, first]

    await ada.presses("Ret", number=2)
    deleted = await ada.presses("Slet spørgsmålet")
    assert f"»{third}« er slettet." in deleted
    undo = ada.pressing("Fortryd")
    before = await texts(teams)
    await ada.delivers(undo)
    await ada.delivers({**undo, "id": "pressed again"})
    assert before == [second, second, first]
    assert await texts(teams) == [second, second, third, first]


async def test_a_copy_asks_the_same_under_the_same_keys_at_no_time_yet(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await making.plans(ada, in_med="true", med_on="2026-03-18")
    earlier = await making.the_round(teams)
    await ada.writes("Inputrunder")

    card = await ada.presses("Kopiér")

    [copy] = [one for one in await making.rounds(teams) if one.id != earlier.id]
    assert "vælg nye datoer" in card
    assert copy.content.questions == earlier.content.questions
    assert copy.audience == earlier.audience
    assert copy.content.closes_on is copy.content.outcome_by is copy.content.med_on is None
    assert copy.copied_from is None  # the other was never open, so there is nothing to compare


async def test_the_list_shows_mine_or_all_by_phase_and_in_pages(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    [empty] = await ada.writes("inputrunder")
    for _round in range(6):
        await making.begins(ada, "agenda")

    [first] = await bo.writes("Inputrunder")
    second = await bo.presses("Næste")
    mine = await bo.presses("Opdatér listen", mine="true")
    closed = await bo.presses("Opdatér listen", mine="false", which="closed")

    assert "Der er ingen inputrunder endnu." in empty
    assert "1-5 af 6" in first
    assert "6-6 af 6" in second
    assert "Du har ikke skrevet nogen af dem." in mine
    assert "Ingen runder er lukket endnu." in closed


async def test_a_manager_makes_no_round(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.writes("Ny inputrunde")

    assert "kun direktionen" in said


async def texts(teams: FakeTeams) -> list[str]:
    """The questions of the only round."""
    return [one.text for one in (await making.the_round(teams)).content.questions]
