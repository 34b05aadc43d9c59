"""One act, one transaction; times that come back as they went in."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from bot.database.sessions import Sessions
from bot.people.models import Unit
from bot.teams.turns import TurnRow


@pytest.mark.asyncio
async def test_a_transaction_that_fails_leaves_nothing(sessions: Sessions) -> None:
    with pytest.raises(RuntimeError):
        async with sessions.write() as session:
            session.add(Unit(path="Børn"))
            await session.flush()
            raise RuntimeError
    async with sessions.read() as session:
        assert await session.scalar(select(Unit)) is None


@pytest.mark.asyncio
async def test_a_reading_session_stores_nothing(sessions: Sessions) -> None:
    async with sessions.read() as session:
        session.add(Unit(path="Børn"))
        await session.flush()
    async with sessions.read() as session:
        assert await session.scalar(select(Unit)) is None


@pytest.mark.asyncio
async def test_readers_see_the_last_committed_state_while_somebody_writes(
    sessions: Sessions,
) -> None:
    async with sessions.write() as session:
        session.add(Unit(path="Børn"))
        await session.flush()
        async with sessions.read() as reader:
            assert await reader.scalar(select(Unit)) is None
    async with sessions.read() as reader:
        assert await reader.scalar(select(Unit)) is not None


@pytest.mark.asyncio
async def test_a_time_comes_back_aware_and_in_utc(sessions: Sessions) -> None:
    summer = datetime(2026, 7, 1, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2)))
    async with sessions.write() as session:
        session.add(TurnRow(key="k", done=False, until=summer))
    async with sessions.read() as session:
        stored = (await session.get_one(TurnRow, "k")).until

    assert stored == summer
    assert stored.tzinfo == UTC


@pytest.mark.asyncio
async def test_a_time_without_a_zone_is_refused(sessions: Sessions) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        async with sessions.write() as session:
            session.add(TurnRow(key="k", done=False, until=datetime(2026, 7, 1)))  # noqa: DTZ001


@pytest.mark.asyncio
async def test_on_sqlite_writers_come_one_at_a_time(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Two engines on one file, as two processes have: BEGIN IMMEDIATE makes the second wait."""
    path = tmp_path_factory.mktemp("two") / "two.sqlite"
    one, other = (Sessions(f"sqlite+aiosqlite:///{path}") for _ in range(2))
    async with one.write() as session:
        await session.execute(text("CREATE TABLE counter (n INTEGER)"))
        await session.execute(text("INSERT INTO counter VALUES (0)"))

    async def add(sessions: Sessions) -> None:
        async with sessions.write() as session:
            n = await session.scalar(text("SELECT n FROM counter"))
            await asyncio.sleep(0.01)
            await session.execute(text("UPDATE counter SET n = :n"), {"n": (n or 0) + 1})

    await asyncio.gather(*(add(sessions) for sessions in (one, other) * 5))

    async with one.read() as session:
        assert await session.scalar(text("SELECT n FROM counter")) == 10
    await one.close()
    await other.close()


@pytest.mark.asyncio
async def test_sqlite_is_durable_and_keeps_references(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("pragmas") / "pragmas.sqlite"
    sessions = Sessions(f"sqlite+aiosqlite:///{path}")
    async with sessions.read() as session:
        assert await session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await session.scalar(text("PRAGMA synchronous")) == 2  # FULL
        assert await session.scalar(text("PRAGMA foreign_keys")) == 1
    await sessions.close()


@pytest.mark.asyncio
async def test_an_error_of_the_database_does_not_tell_what_was_written(sessions: Sessions) -> None:
    secret = f"hemmelig-{uuid4()}"
    with pytest.raises(StatementError) as caught:
        async with sessions.write() as session:
            await session.execute(text("INSERT INTO nowhere VALUES (:text)"), {"text": secret})

    assert secret not in str(caught.value)
