"""Who did what, when, on how many. Rows are added here, and never changed or deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, Select, String, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.people.values import NAME_LENGTH, Person

ABOUT_LENGTH = 200  # characters of what an act was about


class AuditRow(Base):
    """One act. actor_name: as it was then. number: of people, answers or whatever it was done to.

    act: a feature and its verb ("broadcasts.send"). subject: the id of what it was done to.
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "at"), Index(None, "subject", "at"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    actor_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    act: Mapped[str] = mapped_column(String(60))
    subject: Mapped[UUID | None]
    about: Mapped[str] = mapped_column(String(ABOUT_LENGTH))
    number: Mapped[int | None]


@dataclass(frozen=True)
class Entry:
    """One act, as it was recorded. at: aware UTC. actor: the name of who did it."""

    at: datetime
    actor_id: UUID | None
    actor: str
    act: str
    subject: UUID | None
    about: str
    number: int | None


async def record(
    session: AsyncSession,
    *,
    actor: Person,
    act: str,
    subject: UUID | None = None,
    about: str = "",
    number: int | None = None,
    now: datetime,
) -> None:
    """Record an act in the transaction that does it, so that neither is there without the other.

    session: a writing one. about: such as a title; no more of it than ABOUT_LENGTH is kept.
    """
    session.add(
        AuditRow(
            at=now,
            actor_id=actor.id,
            actor_name=actor.name,
            act=act,
            subject=subject,
            about=about if len(about) <= ABOUT_LENGTH else f"{about[: ABOUT_LENGTH - 1]}…",
            number=number,
        )
    )
    await session.flush()


async def entries(
    session: AsyncSession, *, offset: int, limit: int, subject: UUID | None = None
) -> list[Entry]:
    """What was done, newest first. subject: only what was done to this."""
    rows = await session.scalars(
        _about(select(AuditRow), subject)
        .order_by(AuditRow.at.desc(), AuditRow.id)
        .offset(offset)
        .limit(limit)
    )
    return [_as_entry(row) for row in rows]


async def newest(session: AsyncSession, act: str, *, subject: UUID) -> Entry | None:
    """The last time that this act was done to this."""
    row = await session.scalar(
        _about(select(AuditRow), subject)
        .where(AuditRow.act == act)
        .order_by(AuditRow.at.desc())
        .limit(1)
    )
    return _as_entry(row) if row else None


async def number_of_entries(session: AsyncSession, *, subject: UUID | None = None) -> int:
    """How many acts were recorded. subject: only those done to this."""
    counting = _about(select(func.count()).select_from(AuditRow), subject)
    return await session.scalar(counting) or 0


def _as_entry(row: AuditRow) -> Entry:
    return Entry(row.at, row.actor_id, row.actor_name, row.act, row.subject, row.about, row.number)


def _about(query: Select[Any], subject: UUID | None) -> Select[Any]:
    return query if subject is None else query.where(AuditRow.subject == subject)
