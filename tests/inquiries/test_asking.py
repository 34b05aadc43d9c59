"""A manager asks the directorate what the documents don't say, and may take it back."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.inquiries import queries
from bot.inquiries.asking import ask_directorate
from bot.inquiries.values import Act, AlreadySent, Own, Phase
from bot.questions.models import Question
from tests.inquiries.asked import (
    QUESTION,
    answers,
    asks,
    entries,
    inquiries,
    manager,
    merges,
    person,
    receipts,
    sent,
)
from tests.teams.fake_teams import FakeTeams, User, filled, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

UNKNOWN = "hvornår er ledermødet?"
PROMISE = (
    "Direktionen ser ikke dit navn her. Det er gemt, så du kan få svar, og kan blive udleveret, "
    "hvis loven kræver det. Ved alvorlige forhold: brug whistleblowerordningen."
)
NUMBER_REMOVED = (
    "Jeg har fjernet det, der lignede et CPR-nummer, og intet er sendt. Se teksten igennem, og "
    "send igen. Nummeret er allerede nået til Microsoft Teams."
)
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


def newest_form(user: User) -> dict[str, str]:
    """What the newest card of the user's chat is filled in with."""
    return filled(user.chat.messages[-1].activity)


async def only_question(teams: FakeTeams) -> UUID:
    """The id of the one question that the documents were asked."""
    async with teams.sessions.read() as session:
        return (await session.scalars(select(Question.id))).one()


async def opens_form(user: User) -> dict[str, Any]:
    """Have the user ask what the documents don't say, and want to send it."""
    await user.writes(UNKNOWN)
    await user.presses("Spørg direktionen")
    return user.pressing("Send til direktionen")


async def test_from_a_question_without_an_answer_to_the_directorate_and_back(
    teams: FakeTeams,
) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)

    [offered] = await lin.writes(UNKNOWN)
    assert "Sagen siger kun, at mødet er årligt." in offered
    assert "[Spørg direktionen]" in offered
    await lin.presses("Spørg direktionen")
    assert newest_form(lin) == {"text": UNKNOWN, "background": "", "sender": "named"}
    assert lin.sees(PROMISE)
    assert lin.sees("Skriv ikke om borgere eller navngivne kolleger.")

    form = await lin.presses("Send til direktionen", background="Jeg planlægger vikarer.")
    assert form == "Sendt. Kvitteringen står herunder."
    [receipt] = await receipts(lin)
    assert receipt.startswith("Du får svar her senest fredag den 6. marts")
    assert "Sendt tirsdag den 3. marts kl. 9.00 med dit navn." in receipt
    assert lin.sees_once("Jeg planlægger vikarer.")
    assert not lin.sees("[Send til direktionen]")
    [inquiry] = await inquiries(teams)
    assert (inquiry.text, inquiry.due_on) == (UNKNOWN, date(2026, 3, 6))

    teams.clock.pass_(A_DAY)
    await answers(teams, ada, inquiry.id, "Den 21. maj.")
    [answer] = [one for one in lin.chat.texts if "Den 21. maj." in one]
    assert answer.startswith(f"Svar på dit spørgsmål\nDu skrev: »{UNKNOWN}«")
    assert "Ada Atlas, Dagtilbudsleder · onsdag den 4. marts kl. 9.00" in answer

    teams.clock.pass_(A_MINUTE)
    assert (await receipts(lin))[0].startswith(
        f"Besvaret onsdag den 4. marts\nDu skrev: »{UNKNOWN}«"
    )

    await lin.presses("Spørg videre")
    teams.clock.pass_(A_DAY)
    form = await lin.presses("Send til direktionen", text="Og hvor?")
    teams.clock.pass_(A_MINUTE)
    [receipt] = await receipts(lin)
    assert form == "Sendt. Kortet med svaret siger, hvornår du hører mere."
    assert receipt.startswith("Du får svar her senest tirsdag den 10. marts")
    [inquiry] = await inquiries(teams)
    assert (inquiry.phase, inquiry.due_on) == (Phase.OPEN, date(2026, 3, 10))
    acts = [one.act for one in await entries(teams, inquiry.id)]
    assert acts == [Act.ANSWERED, Act.FOLLOWED_UP]
    assert lin.sees_once("Du spurgte videre torsdag den 5. marts kl. 9.01.")


@on_one_database
@pytest.mark.parametrize("command", ["Spørg direktionen", "Foreslå"])
async def test_a_form_can_be_cancelled_and_nothing_is_sent(teams: FakeTeams, command: str) -> None:
    lin = await manager(teams)
    await lin.writes(command)

    card = await lin.presses("Annullér", text="Hvornår?")

    assert card == "Ikke sendt\nDer er ikke sendt noget, og det, du skrev, er ikke gemt."
    assert not await inquiries(teams)


