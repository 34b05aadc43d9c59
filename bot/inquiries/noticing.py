"""Telling the directorate what is new in the inbox, and whoever has it what is soon due.

Gathered: one message a day for each person, in working hours, that is edited as more comes.
What is to be done at a time is changed before any message is, as the courier locks them so.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import WorkingHours, in_copenhagen, is_working_day, moment_of
from bot.delivery import due, wanting
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from bot.inquiries import kinds, receipts
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import SETTLED, Phase
from bot.people.models import Person
from bot.people.queries import people_with_role
from bot.people.values import Role
from bot.preferences import preferences

INBOX = UUID(int=3)  # the subject of notices: one message gathers what a day has
GATHERED = timedelta(seconds=5)  # changes that come together edit a notice once


async def inquiry_came(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Tell the directorate, and see to it that it isn't forgotten; also when it is open again.

    session: a writing one, that has the row's due_on.
    """
    await remind_of(session, row, now=now)
    hours = (await preferences(session)).working_hours
    directors = await people_with_role(session, Role.DIRECTORATE)
    await _tell(session, [one.id for one in directors if one.id != row.asker_id], hours, now=now)


async def remind_of(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Have somebody reminded of it before it is due, at no other time than that."""
    soon = _soon(row, (await preferences(session)).working_hours, now=now)
    if soon:
        await due.set_due(session, kinds.DUE_SOON, row.id, soon)
    else:
        await due.forget_due(session, kinds.DUE_SOON, row.id)


async def inquiry_gone(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """See to it that nobody is reminded of it, and that the cards say so."""
    await due.forget_due(session, kinds.DUE_SOON, row.id)
    await owner_changed(session, row, now=now)


async def owner_changed(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Tell nobody any more that it is theirs who wasn't told yet, and let the cards say so."""
    await wanting.stop(session, kinds.HANDED_OVER, row.id, now=now)
    await inquiry_changed(session, row, now=now)


async def inquiry_changed(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Let today's notices, and the cards of who asked and of who got it, say what is now true."""
    until = now + GATHERED
    hours = (await preferences(session)).working_hours
    await wanting.show_anew(
        session, kinds.NOTICE, INBOX, occasion=_day(hours.next(now)), now=now, not_before=until
    )
    await wanting.show_anew(session, kinds.HANDED_OVER, row.id, now=now, not_before=until)
    if row.phase not in SETTLED:  # the answer comes first
        await receipts.show_anew(session, row, now=now, not_before=until)


async def handed_over(
    session: AsyncSession, row: InquiryRow, *, to: UUID, occasion: UUID, now: datetime
) -> None:
    """Tell somebody that it is theirs to answer. occasion: the id of the entry that made it so."""
    await wanting.want(
        session,
        kinds.HANDED_OVER,
        row.id,
        to=[to],
        occasion=occasion.hex,  # it may come to the same person more than once
        priority=Priority.NOTICE,
        now=now,
        not_before=(await preferences(session)).working_hours.next(now),
    )


async def due_soon(session: AsyncSession, it_is: Due) -> None:
    """Remind whoever has it and is there, else the directorate, that it is to be answered."""
    row = await session.get(InquiryRow, it_is.subject)
    if not row or row.phase != Phase.OPEN:
        return
    owner = await session.get(Person, row.owner_id) if row.owner_id else None
    today = in_copenhagen(it_is.now).date()
    if owner and owner.active and not (owner.away_until and owner.away_until >= today):
        to = [owner.id]
    else:
        to = [one.id for one in await people_with_role(session, Role.DIRECTORATE)]
    await _tell(session, to, (await preferences(session)).working_hours, now=it_is.now)


async def _tell(
    session: AsyncSession, to: Sequence[UUID], hours: WorkingHours, *, now: datetime
) -> None:
    """Want the day's notice for each of them; who has it already sees it change."""
    at = hours.next(now)
    await wanting.want(
        session,
        kinds.NOTICE,
        INBOX,
        to=to,
        occasion=_day(at),
        priority=Priority.NOTICE,
        now=now,
        not_before=at,
    )
    await wanting.show_anew(
        session, kinds.NOTICE, INBOX, occasion=_day(at), now=now, not_before=now + GATHERED
    )


def _soon(row: InquiryRow, hours: WorkingHours, *, now: datetime) -> datetime | None:
    """When to remind of it: as the working day before opens, or that day; None: it is too late."""
    before = row.due_on - timedelta(days=1)
    while not is_working_day(before):
        before -= timedelta(days=1)
    for day in (before, row.due_on):
        at = moment_of(day, hours.opens)
        if at > now:
            return at
    return None


def _day(at: datetime) -> str:
    return in_copenhagen(at).date().isoformat()
