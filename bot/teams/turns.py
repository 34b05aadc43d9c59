"""Each turn once: Teams may deliver the same thing again, to this instance or to another."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.database.inserting import insert_unless_there

TIME_TO_ANSWER = timedelta(seconds=15)  # Teams gives up on an answer after 10 to 15 s

# An edit, an undelete or a soft delete carries the id of the message that it is about, so the
# time of the change tells one from the next.
_CHANGES = ("messageUpdate", "messageDelete")


class TurnRow(Base):
    """A turn that is being answered, until when, or has been.

    until: also tells whose the turn is, as whoever takes it over sets a later one. answered_with:
    the key of the first message that was sent for it.
    """

    __tablename__ = "turn"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    done: Mapped[bool]
    until: Mapped[datetime]
    answered_with: Mapped[str | None] = mapped_column(String(64), index=True)


class Claim(StrEnum):
    """What is known of a turn when it arrives."""

    OURS = "ours"  # new, or left unfinished by somebody who is gone
    BUSY = "busy"  # somebody is answering it
    DONE = "done"  # it was answered


def turn_key(activity: Mapping[str, Any]) -> str:
    """The same for the same thing delivered again, and for nothing else: SHA-256 in hex.

    activity: one that was read by `incoming`. Hashed, so that the row tells nothing about whom.
    """
    kind, identity = activity["type"], activity.get("id")
    channel_data = activity.get("channelData") or {}
    told_apart_by_time = kind in _CHANGES or not identity
    return _digest(
        activity["channelId"],
        activity["conversation"]["id"],
        kind,
        channel_data.get("eventType"),
        identity,
        activity.get("timestamp") if told_apart_by_time else None,
        activity.get("action") if told_apart_by_time else None,
    )


def message_key(conversation_id: str, message_id: str) -> str:
    """One message of a conversation; its id alone is unique only there. SHA-256 in hex."""
    return _digest(conversation_id, message_id)


async def claim(session: AsyncSession, key: str, *, now: datetime, until: datetime) -> Claim:
    """Take the turn until then, unless somebody has. session: a writing one."""
    if await insert_unless_there(session, TurnRow, key=key, done=False, until=until):
        return Claim.OURS
    return await _claim_again(session, key, now=now, until=until)


async def state(session: AsyncSession, key: str, *, now: datetime) -> Claim:
    """What is now known of a claimed turn; OURS when whoever took it has run out of time."""
    row = await session.get(TurnRow, key, populate_existing=True)
    if row is None:
        return Claim.OURS
    if row.done:
        return Claim.DONE
    return Claim.BUSY if row.until > now else Claim.OURS


async def finish(
    session: AsyncSession, key: str, *, until: datetime, answered_with: str | None
) -> None:
    """Note that the turn that was claimed until then is answered, with this message if any."""
    await session.execute(
        update(TurnRow)
        .where(_still_ours(key, until))
        .values(done=True, answered_with=answered_with)
    )


async def release(session: AsyncSession, key: str, *, until: datetime) -> None:
    """Give up the turn that was claimed until then: a new delivery may be answered."""
    await session.execute(delete(TurnRow).where(_still_ours(key, until)))


async def turn_answered_with(session: AsyncSession, message: str) -> str | None:
    """The key of the turn that was answered with the message of this key."""
    return await session.scalar(select(TurnRow.key).where(TurnRow.answered_with == message))


async def _claim_again(session: AsyncSession, key: str, *, now: datetime, until: datetime) -> Claim:
    taken = await session.execute(
        update(TurnRow)
        .where(TurnRow.key == key, TurnRow.done.is_(False), TurnRow.until <= now)
        .values(until=until)
        .returning(TurnRow.key)
    )
    if taken.scalar():
        return Claim.OURS
    return await state(session, key, now=now)


def _still_ours(key: str, until: datetime) -> ColumnElement[bool]:
    return and_(TurnRow.key == key, TurnRow.done.is_(False), TurnRow.until == until)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(str(part or "") for part in parts).encode()).hexdigest()
