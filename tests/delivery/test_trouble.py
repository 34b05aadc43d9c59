"""The database is locked, cut off or full: nothing is lost, and nothing sent twice."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.database.sessions import Sessions
from bot.delivery import claiming, lease, wanting
from bot.delivery.claiming import LEASE
from bot.delivery.values import Priority, State
from tests.delivery.outbox import NEWS, Outbox

pytestmark = pytest.mark.asyncio

SLOW = 0.4  # seconds that the connector takes, so that something can happen meanwhile
NOT_NOTED = "outcome can't be written yet"


def shorten_waits(sessions: Sessions) -> None:
    """Have SQLite wait for a lock for less than the five seconds that it does."""

    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=100")
        cursor.close()

    event.listen(sessions.engine.sync_engine, "connect", prepare)


async def locking(database: str) -> sqlite3.Connection:
    """Another process' connection, once it holds the write lock: the courier may be writing."""
    another = sqlite3.connect(database, isolation_level=None, timeout=0)
    async with asyncio.timeout(10):
        while True:
            try:
                another.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                await asyncio.sleep(0.005)
            else:
                return another


@pytest.mark.databases("sqlite")
async def test_an_outcome_is_noted_once_another_process_lets_the_database_go(
    outbox: Outbox, logged: list[Any]
) -> None:
    await outbox.sessions.engine.dispose()
    shorten_waits(outbox.sessions)
    ada, lin = await outbox.people(2)
    outbox.connector.latency = SLOW
    subject = await outbox.want(ada, lin)
    assert outbox.sessions.url.database
    async with outbox.working() as courier:
        await outbox.seen(2)
        another = await locking(outbox.sessions.url.database)
        await asyncio.sleep(SLOW + 0.4)
        assert await outbox.states(subject) == {State.SENDING: 2}
        another.execute("ROLLBACK")
        another.close()
        await outbox.deliver_with(courier, subject)

    assert [line for line in logged if line["event"] == NOT_NOTED]
    assert len(outbox.connector.requests) == 2
    assert outbox.sees(ada) == outbox.sees(lin) == ["nyt"]


