"""The rows of questions."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.documents.values import Tier, Wanted
from bot.messages import Tone


class Question(Base):
    """A question and what was shown for it.

    turn_key: of the turn that asked it, so that a turn delivered twice asks once. shown: the
    hits, best first, each {"passage": id, "sentence": text}. chosen: the place in `shown` of
    the passage that the asker said was the answer; settled_at with chosen None: none of them.
    """

    __tablename__ = "question"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(64), unique=True)
    asker_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    conversation_id: Mapped[str] = mapped_column(String(300))  # where it was asked
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    tier: Mapped[Tier] = mapped_column(String(20))
    missing: Mapped[Wanted | None] = mapped_column(String(20))
    shown: Mapped[list[dict[str, Any]]]
    chosen: Mapped[int | None]
    settled_at: Mapped[datetime | None]
    tone: Mapped[Tone | None] = mapped_column(String(10))
    comment: Mapped[str | None] = mapped_column(Text)
