"""Telling who answers for a decision of it, where it was published to others.

The functions are parts of transactions: they take a writing session, and `now` as aware UTC.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import kinds
from bot.decisions.models import DecisionRow, PublicationRow, RecipientRow
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.people.models import Person


async def tell(session: AsyncSession, row: DecisionRow, *, knows: UUID, now: datetime) -> None:
    """Tell the owner once, unless they got it like others, or wrote it; and who was it before.

    knows: who confirmed what is published, and so has seen it. row: as people see it, locked.
    """
    await show_anew(session, row, now=now)
    publication = await session.get(PublicationRow, row.shown_in_id) if row.shown_in_id else None
    if not publication or row.owner_id in (None, row.author_id, knows):
        return
    got = select(RecipientRow.person_id).where(RecipientRow.decision_id == row.id)
    to = select(Person.id).where(Person.active, Person.id == row.owner_id)
    if publication.to_people:
        to = to.where(Person.id.not_in(got))
    await wanting.want(
        session,
        kinds.OWNED,
        row.id,
        to=to,
        occasion=publication.id.hex,  # published once more, after a recall, it is news again
        priority=Priority.NOTICE,
        now=now,
    )


async def show_anew(session: AsyncSession, row: DecisionRow, *, now: datetime) -> None:
    """Let who was told see what is now true of it; take it away where it isn't published."""
    if row.shown_in_id:
        await wanting.show_anew(session, kinds.OWNED, row.id, now=now)
    else:
        await wanting.recall(session, kinds.OWNED, row.id, now=now)
