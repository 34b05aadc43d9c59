"""What a person was told, and said that they had read: broadcasts and decisions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.models import BroadcastRow, ReceiptRow
from bot.decisions.models import (
    DecisionReceiptRow,
    DecisionRow,
    PublicationItemRow,
    RecipientRow,
)
from bot.own_data.values import OwnDecision, OwnReceipt, Stored


async def receipts(session: AsyncSession, me: UUID, *, most: int) -> Stored[OwnReceipt]:
    """What the person has acknowledged. most: the newest of all."""
    of_broadcasts = (
        select(ReceiptRow.at, BroadcastRow.title)
        .join(BroadcastRow, BroadcastRow.id == ReceiptRow.broadcast_id)
        .where(ReceiptRow.person_id == me)
    )
    of_decisions = select(DecisionReceiptRow.at, DecisionReceiptRow.publication_id).where(
        DecisionReceiptRow.person_id == me
    )
    found = [
        OwnReceipt(at, title)
        for at, title in await session.execute(_newest(of_broadcasts, ReceiptRow.at, most))
    ]
    rows = (await session.execute(_newest(of_decisions, DecisionReceiptRow.at, most))).all()
    titles = await _titles(session, [publication_id for _at, publication_id in rows])
    found += [OwnReceipt(at, ", ".join(titles[publication_id])) for at, publication_id in rows]
    found.sort(key=lambda one: one.at, reverse=True)
    number = await _number(session, of_broadcasts) + await _number(session, of_decisions)
    return Stored(number, tuple(found[:most]))


async def decisions(session: AsyncSession, me: UUID, *, most: int) -> Stored[OwnDecision]:
    """The decisions that the person was told of. most: the newest of all."""
    mine = (
        select(DecisionRow.published_at, DecisionRow.title)
        .join(RecipientRow, RecipientRow.decision_id == DecisionRow.id)
        .where(RecipientRow.person_id == me)
    )
    rows = await session.execute(_newest(mine, DecisionRow.published_at, most))
    return Stored(await _number(session, mine), tuple(OwnDecision(at, title) for at, title in rows))


async def _titles(session: AsyncSession, publications: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What stands in each publication, in its order."""
    rows = await session.execute(
        select(PublicationItemRow.publication_id, DecisionRow.title)
        .join(DecisionRow, DecisionRow.id == PublicationItemRow.decision_id)
        .where(PublicationItemRow.publication_id.in_(publications))
        .order_by(PublicationItemRow.position)
    )
    found: dict[UUID, list[str]] = {one: [] for one in publications}
    for publication_id, title in rows:
        found[publication_id].append(title)
    return found


def _newest(query: Select[Any, Any], at: Any, most: int) -> Select[Any, Any]:
    return query.order_by(at.desc()).limit(most)


async def _number(session: AsyncSession, query: Select[Any, Any]) -> int:
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0
