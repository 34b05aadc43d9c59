"""What is backed up comes back, on the same kind of database or the other."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.backup import (
    ABOUT,
    NotABackup,
    NotEmpty,
    NotMigrated,
    OtherVersion,
    back_up,
    restore,
)
from bot.database.base import Base
from bot.database.sessions import Sessions
from bot.delivery.models import Message
from bot.delivery.restoring import doubt_what_was_under_way
from bot.delivery.values import Priority, State
from bot.delivery.wanting import want
from bot.documents.values import Tier
from bot.people.models import Person, Unit
from bot.people.values import Level, Role
from bot.questions.models import Question
from bot.received_files import ReceivedFileRow
from tests.database.recycling import execute, url_on

NOW = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


async def fill(sessions: Sessions) -> None:
    """Rows with every type: units below units, times, JSON, æøå."""
    async with sessions.write() as session:
        top = Unit(path="Børn og unge")
        session.add(top)
        await session.flush()
        below = [Unit(path=f"Børn og unge/Dagtilbud {n}", parent_id=top.id) for n in range(3)]
        session.add_all(below)
        await session.flush()
        lin = Person(
            name="Lin Lærke",
            email="lin@example.org",
            title="Dagtilbudsleder",
            unit_id=below[0].id,
            level=Level.LEDER,
            role=Role.MANAGER,
            groups=["MED", "Æ"],
            changed_at=NOW,
        )
        session.add(lin)
        await session.flush()
        session.add(
            ReceivedFileRow(
                turn_key="a file",
                person_id=lin.id,
                name="Æbler.docx",
                content=bytes(range(256)),
                received_at=NOW,
            )
        )
        session.add_all(
            Question(
                turn_key=f"k{n}",
                asker_id=lin.id,
                text="Hvornår er ledermødet?",
                conversation_id="a:lin",
                asked_at=NOW,
                tier=Tier.OFFERED,
                shown=[],
            )
            for n in range(1500)
        )


async def rows(sessions: Sessions) -> dict[str, set[str]]:
    async with sessions.engine.connect() as connection:
        return await connection.run_sync(_rows)


def _rows(connection: Connection) -> dict[str, set[str]]:
    return {
        table.name: {repr(sorted(dict(row).items())) for row in _all(connection, table)}
        for table in Base.metadata.sorted_tables
    }


def _all(connection: Connection, table: Any) -> Any:
    return connection.execute(select(table)).mappings()


@pytest.fixture(params=["sqlite", "postgresql"])
def another_url(request: pytest.FixtureRequest, tmp_path: Path, postgres: str) -> str:
    """An empty database of either kind, without tables."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'another.sqlite'}"
    name = f"another_{tmp_path.name.lower().replace('-', '_')[-40:]}"
    execute(postgres, f"DROP DATABASE IF EXISTS {name}")
    execute(postgres, f"CREATE DATABASE {name}")
    return url_on(postgres, name)


@pytest.mark.asyncio
async def test_everything_comes_back_in_an_empty_database_of_either_kind(
    sessions: Sessions, another_url: str, tmp_path: Path
) -> None:
    await fill(sessions)
    another = Sessions(another_url)

    written = await back_up(sessions, tmp_path / "backup.zip", now=NOW)
    restored = await restore(another, tmp_path / "backup.zip")

    assert written == restored == 1 + 3 + 1 + 1 + 1500
    assert await rows(another) == await rows(sessions)
    await another.close()


@pytest.mark.asyncio
async def test_a_backup_never_replaces_a_file(sessions: Sessions, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_text("noget vigtigt")

    with pytest.raises(FileExistsError):
        await back_up(sessions, tmp_path / "backup.zip", now=NOW)

    assert (tmp_path / "backup.zip").read_text() == "noget vigtigt"


@pytest.mark.asyncio
async def test_a_database_without_tables_is_not_backed_up(tmp_path: Path) -> None:
    empty = Sessions(f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite'}")

    with pytest.raises(NotMigrated):
        await back_up(empty, tmp_path / "backup.zip", now=NOW)

    assert not list(tmp_path.glob("backup*"))
    await empty.close()


@pytest.mark.asyncio
async def test_a_restore_never_mixes_with_what_is_there(sessions: Sessions, tmp_path: Path) -> None:
    await fill(sessions)
    await back_up(sessions, tmp_path / "backup.zip", now=NOW)
    before = await rows(sessions)

    with pytest.raises(NotEmpty):
        await restore(sessions, tmp_path / "backup.zip")

    assert await rows(sessions) == before


@pytest.mark.asyncio
@pytest.mark.parametrize("broken", ["text", "empty zip", "cut off"])
async def test_a_file_that_is_no_backup_is_refused(
    sessions: Sessions, tmp_path: Path, broken: str
) -> None:
    source = tmp_path / "backup.zip"
    if broken == "text":
        source.write_text("ikke en zip")
    elif broken == "empty zip":
        zipfile.ZipFile(source, "w").close()
    else:
        await back_up(sessions, source, now=NOW)
        source.write_bytes(source.read_bytes()[:-50])

    with pytest.raises(NotABackup):
        await restore(sessions, source)


@pytest.mark.asyncio
async def test_a_backup_of_another_version_is_refused(sessions: Sessions, tmp_path: Path) -> None:
    source = tmp_path / "backup.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(ABOUT, json.dumps({"revision": "older", "rows": 0}))

    with pytest.raises(OtherVersion) as caught:
        await restore(sessions, source)

    assert caught.value.revision == "older"


@pytest.mark.asyncio
async def test_after_a_restore_new_messages_are_numbered_after_the_old_ones(
    sessions: Sessions, another_url: str, tmp_path: Path
) -> None:
    await fill(sessions)
    async with sessions.write() as session:
        await _want(session, "before")
    await back_up(sessions, tmp_path / "backup.zip", now=NOW)
    another = Sessions(another_url)
    await restore(another, tmp_path / "backup.zip")

    async with another.write() as session:
        await _want(session, "after")

    async with another.read() as session:
        numbered = (await session.execute(select(Message.occasion, Message.id))).all()
    before, after = (dict(numbered)[occasion] for occasion in ("before", "after"))
    assert after > before
    await another.close()


@pytest.mark.asyncio
async def test_what_was_under_way_in_a_backup_is_not_sent_again_by_itself(
    sessions: Sessions,
) -> None:
    """It may have been sent after the backup was taken. What is scheduled for later still goes."""
    await fill(sessions)
    later = NOW + timedelta(days=1)
    async with sessions.write() as session:
        await _want(session, "queued")
        await _want(session, "held until now", not_before=NOW + timedelta(minutes=1))
        await _want(session, "scheduled", not_before=later)

    doubted = await doubt_what_was_under_way(sessions, now=NOW + timedelta(minutes=2))

    async with sessions.read() as session:
        states = dict((await session.execute(select(Message.occasion, Message.state))).all())
    assert doubted == 2
    assert states == {
        "queued": State.UNCERTAIN,
        "held until now": State.UNCERTAIN,
        "scheduled": State.HELD,
    }


async def _want(
    session: AsyncSession, occasion: str, *, not_before: datetime | None = None
) -> None:
    await want(
        session,
        "test",
        UUID(int=7),
        to=select(Person.id),
        occasion=occasion,
        priority=Priority.NOTICE,
        now=NOW,
        not_before=not_before,
    )
