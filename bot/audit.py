"""Who did what, when, on how many. Rows are added here, and never changed.

They are deleted only when the period is over for which the directorate has decided to keep them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, Select, String, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.database.deleting import delete_some
from bot.people.values import NAME_LENGTH, Person

ABOUT_LENGTH = 200  # characters of what an act was about
OPERATOR = "Kommandolinjen"


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
    actor: Person | None,
    act: str,
    subject: UUID | None = None,
    about: str = "",
    number: int | None = None,
    now: datetime,
) -> None:
    """Record an act in the transaction that does it, so that neither is there without the other.

    session: a writing one. actor: None: the operator, on the command line. about: such as a
    title; no more of it than ABOUT_LENGTH is kept.
    """
    session.add(
        AuditRow(
            at=now,
            actor_id=actor.id if actor else None,
            actor_name=actor.name if actor else OPERATOR,
            act=act,
            subject=subject,
            about=about if len(about) <= ABOUT_LENGTH else f"{about[: ABOUT_LENGTH - 1]}…",
            number=number,
        )
    )
    await session.flush()


class Titled(Protocol):
    """A row of what acts are done to."""

    @property
    def id(self) -> UUID:
        """The subject of the acts."""

    @property
    def title(self) -> str:
        """What they were about."""


async def record_act(
    session: AsyncSession,
    row: Titled,
    act: str,
    *,
    by: Person,
    now: datetime,
    number: int | None = None,
) -> None:
    """Record what somebody did to it; see `record`. number: of those whom it concerned."""
    await record(
        session, actor=by, act=act, subject=row.id, about=row.title, number=number, now=now
    )


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


async def newest(
    session: AsyncSession, act: str, *, subject: UUID, at: datetime | None = None
) -> Entry | None:
    """The last time that this act was done to this. at: the time that was done just then."""
    row = await session.scalar(
        _about(select(AuditRow), subject)
        .where(AuditRow.act == act, true() if at is None else AuditRow.at == at)
        .order_by(AuditRow.at.desc())
        .limit(1)
    )
    return _as_entry(row) if row else None


async def number_of_entries(session: AsyncSession, *, subject: UUID | None = None) -> int:
    """How many acts were recorded. subject: only those done to this."""
    counting = _about(select(func.count()).select_from(AuditRow), subject)
    return await session.scalar(counting) or 0


async def expire(
    session: AsyncSession, *, before: datetime, now: datetime, but: Collection[str]
) -> int:
    """Delete a few of the acts that were done before this; how many. session: a writing one.

    but: acts that are kept, as figures depend on them; they must tell of nobody.
    """
    return await delete_some(session, AuditRow, AuditRow.at < before, AuditRow.act.not_in(but))


def _as_entry(row: AuditRow) -> Entry:
    return Entry(row.at, row.actor_id, row.actor_name, row.act, row.subject, row.about, row.number)


def _about(query: Select[Any], subject: UUID | None) -> Select[Any]:
    return query if subject is None else query.where(AuditRow.subject == subject)
