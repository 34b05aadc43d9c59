"""A saved answer is what the next who asks gets: whole, with its source and date, in its days."""

import time
from datetime import datetime, timedelta

import pytest

from bot.server import now
from tests.knowledge.saved import (
    ANSWER,
    QUESTION,
    all_saved,
    director,
    gets,
    only,
    publishes,
    versions,
    writes,
)
from tests.teams.fake_teams import FakeTeams
from tests.teams.instance import instance

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")
GIVEN = "Svar fra Kommunaldirektøren, 3. marts 2026"
A_DAY = timedelta(days=1)


async def test_who_asks_the_same_gets_the_whole_answer_with_its_source_and_date(
    teams: FakeTeams,
) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    [before] = await lin.writes(QUESTION)
    assert ANSWER not in before

    card = await publishes(karla)

    assert card.startswith("Viden\nUdgivet. Spørger nogen, får de det inden for få sekunder.")
    answer = await gets(lin, QUESTION, ANSWER)
    assert answer.startswith(f"»{ANSWER}«")
    assert GIVEN in answer


@on_one_database
@pytest.mark.parametrize(
    "near",
    [
        "må man holde julefrokost i arbejdstiden",
        "Er det i orden at holde julefrokost i arbejdstiden?",
    ],
)
async def test_nearly_the_same_words_get_it_without_doubt_and_other_matters_dont(
    teams: FakeTeams, near: str
) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    await publishes(karla)
    await gets(lin, QUESTION, ANSWER)

    [answer] = await lin.writes(near)
    [other] = await lin.writes("Må vi holde sommerfest i arbejdstiden?")
    [unlike] = await lin.writes("Hvornår skal vi bestille mad til julefrokosten?")

    assert answer.startswith(f"»{ANSWER}«")
    assert GIVEN in answer
    for miss in (other, unlike):
        assert not miss.startswith("»")


@on_one_database
async def test_an_answer_goes_before_what_a_document_says_it_doesnt_know(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    question, answer = "hvornår er ledermødet?", "Ledermødet er den 21. maj kl. 9."
    [before] = await lin.writes(question)
    assert "Sagen siger kun, at mødet er årligt." in before

    await publishes(karla, question=question, answer=answer, variants="hvilken dag er ledermødet?")

    assert (await gets(lin, question, answer)).startswith(f"»{answer}«")
    [another] = await lin.writes("hvilken dag er ledermødet?")
    assert another.startswith(f"»{answer}«")
    [other] = await lin.writes("hvor er ledermødet?")
    assert answer not in other


@on_one_database
async def test_it_is_given_from_its_first_day_to_its_last(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    card = await publishes(karla, valid_from="2026-03-05", valid_until="2026-03-06")
    assert "Udgivet. Det gives til lederne fra den dag, det gælder." in card
    assert "**Bruges fra 5. marts 2026.**" in card

    [early] = await lin.writes(QUESTION)
    teams.clock.pass_(2 * A_DAY)
    await gets(lin, QUESTION, ANSWER)
    teams.clock.now = datetime.fromisoformat("2026-03-06T22:59:00+00:00")  # 23.59 in Copenhagen
    await gets(lin, QUESTION, ANSWER)
    teams.clock.pass_(timedelta(minutes=1))
    await gets(lin, QUESTION, "Spørg direktionen")
    [late] = await lin.writes(QUESTION)

    assert ANSWER not in early
    assert ANSWER not in late
    [current] = await karla.writes("Viden")
    assert QUESTION not in current
    expired = await karla.presses("Vis dem", which="expired")
    assert f"**{QUESTION}**" in expired
    assert "Udløb 6. marts 2026. Bruges ikke." in expired


async def test_a_change_is_given_at_once_and_what_it_said_stays_in_the_history(
    teams: FakeTeams,
) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    await publishes(karla)
    await gets(lin, QUESTION, ANSWER)
    teams.clock.pass_(A_DAY)

    await karla.presses("Ret")
    card = await karla.presses("Gem ændringen", answer="Ja, fra kl. 15.")

    assert "Ændringen er udgivet. Den tidligere udgave ligger i historikken." in card
    answer = await gets(lin, QUESTION, "»Ja, fra kl. 15.«")
    assert "Svar fra Kommunaldirektøren, 4. marts 2026" in answer
    history = await karla.presses("Historik")
    assert history.index("»Ja, fra kl. 15.«") < history.index(ANSWER)
    assert "Udgivet i går kl. 9.00 af Karla Kompas" in history


@on_one_database
async def test_another_way_to_ask_doesnt_make_the_answer_newer(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    await publishes(karla)
    teams.clock.pass_(A_DAY)

    await karla.presses("Ret")
    await karla.presses("Gem ændringen", variants="hygge til jul\nHygge til jul?\n")

    assert GIVEN in await gets(lin, "hygge til jul", ANSWER)
    assert (await only(teams)).content.variants == ("hygge til jul",)


async def test_what_is_taken_out_is_given_no_more_until_it_is_taken_back(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    await publishes(karla)
    await gets(lin, QUESTION, ANSWER)
    late = karla.pressing("Tag ud")

    card = await karla.presses("Tag ud")

    assert "Lederne mærker det inden for få sekunder." in card
    await gets(lin, QUESTION, "Spørg direktionen")
    assert "[Fortryd]" in str(karla.chat.texts)
    delivery = await karla.delivers(late)
    assert delivery.status == 200
    card = await karla.presses("Fortryd")
    assert "Svaret er i brug igen." in card
    await gets(lin, QUESTION, ANSWER)
    knowledge = await only(teams)
    assert await versions(teams, knowledge.id) == [
        ("current", ANSWER),
        ("retired", ANSWER),
        ("current", ANSWER),
    ]


@on_one_database
async def test_a_new_answer_takes_an_old_ones_place(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    await publishes(karla)
    teams.clock.pass_(timedelta(minutes=1))

    draft = await writes(karla, answer="Ja, gerne.")
    assert "Det samme spørgsmål har et svar i forvejen:" in draft
    confirm = await karla.presses("Erstat det")
    assert "Det gamle svar gives ikke mere, så snart du siger ja." in confirm
    await karla.presses("Udgiv, og tag det gamle ud")

    answer = await gets(lin, QUESTION, "»Ja, gerne.«")
    assert ANSWER not in answer
    assert sorted(one.phase.value for one in await all_saved(teams)) == ["current", "retired"]


@pytest.mark.databases("postgresql")
async def test_every_instance_gives_it_within_five_seconds(
    teams: FakeTeams, database_url: str
) -> None:
    teams.clock.now = now()
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    async with instance(teams, database_url) as other:
        await publishes(karla)
        began = time.monotonic()

        await gets(lin, QUESTION, ANSWER, url=other.url)
        await gets(lin, QUESTION, ANSWER)

        assert time.monotonic() - began < 5
