"""The migrations and the models say the same, on both kinds of database."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select, text

from bot.database.base import Base
from bot.database.migrating import configuration, is_current, migrate
from bot.database.sessions import Sessions
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import Kind, Phase
from tests.database.recycling import execute, url_on


@pytest.mark.asyncio
async def test_the_migrations_are_in_step_with_the_models(sessions: Sessions) -> None:
    async with sessions.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


@pytest.mark.asyncio
async def test_a_migrated_database_is_current_and_migrating_again_changes_nothing(
    sessions: Sessions,
) -> None:
    assert await is_current(sessions)
    await migrate(sessions)
    assert await is_current(sessions)


@pytest.mark.asyncio
async def test_a_database_of_another_age_is_not_current(sessions: Sessions) -> None:
    async with sessions.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))

    assert not await is_current(sessions)


@pytest.mark.asyncio
async def test_several_instances_may_migrate_an_empty_postgresql_at_once(postgres: str) -> None:
    execute(postgres, "CREATE DATABASE started_at_once")
    url = url_on(postgres, "started_at_once")
    instances = [Sessions(url) for _ in range(4)]
    try:
        await asyncio.gather(*(migrate(instance) for instance in instances))
        assert await is_current(instances[0])
    finally:
        for instance in instances:
            await instance.close()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


@pytest.mark.asyncio
async def test_a_database_with_rows_from_before_is_migrated_and_keeps_them(
    tmp_path: Path, postgres: str
) -> None:
    execute(postgres, "CREATE DATABASE from_before")
    for url in (
        f"sqlite+aiosqlite:///{tmp_path / 'from_before.sqlite'}",
        url_on(postgres, "from_before"),
    ):
        sessions = Sessions(url)
        async with sessions.engine.execution_options(**sessions.WRITES).begin() as connection:
            await connection.run_sync(_upgrade, BROADCASTS)
            for row in FROM_BEFORE:
                await connection.execute(text(row))
        await migrate(sessions)
        async with sessions.read() as session:
            assert await session.scalar(text("SELECT text FROM passage")) == "Æbler"
            assert await session.scalar(text("SELECT kind FROM document")) == "document"
            [reply] = await session.scalars(select(InquiryRow))
            assert (reply.id, reply.turn_key) == (UUID(int=1), "r")
            assert (reply.kind, reply.phase) == (Kind.REPLY, Phase.OPEN)
            assert (reply.text, reply.about) == ("Kan alle komme?", UUID(int=1))
            assert (reply.asker_id, reply.hidden) == (UUID(int=1), False)
            assert reply.asked_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
            today = datetime.now(UTC).date()
            assert today + A_WEEK - timedelta(days=1) <= reply.due_on <= today + A_WEEK
            kinds = await session.scalars(text("SELECT kind FROM message"))
            assert kinds.all() == ["broadcasts.received"]
        await sessions.close()


A_WEEK = timedelta(days=7)
BROADCASTS = "0ed9c9224da9"
ID = f"'{UUID(int=1).hex}'"
FROM_BEFORE = (
    f"INSERT INTO unit (id, path) VALUES ({ID}, 'Kultur')",
    "INSERT INTO person (id, name, email, title, unit_id, level, role, groups, active, changed_at) "
    f"VALUES ({ID}, 'Lin', 'lin@example.org', '', {ID}, 'leder', 'manager', '[]', true, "
    "'2026-10-25 00:30:00')",
    f"INSERT INTO document (id, shipped) VALUES ({ID}, false)",
    "INSERT INTO document_version (id, document_id, file_name, digest, title, added_at) "
    f"VALUES ({ID}, {ID}, 'a.txt', '', 'A', '2026-10-25 00:30:00')",
    "INSERT INTO passage (id, version_id, position, section, text, gap, variants) "
    f"VALUES ({ID}, {ID}, 0, '', 'Æbler', false, '[]')",
    "INSERT INTO broadcast (id, turn_key, phase, revision, title, content, author_id, segment, "
    "urgent_reason, created_at, changed_at) "
    f"VALUES ({ID}, 'k', 'draft', 1, '', '{{}}', {ID}, '', '', '2026-10-25 00:30:00', "
    "'2026-10-25 00:30:00')",
    "INSERT INTO broadcast_version (broadcast_id, number, content, by_id, at) "
    f"VALUES ({ID}, 1, '{{}}', {ID}, '2026-10-25 00:30:00')",
    "INSERT INTO broadcast_reply (id, broadcast_id, person_id, text, at, turn_key) "
    f"VALUES ({ID}, {ID}, {ID}, 'Kan alle komme?', '2026-10-25 00:30:00+00:00', 'r')",
    *(
        "INSERT INTO message (person_id, kind, subject, occasion, priority, wanted, shown, "
        "attempt, state, tries, changed_at) "
        f"VALUES ({ID}, '{kind}', {ID}, '', 20, 1, 1, 1, 'settled', 0, '2026-10-25 00:30:00')"
        for kind in ("broadcasts.reply", "broadcasts.received")
    ),
)


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(configuration(connection), revision)