@on_one_database
async def test_by_command_the_form_is_empty_and_what_is_missing_is_said_at_the_field(
    teams: FakeTeams,
) -> None:
    lin = await manager(teams)
    await lin.writes("spørg direktionen")

    again = await lin.presses("Send til direktionen", background="Før mandag.")

    assert "Skriv noget her.\nDit spørgsmål (højst 2.000 tegn)" in again
    assert newest_form(lin)["background"] == "Før mandag."
    assert not await inquiries(teams)


@on_one_database
async def test_a_text_that_is_too_long_comes_back_whole(teams: FakeTeams) -> None:
    lin = await manager(teams)
    long = "æ" * 2001

    again = await asks(lin, long, sender="hidden")

    assert "Skriv højst 2.000 tegn. Lige nu er der 2.001." in again
    assert newest_form(lin) == {"text": long, "background": "", "sender": "hidden"}
    assert not await inquiries(teams)


@on_one_database
async def test_nobody_guesses_whether_a_name_is_to_be_shown(teams: FakeTeams) -> None:
    lin = await manager(teams)

    again = await asks(lin, sender="")

    assert "Vælg, om direktionen må se dit navn." in again
    assert not await inquiries(teams)


@on_one_database
@pytest.mark.parametrize(
    ("inputs", "kept"),
    [
        ({"text": "Må 010190-1234 komme med?"}, {"text": "Må [fjernet] komme med?"}),
        ({"background": "Det er 010190-1234."}, {"background": "Det er [fjernet]."}),
        (
            {"text": "æ" * 2001, "background": "Det er 010190-1234."},
            {"text": "æ" * 2001, "background": "Det er [fjernet]."},
        ),
        (
            {"background": "Det er 010190-1234.", "sender": ""},
            {"background": "Det er [fjernet].", "sender": ""},
        ),
    ],
)
async def test_a_cpr_number_is_cut_out_of_the_form_which_comes_back_as_it_was(
    teams: FakeTeams, inputs: dict[str, str], kept: dict[str, str]
) -> None:
    lin = await manager(teams)

    said = await asks(lin, **{"sender": "hidden"} | inputs)

    assert said.startswith(f"Spørg direktionen\n**{NUMBER_REMOVED}**")
    assert newest_form(lin) == {"text": QUESTION, "background": "", "sender": "hidden"} | kept
    assert not lin.sees("1234")
    assert not await inquiries(teams)


@on_one_database
async def test_a_hidden_name_is_still_hidden_once_a_cpr_number_was_cut_out(
    teams: FakeTeams,
) -> None:
    """What stands in the form that came back is what is sent, with nothing chosen anew."""
    lin = await manager(teams)
    await asks(lin, "Må 010190-1234 komme med?", sender="hidden")

    await lin.presses("Send til direktionen")

    [receipt] = await receipts(lin)
    assert "Direktionen ser ikke dit navn her." in receipt
    [row] = await inquiries(teams)
    assert (row.hidden, row.text) == (True, "Må [fjernet] komme med?")


@on_one_database
async def test_a_cpr_number_in_a_form_that_was_sent_is_not_shown_either(teams: FakeTeams) -> None:
    lin = await manager(teams)
    await lin.writes("spørg direktionen")
    first = lin.pressing("Send til direktionen", text=QUESTION)
    stale = lin.pressing("Send til direktionen", text="Må 010190-1234 komme med?")
    await lin.delivers(first)

    said, again = await lin.delivers(stale), await lin.delivers(stale)

    assert "Du havde allerede sendt det, så det er ikke sendt igen." in str(said.body)
    assert "Sendt. Kvitteringen står herunder." in str(again.body)
    assert "1234" not in str((said.body, again.body))
    assert [one.text for one in await inquiries(teams)] == [QUESTION]


@on_one_database
async def test_a_press_that_failed_and_is_delivered_again_finds_its_form(
    teams: FakeTeams,
) -> None:
    """Nothing that was typed is lost, and no number gets into the chat."""
    lin = await manager(teams)
    await lin.writes("spørg direktionen")
    empty = lin.pressing("Send til direktionen", background="Før mandag.")
    number = lin.pressing("Send til direktionen", text="Må 010190-1234 komme med?")

    for press in (empty, empty):
        assert "Før mandag." in str((await lin.delivers(press)).body)
    for press in (number, number):
        response = str((await lin.delivers(press)).body)
        assert NUMBER_REMOVED in response
        assert "Må [fjernet] komme med?" in response
        assert "1234" not in response

    assert not lin.sees("1234")
    assert not await inquiries(teams)


