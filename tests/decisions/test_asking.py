"""A manager asks about a decision; its owner answers, and may show the answer to all."""

from asyncio import gather
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bot.decisions.models import DecisionAnswerRow
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import TEXT_LENGTH, Kind
from bot.people.models import Person as PersonRow
from bot.people.values import Level
from tests.decisions.made import (
    TITLE,
    director,
    drafted,
    managers,
    only_decision,
    passes,
    person,
    published,
)
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

A_WHILE = timedelta(seconds=5)
QUESTION = "Gælder det også mig i *Ærø* Børnehus?"
ANSWER = "Ja, det gælder alle nye ledere."


async def owner_of(teams: FakeTeams, name: str = "Odin Ost") -> User:
    """A chef who has the bot, and owns decisions."""
    odin = await teams.manager(name, level=Level.CHEF, title="Dagtilbudschef")
    await odin.installs()
    return odin


async def asks(user: User, text: str = QUESTION) -> str:
    """Ask about the decision that came last; what comes in the place of the form."""
    await user.presses("Spørg")
    return await user.presses("Send spørgsmålet", text=text)


async def number_of(teams: FakeTeams, rows: type[InquiryRow] | type[DecisionAnswerRow]) -> int:
    async with teams.sessions.read() as session:
        return await session.scalar(select(func.count()).select_from(rows)) or 0


async def the_inquiry(teams: FakeTeams) -> InquiryRow:
    async with teams.sessions.read() as session:
        return (await session.scalars(select(InquiryRow))).one()


async def answered(teams: FakeTeams, lin: User, odin: User) -> UUID:
    """A decision that Lin asked Odin about, who answered and has the inquiry open; its id."""
    ada = await director(teams, "Ada Atlas")
    publication = await published(teams, ada, owner_id=(await person(teams, odin)).id)
    await asks(lin)
    await passes(teams, A_WHILE)
    await odin.presses("Svar")
    await odin.presses("Send svaret", text=ANSWER)
    await teams.delivered()
    return (await only_decision(teams, publication)).id


# The question


