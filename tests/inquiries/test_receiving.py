"""An answer comes back to who asked; they say that it helped, ask further, and find it again."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.inquiries import handling
from bot.inquiries.models import VerdictRow
from bot.inquiries.values import Act, Phase
from tests.inquiries.asked import (
    QUESTION,
    answers,
    doing,
    entries,
    inquiries,
    manager,
    merges,
    person,
    receipts,
    sent,
)
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
ANSWER = "Det gør *forvaltningen*."


async def answered(teams: FakeTeams, ada: User, lin: User) -> None:
    """Have the manager ask, and the director answer."""
    inquiry_id = await sent(teams, lin)
    teams.clock.pass_(A_MINUTE)
    await answers(teams, ada, inquiry_id, ANSWER)


async def verdicts(teams: FakeTeams) -> list[VerdictRow]:
    async with teams.sessions.read() as session:
        return list(await session.scalars(select(VerdictRow)))


def answer_card(user: User) -> str:
    """The answer's card as the user now sees it."""
    [card] = [one for one in user.chat.texts if one.startswith("Svar på dit spørgsmål")]
    return card


def pressed_by(user: User, press: dict[str, Any]) -> dict[str, Any]:
    """Somebody else's press, as if their card stood in this user's own chat."""
    return press | {name: user.writing("")[name] for name in ("id", "from", "conversation")}


async def test_an_answer_quotes_the_question_and_says_who_answers(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)

    await answered(teams, ada, lin)

    card = answer_card(lin)
    assert f"Du skrev: »{QUESTION}«" in card
    assert "Det gør \\*forvaltningen\\*." in card
    assert "Ada Atlas, Dagtilbudsleder · tirsdag den 3. marts kl. 9.01" in card
    assert titles(lin.chat.messages[-1].activity) == ["Det hjalp", "Spørg videre"]


