"""The rows of inquiries."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.inquiries.values import TITLE_LENGTH, Act, Kind, Phase, Theme


class InquiryRow(Base):
    """An inquiry. turn_key: what it was made by. revision: rises with whatever is done to it.

    about: the id of a question, a broadcast or a decision, as `kind` says.
    """

    __tablename__ = "inquiry"
    __table_args__ = (Index(None, "phase", "due_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Kind] = mapped_column(String(20))
    theme: Mapped[Theme | None] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    text: Mapped[str] = mapped_column(Text)
    background: Mapped[str] = mapped_column(Text, default="")
    asker_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    hidden: Mapped[bool] = mapped_column(default=False)
    about: Mapped[UUID | None] = mapped_column(index=True)
    phase: Mapped[Phase] = mapped_column(String(20))
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("inquiry.id"), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    settled_at: Mapped[datetime | None]


class EntryRow(Base):
    """Something that was done to an inquiry; never changed. turn_key: what it was done by.

    person_id: to whom it was handed over, or with whom it is taken up.
    """

    __tablename__ = "inquiry_entry"
    __table_args__ = (Index(None, "inquiry_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    inquiry_id: Mapped[UUID] = mapped_column(ForeignKey("inquiry.id"))
    turn_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    act: Mapped[Act] = mapped_column(String(20))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class VerdictRow(Base):
    """That an answer helped one of those who got it; who takes that back has none."""

    __tablename__ = "inquiry_verdict"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("inquiry_entry.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]
