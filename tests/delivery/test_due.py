"""What is done at a time: once, whole or not at all."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import due, wanting
from bot.delivery.courier import DUE_AGAIN
from bot.delivery.models import DueTime, Lease
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from tests.delivery.outbox import NEWS, Outbox

pytestmark = pytest.mark.asyncio

REMINDER = "reminder"


async def set_due(outbox: Outbox, subject: UUID, minutes: float, **options: float) -> None:
    now = outbox.time.clock()
    times = {name: now + timedelta(minutes=value) for name, value in options.items()}
    async with outbox.sessions.write() as session:
        await due.set_due(session, REMINDER, subject, now + timedelta(minutes=minutes), **times)


async def undone(outbox: Outbox) -> int:
    async with outbox.sessions.read() as session:
        query = select(func.count(DueTime.id)).where(DueTime.done_at.is_(None))
        return await session.scalar(query) or 0


def reminds(outbox: Outbox, person: UUID) -> list[UUID]:
    """Have what is due want a message for the person; the subjects for which that was asked."""
    asked = []

    async def remind(session: AsyncSession, what: Due) -> None:
        asked.append(what.subject)
        await wanting.want(
            session, NEWS, what.subject, to=[person], priority=Priority.NOTICE, now=what.now
        )

    outbox.words.handlers[REMINDER] = remind
    return asked


async def test_what_is_due_is_done_once_and_not_before(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    asked = reminds(outbox, lin)
    first, second = uuid4(), uuid4()
    await set_due(outbox, second, 10)
    await set_due(outbox, first, 5)

    await outbox.deliver()
    assert asked == []
    outbox.time.pass_(11 * 60)
    await outbox.deliver()
    await outbox.deliver()

    assert asked == [first, second]
    assert outbox.sees(lin) == ["nyt", "nyt"]


async def test_a_new_time_takes_the_place_of_the_old_and_can_be_forgotten(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    asked = reminds(outbox, lin)
    moved, forgotten = uuid4(), uuid4()
    await set_due(outbox, moved, 5)
    await set_due(outbox, moved, 20)
    await set_due(outbox, forgotten, 5)
    async with outbox.sessions.write() as session:
        await due.forget_due(session, REMINDER, forgotten)

    outbox.time.pass_(10 * 60)
    await outbox.deliver()
    assert asked == []
    outbox.time.pass_(11 * 60)
    await outbox.deliver()
    assert asked == [moved]

    await set_due(outbox, moved, 1)  # once more
    outbox.time.pass_(61)
    await outbox.deliver()
    assert asked == [moved, moved]


async def test_what_is_of_no_use_any_more_is_not_done(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    asked = reminds(outbox, lin)
    late, timely = uuid4(), uuid4()
    await set_due(outbox, late, 5, not_after=10)
    await set_due(outbox, timely, 5, not_after=60)

    outbox.time.pass_(30 * 60)
    await outbox.deliver()

    assert asked == [timely]
    assert await undone(outbox) == 0


@pytest.mark.parametrize("fault", ["of its own", "of the database"])
async def test_a_handler_that_raises_leaves_nothing_half_done_and_is_called_later(
    outbox: Outbox, fault: str
) -> None:
    """And what is due after it is done all the same."""
    [lin] = await outbox.people(1)
    asked = reminds(outbox, lin)
    remind = outbox.words.handlers[REMINDER]
    faulty, sound = uuid4(), uuid4()
    works = False

    async def sometimes(session: AsyncSession, what: Due) -> None:
        await remind(session, what)
        if what.subject == faulty and not works:
            if fault == "of its own":
                raise LookupError
            await session.get_one(Lease, "one that there isn't")

    outbox.words.handlers[REMINDER] = sometimes
    await set_due(outbox, faulty, 1)
    await set_due(outbox, sound, 2)
    outbox.time.pass_(180)
    await outbox.deliver()
    assert asked == [faulty, sound]
    assert await outbox.rows(faulty) == []
    assert len(await outbox.rows(sound)) == 1

    works = True
    outbox.time.pass_(DUE_AGAIN.total_seconds() + 1)
    await outbox.deliver()
    assert len(await outbox.rows(faulty)) == 1
    assert await undone(outbox) == 0


async def test_what_nobody_here_handles_is_left_for_who_does(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    await set_due(outbox, uuid4(), 0)
    await outbox.want(lin)
    async with outbox.working(), asyncio.timeout(5):
        while outbox.sees(lin) != ["nyt"]:
            await asyncio.sleep(0.01)
    assert await undone(outbox) == 1


@pytest.mark.databases("postgresql")
async def test_two_who_look_at_once_do_each_thing_once(outbox: Outbox) -> None:
    """Both believe to hold the lease, as one that was frozen does for a moment."""
    [lin] = await outbox.people(1)
    asked = reminds(outbox, lin)
    subjects = [uuid4() for _ in range(20)]
    for subject in subjects:
        await set_due(outbox, subject, 0)
    outbox.time.pass_(1)

    async def work() -> None:
        while True:
            async with outbox.sessions.write() as session:
                now = outbox.time.clock()
                found = await due.next_due(session, [REMINDER], now=now)
                if not found:
                    return
                await asyncio.sleep(0.002)
                await outbox.words.handle_due(REMINDER, session, Due(found.subject, now))
                found.done_at = now

    await asyncio.gather(work(), work())

    assert sorted(asked) == sorted(subjects)
    assert await undone(outbox) == 0


async def test_two_couriers_do_it_once(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    asked = reminds(outbox, lin)
    subjects = [uuid4() for _ in range(10)]
    for subject in subjects:
        await set_due(outbox, subject, 1)
    async with outbox.working() as first, outbox.working():
        outbox.time.pass_(61)
        await outbox.idle(first)

    assert sorted(asked) == sorted(subjects)
    assert len(outbox.sees(lin)) == 10
