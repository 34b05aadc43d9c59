"""What comes due before a round is open; each is done in the transaction that notes it as done."""

from datetime import timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import due
from bot.delivery.rendering import Due
from bot.rounds import inviting, kinds, queries
from bot.rounds.confirming import require_audience
from bot.rounds.drafting import APPROVALS, back_to_draft, work_of
from bot.rounds.keys import Keys
from bot.rounds.models import RoundRow
from bot.rounds.opening import open_round
from bot.rounds.undoing import unschedule
from bot.rounds.values import KeyLost, NobodyToAsk, Phase, TooFewToAsk

log = structlog.get_logger(__name__)

TRIED_AGAIN_AFTER = timedelta(minutes=10)


async def open_(keys: Keys, session: AsyncSession, it_is: Due) -> None:
    """Its time has come: open it and invite. What can't be opened any more is a draft again."""
    row = await queries.row_for_update(session, it_is.subject, nowait=True)
    if row.phase != Phase.SCHEDULED or not row.opens or row.opens > it_is.now:
        return
    if row.closes and row.closes <= it_is.now:
        await _not_opened(session, row, "late", it_is)  # we were away all the time it had
        return
    try:
        await require_audience(session, row, None)
        await open_round(session, keys, row, now=it_is.now)
    except (NobodyToAsk, TooFewToAsk):
        await _not_opened(session, row, "few", it_is)
        return
    except KeyLost:
        await _without_a_key(session, row, it_is)
        return
    await inviting.invite(session, row, now=it_is.now)
    await APPROVALS.show_anew(session, row.id, now=it_is.now)


async def unapproved(session: AsyncSession, it_is: Due) -> None:
    """Its time has come without a yes: it isn't opened, and who wrote it is told."""
    row = await queries.row_for_update(session, it_is.subject, nowait=True)
    if row.phase != Phase.AWAITING:
        return
    await back_to_draft(session, row, now=it_is.now)
    await APPROVALS.tell_author(session, work_of(row), "unapproved", now=it_is.now)
    row.revision += 1


async def approver_slow(session: AsyncSession, it_is: Due) -> None:
    """Remind who was asked, and ask their stand-in too."""
    row = await session.get_one(RoundRow, it_is.subject)
    await APPROVALS.remind_slow(session, work_of(row), now=it_is.now)


async def _without_a_key(session: AsyncSession, row: RoundRow, it_is: Due) -> None:
    """Open nothing: what can't be sealed mustn't be asked. Try again, and tell once."""
    log.critical("a round couldn't be opened: KEYS_DIR takes no key", round=str(row.id))
    await APPROVALS.tell_author(session, work_of(row), "key", now=it_is.now)
    await due.set_due(session, kinds.OPEN, row.id, it_is.now + TRIED_AGAIN_AFTER)


async def _not_opened(session: AsyncSession, row: RoundRow, why: str, it_is: Due) -> None:
    """Let it be a draft again, and tell who wrote it why."""
    await APPROVALS.tell_author(session, work_of(row), why, now=it_is.now)
    unschedule(row)
    row.revision += 1
    row.changed_at = it_is.now
    await back_to_draft(session, row, now=it_is.now)