async def test_a_hidden_name_is_kept_from_the_directorate_and_from_nobody_else(
    teams: FakeTeams,
) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)

    await asks(lin, sender="hidden")

    [receipt] = await receipts(lin)
    assert "Direktionen ser ikke dit navn her." in receipt
    [row] = await inquiries(teams)
    async with teams.sessions.read() as session:
        seen = await queries.inquiry(session, row.id, seen_by=await person(teams, ada))
        own = await queries.inquiry(session, row.id, seen_by=await person(teams, lin))
    assert seen.asker is None
    assert own.asker == await person(teams, lin)


async def test_the_same_press_delivered_twice_sends_once(teams: FakeTeams) -> None:
    lin = await manager(teams)
    press = await opens_form(lin)

    first, second = await lin.delivers(press), await lin.delivers(press)
    await teams.settled()

    assert first == second
    assert "Sendt. Kvitteringen står herunder." in str(second.body)
    assert len(await receipts(lin)) == 1
    assert len(await inquiries(teams)) == 1


async def test_a_second_press_on_an_old_form_sends_nothing_and_says_so(
    teams: FakeTeams,
) -> None:
    lin = await manager(teams)
    first, second = await opens_form(lin), lin.pressing("Send til direktionen")
    await lin.delivers(first)

    said = await lin.delivers(second)

    assert "Du havde allerede sendt det, så det er ikke sendt igen." in str(said.body)
    assert len(await receipts(lin)) == 1
    assert len(await inquiries(teams)) == 1


@on_one_database
async def test_a_question_that_was_sent_is_offered_no_second_form(teams: FakeTeams) -> None:
    lin = await manager(teams)
    await lin.delivers(await opens_form(lin))
    await teams.settled()

    await lin.presses("Spørg direktionen")

    assert "Du havde allerede sendt det" in lin.chat.texts[-1]
    assert "fredag den 6. marts" in lin.chat.texts[-1]


async def test_of_two_forms_about_one_question_sent_at_once_one_is_sent(teams: FakeTeams) -> None:
    lin = await manager(teams)
    await lin.writes(UNKNOWN)
    by = await person(teams, lin)
    question_id = await only_question(teams)

    async def send() -> Own:
        return await ask_directorate(
            teams.sessions,
            UNKNOWN,
            hidden=False,
            question_id=question_id,
            form=uuid4(),
            by=by,
            now=teams.clock(),
        )

    outcomes = await asyncio.gather(*(send() for _ in range(4)), return_exceptions=True)

    assert sum(isinstance(one, AlreadySent) for one in outcomes) == 3
    assert len(await inquiries(teams)) == 1


@on_one_database
async def test_nobody_sends_somebody_elses_question_or_form(teams: FakeTeams) -> None:
    lin, bo = await manager(teams), await manager(teams, "Bo Bøg")
    press = await opens_form(lin)
    offer = next(one for one in lin.chat.messages if "Spørg direktionen" in titles(one.activity))

    said = await bo.presses("Spørg direktionen", message=offer)
    assert "Det er den, der spurgte, som vælger" in said
    await lin.delivers(press)
    await teams.settled()
    value = press["value"]["action"]["data"] | {"question_id": None, "text": "Fra Bo"}
    await bo.writes("spørg direktionen")
    forged = bo.pressing("Send til direktionen")
    forged["value"]["action"]["data"] = value
    delivery = await bo.delivers(forged)

    assert "Den henvendelse kan jeg ikke finde" in str(delivery.body)
    assert [one.text for one in await inquiries(teams)] == [UNKNOWN]


async def test_what_was_sent_is_taken_back_once_confirmed(teams: FakeTeams) -> None:
    lin = await manager(teams)
    inquiry_id = await sent(teams, lin)

    await lin.writes("mine henvendelser")
    await lin.presses("Vis")
    asked = await lin.presses("Træk den tilbage")
    assert asked.startswith("Træk den tilbage?")
    kept = await lin.presses("Lad det stå")
    assert kept.startswith("Du får svar her senest")
    await lin.presses("Træk den tilbage")
    twice = lin.pressing("Træk den tilbage")
    said = await lin.presses("Træk den tilbage")
    again = await lin.delivers(twice)
    teams.clock.pass_(A_MINUTE)

    assert (await receipts(lin))[0].startswith("Du har trukket det tilbage")
    assert said.startswith("Du har trukket det tilbage")
    assert "Du har trukket det tilbage" in str(again.body)
    [row] = await inquiries(teams)
    assert row.phase == Phase.WITHDRAWN
    assert [one.act for one in await entries(teams, inquiry_id)] == [Act.WITHDRAWN]