async def test_what_is_closed_comes_with_the_reason(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    inquiry_id = await sent(teams, lin)

    await handling.close(teams.sessions, await doing(teams, ada, inquiry_id), "Det afgør byrådet.")
    await teams.delivered()
    teams.clock.pass_(A_MINUTE)

    [receipt] = await receipts(lin)
    assert receipt.startswith("Lukket uden svar tirsdag den 3. marts")
    assert lin.chat.texts[-1].startswith("Din henvendelse er lukket")
    assert "Begrundelsen er:\nDet afgør byrådet." in lin.chat.texts[-1]
    assert titles(lin.chat.messages[-1].activity) == ["Spørg videre"]


async def test_it_helped_is_noted_and_taken_back(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await answered(teams, ada, lin)
    press = lin.pressing("Det hjalp")

    for _ in range(2):
        assert "Du har sagt, at svaret hjalp." in str((await lin.delivers(press)).body)
    await teams.delivered()
    assert "Du har sagt, at svaret hjalp." in answer_card(lin)
    [verdict] = await verdicts(teams)
    assert verdict.person_id == (await person(teams, lin)).id

    await lin.presses("Fortryd")
    await teams.delivered()
    assert "[Det hjalp]" in answer_card(lin)
    assert not await verdicts(teams)


async def test_only_who_asked_may_say_anything_about_an_answer(teams: FakeTeams) -> None:
    """Neither a colleague nor a director who has the ids from somewhere."""
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    bo = await manager(teams, "Bo Bøg")
    await sent(teams, bo, "Noget helt andet?")
    await answered(teams, ada, lin)
    helped, further = lin.pressing("Det hjalp"), lin.pressing("Spørg videre")
    await lin.presses("Spørg videre")
    send = lin.pressing("Send til direktionen", text="Og hvornår?")

    for other in (bo, ada):
        for press in (helped, further, send):
            said = await other.delivers(pressed_by(other, press))
            assert "Den henvendelse kan jeg ikke finde" in str(said.body)

    assert not await verdicts(teams)
    phases = {one.text: one.phase for one in await inquiries(teams)}
    assert phases == {"Noget helt andet?": Phase.OPEN, QUESTION: Phase.ANSWERED}


async def test_asked_further_it_is_open_again_once(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await answered(teams, ada, lin)
    await lin.presses("Spørg videre")
    one = lin.pressing("Send til direktionen", text="Og hvornår?")
    await lin.presses("Spørg videre")
    other = lin.pressing("Send til direktionen", text="Og hvor?")
    teams.clock.pass_(A_MINUTE)

    said = await asyncio.gather(*(lin.delivers(press) for press in (one, other)))

    late = [one for one in said if "Du havde allerede sendt det" in str(one.body)]
    assert len(late) == 1
    [row] = await inquiries(teams)
    acts = [entry.act for entry in await entries(teams, row.id)]
    assert acts == [Act.ANSWERED, Act.FOLLOWED_UP]
    assert (row.phase, row.settled_at) == (Phase.OPEN, None)


@on_one_database
async def test_what_was_answered_and_asked_further_is_no_longer_taken_back(
    teams: FakeTeams,
) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await teams.delivered()
    take_back = lin.pressing("Ja, træk den tilbage")
    teams.clock.pass_(A_MINUTE)
    await answers(teams, ada, inquiry_id, ANSWER)
    await lin.presses("Spørg videre")
    await lin.presses("Send til direktionen", text="Og hvornår?")
    teams.clock.pass_(A_MINUTE)
    [receipt] = await receipts(lin)

    await lin.delivers(take_back)

    assert receipt.startswith("Du får svar her senest")
    assert "[Træk den tilbage]" not in receipt
    assert (await inquiries(teams))[0].phase == Phase.OPEN


@on_one_database
async def test_nothing_asked_further_comes_back_with_the_error(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await answered(teams, ada, lin)
    await lin.presses("Spørg videre")

    empty = await lin.presses("Send til direktionen")
    number = lin.pressing("Send til direktionen", text="Er det 010190-1234?")

    assert "Skriv noget her." in empty
    for response in (await lin.delivers(number), await lin.delivers(number)):
        assert "Jeg har fjernet det, der lignede et CPR-nummer" in str(response.body)
        assert "Er det [fjernet]?" in str(response.body)
        assert "1234" not in str(response.body)
    assert (await inquiries(teams))[0].phase == Phase.ANSWERED
    await lin.presses("Send til direktionen", text="Er det i orden?")
    stale = str((await lin.delivers(number | {"id": "stale"})).body)
    assert "Du havde allerede sendt det" in stale
    assert "1234" not in stale


@on_one_database
async def test_the_answer_to_what_was_asked_further_quotes_that(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await answered(teams, ada, lin)
    teams.clock.pass_(A_MINUTE)
    await lin.presses("Spørg videre")
    await lin.presses("Send til direktionen", text="Kan min *souschef* komme med?")
    teams.clock.pass_(A_MINUTE)

    [row] = await inquiries(teams)
    await answers(teams, ada, row.id, "Ja, det kan hun.")

    [first, second] = [one for one in lin.chat.texts if one.startswith("Svar på dit spørgsmål")]
    assert first.startswith(f"Svar på dit spørgsmål\nDu skrev: »{QUESTION}«")
    further = "Du spurgte videre: »Kan min \\*souschef\\* komme med?«"
    assert second.startswith(f"Svar på dit spørgsmål\n{further}")
    assert QUESTION not in second
    await lin.presses("Spørg videre")
    assert lin.chat.texts[-1].startswith(f"Spørg videre\n{further}")


async def test_a_newer_answer_is_pointed_to(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await answered(teams, ada, lin)
    [row] = await inquiries(teams)
    teams.clock.pass_(A_MINUTE)

    await answers(teams, ada, row.id, "Rettelse: det gør skolen.")

    first, second = [one for one in lin.chat.texts if one.startswith("Svar på dit spørgsmål")]
    assert "Der er kommet et nyere svar længere nede." in first
    assert "[Det hjalp]" not in first
    assert "[Det hjalp]" in second


async def test_who_is_merged_gets_the_answer_to_their_own_words_and_may_ask_further(
    teams: FakeTeams,
) -> None:
    """Their question is a thread of its own again, with the answer; the other stays answered."""
    ada, lin, bo = (
        await teams.director("Ada Atlas"),
        await manager(teams),
        await manager(teams, "Bo Bøg"),
    )
    first = await sent(teams, lin, "Hvem betaler for vikaren?", sender="hidden")
    teams.clock.pass_(A_MINUTE)
    second = await sent(teams, bo, "Betaler I vikaren?")
    await teams.delivered()
    teams.clock.pass_(A_MINUTE)
    await merges(teams, ada, second, first)
    await bo.writes("mine henvendelser")
    assert "Det besvares sammen med et, der ligner." in await bo.presses("Vis")
    teams.clock.pass_(A_MINUTE)
    await answers(teams, ada, first, ANSWER)

    assert "Du skrev: »Betaler I vikaren?«" in answer_card(bo)
    assert not bo.sees("Hvem betaler for vikaren?")
    await bo.presses("Spørg videre")
    teams.clock.pass_(A_MINUTE)
    await bo.presses("Send til direktionen", text="Også om lørdagen?")
    teams.clock.pass_(A_MINUTE)
    [receipt, _found_in_list] = await receipts(bo)

    assert "Det gør \\*forvaltningen\\*." in receipt
    assert "Også om lørdagen?" in receipt
    assert "Du spurgte videre" in answer_card(bo)
    assert "[Spørg videre]" in answer_card(lin)
    untouched, parted = await inquiries(teams)
    assert (untouched.phase, parted.phase) == (Phase.ANSWERED, Phase.OPEN)
    assert parted.merged_into_id is None
    assert [one.act for one in await entries(teams, second)] == [
        Act.MERGED,
        Act.ANSWERED,
        Act.FOLLOWED_UP,
    ]

    teams.clock.pass_(A_MINUTE)
    await answers(teams, ada, second, "Ja, også da.")
    assert bo.sees_once("Ja, også da.")
    assert not lin.sees("Ja, også da.")


async def test_when_the_first_asks_further_it_concerns_nobody_else(teams: FakeTeams) -> None:
    ada, lin, bo = (
        await teams.director("Ada Atlas"),
        await manager(teams),
        await manager(teams, "Bo Bøg"),
    )
    first, second = await sent(teams, lin, "Hvem betaler?"), await sent(teams, bo, "Betaler I?")
    teams.clock.pass_(A_MINUTE)
    await merges(teams, ada, second, first)
    teams.clock.pass_(A_MINUTE)
    await answers(teams, ada, first, ANSWER)
    await lin.presses("Spørg videre")
    teams.clock.pass_(A_MINUTE)
    await lin.presses("Send til direktionen", text="Min private tilføjelse")
    teams.clock.pass_(A_MINUTE)
    await answers(teams, ada, first, "Kun til dig.")

    assert lin.sees_once("Kun til dig.")
    await bo.writes("mine henvendelser")
    thread = await bo.presses("Vis")
    assert thread.startswith("Du har fået svar")
    assert not bo.sees("Kun til dig.")
    assert not bo.sees("Min private tilføjelse")


@on_one_database
async def test_who_has_sent_nothing_is_told_how(teams: FakeTeams) -> None:
    lin = await manager(teams)

    [card] = await lin.writes("mine henvendelser")

    assert "Du har ikke sendt noget til direktionen endnu." in card


@on_one_database
async def test_ones_own_are_listed_newest_first_page_by_page_and_nobody_elses(
    teams: FakeTeams,
) -> None:
    lin, bo = await manager(teams), await manager(teams, "Bo Bøg")
    await sent(teams, bo, "Fra Bo")
    for number in range(1, 8):
        teams.clock.pass_(A_MINUTE)
        await sent(teams, lin, f"Nummer {number}?")

    [first] = await lin.writes("mine henvendelser")
    second = await lin.presses("Ældre")

    assert [f"Nummer {number}?" in first for number in range(1, 8)] == 2 * [False] + 5 * [True]
    assert first.index("Nummer 7?") < first.index("Nummer 3?")
    assert "Du får svar her senest fredag den 6. marts" in first
    assert "Nummer 2?" in second
    assert "Nummer 3?" not in second
    assert "Fra Bo" not in first + second
    opened = await lin.presses("Vis", number=1)
    assert "Nummer 1?" in opened
    assert "[Tilbage til listen]\n[Træk den tilbage]" in opened
    back = await lin.presses("Tilbage til listen")
    assert "Nummer 2?" in back


@on_one_database
async def test_what_is_overdue_says_so(teams: FakeTeams) -> None:
    lin = await manager(teams)
    await sent(teams, lin)
    teams.clock.pass_(7 * A_DAY)

    await lin.writes("mine henvendelser")
    card = await lin.presses("Vis")

    assert card.startswith("Svaret er forsinket")
    assert "Du skulle have haft svar senest fredag den 6. marts." in card


@on_one_database
async def test_an_answer_is_acted_on_where_it_is_found_again(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await answered(teams, ada, lin)
    await lin.writes("mine henvendelser")
    thread = await lin.presses("Vis")
    assert "[Det hjalp]\n[Spørg videre]\n[Tilbage til listen]" in thread

    said = await lin.presses("Det hjalp")
    await teams.delivered()

    assert "Du har sagt, at svaret hjalp." in said
    assert "Du har sagt, at svaret hjalp." in answer_card(lin)


@on_one_database
async def test_the_receipt_of_who_is_merged_tells_what_became_of_theirs(teams: FakeTeams) -> None:
    """Answered at night, it says so once the answer has come, whatever else changes meanwhile."""
    ada, lin, bo = (
        await teams.director("Ada Atlas"),
        await manager(teams),
        await manager(teams, "Bo Bøg"),
    )
    first, second = await sent(teams, lin, "Hvem betaler?"), await sent(teams, bo, "Betaler I?")
    await teams.delivered()
    await merges(teams, ada, second, first)
    teams.clock.pass_(A_MINUTE)
    [merged] = await receipts(bo)
    teams.clock.pass_(timedelta(hours=12))
    await handling.take(teams.sessions, await doing(teams, ada, first))
    await answers(teams, ada, first, ANSWER)
    teams.clock.pass_(A_MINUTE)
    [at_night] = await receipts(bo)
    teams.clock.pass_(timedelta(hours=9, minutes=58))  # until seven
    [as_it_comes] = await receipts(bo)
    assert "Du skrev: »Betaler I?«" in answer_card(bo)
    teams.clock.pass_(A_MINUTE)

    assert "Det besvares sammen med et, der ligner." in merged
    assert at_night == as_it_comes
    assert at_night.splitlines()[0] == merged.splitlines()[0]
    assert "Ada Atlas ser på det." in at_night
    assert [(await receipts(one))[0].splitlines()[0] for one in (lin, bo)] == [
        "Besvaret tirsdag den 3. marts"
    ] * 2
    assert not bo.sees("Du får svar her senest")


@on_one_database
async def test_a_receipt_waits_for_an_answer_that_teams_does_not_take(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    inquiry_id = await sent(teams, lin)
    [before] = await receipts(lin)
    teams.connector.fail(429, retry_after=300, conversation_id=lin.chat.id)

    await answers(teams, ada, inquiry_id, ANSWER)
    teams.clock.pass_(A_MINUTE)
    assert await receipts(lin) == [before]
    teams.clock.pass_(5 * A_MINUTE)
    assert await receipts(lin) == [before]
    assert answer_card(lin)
    teams.clock.pass_(A_MINUTE)

    assert (await receipts(lin))[0].startswith("Besvaret tirsdag den 3. marts")


@on_one_database
async def test_a_receipt_that_was_held_up_does_not_come_after_the_answer(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await lin.writes("spørg direktionen")
    teams.connector.fail(429, times=2, retry_after=300, conversation_id=lin.chat.id)  # the form too
    await lin.presses("Send til direktionen", text="Hvem betaler?")
    await teams.delivered()
    teams.clock.pass_(4 * A_MINUTE)

    [inquiry] = await inquiries(teams)
    await answers(teams, ada, inquiry.id, ANSWER)
    for _minute in range(5):
        teams.clock.pass_(A_MINUTE)
        await teams.delivered()

    assert answer_card(lin)
    assert not await receipts(lin)
