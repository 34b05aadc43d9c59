"""One turn once: however often delivered, to whichever instance, and whoever dies meanwhile."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text, update

from bot.database.sessions import Sessions
from bot.questions.models import Question
from bot.teams import turns
from bot.teams.turns import TIME_TO_ANSWER, Claim, TurnRow, turn_key
from tests.teams.connector import Call
from tests.teams.fake_teams import FakeTeams, bot_serving
from tests.teams.instance import instance

pytestmark = pytest.mark.asyncio

ANSWERED = "Hvad går forløbet ud på?"


async def questions(teams: FakeTeams) -> int:
    async with teams.sessions.read() as session:
        return await session.scalar(select(func.count()).select_from(Question)) or 0


async def time_out(teams: FakeTeams) -> None:
    """Let the time go by that whoever took a turn has to answer it."""
    async with teams.sessions.write() as session:
        past = teams.clock() - timedelta(days=365)
        await session.execute(update(TurnRow).values(until=past))


async def seen(teams: FakeTeams, wanted: int) -> list[Call]:
    """The requests at the connector, as soon as there are so many."""
    async with asyncio.timeout(20):
        while len(teams.connector.requests) < wanted:
            await asyncio.sleep(0.02)
    return teams.connector.requests


async def test_the_same_message_ten_times_at_once_is_answered_once(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    message = lin.writing(ANSWERED)

    deliveries = await asyncio.gather(*(lin.delivers(message) for _ in range(10)))

    assert {delivery.status for delivery in deliveries} == {200}
    assert len(lin.chat.messages) == 1
    assert await questions(teams) == 1


@pytest.mark.databases("postgresql")
async def test_the_same_message_at_two_instances_at_once_is_answered_once(
    teams: FakeTeams, database_url: str
) -> None:
    lin = await teams.manager("Lin Lærke")
    async with bot_serving(
        database_url, teams.keys.url, teams.tokens.url, teams.connector.url, teams.clock
    ) as another:
        for _ in range(3):
            before = len(lin.chat.messages)
            message = lin.writing(ANSWERED)
            deliveries = await asyncio.gather(
                *(teams.deliver(message, url=url) for url in (teams.serving.url, another.url) * 5)
            )
            assert {delivery.status for delivery in deliveries} == {200}
            assert len(lin.chat.messages) == before + 1
    assert await questions(teams) == 3


async def test_a_repeat_after_the_answer_says_nothing_more(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    message = lin.writing(ANSWERED)

    await lin.delivers(message)
    teams.clock.pass_(timedelta(minutes=5))
    await lin.delivers(message)

    assert len(lin.chat.messages) == 1


async def test_a_repeated_press_gets_its_answer_again_and_changes_nothing(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("Sprog")
    press = lin.pressing("English")

    first, second = await lin.delivers(press), await lin.delivers(press)
    await teams.settled()

    assert first == second
    assert first.body["type"] == "application/vnd.microsoft.card.adaptive"
    assert lin.chat.messages[0].edits == 1


async def test_a_press_that_comes_late_again_does_not_undo_what_came_after(
    teams: FakeTeams,
) -> None:
    """Danish, English, and then the first press once more."""
    lin = await teams.manager("Lin Lærke")
    await lin.writes("Sprog")
    danish = lin.pressing("Dansk")
    await lin.delivers(danish)
    await teams.settled()
    await lin.presses("English")

    again = await lin.delivers(danish)

    assert "I will write English to you" in str(again.body)
    assert await lin.writes("Hello") == [
        "Hello Lin. What would you like to know about the programme?"
    ]


async def test_a_choice_and_a_thumb_that_come_late_again_change_nothing(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hvilke fælles initiativer planlægges i samarbejde")
    choice = lin.pressing("Det var svaret", number=0)
    await lin.delivers(choice)
    await teams.settled()
    undo = lin.pressing("Fortryd")
    await lin.delivers(undo)
    await teams.settled()

    shown = await lin.delivers(choice)
    assert "Ingen af dem" in str(shown.body)
    await lin.presses("Det var svaret", number=1)
    await lin.delivers(undo)

    async with teams.sessions.read() as session:
        question = await session.scalar(select(Question))
        assert question
        assert question.chosen == 1


async def test_an_answer_that_went_out_is_not_sent_again_because_the_books_failed(
    teams: FakeTeams,
) -> None:
    """The database refuses to mark the turn as done, after the answer has been sent."""
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")
    async with teams.sessions.write() as session:
        await session.execute(text("ALTER TABLE turn RENAME COLUMN answered_with TO lost"))

    delivery = await lin.delivers(lin.writing("tak"))

    assert delivery.status == 200
    assert lin.sees_once("Selv tak")


async def test_whoever_was_too_late_cannot_end_the_turn_of_the_next(sessions: Sessions) -> None:
    start = datetime(2026, 3, 3, tzinfo=UTC)
    first, second = start + TIME_TO_ANSWER, start + 2 * TIME_TO_ANSWER
    async with sessions.write() as session:
        assert await turns.claim(session, "k", now=start, until=first) is Claim.OURS
    async with sessions.write() as session:
        assert await turns.claim(session, "k", now=first, until=second) is Claim.OURS

    async with sessions.write() as session:
        await turns.release(session, "k", until=first)
        await turns.finish(session, "k", until=first, answered_with=None)
    async with sessions.read() as session:
        assert await turns.state(session, "k", now=first) is Claim.BUSY

    async with sessions.write() as session:
        await turns.finish(session, "k", until=second, answered_with="m")
    async with sessions.read() as session:
        assert await turns.state(session, "k", now=first) is Claim.DONE


async def test_while_the_first_is_being_answered_a_repeat_waits_for_it(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")
    teams.connector.latency = 0.5
    message = lin.writing(ANSWERED)

    first = asyncio.create_task(lin.delivers(message))
    await asyncio.sleep(0.2)
    repeat = await lin.delivers(message)

    assert first.done()
    assert (await first).status == repeat.status == 200
    assert len(lin.chat.messages) == 2


async def test_two_questions_of_the_same_words_are_two(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    await lin.writes(ANSWERED)
    await lin.writes(ANSWERED)

    assert await questions(teams) == 2


async def test_an_edit_or_a_delete_is_no_repeat(teams: FakeTeams) -> None:
    """Each carries the id of the message that it is about, and would hide the next one."""
    lin = await teams.manager("Lin Lærke")
    message = lin.writing(ANSWERED)
    tenant = message["channelData"]
    changes = [
        message
        | {"type": "messageUpdate", "channelData": tenant | {"eventType": kind}, "timestamp": at}
        for kind in ("editMessage", "undeleteMessage")
        for at in ("2026-03-03T08:00:00Z", "2026-03-03T08:01:00Z")
    ]
    deleted = message | {
        "type": "messageDelete",
        "channelData": tenant | {"eventType": "softDeleteMessage"},
    }

    keys = {turn_key(activity) for activity in (message, *changes, deleted)}
    await lin.delivers(changes[0])
    await lin.delivers(message)

    assert len(keys) == 6
    assert len(lin.chat.messages) == 1


async def test_killed_between_claim_and_commit_a_new_delivery_is_answered(
    teams: FakeTeams, database_url: str
) -> None:
    """The instance dies while it asks Teams who is speaking, which it does before it searches."""
    lin = await teams.manager("Lin Lærke")
    message = lin.writing(ANSWERED)
    teams.connector.hang()
    async with instance(teams, database_url) as doomed:
        delivery = asyncio.create_task(teams.deliver(message, url=doomed.url))
        [lookup] = await seen(teams, 1)
        await doomed.kill()
        await asyncio.gather(delivery, return_exceptions=True)
    assert lookup.method == "GET"
    assert await questions(teams) == 0

    await time_out(teams)
    redelivery = await lin.delivers(message)

    assert redelivery.status == 200
    assert len(lin.chat.messages) == 1
    assert await questions(teams) == 1


async def test_killed_between_commit_and_reply_a_new_delivery_is_answered_from_the_rows(
    teams: FakeTeams, database_url: str
) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")
    message = lin.writing(ANSWERED)
    before = len(teams.connector.requests)
    teams.connector.hang()
    async with instance(teams, database_url) as doomed:
        delivery = asyncio.create_task(teams.deliver(message, url=doomed.url))
        await seen(teams, before + 1)
        await doomed.kill()
        await asyncio.gather(delivery, return_exceptions=True)
    assert await questions(teams) == 1

    await time_out(teams)
    redelivery = await lin.delivers(message)

    assert redelivery.status == 200
    assert lin.sees_once("Kilde: ")
    assert await questions(teams) == 1


async def test_until_the_first_has_had_its_time_a_new_delivery_is_asked_to_come_again(
    teams: FakeTeams, database_url: str
) -> None:
    lin = await teams.manager("Lin Lærke")
    message = lin.writing(ANSWERED)
    async with teams.sessions.write() as session:
        until = teams.clock() + timedelta(seconds=15)
        session.add(TurnRow(key=turn_key(message), done=False, until=until))

    busy = await lin.delivers(message)
    teams.clock.pass_(timedelta(seconds=16))
    free = await lin.delivers(message)

    assert busy.status == 503
    assert free.status == 200
    assert len(lin.chat.messages) == 1


async def test_an_answer_that_surely_was_not_delivered_comes_with_the_next_delivery(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")
    message = lin.writing(ANSWERED)
    teams.connector.fail(429, retry_after=1)

    refused = await lin.delivers(message)
    delivered = await lin.delivers(message)

    assert (refused.status, delivered.status) == (503, 200)
    assert lin.sees_once("Kilde: ")
    assert await questions(teams) == 1


@pytest.mark.parametrize("delivered", [True, False])
async def test_an_answer_that_may_have_been_delivered_is_not_sent_twice(
    teams: FakeTeams, delivered: bool
) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")
    message = lin.writing(ANSWERED)
    teams.connector.fail(502, delivered=delivered)

    await lin.delivers(message)
    await lin.delivers(message)

    assert len(lin.chat.messages) == 1 + delivered
