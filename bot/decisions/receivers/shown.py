"""What somebody got of a publication, as it now stands."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import kinds, queries
from bot.decisions.models import (
    RECEIPTS_FORGOTTEN,
    DecisionReceiptRow,
    DecisionRow,
    DecisionVersionRow,
    PublicationRow,
    RecipientRow,
)
from bot.decisions.receivers.received import Change, Item, Received, changes
from bot.decisions.register import seeing
from bot.decisions.values import (
    ENDED,
    Decision,
    NotConcerned,
    Phase,
    PublicationPhase,
    UnknownPublication,
)
from bot.delivery import accounts
from bot.delivery.models import Message
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import Kind
from bot.people import queries as people


async def received(session: AsyncSession, publication_id: UUID, person_id: UUID | None) -> Received:
    """A publication as one receiver meets it; None: a team's channel, which gets all of it.

    Raises UnknownPublication, and NotConcerned when none of it concerns the person.
    """
    row = await _published_row(session, publication_id)
    rows = await queries.decision_rows(session, row.id)
    if person_id is None:
        decisions = await seeing.as_seen(session, rows, None)
        return Received(row.id, tuple(Item(one, one.shown) for one in decisions), in_channel=True)
    concerning = await _concerning(session, rows, person_id)
    if not concerning:
        if row.phase != PublicationPhase.PUBLISHED or any(one.phase not in ENDED for one in rows):
            raise NotConcerned
        return Received(row.id, (), corrects=row.corrects)
    person = await people.person(session, person_id)
    decisions = await seeing.as_seen(session, concerning, person)
    asked = await _asked(session, concerning, person_id)
    changed = await _changed(session, row) if row.corrects else {}
    receipt = await session.get(DecisionReceiptRow, (row.id, person_id))
    return Received(
        id=row.id,
        items=tuple(
            Item(one, one.shown, asked.get(one.id), changed.get(one.id, ())) for one in decisions
        ),
        sent_at=await _sent_at(session, row, person_id),
        acknowledged_at=receipt.at if receipt else None,
        asks_receipt=row.asks_receipt and _is_news(row, decisions, person_id),
        is_forgotten=await session.scalar(select(RECEIPTS_FORGOTTEN.are_deleted(row.id))) or False,
        corrects=row.corrects,
    )


async def received_by(session: AsyncSession, publication_id: UUID, person_id: UUID) -> Received:
    """A publication as it stands in the person's chat. Raises NotConcerned, also once recalled."""
    row = await session.get(PublicationRow, publication_id)
    if not row:
        raise NotConcerned
    kind = kinds.of_messages(corrects=row.corrects)
    if not await accounts.was_received(session, kind, row.id, person_id):
        raise NotConcerned
    return await received(session, publication_id, person_id)


async def _published_row(session: AsyncSession, publication_id: UUID) -> PublicationRow:
    row = await session.get(PublicationRow, publication_id)
    if not row:
        raise UnknownPublication
    return row


async def _concerning(
    session: AsyncSession, rows: Sequence[DecisionRow], person_id: UUID
) -> list[DecisionRow]:
    """Those of the decisions that concern the person."""
    ids = await session.scalars(
        select(RecipientRow.decision_id).where(
            RecipientRow.person_id == person_id,
            RecipientRow.decision_id.in_([one.id for one in rows]),
        )
    )
    known = set(ids)
    return [one for one in rows if one.id in known]


async def _asked(
    session: AsyncSession, rows: Sequence[DecisionRow], person_id: UUID
) -> dict[UUID | None, datetime]:
    """When the person last asked about each."""
    found = await session.execute(
        select(InquiryRow.about, func.max(InquiryRow.asked_at))
        .where(
            InquiryRow.kind == Kind.DECISION,
            InquiryRow.asker_id == person_id,
            InquiryRow.about.in_([one.id for one in rows]),
        )
        .group_by(InquiryRow.about)
    )
    return dict(found.all())


async def _changed(session: AsyncSession, row: PublicationRow) -> dict[UUID, tuple[Change, ...]]:
    """What a correction changed of each, since the version before."""
    made = (
        await session.execute(
            select(DecisionVersionRow.decision_id, DecisionVersionRow.number).where(
                DecisionVersionRow.publication_id == row.id
            )
        )
    ).all()
    found: dict[UUID, tuple[Change, ...]] = {}
    for decision_id, number in made:
        after = await session.get_one(DecisionVersionRow, (decision_id, number))
        before = await session.get(DecisionVersionRow, (decision_id, number - 1))
        if before:
            found[decision_id] = changes(
                queries.content_of(before.content), queries.content_of(after.content)
            )
    return found


async def _sent_at(session: AsyncSession, row: PublicationRow, person_id: UUID) -> datetime | None:
    return await session.scalar(
        select(Message.sent_at).where(
            Message.kind == kinds.of_messages(corrects=row.corrects),
            Message.subject == row.id,
            Message.person_id == person_id,
            Message.occasion == "",
        )
    )


def _is_news(row: PublicationRow, decisions: Sequence[Decision], person_id: UUID) -> bool:
    """Whether the person is one of those who are asked for a receipt; see `receipts`."""
    return person_id not in (row.author_id, row.confirmed_by_id) and any(
        one.phase is Phase.CURRENT and one.author.id != person_id for one in decisions
    )
