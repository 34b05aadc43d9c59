"""In which order messages are locked on PostgreSQL, so that nobody waits for each other.

On SQLite who writes is alone.
"""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.models import Message


def in_order(session: AsyncSession, which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Which messages a verb changes: everybody locks those that they change in the same order."""
    if session.get_bind().dialect.name == "sqlite":
        return which
    locked = select(Message.id).where(which).order_by(Message.id).with_for_update().cte("locked")
    return Message.id.in_(select(locked.c.id))


def unlocked(session: AsyncSession, which: Select[int]) -> ColumnElement[bool]:
    """Which messages the courier changes: those of these that nobody else is changing.

    It waits for nobody while it holds locks of its own. What it leaves out it comes to later.
    """
    if session.get_bind().dialect.name == "sqlite":
        return Message.id.in_(which)
    chosen = which.with_for_update(skip_locked=True).cte("chosen")
    return Message.id.in_(select(chosen.c.id))
