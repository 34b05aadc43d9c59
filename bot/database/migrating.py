"""Bringing a database in step with the models.

Alembic is imported when it is used, not when this module is: start-up pays for it once, and
only where it must.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from bot.database.sessions import Sessions

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 7_240_277  # of ours alone in the PostgreSQL database


async def migrate(sessions: Sessions) -> None:
    """Run the migrations that the database lacks, in one transaction.

    Several instances may start at once: on PostgreSQL they wait for each other.
    """
    if await is_current(sessions):
        return
    async with sessions.engine.execution_options(**sessions.WRITES).begin() as connection:
        if not sessions.on_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        await connection.run_sync(_upgrade)


async def is_current(sessions: Sessions) -> bool:
    """Whether the database has every migration that this program has."""
    async with sessions.engine.connect() as connection:
        return await connection.run_sync(_revision) == newest()


@cache
def newest() -> str | None:
    """The newest migration that this program has."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(configuration()).get_current_head()


def configuration(connection: Connection | None = None) -> "Config":
    """Alembic's configuration for our migrations, to be run on this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(configuration(connection), "head")


def _revision(connection: Connection) -> str | None:
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()
