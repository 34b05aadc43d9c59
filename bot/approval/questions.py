"""The question for a yes, and its answer. The functions are parts of a feature's transactions.

`now` is aware UTC.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval.models import Approval
from bot.approval.values import (
    COMMENT_LENGTH,
    Asked,
    CommentHoldsCprNumber,
    CommentMissing,
    CommentTooLong,
    NotAwaiting,
    OwnWork,
    Work,
)
from bot.cpr import holds_cpr_number
from bot.people.queries import people_with_role
from bot.people.values import Person, Role


async def possible_approvers(session: AsyncSession, *author_ids: UUID) -> tuple[Person, ...]:
    """Who may say yes to what these people wrote, by name."""
    directors = await people_with_role(session, Role.DIRECTORATE)
    return tuple(person for person in directors if person.id not in author_ids)


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


async def awaiting(session: AsyncSession, person: Person) -> list[UUID]:
    """What waits for a yes that this person didn't ask for, of every feature; the oldest first.

    Nothing waits for who is no director. What the person wrote is for the feature to leave out.
    """
    if not person.may(Role.DIRECTORATE):
        return []
    found = await session.scalars(
        select(Approval.subject)
        .where(Approval.closed_at.is_(None), Approval.asked_by_id != person.id)
        .order_by(Approval.asked_at)
    )
    return list(found)


async def approve(
    session: AsyncSession, work: Work, revision: int, *, by: Person, now: datetime
) -> None:
    """Say yes to this revision, if the work still is as it was then. session: a writing one.

    Raises NotAllowed, NotAwaiting or OwnWork.
    """
    row = await _awaiting(session, work.id, revision, by=by)
    if by.id in work.authors | {row.asked_by_id}:
        raise OwnWork
    if work.revision != revision:
        raise NotAwaiting
    row.approved_by_id, row.closed_at = by.id, now
    await session.flush()


async def decline(
    session: AsyncSession, subject: UUID, revision: int, *, comment: str, by: Person, now: datetime
) -> None:
    """Say no to this revision, or take the question back. session: a writing one.

    comment: as `checked_comment` gives it. Raises NotAllowed or NotAwaiting.
    """
    row = await _awaiting(session, subject, revision, by=by)
    row.comment, row.closed_at = comment, now
    await session.flush()


def checked_comment(comment: str) -> str:
    """What is said with a no, tidy. Raises CommentMissing, CommentTooLong, CommentHoldsCprNumber.

    A CPR number is refused before all else, as what is too long comes back to be shortened.
    """
    comment = comment.strip()
    if not comment:
        raise CommentMissing
    if holds_cpr_number(comment):
        raise CommentHoldsCprNumber
    if len(comment) > COMMENT_LENGTH:
        raise CommentTooLong
    return comment


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