async def test_a_question_goes_to_the_owner_tied_to_the_decision_and_the_answer_comes_back(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    publication = await published(teams, ada, owner_id=(await person(teams, odin)).id)
    decision = await only_decision(teams, publication)

    await lin.presses("Spørg")
    form = lin.chat.texts[-1]
    sent = await lin.presses("Send spørgsmålet", text=QUESTION)
    await passes(teams, A_WHILE)

    assert form.startswith(f"Spørg om beslutningen\nOm »{TITLE}«. Spørgsmålet er ikke sendt endnu.")
    assert "Odin Ost, der er ansvarlig for beslutningen, får det med dit navn" in form
    assert "uden dit navn" in form
    assert "Svar kan være omfattet af aktindsigt" in form
    assert sent == "Sendt. Kvitteringen står herunder."
    [receipt] = [one for one in lin.chat.texts if one.startswith("Du får svar her senest")]
    assert f"Om beslutningen »{TITLE}«" in receipt
    assert "Odin Ost ser på det." in receipt
    assert lin.sees("Du spurgte tirsdag den 3. marts kl. 9.00. Svaret kommer i en besked for sig.")
    inquiry = await the_inquiry(teams)
    assert (inquiry.kind, inquiry.about) == (Kind.DECISION, decision.id)
    given = odin.chat.texts[-1]
    assert given.startswith("Spørgsmål om en beslutning, du er ansvarlig for")
    assert f"Om beslutningen »{TITLE}«" in given
    assert "Gælder det også mig i \\*Ærø\\* Børnehus?" in given
    assert "Lin Lærke, Dagtilbudsleder" in given
    assert titles(odin.chat.messages[-1].activity) == [
        "Svar",
        "Jeg ved det ikke",
        "Se beslutningen",
    ]
    assert not ada.sees("ny i indbakken")  # it isn't theirs to answer

    await odin.presses("Svar")
    await odin.presses("Send svaret", text=ANSWER)
    await teams.delivered()

    answer = lin.chat.texts[-1]
    assert answer.startswith(f"Svar på dit spørgsmål\nOm beslutningen »{TITLE}«")
    assert "Svaret:\n" in answer
    assert "Direktionens svar" not in answer
    assert ANSWER in answer
    assert "Odin Ost, Dagtilbudschef" in answer
    await passes(teams, A_WHILE)
    assert not lin.sees("Du får svar her senest")
    assert lin.sees("Besvaret tirsdag den 3. marts")


async def test_a_question_that_is_sent_twice_is_asked_once(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(teams, ada)
    await lin.presses("Spørg")
    press = lin.pressing("Send spørgsmålet", text=QUESTION)

    await lin.delivers(press)
    delivered_again = await lin.delivers(press)
    pressed_again = await lin.delivers(press | {"id": "another-press"})

    assert "Sendt. Kvitteringen står herunder." in str(delivered_again.body)
    assert "Du havde allerede sendt det" in str(pressed_again.body)
    assert await number_of(teams, InquiryRow) == 1


@on_one_database
@pytest.mark.parametrize("what", ["nobody", "left", "on leave", "the asker"])
async def test_a_question_that_no_owner_can_answer_goes_to_the_inbox(
    teams: FakeTeams, what: str
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    owner = {"nobody": None, "the asker": (await person(teams, lin)).id}
    owner_id = owner.get(what, (await person(teams, odin)).id)
    await published(teams, ada, owner_id=owner_id)
    async with teams.sessions.write() as session:
        row = await session.get_one(PersonRow, (await person(teams, odin)).id)
        row.active = what != "left"
        row.away_until = date(2026, 4, 1) if what == "on leave" else None

    await lin.presses("Spørg")
    assert lin.sees("Direktionen og dens sekretariat får det med dit navn og svarer dig her.")
    await lin.presses("Send spørgsmålet", text=QUESTION)
    await teams.delivered()

    assert ada.sees("1 ny i indbakken")
    assert (await the_inquiry(teams)).owner_id is None
    await ada.presses("Åbn indbakken")
    assert "Spørgsmål om beslutning · Lin Lærke" in ada.chat.texts[-1]
    assert f"Om beslutningen »{TITLE}«" in ada.chat.texts[-1]
    await ada.presses("Åbn")
    assert f"Om beslutningen »{TITLE}«" in ada.chat.texts[-1]
    assert "Se beslutningen" in titles(ada.chat.messages[-1].activity)


@on_one_database
async def test_the_inbox_shows_only_what_is_asked_about_decisions(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(teams, ada)
    await asks(lin)
    await lin.writes("Spørg direktionen")
    await lin.presses("Send til direktionen", text="Noget helt andet?")

    await ada.writes("Indbakke")
    shown = await ada.presses("Vis", which="decisions")

    assert "Gælder det også mig" in shown
    assert "Noget helt andet" not in shown


@on_one_database
async def test_an_owner_who_does_not_know_hands_the_question_to_the_directorate(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    await published(teams, ada, owner_id=(await person(teams, odin)).id)
    await asks(lin)
    await teams.delivered()

    await odin.presses("Jeg ved det ikke")
    await odin.presses("Giv den tilbage", text="Spørg HR.")
    await teams.delivered()

    assert ada.sees("1 ny i indbakken")
    assert (await the_inquiry(teams)).owner_id is None


@on_one_database
async def test_an_empty_or_too_long_question_comes_back_as_it_was_written(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(teams, ada)
    await lin.presses("Spørg")
    long = "æ" * (TEXT_LENGTH + 1)

    empty = await lin.presses("Send spørgsmålet", text=" ")
    too_long = await lin.presses("Send spørgsmålet", text=long)
    await teams.settled()

    assert "Skriv noget her." in empty
    assert "Skriv højst 2.000 tegn. Lige nu er der 2.001." in too_long
    assert long in str(lin.chat.messages[-1].activity)
    assert await number_of(teams, InquiryRow) == 0


@on_one_database
async def test_a_question_with_a_cpr_number_is_not_stored_and_comes_back_without_it(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(teams, ada)
    await lin.presses("Spørg")

    answer = await lin.presses("Send spørgsmålet", text="Gælder det 010190-1234?")
    await teams.settled()

    assert "Nummeret er allerede nået til Microsoft Teams." in answer
    assert "Gælder det [fjernet]?" in str(lin.chat.messages[-1].activity)
    assert "010190" not in str(lin.chat.messages[-1].activity)
    assert await number_of(teams, InquiryRow) == 0


@on_one_database
async def test_nobody_asks_about_a_decision_that_they_may_not_see(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    await published(teams, ada, open_to_all=False)
    draft = await drafted(teams, ada, title="Hemmelig")
    press = lin.pressing("Spørg")
    taken = ("id", "from", "conversation")
    theirs = {name: odin.writing("")[name] for name in taken}
    of_draft = lin.pressing("Spørg")
    of_draft["value"]["action"]["data"]["decision_id"] = str(draft)

    for who, forged in ((odin, press | theirs), (lin, of_draft | {"id": "forged"})):
        delivery = await who.delivers(forged)
        assert TITLE not in str(delivery.body)
        assert "Hemmelig" not in str(delivery.body)
        assert not who.sees("Spørg om beslutningen")


# The answer for all


async def test_an_owner_shows_an_answer_to_all_who_have_the_decision_without_the_askers_name(
    teams: FakeTeams,
) -> None:
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    odin = await owner_of(teams)
    await answered(teams, lin, odin)

    await odin.presses("Vis svaret for alle")
    form = odin.chat.texts[-1]
    done = await odin.presses("Vis for alle", question="Gælder det også i børnehuse?")
    await teams.delivered()

    assert "Det står uden navn. Ret det, så det ikke røber, hvem der spurgte." in form
    assert "Det vises på kortet hos de 2, der har fået beslutningen." in form
    assert done.startswith("Svaret står på beslutningen nu")
    assert bo.sees_once(f"Spørgsmål og svar\n**Gælder det også i børnehuse?**\n{ANSWER}")
    assert not bo.sees("Lin Lærke")
    assert len(bo.chat.messages) == 2  # in place, without another message


async def test_a_second_press_on_show_to_all_shows_it_once(teams: FakeTeams) -> None:
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    await answered(teams, lin, odin)
    await odin.presses("Vis svaret for alle")
    press = odin.pressing("Vis for alle")

    await odin.delivers(press)
    await odin.delivers(press)
    again = await odin.delivers(press | {"id": "another-press"})
    await teams.delivered()

    assert "Svaret står på beslutningen nu" in str(again.body)
    assert await number_of(teams, DecisionAnswerRow) == 1


@on_one_database
async def test_an_answer_for_all_is_corrected_in_its_place_and_taken_away_again(
    teams: FakeTeams,
) -> None:
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    await answered(teams, lin, odin)
    await odin.presses("Vis svaret for alle")
    await odin.presses("Vis for alle")

    await odin.presses("Ret")
    await odin.presses("Vis for alle", answer="Ja, fra august.")
    await teams.delivered()

    assert lin.sees("Spørgsmål og svar\n**Gælder det også mig i \\*Ærø\\* Børnehus?**\nJa, fra")
    decision = lin.chat.texts[1]
    assert ANSWER not in decision
    assert decision.count("Ærø") == 1

    gone = await odin.presses("Tag det væk igen")
    await teams.delivered()

    assert "Den, der spurgte, har stadig sit svar." in gone
    assert not lin.sees("Spørgsmål og svar")


@on_one_database
async def test_an_answer_that_was_corrected_since_is_proposed_for_all(teams: FakeTeams) -> None:
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    await answered(teams, lin, odin)
    await odin.presses("Vis svaret for alle")
    await odin.presses("Vis for alle", question="Gælder det alle?")
    teams.clock.pass_(timedelta(minutes=1))
    await odin.presses("Ret svaret")
    await odin.presses("Send svaret", text="Nej, kun nye.")
    await teams.delivered()
    assert odin.sees("Svaret står under »Spørgsmål og svar« på beslutningen.")

    await odin.presses("Ret svaret for alle")
    await odin.presses("Vis for alle")
    await teams.delivered()

    assert lin.sees("**Gælder det alle?**\nNej, kun nye.")
    assert ANSWER not in lin.chat.texts[1]


async def test_two_who_show_an_answer_in_the_same_moment_show_it_once(teams: FakeTeams) -> None:
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    await answered(teams, lin, odin)
    await odin.presses("Vis svaret for alle")
    first = odin.pressing("Vis for alle", question="Gælder det alle?")
    await odin.presses("Vis svaret for alle")
    second = odin.pressing("Vis for alle", question="Gælder det mig?")

    await gather(odin.delivers(first), odin.delivers(second))
    await teams.delivered()

    async with teams.sessions.read() as session:
        standing = select(DecisionAnswerRow).where(DecisionAnswerRow.removed_at.is_(None))
        [_only] = (await session.scalars(standing)).all()
    assert lin.chat.texts[1].count("Gælder det") == 1


@on_one_database
async def test_a_question_that_is_taken_back_waits_for_nobody(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    await published(teams, ada, owner_id=(await person(teams, odin)).id)
    await asks(lin)
    await teams.delivered()

    assert lin.sees("Så skal ingen svare, og du får ikke svar.")
    await lin.presses("Ja, træk den tilbage")
    await passes(teams, A_WHILE)

    assert "[Svar]" not in odin.chat.texts[-1]
    assert "Det venter på dig\nLige nu venter der ikke noget på dig." in await odin.writes(
        "det venter på dig"
    )


@on_one_database
async def test_an_answer_for_all_that_is_too_long_or_holds_a_cpr_number_comes_back(
    teams: FakeTeams,
) -> None:
    [lin] = await managers(teams, "Lin Lærke")
    odin = await owner_of(teams)
    await answered(teams, lin, odin)
    await odin.presses("Vis svaret for alle")

    too_long = await odin.presses("Vis for alle", question="æ" * 501)
    number = await odin.presses("Vis for alle", question="Og 010190-1234?", answer="Nej.")

    assert "Skriv højst 500 tegn. Lige nu er der 501." in too_long
    assert "Jeg har fjernet det, der lignede et CPR-nummer" in number
    assert await number_of(teams, DecisionAnswerRow) == 0


@on_one_database
async def test_a_colleague_who_answered_does_not_speak_to_all_on_the_owners_behalf(
    teams: FakeTeams,
) -> None:
    """The directorate may hand a question over to anybody; that makes nobody an owner."""
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    await published(teams, ada)
    await asks(lin)
    async with teams.sessions.write() as session:
        row = (await session.scalars(select(InquiryRow))).one()
        row.owner_id = (await person(teams, bo)).id
    await bo.writes("Det venter på dig")
    await bo.presses("Åbn")
    await bo.presses("Svar")
    await bo.presses("Send svaret", text=ANSWER)
    await teams.delivered()

    assert "Vis svaret for alle" not in titles(bo.chat.messages[-1].activity)
    await ada.writes("Indbakke")
    await ada.presses("Vis", which="settled")
    await ada.presses("Åbn")
    press = ada.pressing("Vis svaret for alle")
    taken = ("id", "from", "conversation")
    await bo.delivers(press | {name: bo.writing("")[name] for name in taken})
    assert not bo.sees("Vis svaret for alle")
    await ada.presses("Vis svaret for alle")
    await ada.presses("Vis for alle")
    await teams.delivered()
    assert bo.sees(f"Spørgsmål og svar\n**Gælder det også mig i \\*Ærø\\* Børnehus?**\n{ANSWER}")
