"""The rows of delivery."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.delivery.values import Priority, Reach, Reason, State


def _index_where(condition: str, name: str, *columns: str) -> Index:
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


class Message(Base):
    """Something that is to be shown to one person, or in one channel.

    wanted, shown: revisions, counted from 1; 0 is nothing. attempt: the number of the newest
    operation. fence: of the courier that began it. not_before: while held. chat_id, activity_id:
    where the message stands. sent_at: the first time it was. detail: Teams' word for the reason,
    or a log id.
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (conversation_id IS NULL)", name="one_recipient"),
        UniqueConstraint("person_id", "kind", "subject", "occasion"),
        UniqueConstraint("conversation_id", "kind", "subject", "occasion"),
        # Held rows stay out of the queue's index: before it they cost a claim 9 ms (measured).
        _index_where("state = 'queued'", "ix_message_queue", "priority", "id"),
        _index_where("state = 'held'", "ix_message_held", "not_before", "id"),
        _index_where("state = 'sending'", "ix_message_sending", "fence"),
        Index(None, "subject", "kind", "occasion"),
        Index(None, "activity_id", "chat_id"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id"))
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[UUID]
    occasion: Mapped[str] = mapped_column(String(60), default="")
    priority: Mapped[Priority] = mapped_column(SmallInteger)
    wanted: Mapped[int] = mapped_column(default=1)
    shown: Mapped[int] = mapped_column(default=0)
    state: Mapped[State] = mapped_column(String(20))
    attempt: Mapped[int | None]
    fence: Mapped[int | None]
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    not_before: Mapped[datetime | None]
    useful_until: Mapped[datetime | None]
    chat_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    activity_id: Mapped[str | None] = mapped_column(String(300))
    reason: Mapped[Reason | None] = mapped_column(String(20))
    detail: Mapped[str | None] = mapped_column(String(80))
    sent_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class PersonReach(Base):
    """Whether a person's chat can be reached, and since when; no row: never tried."""

    __tablename__ = "reach"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    state: Mapped[Reach] = mapped_column(String(20))
    since: Mapped[datetime]


class Lease(Base):
    """Who does a work that only one process of the installation may do at a time.

    fence: rises with every new holder. expires_at, awaited_at: seconds since 1970 on the
    database's clock, the latter when another process last asked for it.
    """

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(40))
    fence: Mapped[int]
    expires_at: Mapped[float]
    awaited_at: Mapped[float]


class Halt(Base):
    """A time in which Teams took nothing from the bot at all. code: Teams' or Entra's word."""

    __tablename__ = "halt"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code: Mapped[str | None] = mapped_column(String(80))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DueTime(Base):
    """Something that is to be done at a time. not_after: when it is no longer of use."""

    __tablename__ = "due"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        _index_where("done_at IS NULL", "ix_due_next", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[UUID]
    due_at: Mapped[datetime]
    not_after: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
