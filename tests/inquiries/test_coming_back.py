"""What comes back when something can't be done: nothing is lost, and no CPR number is shown."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.inquiries import handling
from bot.inquiries.values import Act
from tests.inquiries.asked import (
    QUESTION,
    answers,
    doing,
    entries,
    manager,
    person,
    sent,
)
from tests.teams.fake_teams import FakeTeams, User, filled

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

A_MINUTE = timedelta(minutes=1)
CPR = "010170-1234"
WITH_CPR = f"Han har {CPR}."
ANSWER = "Det gør forvaltningen."


async def director(teams: FakeTeams, name: str = "Ada Atlas") -> User:
    """Somebody of the directorate who has the bot."""
    ada = await teams.director(name)
    await ada.installs()
    return ada


async def opens(user: User, number: int = 0) -> str:
    """Open one of the inbox's inquiries; its card."""
    await user.teams.delivered()
    await user.writes("Indbakke")
    await user.presses("Åbn", number=number)
    return user.chat.texts[-1]


async def form_of(user: User, button: str) -> None:
    """Open an inquiry, and a form of it."""
    await opens(user)
    await user.presses(button)


async def given(teams: FakeTeams, by: User, to: User) -> UUID:
    """The id of a question that a director hands over."""
    inquiry_id = await sent(teams, await manager(teams))
    to_id = (await person(teams, to)).id
    await handling.hand_over(teams.sessions, await doing(teams, by, inquiry_id), to_id)
    await teams.delivered()
    return inquiry_id


async def twice(user: User, title: str, **inputs: Any) -> tuple[str, str]:
    """What a press gets, and what it gets when it is delivered again."""
    press = user.pressing(title, **inputs)
    first = await user.delivers(press)
    again = await user.delivers(press)
    await user.teams.settled()
    return str(first.body), str(again.body)


def shows_number(user: User, *responses: str) -> bool:
    """Whether the number stands in an answer to a press, or anywhere in the person's chat."""
    return any(CPR in one for one in (*responses, *(str(m.activity) for m in user.chat.messages)))


async def test_no_number_comes_back_from_a_form_that_came_too_late(teams: FakeTeams) -> None:
    ada, bob = await director(teams), await director(teams, "Bob Bech")
    inquiry_id = await sent(teams, await manager(teams))
    await form_of(ada, "Svar")
    teams.clock.pass_(A_MINUTE)
    await answers(teams, bob, inquiry_id)

    first, again = await twice(ada, "Send svaret", text=WITH_CPR)

    for response in (first, again):
        assert "Bob Bech har allerede svaret" in response
        assert "Jeg har fjernet det, der lignede et CPR-nummer" in response
        assert "Han har [fjernet]." in response
    assert not shows_number(ada, first, again)


async def test_no_number_comes_back_to_who_has_it_no_more(teams: FakeTeams) -> None:
    ada, bo = await director(teams), await manager(teams, "Bo Birk")
    inquiry_id = await given(teams, ada, bo)
    await bo.presses("Jeg ved det ikke")
    await handling.take(teams.sessions, await doing(teams, ada, inquiry_id))

    first, again = await twice(bo, "Giv den tilbage", text=WITH_CPR)

    for response in (first, again):
        assert "Jeg har fjernet det, der lignede et CPR-nummer" in response
        assert "Han har" in response
    assert not shows_number(bo, first, again)


