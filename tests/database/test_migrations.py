"""The migrations and the models say the same, on both kinds of database."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.database.base import Base
from bot.database.migrating import is_current, migrate
from bot.database.sessions import Sessions
from tests.conftest import database_url_of, execute


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
    url = database_url_of(postgres, "started_at_once")
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
