"""Making one inquiry of two that ask the same, and two of it again."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.database.sessions import Sessions
from bot.inquiries import noticing, queries
from bot.inquiries.handling import OPEN, Doing, begin, note, seen
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.values import (
    Act,
    CannotMerge,
    Inquiry,
    Kind,
    Phase,
    UnknownInquiry,
    WrongPhase,
)
from bot.people.values import Role


async def merge(sessions: Sessions, doing: Doing, into: UUID) -> Inquiry:
    """Let the answer to `into` go to this one's asker, too; gives the one that is left.

    Whatever was merged into this one and waits goes along; what was answered with it keeps that
    answer. The earlier of the promised days holds. Raises what the verbs of `handling` raise,
    WrongPhase also when `into` isn't open any more, and CannotMerge.
    """
    doing.by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        row = await begin(session, doing, phases=OPEN, also=(into,))
        target = await session.get(InquiryRow, into)
        if not target:
            raise UnknownInquiry
        if row:
            await _refuse_unless_alike(session, doing, row, target)
            row.phase, row.merged_into_id, row.owner_id = Phase.MERGED, target.id, None
            await note(session, row, doing, Act.MERGED)
            await _take_along(session, row, doing, target)
            target.revision += 1  # who is about to answer it shall know who gets the answer
            if row.due_on < target.due_on:
                target.due_on = row.due_on
                await noticing.remind_of(session, target, now=doing.now)
            await noticing.inquiry_gone(session, row, now=doing.now)
            await noticing.inquiry_changed(session, target, now=doing.now)
            await audit.record(
                session, actor=doing.by, act="inquiries.merge", subject=target.id, now=doing.now
            )
        return await queries.as_seen(session, target, seen_by=doing.by)


async def split(sessions: Sessions, doing: Doing) -> Inquiry:
    """Take an inquiry out of the one that it was merged into, while it waits for the answer."""
    doing.by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        row = await begin(session, doing, phases=(Phase.MERGED,))
        if row:
            target = await session.get_one(InquiryRow, row.merged_into_id)
            if target.phase != Phase.OPEN or row.settled_at:  # what is asked further isn't theirs
                raise WrongPhase(await queries.as_seen(session, row, seen_by=doing.by))
            row.phase, row.merged_into_id = Phase.OPEN, None
            await note(session, row, doing, Act.REOPENED)
            await noticing.remind_of(session, row, now=doing.now)
            for one in (row, target):
                await noticing.inquiry_changed(session, one, now=doing.now)
            await audit.record(
                session, actor=doing.by, act="inquiries.split", subject=row.id, now=doing.now
            )
        return await seen(session, doing)


async def _take_along(
    session: AsyncSession, row: InquiryRow, doing: Doing, target: InquiryRow
) -> None:
    """Merge what waits with the row into the target, too.

    Each gets an entry of its own: what the target was answered before that wasn't said to them.
    """
    waiting = await session.scalars(
        select(InquiryRow)
        .where(InquiryRow.merged_into_id == row.id, InquiryRow.settled_at.is_(None))
        .order_by(InquiryRow.id)
    )
    for one in waiting.all():
        one.merged_into_id = target.id
        one.revision += 1
        session.add(EntryRow(inquiry_id=one.id, act=Act.MERGED, by_id=doing.by.id, at=doing.now))
    await session.flush()


async def _refuse_unless_alike(
    session: AsyncSession, doing: Doing, row: InquiryRow, target: InquiryRow
) -> None:
    if target.phase != Phase.OPEN:
        raise WrongPhase(await queries.as_seen(session, target, seen_by=doing.by))
    # What is said of a proposal, that it is taken up or not now, is no answer to a question.
    if target is row or (Kind.PROPOSAL in (row.kind, target.kind) and row.kind != target.kind):
        raise CannotMerge
