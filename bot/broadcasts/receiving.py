"""What receivers do with a broadcast: acknowledge it, and write to who sent it."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts import kinds, queries
from bot.broadcasts.models import BroadcastRow, ReceiptRow, ReplyRow
from bot.broadcasts.timing import ALL_REMINDERS
from bot.broadcasts.values import (
    REPLY_LENGTH,
    NotARecipient,
    Received,
    ReplyEmpty,
    ReplyHoldsCprNumber,
    ReplyTooLong,
)
from bot.cpr import holds_cpr_number
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.delivery import accounts, wanting
from bot.delivery.values import Priority
from bot.people.queries import people_with_role
from bot.people.values import Person, Role

GATHERED = timedelta(seconds=5)  # presses that come together change the status card once


async def acknowledge(
    sessions: Sessions, broadcast_id: UUID, *, by: Person, now: datetime
) -> Received:
    """Note that the receiver has read it; the first press counts. now: aware UTC.

    Raises NotARecipient, also once it was recalled.
    """
    async with sessions.write() as session:
        if not await accounts.was_received(session, kinds.RECEIVED, broadcast_id, by.id):
            raise NotARecipient
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
        return await queries.received(session, broadcast_id, by.id)


async def write_to_sender(
    sessions: Sessions,
    broadcast_id: UUID,
    text: str,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
) -> Received:
    """Send what a receiver wrote to who sent it; the same turn delivered again sends it once.

    Raises NotARecipient, ReplyEmpty, ReplyTooLong or ReplyHoldsCprNumber.
    """
    text = text.strip()
    async with sessions.write() as session:
        if not await accounts.was_received(session, kinds.RECEIVED, broadcast_id, by.id):
            raise NotARecipient
        if not text:
            raise ReplyEmpty
        if len(text) > REPLY_LENGTH:
            raise ReplyTooLong(text)
        if holds_cpr_number(text):
            raise ReplyHoldsCprNumber
        made = await insert_unless_there(
            session,
            ReplyRow,
            id=uuid4(),
            broadcast_id=broadcast_id,
            person_id=by.id,
            text=text,
            at=now,
            turn_key=turn_key,
        )
        if made:
            reply_id = await session.scalar(
                select(ReplyRow.id).where(ReplyRow.turn_key == turn_key)
            )
            await wanting.want(
                session,
                kinds.REPLY,
                reply_id or broadcast_id,
                to=await _senders_side(session, broadcast_id),
                priority=Priority.NOTICE,
                now=now,
            )
            await _show_anew(session, broadcast_id, by, now=now)
        return await queries.received(session, broadcast_id, by.id)


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


async def _senders_side(session: AsyncSession, broadcast_id: UUID) -> list[UUID]:
    """Who gets what receivers write: those of the sender's side who still are directors.

    Whoever it was sent in the name of, wrote it or confirmed it; if none of them is a director
    any more, all who are.
    """
    row = await session.get_one(BroadcastRow, broadcast_id)
    content = await queries.newest_version(session, broadcast_id)
    directors = [one.id for one in await people_with_role(session, Role.DIRECTORATE)]
    side = {content.sender_id, row.author_id, row.confirmed_by_id}
    return [person_id for person_id in directors if person_id in side] or directors


async def _show_anew(
    session: AsyncSession, broadcast_id: UUID, person: Person, *, now: datetime
) -> None:
    """Let the cards change that show what the person did: their own, and the account."""
    until = now + GATHERED
    await wanting.show_anew(
        session, kinds.RECEIVED, broadcast_id, to=person.id, now=now, not_before=until
    )
    await wanting.show_anew(session, kinds.STATUS, broadcast_id, now=now, not_before=until)
