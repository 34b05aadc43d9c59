"""Inserting a row that somebody else may insert in the same moment."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import Base


async def insert_unless_there(session: AsyncSession, model: type[Base], **values: Any) -> bool:
    """Insert a row unless one with its key is there; whether it was inserted.

    An error that had to be caught would cost a savepoint, and on PostgreSQL the transaction.
    """
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if on_sqlite else postgresql.insert
    key = model.__mapper__.primary_key[0]
    inserted = await session.scalar(
        insert(model).values(**values).on_conflict_do_nothing().returning(key)
    )
    return inserted is not None
