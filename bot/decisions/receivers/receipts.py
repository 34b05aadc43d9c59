"""Who is asked to say that they have read a publication, and who hasn't done so.

Not who prepared or confirmed it, nor who wrote all of what they got of it: they get it like
everybody, but they know it. Nor is anybody asked about what holds no longer.
"""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import moment_of
from bot.decisions import kinds
from bot.decisions.following import gathered
from bot.decisions.models import (
    RECEIPTS_FORGOTTEN,
    DecisionReceiptRow,
    DecisionRow,
    PublicationItemRow,
    PublicationRow,
    RecipientRow,
)
from bot.decisions.receivers import shown
from bot.decisions.receivers.received import Received
from bot.decisions.values import Phase, PublicationPhase
from bot.delivery.models import Message


def asked_people(publication_id: UUID) -> Select[UUID | None]:
    """Select the ids of who has got it and is asked, whether or not they have acknowledged."""
    return _got().where(PublicationRow.id == publication_id, _is_asked())


def missing_people(publication_id: UUID) -> Select[UUID | None]:
    """Select the ids of who has got it, is asked, and hasn't acknowledged."""
    return asked_people(publication_id).where(~_has_given())


async def asked(session: AsyncSession, publication_id: UUID) -> set[UUID | None]:
    """The ids of who has got it and is asked."""
    return set(await session.scalars(asked_people(publication_id)))


async def given(session: AsyncSession, publication_id: UUID) -> dict[UUID, datetime]:
    """Who has acknowledged, and when."""
    rows = await session.execute(
        select(DecisionReceiptRow.person_id, DecisionReceiptRow.at).where(
            DecisionReceiptRow.publication_id == publication_id
        )
    )
    return dict(rows.all())


async def number_given(session: AsyncSession, publication_id: UUID) -> int:
    """How many have acknowledged."""
    counting = select(func.count()).where(DecisionReceiptRow.publication_id == publication_id)
    return await session.scalar(counting) or 0


async def unacknowledged(session: AsyncSession, person_id: UUID) -> list[Received]:
    """What the person got and is asked to acknowledge, and hasn't; the newest first."""
    return await _owed(session, person_id, _owed_ids(person_id))


async def reminded_of(session: AsyncSession, person_id: UUID, *, day: date) -> list[Received]:
    """Those of them that the reminder of a day in Copenhagen tells of; the newest first.

    That is where the day that was chosen for a reminder has come, if no earlier one told of it:
    people are reminded once.
    """
    before = moment_of(day + timedelta(days=1), time())
    ids = _owed_ids(person_id).where(PublicationRow.remind_at < before)
    last = await gathered.last_before(session, person_id, day)
    if last:
        told_until = moment_of(last[0] + timedelta(days=1), time())
        ids = ids.where(PublicationRow.remind_at >= told_until)
    return await _owed(session, person_id, ids)


def _owed_ids(person_id: UUID) -> Select[UUID]:
    return (
        _got()
        .with_only_columns(PublicationRow.id)
        .where(Message.person_id == person_id, _is_asked(), ~_has_given())
        .order_by(Message.sent_at.desc())
    )


async def _owed(session: AsyncSession, person_id: UUID, ids: Select[UUID]) -> list[Received]:
    wanted = (await session.scalars(ids)).all()
    found = [await shown.received(session, one, person_id) for one in wanted]
    return [one for one in found if one.owes_receipt]


def _got() -> Select[UUID | None]:
    """Select the ids of those in whose chats a publication stands, joined with it."""
    kind = case((PublicationRow.corrects, kinds.CORRECTED), else_=kinds.PUBLISHED)
    stands = and_(
        Message.subject == PublicationRow.id,
        Message.kind == kind,
        Message.occasion == "",
        Message.shown > 0,
        Message.wanted > 0,
    )
    return (
        select(Message.person_id)
        .join(PublicationRow, stands)
        .where(
            Message.kind.in_((kinds.PUBLISHED, kinds.CORRECTED)),  # or no index could be used
            Message.person_id.is_not(None),
            PublicationRow.phase == PublicationPhase.PUBLISHED,
            PublicationRow.asks_receipt,
        )
    )


def _is_asked() -> ColumnElement[bool]:
    """Of a message and its publication: whether its receiver is asked."""
    news = (
        select(RecipientRow.person_id)
        .join(PublicationItemRow, PublicationItemRow.decision_id == RecipientRow.decision_id)
        .join(DecisionRow, DecisionRow.id == RecipientRow.decision_id)
        .where(
            PublicationItemRow.publication_id == PublicationRow.id,
            RecipientRow.person_id == Message.person_id,
            DecisionRow.phase == Phase.CURRENT,
            DecisionRow.author_id != RecipientRow.person_id,
        )
        .correlate(PublicationRow, Message)
        .exists()
    )
    return and_(
        news,
        Message.person_id != PublicationRow.author_id,
        or_(
            PublicationRow.confirmed_by_id.is_(None),
            Message.person_id != PublicationRow.confirmed_by_id,
        ),
        ~RECEIPTS_FORGOTTEN.are_deleted(PublicationRow.id),
    )


def _has_given() -> ColumnElement[bool]:
    return (
        select(DecisionReceiptRow.at)
        .where(
            DecisionReceiptRow.publication_id == PublicationRow.id,
            DecisionReceiptRow.person_id == Message.person_id,
        )
        .correlate(PublicationRow, Message)
        .exists()
    )
