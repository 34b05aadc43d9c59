"""Alembic's way into our migrations; the connection is given by bot.database.migrating."""

from typing import Any, Literal

from alembic import context

from bot.database.base import Base, UtcDateTime


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own type as what it is in the database: an old migration needs no code of ours."""
    return "sa.DateTime(timezone=True)" if isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    render_item=_render,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
