"""A database of PostgreSQL that is as new before each test.

A new one for each took half of a test's time: every copy of a template waits for a checkpoint.
"""

import psycopg

_END_THE_OTHERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_SHAPE = """
    SELECT array_agg(line ORDER BY line) FROM (
        SELECT format('%s.%s %s', attrelid::regclass, attname, atttypid)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
        UNION ALL SELECT format('%s %s', conrelid::regclass, conname)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    ) AS lines (line)
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


class Recycled:
    """A database of a server, made from a template. Only one test at a time may have it."""

    def __init__(self, server: str, name: str, *, template: str) -> None:
        self._server, self._name, self._template = server, name, template
        self.url = url_on(server, name)
        self._create()

    def renew(self) -> None:
        """Put it back as it was at first, also when a test has changed its tables."""
        with self._connected() as connection:
            connection.execute(_END_THE_OTHERS)
            as_at_first = connection.execute(_SHAPE).fetchone() == self._shape
            if as_at_first:
                connection.execute(self._put_back)
        if not as_at_first:
            execute(self._server, f"DROP DATABASE {self._name} WITH (FORCE)")
            self._create()

    def _create(self) -> None:
        execute(self._server, f"CREATE DATABASE {self._name} TEMPLATE {self._template}")
        with self._connected() as connection:
            self._shape = connection.execute(_SHAPE).fetchone()
            tables = [name for (name,) in connection.execute(_TABLES)]
            connection.execute("CREATE SCHEMA at_first")
            # Without the order in which tables refer to each other, nor their triggers.
            steps = ["SET LOCAL session_replication_role = replica"]
            for table in tables:
                steps.append(f'DELETE FROM public."{table}"')
                copy = f'CREATE TABLE at_first."{table}" AS TABLE public."{table}"'
                if connection.execute(copy.encode()).rowcount:
                    steps.append(f'INSERT INTO public."{table}" TABLE at_first."{table}"')
            self._put_back = ";".join(steps).encode()

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True)


def execute(server: str, statement: str) -> None:
    """Run one statement on a server, in the database that its URL names."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def url_on(server: str, name: str) -> str:
    """The URL of one of a server's databases, as the bot is told it."""
    return server.replace("postgresql://", "postgresql+psycopg://").replace(
        "/postgres?", f"/{name}?"
    )
