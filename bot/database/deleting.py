"""Deleting what is over, a few rows at a time, so that nobody else waits for long to write."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped

from bot.database.base import Base

AT_ONCE = 300  # rows in one transaction: some milliseconds, in which SQLite lets nobody else write


async def lock_some(
    session: AsyncSession, key: Mapped[UUID], *where: ColumnElement[bool]
) -> list[UUID]:
    """Lock a few of the rows of which all this is true, to delete them with what refers to them.

    session: a writing one. key: the column of their ids, which are given. What somebody else is
    changing is left for the next time.
    """
    chosen = select(key).where(*where).limit(AT_ONCE).with_for_update(skip_locked=True)
    return list(await session.scalars(chosen))


async def delete_some(
    session: AsyncSession, model: type[Base], *where: ColumnElement[bool], most: int = AT_ONCE
) -> int:
    """Delete at most so many of the rows of which all this is true; how many it were.

    session: a writing one. What somebody else is changing is left for the next time.
    """
    columns = model.__mapper__.primary_key
    chosen = select(*columns).where(*where).limit(most).with_for_update(skip_locked=True)
    keys = (await session.execute(chosen)).all()
    if keys:
        several = len(columns) > 1
        key: ColumnElement[Any] = tuple_(*columns) if several else columns[0]
        found = [tuple(one) for one in keys] if several else [one[0] for one in keys]
        await session.execute(delete(model).where(key.in_(found)))
    return len(keys)
