"""What is stored of people with decisions, and what was thrown away, once its period is over.

The decisions stay.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.approval.expiring import forget_asked
from bot.audit import ABOUT_LENGTH
from bot.database.deleting import AT_ONCE, lock_some
from bot.decisions import queries
from bot.decisions.models import (
    RECEIPTS_FORGOTTEN,
    DecisionAnswerRow,
    DecisionReceiptRow,
    DecisionRow,
    DecisionVersionRow,
    FollowUpRow,
    PublicationItemRow,
    PublicationRow,
    RecipientRow,
)
from bot.decisions.values import ENDED, Phase, PublicationPhase
from bot.delivery.expiring import forget_about
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import Phase as InquiryPhase


async def expire(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the receipts for what was published before this; how many.

    session: a writing one. Nobody is asked for one again; how many there were is kept. A
    publication with a reminder yet to come, or one since, waits.
    """
    has_receipts = exists().where(DecisionReceiptRow.publication_id == PublicationRow.id)
    row = await session.scalar(
        select(PublicationRow)
        .where(
            PublicationRow.phase.in_((PublicationPhase.PUBLISHED, PublicationPhase.RECALLED)),
            *_all_before(before),
            has_receipts,
        )
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if not row:
        return 0
    of_it = DecisionReceiptRow.publication_id == row.id
    people = (
        await session.scalars(select(DecisionReceiptRow.person_id).where(of_it).limit(AT_ONCE))
    ).all()
    await session.execute(
        delete(DecisionReceiptRow).where(of_it, DecisionReceiptRow.person_id.in_(people))
    )
    titles = [one.title for one in await queries.decision_rows(session, row.id)]
    await RECEIPTS_FORGOTTEN.note(
        session, row.id, len(people), title=", ".join(titles)[:ABOUT_LENGTH], now=now
    )
    return len(people)


async def expire_recipients(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Forget of a few people that they got decisions which ended before this; of how many.

    session: a writing one. A message that also has decisions in it that hold is still corrected,
    so all of it waits until the last of them has ended.
    """
    decision_id = await session.scalar(
        select(DecisionRow.id)
        .where(
            _ended(DecisionRow, before),
            exists().where(RecipientRow.decision_id == DecisionRow.id),
            ~_stands_beside_what_holds(before),
        )
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if not decision_id:
        return 0
    of_it = RecipientRow.decision_id == decision_id
    people = (
        await session.scalars(select(RecipientRow.person_id).where(of_it).limit(AT_ONCE))
    ).all()
    await session.execute(delete(RecipientRow).where(of_it, RecipientRow.person_id.in_(people)))
    return len(people)


async def forget_inquiries(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Let a few answers stand without the inquiry that they came from, as that may be deleted now.

    session: a writing one. For before inquiries are deleted, which nothing may refer to then.
    """
    over = select(InquiryRow.id).where(
        InquiryRow.phase != InquiryPhase.OPEN,
        func.coalesce(InquiryRow.settled_at, InquiryRow.asked_at) < before,
    )
    ids = await lock_some(session, DecisionAnswerRow.id, DecisionAnswerRow.inquiry_id.in_(over))
    await session.execute(
        update(DecisionAnswerRow).where(DecisionAnswerRow.id.in_(ids)).values(inquiry_id=None)
    )
    return len(ids)


async def expire_drafts(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the drafts and corrections that were thrown away before this; how many.

    session: a writing one. Until then they can be taken back. What was published once stays, also
    where it became a draft again. The same minutes imported again have what was deleted as new.
    """
    was_published = exists().where(DecisionVersionRow.decision_id == DecisionRow.id)
    ids = await lock_some(
        session,
        DecisionRow.id,
        DecisionRow.phase == Phase.DISCARDED,
        DecisionRow.changed_at < before,
        ~was_published,
    )
    follow_ups = (
        await session.scalars(select(FollowUpRow.id).where(FollowUpRow.decision_id.in_(ids)))
    ).all()
    await forget_about(session, [*ids, *follow_ups])
    await session.execute(delete(FollowUpRow).where(FollowUpRow.id.in_(follow_ups)))
    await session.execute(delete(PublicationItemRow).where(PublicationItemRow.decision_id.in_(ids)))
    await session.execute(delete(DecisionRow).where(DecisionRow.id.in_(ids)))
    return len(ids)


async def expire_publications(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the publications that were thrown away before this; how many.

    session: a writing one. The decisions in them are none of theirs any more.
    """
    ids = await lock_some(
        session,
        PublicationRow.id,
        PublicationRow.phase == PublicationPhase.DISCARDED,
        PublicationRow.changed_at < before,
    )
    await forget_asked(session, ids)
    await session.execute(
        delete(PublicationItemRow).where(PublicationItemRow.publication_id.in_(ids))
    )
    await session.execute(delete(PublicationRow).where(PublicationRow.id.in_(ids)))
    return len(ids)


def _all_before(before: datetime) -> list[ColumnElement[bool]]:
    return [
        func.coalesce(moment, PublicationRow.created_at) < before
        for moment in (PublicationRow.starts_at, PublicationRow.ended_at, PublicationRow.remind_at)
    ]


def _ended(row: type[DecisionRow], before: datetime) -> ColumnElement[bool]:
    return and_(row.phase.in_(ENDED), row.ended_at < before)


def _stands_beside_what_holds(before: datetime) -> ColumnElement[bool]:
    """Whether the message that shows a decision shows another that hasn't ended before this."""
    other, item = aliased(DecisionRow), aliased(PublicationItemRow)
    return (
        select(other.id)
        .join(item, item.decision_id == other.id)
        .where(
            item.publication_id == DecisionRow.shown_in_id,
            or_(other.phase.not_in(ENDED), other.ended_at >= before),
        )
        .correlate(DecisionRow)
        .exists()
    )
