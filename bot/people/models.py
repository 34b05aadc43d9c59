"""The rows of the roster, and of the segments that were saved."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.database.base import Base
from bot.people.values import (
    EMAIL_LENGTH,
    NAME_LENGTH,
    SEGMENT_NAME_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    Level,
    Role,
)


class Unit(Base):
    """A part of the organisation. path: its names from the top, joined by "/"."""

    __tablename__ = "unit"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    path: Mapped[str] = mapped_column(String(UNIT_LENGTH), unique=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)


class Person(Base):
    """Somebody on the roster; someone who left stays, inactive.

    object_id: the Entra object id, once it is known. email: lower case. away_until: the last day of
    a leave; None when there is none.
    """

    __tablename__ = "person"
    __table_args__ = (
        # An address is given to somebody new when its owner left, so only one *active* person
        # has it.
        Index(
            None,
            "email",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    object_id: Mapped[UUID | None] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    level: Mapped[Level] = mapped_column(String(20))
    role: Mapped[Role] = mapped_column(String(20))
    groups: Mapped[list[str]]
    language: Mapped[str | None] = mapped_column(String(2))
    active: Mapped[bool] = mapped_column(default=True)
    away_until: Mapped[date | None]
    changed_at: Mapped[datetime]

    unit: Mapped[Unit] = relationship(lazy="raise")


class Segment(Base):
    """An audience that was given a name; one that was removed stays, so that it can come back.

    folded_name: the name without case, which no database folds in the same way as another.
    audience: as `Audience.to_json` gives it.
    """

    __tablename__ = "segment"
    __table_args__ = (
        Index(
            None,
            "folded_name",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(SEGMENT_NAME_LENGTH))
    # Folding makes up to three characters of one.
    folded_name: Mapped[str] = mapped_column(String(3 * SEGMENT_NAME_LENGTH))
    audience: Mapped[dict[str, Any]]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
