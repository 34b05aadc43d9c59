"""Reminding those who haven't said that they have read what was published."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.decisions import kinds
from bot.decisions.models import PublicationRow
from bot.decisions.receivers import receipts
from bot.decisions.values import PublicationPhase
from bot.delivery import due, restraint, wanting
from bot.delivery.models import Message
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from bot.people.models import Person
from bot.preferences import preferences

USEFUL_FOR = timedelta(days=1)


async def reminded(session: AsyncSession, publication_id: UUID) -> list[UUID]:
    """Who owes a receipt for a publication and has a reminder, which may name it."""
    found = await session.scalars(
        select(Message.person_id)
        .where(
            Message.kind == kinds.REMINDER,
            Message.subject == restraint.GATHERED[kinds.REMINDER],
            Message.person_id.in_(receipts.missing_people(publication_id)),
        )
        .distinct()
    )
    return [one for one in found if one]


async def remind(session: AsyncSession, it_is: Due) -> None:
    """Remind those who got it and haven't acknowledged it, unless they had enough of the bot.

    In working hours. Whatever a day has to remind of is one message. Whom the bot spares isn't
    reminded later.
    """
    row = await session.get(PublicationRow, it_is.subject)
    if not row or row.phase != PublicationPhase.PUBLISHED or not row.asks_receipt:
        return
    at_work = (await preferences(session)).working_hours.next(it_is.now)
    if at_work > it_is.now:
        await due.set_due(session, kinds.REMIND, row.id, at_work)
        return
    today = in_copenhagen(it_is.now).date()
    to = select(Person.id).where(
        Person.active,
        Person.id.in_(receipts.missing_people(row.id)),
        Person.id.not_in(restraint.had_enough(kinds.REMINDER, today)),
    )
    everything = restraint.GATHERED[kinds.REMINDER]
    await wanting.want(
        session,
        kinds.REMINDER,
        everything,
        to=to,
        occasion=today.isoformat(),
        priority=Priority.NOTICE,
        now=it_is.now,
        useful_until=it_is.now + USEFUL_FOR,
    )
    # Who has today's already, about something else, sees this in it.
    await wanting.show_anew(
        session, kinds.REMINDER, everything, occasion=today.isoformat(), now=it_is.now
    )
    await wanting.show_anew(session, kinds.STATUS, row.id, now=it_is.now)
