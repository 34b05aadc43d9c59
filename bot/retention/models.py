"""The rows of retention."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.retention.values import BASIS_LENGTH, REASON_LENGTH


class RetentionRow(Base):
    """For how many months one kind of data is kept. basis: why that is lawful; never empty.

    No row: nothing of that kind is deleted.
    """

    __tablename__ = "retention"

    category: Mapped[str] = mapped_column(String(40), primary_key=True)
    months: Mapped[int]
    basis: Mapped[str] = mapped_column(String(BASIS_LENGTH))
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]


class SuspensionRow(Base):
    """A time in which nothing is deleted, whatever the periods say."""

    __tablename__ = "retention_suspension"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class DeletionRow(Base):
    """What one night deleted of one kind of data, by number only."""

    __tablename__ = "retention_deletion"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    at: Mapped[datetime]
    category: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