async def blocked_backends(connection: psycopg.AsyncConnection[Any]) -> list[int]:
    """The server's processes that wait for a lock in this database."""
    found = await connection.execute(
        "SELECT pid FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    return [pid for (pid,) in await found.fetchall()]


@asynccontextmanager
async def another_connection(outbox: Outbox) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
    url = outbox.sessions.url.set(drivername="postgresql")
    address = url.render_as_string(hide_password=False)
    connection = await psycopg.AsyncConnection.connect(address, autocommit=True)
    async with connection:
        yield connection


@pytest.mark.databases("postgresql")
async def test_an_outcome_is_noted_when_the_connections_come_back(
    outbox: Outbox, logged: list[Any]
) -> None:
    """Their transactions are ended while they note what became of the messages."""
    people = await outbox.people(5)
    outbox.connector.latency = SLOW
    subject = await outbox.want(*people)
    async with (
        another_connection(outbox) as locking,
        another_connection(outbox) as killing,
        outbox.working() as courier,
    ):
        await outbox.seen(5)
        async with locking.transaction():
            await locking.execute("SELECT id FROM message FOR UPDATE")
            async with asyncio.timeout(15):
                while not (blocked := await blocked_backends(killing)):
                    await asyncio.sleep(0.02)
            for pid in blocked:
                await killing.execute("SELECT pg_terminate_backend(%s)", (pid,))
            await asyncio.sleep(0.1)
        await outbox.deliver_with(courier, subject)

    assert [line for line in logged if line["event"] == NOT_NOTED]
    assert len(outbox.connector.requests) == 5
    assert all(outbox.sees(person) == ["nyt"] for person in people)


@pytest.mark.databases("postgresql")
async def test_while_all_connections_are_cut_again_and_again_nothing_is_sent_twice(
    outbox: Outbox,
) -> None:
    people = await outbox.people(60)
    outbox.connector.latency = 0.05
    subject = await outbox.want(*people)
    async with another_connection(outbox) as killing, outbox.working() as courier:
        for number in (10, 25, 40):
            await outbox.seen(number)
            await killing.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await outbox.idle_again(courier)

    assert await outbox.states(subject) == {State.SETTLED: 60}
    assert all(outbox.sees(person) == ["nyt"] for person in people)
    assert len(outbox.connector.requests) == 60


@pytest.mark.databases("sqlite")
async def test_a_full_disk_is_an_error_and_loses_nothing(outbox: Outbox) -> None:
    people = await outbox.people(600)
    wanted = await outbox.want(*people[:20])
    await outbox.sessions.engine.dispose()
    is_full = True

    def fill_the_disk(connection: Any, _record: object) -> None:
        if is_full:
            cursor = connection.cursor()
            cursor.execute("PRAGMA max_page_count=1")  # as many as there are, which can't be less
            cursor.close()

    event.listen(outbox.sessions.engine.sync_engine, "connect", fill_the_disk)
    too_much = uuid4()
    with pytest.raises(OperationalError):
        await outbox.want(*people, subject=too_much)
    assert await outbox.rows(too_much) == []

    async with outbox.working() as courier:
        await asyncio.sleep(0.3)
        is_full = False
        await outbox.sessions.engine.dispose()
        await outbox.deliver_with(courier, wanted)
        await outbox.want(*people[:30], subject=too_much)
        await outbox.deliver_with(courier, too_much)

    assert len(outbox.connector.requests) == 50


@pytest.mark.databases("sqlite")
async def test_a_cancelled_transaction_does_not_keep_others_from_writing(
    outbox: Outbox,
) -> None:
    """A turn that takes too long is cancelled wherever it is."""
    held = []  # as a traceback is held by who reports it
    for delay in range(40):

        async def write() -> None:
            async with outbox.sessions.write() as session:
                await session.execute(text("UPDATE person SET name = name"))
                await session.execute(text("SELECT count(*) FROM person"))

        task = asyncio.create_task(write())
        await asyncio.sleep(delay / 10_000)
        task.cancel()
        held.append(await asyncio.gather(task, return_exceptions=True))
        async with asyncio.timeout(3):
            await write()
    assert any(isinstance(error, asyncio.CancelledError) for [error] in held)


async def test_a_claim_that_never_came_to_who_claimed_it_is_made_again(outbox: Outbox) -> None:
    """The connection was cut after the commit, and before it was confirmed."""
    ada, lin = await outbox.people(2)
    subject = await outbox.want(ada, lin)
    now = outbox.time.clock()
    async with outbox.sessions.write() as session:
        await lease.take(session, LEASE, "we")
        begun = await claiming.claim(session, 1, [NEWS], now=now)
        lost = await claiming.claim(session, 1, [NEWS], now=now)
    assert begun
    assert lost

    async with outbox.sessions.write() as session:
        await claiming.unclaim(session, 1, begun=[begun.message_id], now=now)

    states = {row.id: row.state for row in await outbox.rows(subject)}
    assert states == {begun.message_id: State.SENDING, lost.message_id: State.QUEUED}


@pytest.mark.databases("postgresql")
async def test_verbs_on_many_messages_and_the_courier_never_wait_for_each_other_in_a_circle(
    outbox: Outbox,
) -> None:
    """PostgreSQL would end one of them, and that would be somebody's turn."""
    people = await outbox.people(150)
    subject = await outbox.want(*people)
    for occasion in ("a", "b"):
        await outbox.want(*people, subject=subject, occasion=occasion)
    outbox.connector.fail(429, retry_after=0, times=40)

    async def bother(number: int) -> None:
        for _ in range(6):
            async with outbox.sessions.write() as session:
                now = outbox.time.clock()
                match number % 4:
                    case 0:
                        await wanting.show_anew(session, NEWS, subject, now=now)
                    case 1:
                        await wanting.recall(session, NEWS, subject, now=now, occasion="a")
                    case 2:
                        await wanting.reschedule(
                            session, NEWS, subject, not_before=now + timedelta(1), now=now
                        )
                    case 3:
                        await wanting.want(
                            session,
                            NEWS,
                            subject,
                            to=people,
                            priority=Priority.ANSWER,
                            now=now,
                            occasion=str(number),
                        )
                        await wanting.try_again(session, NEWS, subject, now=now)
            outbox.time.pass_(1)
            await asyncio.sleep(0.05)

    async with outbox.working():
        await asyncio.gather(*(bother(number) for number in range(8)))

    deadlocks = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    async with outbox.sessions.read() as session:
        assert await session.scalar(deadlocks) == 0
