"""The rows of questions for a yes."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.approval.values import COMMENT_LENGTH
from bot.database.base import Base


class Approval(Base):
    """A question for a yes. approver_id: who was asked first; others of the directorate may too.

    closed_at: when it was answered, or voided because something changed. approved_by_id: None
    unless the answer was yes. comment: with a no.
    """

    __tablename__ = "approval"
    __table_args__ = (UniqueConstraint("subject", "revision"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    subject: Mapped[UUID]
    revision: Mapped[int]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    approver_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    comment: Mapped[str] = mapped_column(String(COMMENT_LENGTH), default="")
