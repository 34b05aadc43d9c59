"""Writes the migration that brings the database in step with the models (make migration)."""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection

import tests.models  # noqa: F401
from bot.database.migrating import configuration, migrate
from bot.database.sessions import Sessions


async def revise(message: str) -> None:
    """Compare the models with a database that has every migration, and write what differs."""
    with tempfile.TemporaryDirectory() as folder:
        sessions = Sessions(f"sqlite+aiosqlite:///{Path(folder) / 'now.sqlite'}")
        await migrate(sessions)
        async with sessions.engine.connect() as connection:
            await connection.run_sync(_write, message)
        await sessions.close()


def _write(connection: Connection, message: str) -> None:
    command.revision(configuration(connection), message, autogenerate=True)


if __name__ == "__main__":
    asyncio.run(revise(" ".join(sys.argv[1:])))
