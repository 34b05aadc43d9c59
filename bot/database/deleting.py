"""Deleting what is over, a few rows at a time, so that nobody else waits for long to write."""

from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import Base

AT_ONCE = 300  # rows in one transaction: some milliseconds, in which SQLite lets nobody else write


async def delete_some(
    session: AsyncSession, model: type[Base], *where: ColumnElement[bool], most: int = AT_ONCE
) -> int:
    """Delete at most so many of the rows of which all this is true; how many it were.

    session: a writing one. model: with a key of one column. What somebody else is changing is left
    for the next time.
    """
    key: ColumnElement[Any] = model.__mapper__.primary_key[0]
    chosen = select(key).where(*where).limit(most).with_for_update(skip_locked=True)
    keys = (await session.scalars(chosen)).all()
    if keys:
        await session.execute(delete(model).where(key.in_(keys)))
    return len(keys)
