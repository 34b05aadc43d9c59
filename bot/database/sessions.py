"""One engine, and the two ways into it: sessions that read and sessions that write."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

_WRITES = "lederlinjen_writes"
_ANNOUNCED = "lederlinjen_announced"


class Sessions:
    """Opens sessions on one database.

    On SQLite a writing transaction begins with BEGIN IMMEDIATE behind one lock in this process:
    with the driver's own deferred BEGIN, ten verbs that read and then write all "succeed" on
    what each of them read (measured). On PostgreSQL the verbs lock the rows they read.
    """

    WRITES: ClassVar[dict[str, Any]] = {_WRITES: True}  # options of a connection that writes

    def __init__(self, url: str) -> None:
        """url: with an async driver, sqlite+aiosqlite or postgresql+psycopg."""
        self.url = make_url(url)
        self.on_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = create_async_engine(
            self.url,
            pool_pre_ping=not self.on_sqlite,
            pool_size=16,  # with fewer, a burst of turns opens and closes connections
            hide_parameters=True,  # an error's text ends in the log; what people wrote must not
        )
        if self.on_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
            event.listen(self.engine.sync_engine, "invalidate", _roll_back_sqlite)
        self._reading = async_sessionmaker(self.engine, expire_on_commit=False)
        self._writing = async_sessionmaker(
            self.engine.execution_options(**self.WRITES), expire_on_commit=False
        )
        self._one_writer: Any = asyncio.Lock() if self.on_sqlite else nullcontext()
        self._listeners: dict[str, Callable[[], None]] = {}

    @property
    def is_missing(self) -> bool:
        """Whether it is a SQLite file that isn't there yet; opening it would make it."""
        return self.on_sqlite and not Path(self.url.database or "").exists()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads; what it would write is thrown away."""
        async with self._reading() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A session that is one transaction: committed at the end, undone by an exception.

        No network inside: nobody else can write meanwhile on SQLite.
        """
        async with self._one_writer, self._writing() as session:
            async with session.begin():
                yield session
            announced = session.info.get(_ANNOUNCED, ())
        for news in announced:
            if news in self._listeners:
                self._listeners[news]()

    def listen(self, news: str, listener: Callable[[], None]) -> None:
        """Call `listener` in this process whenever a transaction that announced this commits."""
        self._listeners[news] = listener

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def announce(session: AsyncSession, news: str) -> None:
    """Let who listens in this process know, once the transaction has committed."""
    session.info.setdefault(_ANNOUNCED, set()).add(news)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin_sqlite does
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "secure_delete=ON",  # what was deleted is gone from the file, too
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _roll_back_sqlite(connection: Any, _record: Any, _error: BaseException | None) -> None:
    """Undo what was cancelled, before its connection is given up.

    Closing isn't enough: a cursor that is still in a traceback keeps the connection alive, and
    its lock, and nobody can write (measured).
    """
    connection.rollback()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
