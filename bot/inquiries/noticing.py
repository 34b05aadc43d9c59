"""Telling the directorate what is new in the inbox: gathered, in working hours."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.inquiries import kinds
from bot.inquiries.models import InquiryRow
from bot.people.queries import people_with_role
from bot.people.values import Role
from bot.preferences import preferences

INBOX = UUID(int=3)  # the subject of notices: one message gathers what a day has


async def inquiry_came(session: AsyncSession, row: InquiryRow, *, now: datetime) -> None:
    """Tell the directorate, in the one notice that a director gets of the inbox in a day.

    session: a writing one.
    """
    at = (await preferences(session)).working_hours.next(now)
    day = in_copenhagen(at).date().isoformat()
    directors = await people_with_role(session, Role.DIRECTORATE)
    await wanting.want(
        session,
        kinds.NOTICE,
        INBOX,
        to=[one.id for one in directors if one.id != row.asker_id],
        occasion=day,
        priority=Priority.NOTICE,
        now=now,
        not_before=at,
    )
    await wanting.show_anew(session, kinds.NOTICE, INBOX, occasion=day, now=now)
