"""A backup of all rows in one file, of either kind of database, to be restored into either.

The file is a zip: one JSON Lines file a table, and one that says when and of which migration.
Keys (KEYS_DIR) are never in it: whoever gets the backup must not be able to open envelopes. Nor is
what can be computed anew (`base.COMPUTED`), such as the vectors of passages.
"""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import Base64UrlBytes, TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import Connection, Table, func, insert, select

from bot.database.base import Base
from bot.database.migrating import is_current, migrate, newest
from bot.database.sessions import Sessions
from bot.messages import Refusal

ABOUT = "backup.json"
_TYPED: dict[type, TypeAdapter[Any]] = {
    UUID: TypeAdapter(UUID),
    datetime: TypeAdapter(datetime),
    date: TypeAdapter(date),
    bytes: TypeAdapter(Base64UrlBytes),
}


class NotMigrated(Refusal):
    """A database that isn't in step with this program, so that it can't be backed up by it."""


class NotABackup(Refusal):
    """A file that isn't one of our backups, or is broken."""


class OtherVersion(Refusal):
    """A backup that another version of the program wrote. revision: its migration."""

    def __init__(self, revision: str) -> None:
        self.revision = revision


class NotEmpty(Refusal):
    """A database that already holds people, questions or documents, which a restore would mix."""


async def back_up(sessions: Sessions, destination: Path, *, now: datetime) -> int:
    """Write every row, as they stand at one moment, to a new file; how many.

    Raises NotMigrated, or FileExistsError when there is such a file. A backup that was cut off
    leaves nothing behind.
    """
    if not await is_current(sessions):
        raise NotMigrated
    if destination.exists():
        raise FileExistsError(destination)
    unfinished = destination.with_name(destination.name + ".part")
    try:
        async with sessions.engine.connect() as connection:
            if not sessions.on_sqlite:  # SQLite's reading transaction sees one moment anyway
                await connection.execution_options(isolation_level="REPEATABLE READ")
            rows = await connection.run_sync(_write, unfinished, now)
        os.replace(unfinished, destination)
    finally:
        unfinished.unlink(missing_ok=True)
    return rows


async def restore(sessions: Sessions, source: Path) -> int:
    """Fill an empty database with the rows of a backup, in one transaction; how many.

    Raises NotABackup, OtherVersion or NotEmpty; then nothing has changed.
    """
    expected = _check(source)
    await migrate(sessions)
    async with sessions.engine.execution_options(**sessions.WRITES).begin() as connection:
        if await connection.run_sync(_read, source) != expected:
            raise NotABackup
    return expected


def _write(connection: Connection, destination: Path, now: datetime) -> int:
    written = 0
    with zipfile.ZipFile(destination, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in _tables():
            with archive.open(f"{table.name}.jsonl", "w") as file:
                result = connection.execution_options(yield_per=1000).execute(select(table))
                for row in result.mappings():
                    values = to_jsonable_python(dict(row), bytes_mode="base64")
                    file.write(json.dumps(values).encode() + b"\n")
                    written += 1
        about = {"written": now.isoformat(), "revision": newest(), "rows": written}
        archive.writestr(ABOUT, json.dumps(about))
    return written


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if not table.info.get("computed")]


def _check(source: Path) -> int:
    """How many rows the backup says that it holds. Raises NotABackup, OtherVersion."""
    try:
        with zipfile.ZipFile(source) as archive:
            about = json.loads(archive.read(ABOUT))
            revision, rows = str(about["revision"]), int(about["rows"])
            broken = archive.testzip()
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise NotABackup from error
    if broken:
        raise NotABackup
    if revision != newest():
        raise OtherVersion(revision)
    return rows


def _read(connection: Connection, source: Path) -> int:
    tables = _tables()
    if any(connection.scalar(select(func.count()).select_from(table)) for table in tables):
        raise NotEmpty
    read = 0
    with zipfile.ZipFile(source) as archive:
        for table in tables:
            with archive.open(f"{table.name}.jsonl") as file:
                rows = [_row(table, json.loads(line)) for line in file]
            for some in _in_thousands(_parents_first(table, rows)):
                connection.execute(insert(table), some)
            read += len(rows)
            _count_on(connection, table)
    return read


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number the next row after those that came with their numbers."""
    column = table.autoincrement_column
    if column is None or connection.dialect.name != "postgresql":
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    connection.execute(select(func.setval(sequence, func.max(column))).having(func.count() > 0))


def _row(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """The values as the columns take them; JSON has no UUIDs, times or bytes."""
    return {
        name: adapter.validate_python(value)
        if value is not None and (adapter := _TYPED.get(table.c[name].type.python_type))
        else value
        for name, value in values.items()
    }


def _parents_first(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows in an order in which each comes after the one of the same table it refers to."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    if not own:
        return rows
    by_id = {row["id"]: row for row in rows}
    sorter = TopologicalSorter(
        {row["id"]: {row[name] for name in own if row[name] is not None} for row in rows}
    )
    return [by_id[identity] for identity in sorter.static_order()]


def _in_thousands(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == 1000:
            yield some
            some = []
    if some:
        yield some
