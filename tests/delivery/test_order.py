"""What goes first, and what waits for its time."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from bot.calendar import in_copenhagen, moment_of
from bot.delivery import claiming, lease
from bot.delivery.claiming import LEASE, MOST_RELEASED
from bot.delivery.models import Message
from bot.delivery.pace import Pace
from bot.delivery.values import Priority, State
from tests.delivery.outbox import NEWS, Outbox, chat_of

pytestmark = pytest.mark.asyncio


async def test_an_answer_goes_before_five_hundred_that_were_there_first(outbox: Outbox) -> None:
    outbox.pace = Pace(20, 20, monotonic=outbox.time.monotonic)
    people = await outbox.people(500)
    lin = people[-1]
    await outbox.want(*people, priority=Priority.BROADCAST)
    await outbox.want(*people[:2], says="noget", priority=Priority.NOTICE)
    async with outbox.working():
        await outbox.seen(4)
        await outbox.want(lin, says="svaret", priority=Priority.ANSWER)
        waiting = len(outbox.connector.requests)
        await outbox.seen(waiting + 3)

    paths = [call.path for call in outbox.connector.requests]
    assert [call.body["text"] for call in outbox.connector.requests[:4]] == [
        "noget",
        "noget",
        "nyt",
        "nyt",
    ]
    answered = paths.index(f"/v3/conversations/{chat_of(lin)}/activities")
    assert answered <= waiting + 1  # one may have been claimed already


async def test_of_the_same_urgency_the_first_wanted_goes_first(outbox: Outbox) -> None:
    subjects = [await outbox.want(*await outbox.people(1)) for _ in range(4)]
    claimed = []
    for _ in subjects:
        async with outbox.sessions.write() as session:
            await lease.take(session, LEASE, "we")
            attempt = await claiming.claim(session, 1, [NEWS], now=outbox.time.clock())
        assert attempt
        claimed.append(attempt.subject)

    assert claimed == subjects


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("night", "hours"),
    [(date(2026, 3, 29), 2), (date(2026, 10, 25), 4)],
    ids=["clocks put forward", "clocks put back"],
)
async def test_on_the_nights_when_the_clocks_change_nothing_comes_before_its_time(
    outbox: Outbox, night: date, hours: int
) -> None:
    """From one to four o'clock on the wall it isn't three hours."""
    [lin] = await outbox.people(1)
    one, four = moment_of(night, time(1)), moment_of(night, time(4))
    assert four - one == timedelta(hours=hours)
    outbox.time.move_to(one)
    subject = await outbox.want(lin, not_before=four)

    outbox.time.move_to(four - timedelta(seconds=10))
    await outbox.deliver()
    assert outbox.sees(lin) == []
    assert (await outbox.row(subject)).state == State.HELD

    outbox.time.move_to(four)
    await outbox.deliver()
    assert outbox.sees(lin) == ["nyt"]
    sent_at = (await outbox.row(subject)).sent_at
    assert sent_at
    assert in_copenhagen(sent_at).hour == 4


@pytest.mark.databases("sqlite")
async def test_a_time_that_comes_twice_is_the_first(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    half_past_two = moment_of(date(2026, 10, 25), time(2, 30))
    assert half_past_two == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    await outbox.want(lin, not_before=half_past_two)

    outbox.time.move_to(half_past_two)
    await outbox.deliver()

    assert outbox.sees(lin) == ["nyt"]


async def test_held_messages_are_queued_in_batches_the_earliest_first(outbox: Outbox) -> None:
    now = outbox.time.clock()
    people = await outbox.people(2 * MOST_RELEASED + 3)
    subject = await outbox.want(*people, not_before=now + timedelta(hours=2))
    await outbox.want(*people, subject=uuid4(), not_before=now + timedelta(hours=9))
    early = people[::2][:100]
    async with outbox.sessions.write() as session:
        await session.execute(
            update(Message)
            .where(Message.subject == subject, Message.person_id.in_(early))
            .values(not_before=now + timedelta(hours=1))
        )

    for number, released in ((0, 0), (1, 100), (2, MOST_RELEASED), (2, MOST_RELEASED - 97), (3, 0)):
        async with outbox.sessions.write() as session:
            at = now + timedelta(hours=number)
            assert await claiming.release_held(session, now=at) == released
    assert await outbox.states(subject) == {State.QUEUED: 2 * MOST_RELEASED + 3}


@pytest.mark.databases("sqlite")
async def test_the_courier_releases_one_batch_after_the_other(outbox: Outbox) -> None:
    outbox.pace = Pace(1, 1, monotonic=outbox.time.monotonic)
    people = await outbox.people(2 * MOST_RELEASED + 3)
    subject = await outbox.want(*people, not_before=outbox.time.clock() + timedelta(hours=1))
    outbox.time.pass_(3600)
    async with outbox.working():
        await outbox.nothing_is_held(subject)