async def test_what_was_answered_meanwhile_is_not_taken_back(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await teams.delivered()
    press = lin.pressing("Ja, træk den tilbage")
    await answers(teams, ada, inquiry_id)

    said = await lin.delivers(press)

    assert "Du har fået svar" in str(said.body)
    assert "Det gør forvaltningen." in str(said.body)
    [row] = await inquiries(teams)
    assert row.phase == Phase.ANSWERED


async def test_what_others_ask_alike_stays_when_the_first_is_taken_back(teams: FakeTeams) -> None:
    """The oldest of those merged into it is open in its stead, and the rest belong to that."""
    ada = await teams.director("Ada Atlas")
    lin, bo, eva = [await manager(teams, name) for name in ("Lin Lærke", "Bo Bøg", "Eva Eg")]
    first = await sent(teams, lin, "Hvem betaler?")
    teams.clock.pass_(timedelta(minutes=1))
    second = await sent(teams, bo, "Hvem betaler mon?", sender="hidden")
    teams.clock.pass_(timedelta(minutes=1))
    third = await sent(teams, eva, "Betaler forvaltningen?")
    for one in (second, third):
        await merges(teams, ada, one, first)

    await teams.delivered()
    await lin.presses("Ja, træk den tilbage")
    teams.clock.pass_(A_MINUTE)
    [withdrawn], [hidden] = await receipts(lin), await receipts(bo)
    assert withdrawn.startswith("Du har trukket det tilbage")
    assert "Det besvares sammen med" not in hidden
    assert "Det besvares sammen med et, der ligner." in (await receipts(eva))[0]
    await answers(teams, ada, second, "Forvaltningen betaler.")

    assert not lin.sees("Forvaltningen betaler.")
    assert bo.sees_once("Forvaltningen betaler.")
    assert eva.sees_once("Forvaltningen betaler.")


@on_one_database
async def test_among_others_the_directorate_is_asked_in_the_personal_chat(
    teams: FakeTeams,
) -> None:
    lin, group = await manager(teams), teams.group_chat()

    [offered] = await lin.writes(UNKNOWN, chat=group)
    [moved] = await lin.writes("Spørg direktionen", chat=group)
    [suggested] = await lin.writes("hvilke fælles initiativer planlægges i samarbejde", chat=group)
    none = await lin.presses("Ingen af dem", chat=group)

    assert "skriv spørgsmålet til mig i vores egen chat" in offered
    assert "Det tager vi to alene." in moved
    assert "Det nærmeste, jeg fandt" in suggested
    assert "skriv spørgsmålet til mig i vores egen chat" in none
    assert all("Spørg direktionen" not in titles(one.activity) for one in group.messages)


@on_one_database
async def test_none_of_the_suggestions_leads_to_the_directorate(teams: FakeTeams) -> None:
    lin = await manager(teams)
    await lin.writes("hvilke fælles initiativer planlægges i samarbejde")
    await lin.presses("Ingen af dem")

    await lin.presses("Spørg direktionen")

    assert newest_form(lin)["text"] == "hvilke fælles initiativer planlægges i samarbejde"


async def test_a_thumb_down_offers_the_directorate_once_and_tells_when_it_is_taken_up(
    teams: FakeTeams,
) -> None:
    lin = await manager(teams)
    await lin.writes("er MED med i det?")
    answer = lin.chat.messages[-1]

    for thumb in ("dislike", "like", "dislike"):
        assert (await lin.thumbs(thumb, answer)).status == 200
    await teams.delivered()
    assert lin.sees_once("Hjalp svaret ikke?")

    await lin.presses("Spørg direktionen")
    assert newest_form(lin)["text"] == "er MED med i det?"
    await lin.presses("Send til direktionen")
    await teams.delivered()
    assert lin.sees_once("Du har sendt spørgsmålet til direktionen.")


@on_one_database
async def test_no_thumb_offers_what_was_sent_already(teams: FakeTeams) -> None:
    lin = await manager(teams)
    await lin.writes("er MED med i det?")
    answer = lin.chat.messages[-1]
    question_id = await only_question(teams)
    await ask_directorate(
        teams.sessions,
        QUESTION,
        hidden=False,
        question_id=question_id,
        form=uuid4(),
        by=await person(teams, lin),
        now=teams.clock(),
    )

    await lin.thumbs("dislike", answer)
    await teams.delivered()

    assert not lin.sees("Hjalp svaret ikke?")
