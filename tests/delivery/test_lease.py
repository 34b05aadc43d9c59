"""The lease: of all processes one works, and what another still writes is recognised as late."""

import asyncio

import pytest
from sqlalchemy import select

from bot.database.sessions import Sessions
from bot.delivery import lease
from bot.delivery.claiming import LEASE, claim
from bot.delivery.lease import Held
from bot.delivery.models import Lease
from bot.delivery.values import State
from tests.delivery.outbox import NEWS, Outbox

pytestmark = pytest.mark.asyncio

LONG = 60.0
SHORT = 0.2


async def take(sessions: Sessions, holder: str, time_to_live: float = LONG) -> Held | None:
    async with sessions.write() as session:
        return await lease.take(session, "work", holder, time_to_live=time_to_live)


async def is_held(sessions: Sessions, fence: int) -> bool:
    async with sessions.read() as session:
        return bool(await session.scalar(select(lease.is_held(session, "work", fence))))


async def test_of_many_at_once_one_gets_it(database_url: str, sessions: Sessions) -> None:
    others = [Sessions(database_url) for _ in range(3)]

    got = await asyncio.gather(
        *(take(one, str(number)) for number, one in enumerate([sessions, *others] * 3))
    )

    assert [held for held in got if held] == [Held(1, awaited=False)]
    for one in others:
        await one.close()


async def test_renewed_it_keeps_its_fence_and_its_holder(sessions: Sessions) -> None:
    for _ in range(4):
        held = await take(sessions, "we", SHORT * 2)
        assert held
        assert held.fence == 1
        await asyncio.sleep(SHORT)

    assert await take(sessions, "they") is None


async def test_expired_it_goes_to_the_next_with_a_higher_fence(sessions: Sessions) -> None:
    await take(sessions, "we", SHORT)
    assert await is_held(sessions, 1)
    await asyncio.sleep(SHORT + 0.05)
    assert not await is_held(sessions, 1)

    held = await take(sessions, "they")

    assert held == Held(2, awaited=False)
    assert await is_held(sessions, 2)
    assert not await is_held(sessions, 1)
    assert await take(sessions, "we") is None


async def test_its_holder_too_gets_a_higher_fence_when_it_comes_too_late(
    sessions: Sessions,
) -> None:
    await take(sessions, "we", SHORT)
    await asyncio.sleep(SHORT + 0.05)

    assert await take(sessions, "we") == Held(2, awaited=False)


async def test_given_up_it_is_anybodys_at_once(sessions: Sessions) -> None:
    await take(sessions, "we")
    async with sessions.write() as session:
        await lease.give_up(session, "work", "they")
    assert await take(sessions, "they") is None

    async with sessions.write() as session:
        await lease.give_up(session, "work", "we")

    assert await take(sessions, "they") == Held(2, awaited=False)


async def test_its_holder_knows_whether_another_has_asked_for_it_lately(
    sessions: Sessions,
) -> None:
    assert await take(sessions, "we") == Held(1, awaited=False)
    await take(sessions, "they")
    assert await take(sessions, "we") == Held(1, awaited=True)

    await asyncio.sleep(SHORT)

    assert await take(sessions, "we", SHORT) == Held(1, awaited=False)


async def test_while_another_instance_is_alive_the_courier_leaves_it_part_of_the_pace(
    outbox: Outbox,
) -> None:
    first, second = (outbox.courier(time_to_live=0.5) for _ in range(2))
    async with first.working():
        await outbox.deliver_with(first)
        assert outbox.pace.rate == 1000

        async with second.working():
            async with asyncio.timeout(5):
                while outbox.pace.rate != 900:
                    await asyncio.sleep(0.02)

        async with asyncio.timeout(5):
            while outbox.pace.rate != 1000:
                await asyncio.sleep(0.02)


async def test_stopped_the_courier_hands_over_at_once(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    first = outbox.courier()
    async with first.working():
        await outbox.deliver_with(first, await outbox.want(lin))

    async with outbox.working() as second, asyncio.timeout(2):
        await outbox.deliver_with(second, await outbox.want(lin))

    async with outbox.sessions.read() as session:
        row = await session.get_one(Lease, LEASE)
    assert row.fence == 2
    assert len(outbox.sees(lin)) == 2


async def test_who_has_lost_the_lease_claims_nothing(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    async with outbox.sessions.write() as session:
        await lease.take(session, LEASE, "we", time_to_live=SHORT)
    await asyncio.sleep(SHORT + 0.05)
    async with outbox.sessions.write() as session:
        await lease.take(session, LEASE, "they")

    for fence, claimed in ((1, False), (2, True)):
        async with outbox.sessions.write() as session:
            attempt = await claim(session, fence, [NEWS], now=outbox.time.clock())
        assert bool(attempt) is claimed

    assert (await outbox.row(subject)).state == State.SENDING
