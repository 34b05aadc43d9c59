"""What receivers do with a broadcast: acknowledge it, and write to who sent it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts import kinds, queries
from bot.broadcasts.models import ReceiptRow
from bot.broadcasts.received import received, received_by
from bot.broadcasts.timing import ALL_REMINDERS
from bot.broadcasts.values import NotARecipient, Received
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.delivery import accounts, wanting
from bot.delivery.values import Priority
from bot.inquiries.raising import raise_inquiry
from bot.inquiries.values import Kind
from bot.people.values import Person

GATHERED = timedelta(seconds=5)  # presses that come together change the status card once


async def acknowledge(
    sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime
) -> Received:
    """Note that the receiver has read it; the first press counts. now: aware UTC.

    Nothing is noted once its receipts were deleted. Raises NotARecipient, also for one that was
    recalled.
    """
    async with sessions.write() as session:
        one = await received_by(session, broadcast_id, by.id)
        if one.is_forgotten:  # it may be counted already, among those that were deleted
            return one
        if await insert_unless_there(
            session, ReceiptRow, broadcast_id=broadcast_id, person_id=by.id, at=now
        ):
            await wanting.note_received(session, kinds.RECEIVED, broadcast_id, by.id, now=now)
            await _show_anew(session, broadcast_id, by, now=now)
            await wanting.show_anew(
                session,
                kinds.REMINDER,
                ALL_REMINDERS,
                to=by.id,
                now=now,
                not_before=now + GATHERED,
            )
        return await received(session, broadcast_id, by.id)


async def write_to_sender(
    sessions: Sessions,
    broadcast_id: UUID,
    text: str,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
) -> Received:
    """Put what a receiver wrote into the directorate's inbox, as a reply to the broadcast.

    The same turn delivered again puts it there once. Raises NotARecipient or a FaultyText.
    """
    async with sessions.write() as session:
        if not await accounts.was_received(session, kinds.RECEIVED, broadcast_id, by.id):
            raise NotARecipient
        await raise_inquiry(
            session,
            Kind.REPLY,
            text,
            asker=by.id,
            about=broadcast_id,
            turn_key=turn_key,
            now=now,
        )
        await _show_anew(session, broadcast_id, by, now=now)
        return await received(session, broadcast_id, by.id)


async def show_again(sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime) -> None:
    """Show a receiver the broadcast once more, at the bottom of the chat.

    It is corrected and taken away like the first. Raises UnknownBroadcast or NotARecipient.
    """
    async with sessions.write() as session:
        await queries.row_for_update(session, broadcast_id)  # so that no recall misses this one
        if not await accounts.was_received(session, kinds.RECEIVED, broadcast_id, by.id):
            raise NotARecipient
        await wanting.want(
            session,
            kinds.RECEIVED,
            broadcast_id,
            to=[by.id],
            occasion=now.isoformat(timespec="seconds"),
            priority=Priority.ANSWER,
            now=now,
            useful_until=now + timedelta(hours=1),
        )


async def _show_anew(
    session: AsyncSession, broadcast_id: UUID, person: Person, *, now: datetime
) -> None:
    """Let the cards change that show what the person did: their own, and the account."""
    until = now + GATHERED
    await wanting.show_anew(
        session, kinds.RECEIVED, broadcast_id, to=person.id, now=now, not_before=until
    )
    await wanting.show_anew(session, kinds.STATUS, broadcast_id, now=now, not_before=until)
