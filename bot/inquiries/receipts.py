"""The card that tells who asked where it stands: sent at once, and edited as that changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import due, following, wanting
from bot.delivery.accounts import standing
from bot.delivery.models import Message
from bot.delivery.rendering import Due
from bot.delivery.standings import Standing
from bot.delivery.values import Priority
from bot.inquiries import kinds
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.own import own_inquiry
from bot.inquiries.values import SAID_TO_ASKER, Act, Kind, Own, Phase
from bot.people.values import Person

SENT_WITHIN = timedelta(seconds=5)  # that an answer takes, unless something is in its way

# Who replies to a broadcast sees on that card that it was sent.
_WITH_RECEIPT = (Kind.QUESTION, Kind.PROPOSAL, Kind.DECISION)


async def give(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Let who asked have the card. session: a writing one."""
    if row.kind in _WITH_RECEIPT:
        await wanting.want(
            session, kinds.RECEIPT, row.id, to=[row.asker_id], priority=Priority.ANSWER, now=now
        )


async def show_anew(
    session: AsyncSession, row: InquiryRow, *, now: datetime, not_before: datetime | None = None
) -> None:
    """Let the cards of all who get its answer say what is now true. session: a writing one."""
    merged = await session.scalars(
        select(InquiryRow.id).where(InquiryRow.merged_into_id == row.id).order_by(InquiryRow.id)
    )
    for inquiry_id in (row.id, *merged):
        await wanting.show_anew(session, kinds.RECEIPT, inquiry_id, now=now, not_before=not_before)


async def tell_later(
    session: AsyncSession, rows: Iterable[InquiryRow], answer_at: datetime
) -> None:
    """Let the card of each say that it was answered, once the answer has come.

    No edit that waits for its time: one that waits already, or is made meanwhile, would be it.
    session: a writing one, in which no message was changed yet. answer_at: when the answer is sent.
    """
    for row in rows:
        if row.kind in _WITH_RECEIPT:
            await due.set_due(session, kinds.ANSWER_CAME, row.id, answer_at + SENT_WITHIN)


async def answer_came(session: AsyncSession, it_is: Due) -> None:
    """Let the card say that it was answered, or look again later while the answer isn't there.

    A card that wasn't sent until now would tell nothing that the answer doesn't.
    """
    row = await session.get(InquiryRow, it_is.subject)
    if not row:
        return
    coming = await _on_their_way(session, row)
    if coming:
        held_until = (one + SENT_WITHIN for one in coming.values() if one)
        again = max([it_is.now + following.SELDOM, *held_until])
        await due.set_due(session, kinds.ANSWER_CAME, row.id, again)
        return
    await wanting.stop(session, kinds.RECEIPT, row.id, now=it_is.now)
    await wanting.show_anew(session, kinds.RECEIPT, row.id, now=it_is.now)


async def as_told(session: AsyncSession, inquiry_id: UUID, person: Person) -> Own:
    """One that this person has sent, as far as its answers have come to them.

    Raises UnknownInquiry, also for somebody else's.
    """
    own = await own_inquiry(session, inquiry_id, person)
    row = await session.get_one(InquiryRow, inquiry_id)
    coming = await _on_their_way(session, row)
    thread = list(own.thread)
    while thread and thread[-1].id in coming:
        thread.pop()
    if len(thread) == len(own.thread):
        return own
    last = thread[-1].act if thread else Act.FOLLOWED_UP
    phase = Phase(last.value) if last in SAID_TO_ASKER else Phase.OPEN
    return replace(own, phase=phase, thread=tuple(thread))


async def _on_their_way(session: AsyncSession, row: InquiryRow) -> dict[UUID, datetime | None]:
    """The answers to it that aren't in its asker's chat yet, by the id of their entry.

    Each with the time until which it is held, if it is.
    """
    answered = [one for one in (row.id, row.merged_into_id) if one]
    found = await session.execute(
        select(Message.subject, Message.not_before).where(
            Message.person_id == row.asker_id,
            Message.kind == kinds.ANSWER,
            Message.subject.in_(select(EntryRow.id).where(EntryRow.inquiry_id.in_(answered))),
            standing() == Standing.ON_ITS_WAY,
        )
    )
    return {one.subject: one.not_before for one in found}
