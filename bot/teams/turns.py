"""Each turn once: Teams may deliver the same thing again, to this instance or to another."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import String, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base

TIME_TO_ANSWER = timedelta(seconds=15)  # Teams gives up on an answer after 10 to 15 s

# An edit, an undelete or a soft delete carries the id of the message that it is about, so the
# time of the change tells one from the next.
_CHANGES = ("messageUpdate", "messageDelete")


class TurnRow(Base):
    """A turn that is being answered or has been. message_id: of the first message sent for it."""

    __tablename__ = "turn"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    done: Mapped[bool]
    until: Mapped[datetime]
    message_id: Mapped[str | None] = mapped_column(String(300), index=True)


class Claim(StrEnum):
    """What is known of a turn when it arrives."""

    OURS = "ours"  # new, or left unfinished by somebody who is gone
    BUSY = "busy"  # somebody is answering it
    DONE = "done"  # it was answered


def turn_key(activity: Mapping[str, Any]) -> str:
    """The same for the same thing delivered again, and for nothing else: SHA-256 in hex.

    activity: one that was read by `incoming`. Hashed, so that the row tells nothing about whom.
    """
    kind = activity["type"]
    channel_data = activity.get("channelData") or {}
    parts = (
        activity["channelId"],
        activity["conversation"]["id"],
        kind,
        channel_data.get("eventType"),
        activity.get("id"),
        activity.get("timestamp") if kind in _CHANGES else None,
    )
    return hashlib.sha256("\0".join(str(part or "") for part in parts).encode()).hexdigest()


async def claim(session: AsyncSession, key: str, *, now: datetime) -> Claim:
    """Take the turn, unless somebody has. session: a writing one."""
    row = {"done": False, "until": now + TIME_TO_ANSWER}
    try:
        async with session.begin_nested():
            await session.execute(insert(TurnRow).values(key=key, **row))
    except IntegrityError:
        return await _claim_again(session, key, row, now)
    return Claim.OURS


async def state(session: AsyncSession, key: str, *, now: datetime) -> Claim:
    """What is now known of a claimed turn; OURS when whoever took it has run out of time."""
    row = await session.get(TurnRow, key, populate_existing=True)
    if row is None:
        return Claim.OURS
    if row.done:
        return Claim.DONE
    return Claim.BUSY if row.until > now else Claim.OURS


async def finish(session: AsyncSession, key: str, *, message_id: str | None) -> None:
    """Note that the turn was answered, with this message when it was one."""
    await session.execute(
        update(TurnRow).where(TurnRow.key == key).values(done=True, message_id=message_id)
    )


async def release(session: AsyncSession, key: str) -> None:
    """Give the turn up: it surely wasn't answered, so that a new delivery may be."""
    await session.execute(delete(TurnRow).where(TurnRow.key == key, TurnRow.done.is_(False)))


async def turn_that_sent(session: AsyncSession, message_id: str) -> str | None:
    """The key of the turn that was answered with this message."""
    return await session.scalar(select(TurnRow.key).where(TurnRow.message_id == message_id))


async def _claim_again(
    session: AsyncSession, key: str, row: Mapping[str, Any], now: datetime
) -> Claim:
    taken = await session.execute(
        update(TurnRow)
        .where(TurnRow.key == key, TurnRow.done.is_(False), TurnRow.until <= now)
        .values(**row)
        .returning(TurnRow.key)
    )
    if taken.scalar():
        return Claim.OURS
    return await state(session, key, now=now)
