"""The rows of saved answers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.knowledge.values import Phase


class KnowledgeRow(Base):
    """A saved answer. document_id: the document whose current version is what people get of it.

    content: as JSON, the working copy. turn_key: what it was made by.
    """

    __tablename__ = "knowledge"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(64), unique=True)
    phase: Mapped[Phase] = mapped_column(String(20), index=True)
    content: Mapped[dict[str, Any]]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), unique=True)
    inquiry_id: Mapped[UUID | None] = mapped_column(ForeignKey("inquiry.id"), index=True)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    review_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class KnowledgeVersionRow(Base):
    """A saved answer as it was from `at` on, word for word; never changed."""

    __tablename__ = "knowledge_version"

    knowledge_id: Mapped[UUID] = mapped_column(ForeignKey("knowledge.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    phase: Mapped[Phase] = mapped_column(String(20))
    content: Mapped[dict[str, Any]]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