async def test_no_number_comes_back_while_somebody_is_chosen(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    for name in ("Kim Krog", "Kimmie Lind"):
        await manager(teams, name)
    await sent(teams, lin)
    await form_of(ada, "Giv videre")

    for inputs in (
        {"named": "Kim", "text": WITH_CPR},
        {"named": "Xerxes", "text": WITH_CPR},
        {"named": f"Kim {CPR}"},
    ):
        first, again = await twice(ada, "Giv videre", **inputs)
        for response in (first, again):
            assert "Jeg har fjernet det, der lignede et CPR-nummer" in response
            for typed in inputs.values():
                assert typed.replace(CPR, "[fjernet]") in response
        assert not shows_number(ada, first, again)


@pytest.mark.parametrize(
    ("opening", "button", "inputs"),
    [
        ("Svar", "Send svaret", {"text": "x" * 1501}),
        ("Luk uden svar", "Luk uden svar", {"text": "x" * 1501}),
        ("Giv videre", "Giv videre", {"text": "Du ved det", "named": "Xerxes"}),
    ],
)
async def test_what_was_not_sent_is_still_in_the_form_when_the_press_is_delivered_again(
    teams: FakeTeams, opening: str, button: str, inputs: dict[str, str]
) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await form_of(ada, opening)

    first, again = await twice(ada, button, **inputs)

    for response in (first, again):
        for typed in inputs.values():
            assert typed in response
    assert await entries(teams, inquiry_id) == []


async def test_what_was_not_sent_for_another_was_faster_is_kept_when_delivered_again(
    teams: FakeTeams,
) -> None:
    ada, bob = await director(teams), await director(teams, "Bob Bech")
    inquiry_id = await sent(teams, await manager(teams))
    await form_of(ada, "Svar")
    teams.clock.pass_(A_MINUTE)
    await answers(teams, bob, inquiry_id, "Det gør vi.")

    for response in await twice(ada, "Send svaret", text=ANSWER):
        assert "Bob Bech har allerede svaret: »Det gør vi.« Dit svar er ikke sendt." in response
        assert ANSWER in response


async def test_what_was_given_back_is_not_said_to_be_lost_when_delivered_again(
    teams: FakeTeams,
) -> None:
    ada, bo = await director(teams), await manager(teams, "Bo Birk")
    inquiry_id = await given(teams, ada, bo)
    await bo.presses("Jeg ved det ikke")

    first, again = await twice(bo, "Giv den tilbage", text="Spørg økonomi.")

    assert "Tak, fordi du sagde til." in first
    assert "Den er ikke hos dig længere" in again
    assert [Act(one.act) for one in await entries(teams, inquiry_id)] == [
        Act.HANDED_OVER,
        Act.HANDED_BACK,
    ]


async def test_a_director_who_was_given_one_gets_the_same_form_again(teams: FakeTeams) -> None:
    ada, bob = await director(teams), await director(teams, "Bob Bech")
    await given(teams, ada, bob)
    await bob.presses("Jeg ved det ikke")

    too_long = await bob.presses("Giv den tilbage", text="x" * 1501)
    kept = filled(bob.chat.messages[-1].activity)["text"]
    back = await bob.presses("Giv den tilbage", text="Spørg økonomi.")

    assert too_long.startswith("Jeg ved det ikke\n")
    assert kept == "x" * 1501
    assert "**Den er ingens igen.**" in back


async def test_what_was_not_merged_says_what_happened_to_the_other(teams: FakeTeams) -> None:
    ada, bob = await director(teams), await director(teams, "Bob Bech")
    lin, bo = await manager(teams), await manager(teams, "Bo Birk")
    for text in ("Hvem retter til?", "Hvad er en MED-aftale?", "Må vi tage på kursus?"):
        await sent(teams, bo, text)
        teams.clock.pass_(A_MINUTE)
    first = await sent(teams, lin)
    teams.clock.pass_(A_MINUTE)
    second = await sent(teams, bo, "Får vi betalt en vikar, når vi er på årsmødet?")
    await opens(ada, number=4)
    await ada.presses("Læg sammen")
    teams.clock.pass_(A_MINUTE)
    await answers(teams, bob, first)

    press = ada.pressing("Læg sammen")
    back = str((await ada.delivers(press)).body)
    again = str((await ada.delivers(press)).body)

    assert (
        "De er ikke lagt sammen, for den anden venter ikke længere på svar: Bob Bech svarede "
        "i dag kl. 9.05."
    ) in back
    assert "Får vi betalt en vikar" in back
    assert "Får vi betalt en vikar" in again
    assert await entries(teams, second) == []


async def test_who_was_given_one_reads_what_was_asked_further(teams: FakeTeams) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    to_id = (await person(teams, bo)).id
    await handling.hand_over(teams.sessions, await doing(teams, ada, inquiry_id), to_id, "Du ved")
    await teams.delivered()
    teams.clock.pass_(A_MINUTE)
    await bo.presses("Svar")
    await bo.presses("Send svaret", text=ANSWER)
    await teams.delivered()
    teams.clock.pass_(A_MINUTE)

    await lin.presses("Spørg videre")
    await lin.presses("Send til direktionen", text="Også for *timelønnede*?")
    await teams.delivered()

    card = bo.chat.texts[-1]
    assert QUESTION in card
    assert "Spurgt videre: Også for \\*timelønnede\\*?" in card
    assert "Besked til dig: Du ved" in card
