"""What comes due while a round is open, and at its end; each in the transaction that notes it."""

from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.delivery import due, restraint, wanting
from bot.delivery.models import Message
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from bot.people.models import Person
from bot.preferences import preferences
from bot.rounds import inviting, kinds, queries
from bot.rounds.closing import close_round
from bot.rounds.drafting import APPROVALS
from bot.rounds.keys import Keys
from bot.rounds.models import ParticipantRow, RoundRow
from bot.rounds.timing import TRIED_AGAIN_AFTER
from bot.rounds.values import KeyLost, Participation, Phase

log = structlog.get_logger(__name__)


async def remind(kind: str, session: AsyncSession, it_is: Due) -> None:
    """Remind those who have the invitation and have neither answered nor said no.

    kind: of this due time. Whatever rounds a day has to remind of are one message.
    """
    row = await session.get(RoundRow, it_is.subject)
    if not row or not _is_open(row, it_is.now) or not row.closes:
        return
    at_work = (await preferences(session)).working_hours.next(it_is.now)
    if at_work > it_is.now:
        await due.set_due(session, kind, row.id, at_work, not_after=row.closes)
        return
    missing = select(ParticipantRow.person_id).where(
        ParticipantRow.round_id == row.id, ParticipantRow.state == Participation.INVITED
    )
    invited = select(Message.person_id).where(
        Message.kind == kinds.INVITATION,
        Message.subject == row.id,
        Message.shown > 0,
        Message.wanted > 0,
    )
    today = in_copenhagen(it_is.now).date()
    to = select(Person.id).where(
        Person.active,
        Person.id.in_(missing),
        Person.id.in_(invited),
        Person.id.not_in(restraint.had_enough(kinds.REMINDER, today)),
    )
    await wanting.want(
        session,
        kinds.REMINDER,
        restraint.GATHERED[kinds.REMINDER],
        to=to,
        occasion=today.isoformat(),
        priority=Priority.NOTICE,
        now=it_is.now,
        useful_until=row.closes,
    )


async def close(keys: Keys, session: AsyncSession, it_is: Due) -> None:
    """Count what was handed in, now that the end has come, and let every card say so.

    Without its key it can't be counted, and is tried again until it can: nothing is lost before.
    """
    row = await queries.row_for_update(session, it_is.subject, nowait=True)
    if row.phase != Phase.OPEN or not row.closes:
        return
    if row.closes > it_is.now:  # there is more time than when this was set
        await due.set_due(session, kinds.CLOSE, row.id, row.closes)
        return
    try:
        await close_round(session, keys, row.id, now=it_is.now)
    except KeyLost:
        log.critical("a round can't be counted: its key isn't in KEYS_DIR", round=str(row.id))
        await due.set_due(session, kinds.CLOSE, row.id, it_is.now + TRIED_AGAIN_AFTER)
        if it_is.now >= row.closes + TRIED_AGAIN_AFTER:
            return  # the cards say so already
    await inviting.show_anew(session, row, now=it_is.now)
    await APPROVALS.show_anew(session, row.id, now=it_is.now)


def _is_open(row: RoundRow, now: datetime) -> bool:
    return row.phase == Phase.OPEN and row.closes is not None and row.closes > now
