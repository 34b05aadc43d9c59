"""What receivers do with a publication: say that they have read it, and have it shown again."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.decisions import kinds, queries
from bot.decisions.models import DecisionReceiptRow
from bot.decisions.receivers import shown
from bot.decisions.receivers.received import Received
from bot.decisions.values import NotConcerned, UnknownPublication
from bot.delivery import restraint, wanting
from bot.delivery.values import Priority
from bot.people.values import Person

GATHERED = timedelta(seconds=5)  # presses that come together change the status card once
USEFUL_FOR = timedelta(hours=1)  # what somebody wants to see now


async def acknowledge(
    sessions: Sessions, publication_id: UUID, *, by: Person, now: datetime
) -> Received:
    """Note that the receiver has read it; the first press counts. now: aware UTC.

    Nothing is noted where nobody is asked, nor once its receipts were deleted. Raises
    NotConcerned, also for one that was recalled.
    """
    async with sessions.write() as session:
        one = await shown.received_by(session, publication_id, by.id)
        if not one.owes_receipt:
            return one
        if await insert_unless_there(
            session, DecisionReceiptRow, publication_id=publication_id, person_id=by.id, at=now
        ):
            kind = kinds.of_messages(corrects=one.corrects)
            until = now + GATHERED
            await wanting.note_received(session, kind, publication_id, by.id, now=now)
            await wanting.show_anew(
                session, kind, publication_id, to=by.id, now=now, not_before=until
            )
            await wanting.show_anew(
                session, kinds.STATUS, publication_id, now=now, not_before=until
            )
            await wanting.show_anew(
                session,
                kinds.REMINDER,
                restraint.GATHERED[kinds.REMINDER],
                to=by.id,
                now=now,
                not_before=until,
            )
        return await shown.received(session, publication_id, by.id)


async def show_again(
    sessions: Sessions,
    publication_id: UUID,
    *,
    decision_id: UUID | None = None,
    by: Person,
    now: datetime,
) -> Received:
    """Show a receiver the publication once more, at the bottom of the chat.

    decision_id: only this decision of it. It is corrected and taken away like the first. Raises
    NotConcerned.
    """
    async with sessions.write() as session:
        row = await _locked(session, publication_id)  # so that no recall misses this one
        one = await shown.received_by(session, publication_id, by.id)
        await wanting.want(
            session,
            kinds.of_messages(corrects=one.corrects),
            row,
            to=[by.id],
            occasion=occasion_of(decision_id, now),
            priority=Priority.ANSWER,
            now=now,
            useful_until=now + USEFUL_FOR,
        )
        return one


def occasion_of(decision_id: UUID | None, now: datetime) -> str:
    """The occasion of what is shown again: which decision, and when. now: aware UTC."""
    at = now.isoformat(timespec="seconds")
    return f"{decision_id.hex} {at}" if decision_id else at


def decision_of(occasion: str) -> UUID | None:
    """The one decision that a message of this occasion shows; None: all that came."""
    which, _space, at = occasion.partition(" ")
    return UUID(which) if at else None


async def _locked(session: AsyncSession, publication_id: UUID) -> UUID:
    try:
        return (await queries.publication_for_update(session, publication_id)).id
    except UnknownPublication as error:
        raise NotConcerned from error
