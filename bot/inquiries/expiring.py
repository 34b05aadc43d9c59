"""Inquiries whose period is over."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.delivery.expiring import forget_about
from bot.inquiries.models import EntryRow, InquiryRow, VerdictRow
from bot.inquiries.values import Phase
from bot.knowledge.models import KnowledgeRow

AT_ONCE = 50  # inquiries, each with its entries, verdicts and messages


async def expire(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Delete a few of the inquiries that were settled before this, and all about them; how many.

    session: a writing one. What is open is never deleted. Those that were merged go together, as
    the answer to one is the answer to all. What was saved as knowledge stays, without telling whose
    inquiry it came from.
    """
    over = (await session.scalars(_over(before).limit(AT_ONCE))).all()
    # What somebody does something to right now is left for the next time, and never waited for.
    found = await session.scalars(
        select(InquiryRow.id)
        .where(InquiryRow.id.in_(list(await _trees(session, over))))
        .order_by(InquiryRow.id)
        .with_for_update(skip_locked=True)
    )
    locked = set(found)
    still_over = (await session.scalars(_over(before, among=locked))).all()
    trees = await _trees(session, still_over)
    in_use = {root for one, root in trees.items() if one not in locked}
    family = [one for one, root in trees.items() if root not in in_use]
    if family:
        await _delete(session, family)
    return len(family)


def _over(before: datetime, *, among: Collection[UUID] | None = None) -> Select[UUID]:
    """The ids of those that weren't merged into others, and are over with all merged into them."""
    root, child, member = aliased(InquiryRow), aliased(InquiryRow), aliased(InquiryRow)
    first = select(root.id.label("root"), root.id.label("id")).where(
        root.merged_into_id.is_(None),
        root.phase != Phase.OPEN,
        func.coalesce(root.settled_at, root.asked_at) < before,
    )
    if among is not None:
        first = first.where(root.id.in_(among))
    tree = first.cte("tree", recursive=True)
    tree = tree.union(select(tree.c.root, child.id).join(child, child.merged_into_id == tree.c.id))
    going_on = (
        select(tree.c.root)
        .join(member, member.id == tree.c.id)
        .where(
            or_(
                member.phase == Phase.OPEN,
                func.coalesce(member.settled_at, member.asked_at) >= before,
            )
        )
    )
    return select(tree.c.root).where(tree.c.root == tree.c.id, tree.c.root.not_in(going_on))


async def _trees(session: AsyncSession, roots: Sequence[UUID]) -> dict[UUID, UUID]:
    """The ids of these and of all that were merged into them, each with the one at its root."""
    trees = {one: one for one in roots}
    found = list(roots)
    while found:
        merged = await session.execute(
            select(InquiryRow.id, InquiryRow.merged_into_id).where(
                InquiryRow.merged_into_id.in_(found), InquiryRow.id.not_in(list(trees))
            )
        )
        of_each = {one: trees[into] for one, into in merged if into}
        found = list(of_each)
        trees |= of_each
    return trees


async def _delete(session: AsyncSession, family: Sequence[UUID]) -> None:
    entries = (
        await session.scalars(select(EntryRow.id).where(EntryRow.inquiry_id.in_(family)))
    ).all()
    await forget_about(session, [*family, *entries])
    await session.execute(delete(VerdictRow).where(VerdictRow.entry_id.in_(entries)))
    await session.execute(delete(EntryRow).where(EntryRow.id.in_(entries)))
    await session.execute(
        update(KnowledgeRow).where(KnowledgeRow.inquiry_id.in_(family)).values(inquiry_id=None)
    )
    await session.execute(
        update(InquiryRow).where(InquiryRow.id.in_(family)).values(merged_into_id=None)
    )
    await session.execute(delete(InquiryRow).where(InquiryRow.id.in_(family)))
