"""The proof of anonymity: two people's answers exchanged, and nothing that is kept can tell."""

import json
import sqlite3
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, inspect, select

import tests.models  # noqa: F401
from bot.database.backup import back_up
from bot.database.base import Base
from bot.database.sessions import Sessions
from bot.rounds.answering import hand_in, save
from bot.rounds.closing import close_round
from bot.rounds.keys import Keys
from bot.rounds.models import AnswerRow, EnvelopeRow
from tests.rounds.rounds import CLOSES, NOW, answers, opened, people

NUMBER = 16
SECRET = "Ærligt svar nummer"


def everything(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, with ids that are made at random in place of themselves."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in inspect(connection).get_table_names():
        if table == "alembic_version":
            continue
        # The keys differ, or both stories would be sealed alike.
        columns = [one for one in Base.metadata.tables[table].columns if one.name != "fingerprint"]
        rows = connection.execute(select(*columns)).all()
        found[table] = sorted((tuple(map(_shown, row)) for row in rows), key=repr)
    return found


def _shown(value: object) -> object:
    if isinstance(value, UUID):
        return "id"
    return len(value) if isinstance(value, bytes) else value


async def told(sessions: Sessions, keys: Keys, order: list[int]) -> UUID:
    """The story: everybody fills in a page and hands in; order: whose answers each gives."""
    members = await people(sessions, NUMBER)
    round_id = await opened(sessions, keys, members[0])
    for place, number in enumerate(order):
        given = answers(number)
        first = {"mood": given["mood"]}
        await save(sessions, keys, round_id, first, by=members[place], now=NOW)
        await hand_in(sessions, keys, round_id, given, by=members[place], now=NOW)
    return round_id


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
async def test_two_peoples_answers_exchanged_leave_the_same_behind(
    sessions: Sessions, keys: Keys, tmp_path: Path, migrated_sqlite: Path
) -> None:
    usual = list(range(NUMBER))
    exchanged = [1, 0, *usual[2:]]
    # Two who are counted in different groups, or the exchange could be seen in no table anyway.
    other_path = tmp_path / "other.sqlite"
    other_path.write_bytes(migrated_sqlite.read_bytes())
    other = Sessions(f"sqlite+aiosqlite:///{other_path}")
    stories = [(sessions, usual), (other, exchanged)]
    rounds = [await told(one, keys, order) for one, order in stories]

    before = [await _everything(one) for one, _ in stories]
    assert before[0] == before[1]
    sizes = set()
    for one, _ in stories:
        async with one.read() as session:
            sizes |= {len(sealed) for sealed in await session.scalars(select(EnvelopeRow.sealed))}
    assert len(sizes) == 1  # whatever was written

    for number, (one, _) in enumerate(stories):
        await back_up(one, tmp_path / f"backup-{number}.zip", now=NOW)
    assert not _readable_in(tmp_path)
    for number, (one, _) in enumerate(stories):
        async with one.write() as session:
            assert await close_round(session, keys, rounds[number], now=CLOSES)
    assert _readable_in(tmp_path)  # in the tables of answers, so it would have been found
    assert not [path for path in _readable_in(tmp_path) if path.suffix == ".zip"]
    after = [await _everything(one) for one, _ in stories]
    for table in ("round_answer", "round_participant", "round_envelope"):
        assert after[0][table] == after[1][table]
    async with sessions.read() as session:
        assert len((await session.scalars(select(AnswerRow.id))).all()) == 2 * NUMBER
    await other.close()


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
async def test_after_closing_no_order_tells_which_answers_belong_together(
    sessions: Sessions, keys: Keys, tmp_path: Path
) -> None:
    round_id = await told(sessions, keys, list(range(NUMBER)))
    async with sessions.write() as session:
        await close_round(session, keys, round_id, now=CLOSES)
    database = sqlite3.connect(sessions.url.database or "")
    rows = database.execute("SELECT question, value FROM round_answer ORDER BY rowid").fetchall()
    database.close()
    words, items = (
        [json.loads(value) for other, value in rows if other == question]
        for question in ("words", "item")
    )
    handed_in = list(range(NUMBER))
    by_words = [int(text[-2:]) for text in words]
    by_items = [int(title[-2:]) for title, _ in items]
    assert sorted(by_words) == sorted(by_items) == handed_in
    # By chance two of these orders are the same once in 16 factorial.
    assert by_words != handed_in
    assert by_items not in (handed_in, by_words)
    keys.forget(round_id)
    assert not list((tmp_path / "keys").glob("*.key"))


def _readable_in(folder: Path) -> list[Path]:
    """The files (databases with their freed pages, logs, backups) that hold what was written."""
    found = []
    for path in filter(Path.is_file, folder.rglob("*")):
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += map(archive.read, archive.namelist())
        texts = (SECRET.encode(), json.dumps(SECRET)[1:-1].encode())
        if any(text in content for content in contents for text in texts):
            found.append(path)
    return found


async def _everything(sessions: Sessions) -> dict[str, list[tuple[object, ...]]]:
    async with sessions.engine.connect() as connection:
        return await connection.run_sync(everything)
