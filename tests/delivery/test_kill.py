"""Killed and frozen for real, nothing is lost and nothing is sent twice."""

import asyncio
from collections import Counter
from uuid import UUID

import pytest

from bot.delivery.courier import AT_ONCE
from bot.delivery.values import Priority, State
from tests.delivery.courier_process import CourierProcess, courier_process
from tests.delivery.outbox import Outbox, chat_of

pytestmark = pytest.mark.asyncio

OPEN = {State.HELD, State.QUEUED, State.SENDING}


async def broadcast(outbox: Outbox, audience: int) -> tuple[UUID, list[UUID]]:
    """News to so many people, and a connector that takes its time."""
    outbox.connector.latency = 0.05
    people = await outbox.people(audience)
    return await outbox.want(*people, priority=Priority.BROADCAST), people


async def in_flight(outbox: Outbox, subject: UUID) -> set[UUID]:
    """Who a dead courier was sending to, once the servers have done what it had asked for."""
    await asyncio.sleep(0.2)
    people = {row.person_id for row in await outbox.rows(subject) if row.state == State.SENDING}
    assert len(people) <= AT_ONCE
    return {person for person in people if person}


async def kill_at(outbox: Outbox, doomed: CourierProcess, number: int, subject: UUID) -> set[UUID]:
    """Kill a courier when it has sent so many; who it was sending to."""
    await outbox.seen(number)
    await doomed.kill()
    return await in_flight(outbox, subject)


async def accounted_for(outbox: Outbox, subject: UUID, people: list[UUID]) -> set[UUID]:
    """Who may or may not have got it, once all others have; nobody got it twice."""
    async with asyncio.timeout(90):
        while OPEN & (await outbox.states(subject)).keys():
            await asyncio.sleep(0.05)
    received = Counter(call.path for call in outbox.connector.requests)
    assert set(received.values()) == {1}
    uncertain: set[UUID] = set()
    for row in await outbox.rows(subject):
        assert row.person_id
        if row.state == State.SETTLED:
            assert outbox.sees(row.person_id) == ["nyt"]
        else:
            assert row.state == State.UNCERTAIN
            uncertain.add(row.person_id)
    reached = {person for person in people if outbox.connector.messages(chat_of(person))}
    assert set(people) - uncertain <= reached
    assert len(received) == len(reached)
    return uncertain


async def test_killed_three_times_only_what_was_under_way_is_uncertain(
    outbox: Outbox, database_url: str
) -> None:
    subject, people = await broadcast(outbox, 500)
    lost: set[UUID] = set()
    for number in (100, 200, 300):
        async with courier_process(database_url, outbox.connector.url) as doomed:
            lost |= await kill_at(outbox, doomed, number, subject)

    async with courier_process(database_url, outbox.connector.url):
        uncertain = await accounted_for(outbox, subject, people)

    assert uncertain == lost


@pytest.mark.databases("postgresql")
async def test_of_two_couriers_one_takes_over_when_the_other_is_killed(
    outbox: Outbox, database_url: str
) -> None:
    async with (
        courier_process(database_url, outbox.connector.url) as doomed,
        courier_process(database_url, outbox.connector.url),
    ):
        subject, people = await broadcast(outbox, 150)
        lost = await kill_at(outbox, doomed, 50, subject)
        uncertain = await accounted_for(outbox, subject, people)

    assert uncertain == lost


@pytest.mark.databases("postgresql")
async def test_a_courier_that_was_frozen_for_longer_than_its_lease_sends_nothing_twice(
    outbox: Outbox, database_url: str
) -> None:
    async with (
        courier_process(database_url, outbox.connector.url) as frozen,
        courier_process(database_url, outbox.connector.url),
    ):
        subject, people = await broadcast(outbox, 150)
        await outbox.seen(50)
        frozen.freeze()
        was_sending = await in_flight(outbox, subject)
        await outbox.seen(110)
        frozen.thaw()
        uncertain = await accounted_for(outbox, subject, people)

    assert was_sending
    assert uncertain <= was_sending
