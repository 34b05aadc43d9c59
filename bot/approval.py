"""A second director says yes to a named version.

A yes is to one revision of one thing: whatever changes it voids the question. Nobody approves what
they wrote themselves or asked for. The functions are parts of a feature's own transactions.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.delivery import wanting
from bot.delivery.models import Message
from bot.delivery.values import Priority
from bot.messages import Refusal
from bot.people.queries import people_with_role
from bot.people.values import Person, Role
from bot.preferences import preferences

COMMENT_LENGTH = 500


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


@dataclass(frozen=True)
class Asked:
    """A question for a yes that is open, or was answered or voided, at `closed_at`."""

    subject: UUID
    revision: int
    asked_by_id: UUID
    approver_id: UUID
    asked_at: datetime
    is_open: bool
    approved_by_id: UUID | None
    comment: str
    closed_at: datetime | None


class NotAwaiting(Refusal):
    """Nobody waits for a yes to this revision: it was answered, or something has changed."""


class OwnWork(Refusal):
    """Somebody can't approve what they wrote or asked for."""


async def possible_approvers(session: AsyncSession, author_id: UUID) -> tuple[Person, ...]:
    """Who may say yes to what this person wrote, by name."""
    directors = await people_with_role(session, Role.DIRECTORATE)
    return tuple(person for person in directors if person.id != author_id)


async def ask(
    session: AsyncSession, subject: UUID, revision: int, *, by: UUID, of: UUID, now: datetime
) -> None:
    """Ask for a yes to this revision, in the place of any earlier question.

    session: a writing one.
    """
    await void(session, subject, now=now)
    session.add(
        Approval(subject=subject, revision=revision, asked_by_id=by, approver_id=of, asked_at=now)
    )
    await session.flush()


async def void(session: AsyncSession, subject: UUID, *, now: datetime) -> None:
    """Close an open question, because something changed. session: a writing one."""
    await session.execute(
        update(Approval)
        .where(Approval.subject == subject, Approval.closed_at.is_(None))
        .values(closed_at=now)
    )


async def open_question(session: AsyncSession, subject: UUID) -> Asked | None:
    """The question about this that waits for an answer."""
    row = await session.scalar(
        select(Approval).where(Approval.subject == subject, Approval.closed_at.is_(None))
    )
    return _as_value(row) if row else None


async def question(session: AsyncSession, subject: UUID, revision: int) -> Asked | None:
    """The question about this revision, whether or not it was answered."""
    row = await session.scalar(
        select(Approval).where(Approval.subject == subject, Approval.revision == revision)
    )
    return _as_value(row) if row else None


async def open_questions(session: AsyncSession) -> list[Asked]:
    """Everything that waits for a yes, the oldest first."""
    rows = await session.scalars(
        select(Approval).where(Approval.closed_at.is_(None)).order_by(Approval.asked_at)
    )
    return [_as_value(row) for row in rows]


async def was_asked(session: AsyncSession, kind: str, subject: UUID, person_id: UUID) -> bool:
    """Whether the person got a card with the question; others say yes to what waits.

    kind: of the messages that ask.
    """
    question = select(Message.id).where(
        Message.kind == kind, Message.subject == subject, Message.person_id == person_id
    )
    return await session.scalar(question.limit(1)) is not None


async def remind(
    session: AsyncSession, kind: str, subject: UUID, *, author_id: UUID, now: datetime
) -> None:
    """Remind who was asked and hasn't answered, and ask their stand-in too.

    session: a writing one. kind: of the messages that ask.
    """
    asked = await open_question(session, subject)
    if not asked:
        return
    stand_in = (await preferences(session)).stand_ins.get(asked.approver_id)
    able = {person.id for person in await possible_approvers(session, author_id)}
    for person_id in able & {asked.approver_id, stand_in} - {asked.asked_by_id}:
        await wanting.want(
            session,
            kind,
            subject,
            to=[person_id],
            occasion=f"{asked.revision} again",
            priority=Priority.NOTICE,
            now=now,
        )


async def approve(
    session: AsyncSession, subject: UUID, revision: int, *, by: Person, author: UUID, now: datetime
) -> None:
    """Say yes to this revision. session: a writing one. author: who wrote it last.

    Raises NotAllowed, NotAwaiting or OwnWork.
    """
    row = await _awaiting(session, subject, revision, by=by)
    if by.id in (row.asked_by_id, author):
        raise OwnWork
    row.approved_by_id, row.closed_at = by.id, now
    await session.flush()


async def decline(
    session: AsyncSession, subject: UUID, revision: int, *, comment: str, by: Person, now: datetime
) -> None:
    """Say no to this revision, or take the question back. session: a writing one.

    comment: at most COMMENT_LENGTH characters are kept. Raises NotAllowed or NotAwaiting.
    """
    row = await _awaiting(session, subject, revision, by=by)
    row.comment, row.closed_at = comment[:COMMENT_LENGTH], now
    await session.flush()


async def _awaiting(session: AsyncSession, subject: UUID, revision: int, *, by: Person) -> Approval:
    by.require(Role.DIRECTORATE)
    row: Approval | None = await session.scalar(
        select(Approval)
        .where(
            Approval.subject == subject,
            Approval.revision == revision,
            Approval.closed_at.is_(None),
        )
        .with_for_update()
    )
    if not row:
        raise NotAwaiting
    return row


def _as_value(row: Approval) -> Asked:
    return Asked(
        row.subject,
        row.revision,
        row.asked_by_id,
        row.approver_id,
        row.asked_at,
        row.closed_at is None,
        row.approved_by_id,
        row.comment,
        row.closed_at,
    )
