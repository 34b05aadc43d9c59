"""The rows of the roster."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.database.base import Base
from bot.people.values import Level, Role


class Unit(Base):
    """A part of the organisation. path: its names from the top, joined by "/"."""

    __tablename__ = "unit"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    path: Mapped[str] = mapped_column(String(500), unique=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)


class Person(Base):
    """Somebody on the roster; someone who left stays, inactive.

    object_id: the Entra object id, once it is known. email: lower case.
    """

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    object_id: Mapped[UUID | None] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    level: Mapped[Level] = mapped_column(String(20))
    role: Mapped[Role] = mapped_column(String(20))
    groups: Mapped[list[str]]
    language: Mapped[str | None] = mapped_column(String(2))
    active: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]

    unit: Mapped[Unit] = relationship(lazy="raise")
