"""The rows of broadcasts."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.broadcasts.values import REASON_LENGTH, TITLE_LENGTH, Phase
from bot.database.base import Base
from bot.delivery.receipts_forgotten import ReceiptsForgotten
from bot.people.values import SEGMENT_NAME_LENGTH

RECEIPTS_FORGOTTEN = ReceiptsForgotten("broadcasts.forget_receipts")


class BroadcastRow(Base):
    """A broadcast, with its working copy.

    content, audience: as JSON. segment: the name of the saved audience that it was taken from.
    channel_id: when it is for a team's channel instead of for people.
    published: the number of the newest version that was sent. turn_key: what it was made by.
    """

    __tablename__ = "broadcast"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(64), unique=True)
    phase: Mapped[Phase] = mapped_column(String(20), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH * 10))
    content: Mapped[dict[str, Any]]
    published: Mapped[int | None]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    audience: Mapped[dict[str, Any] | None]
    segment: Mapped[str] = mapped_column(String(SEGMENT_NAME_LENGTH), default="")
    channel_id: Mapped[str | None] = mapped_column(ForeignKey("channel.id"))
    send_at: Mapped[datetime | None]
    starts_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int | None]
    urgent_reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    corrected_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None]


class VersionRow(Base):
    """What was sent, word for word; never changed. number: from 1."""

    __tablename__ = "broadcast_version"

    broadcast_id: Mapped[UUID] = mapped_column(ForeignKey("broadcast.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class ReceiptRow(Base):
    """That a receiver pressed that they have read it."""

    __tablename__ = "broadcast_receipt"

    broadcast_id: Mapped[UUID] = mapped_column(ForeignKey("broadcast.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]
