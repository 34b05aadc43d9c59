"""After decisions were published: stopped, tried again where it failed, those who miss reminded.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownPublication
or, where the publication is beyond it, WrongPublicationPhase.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.database.sessions import Sessions
from bot.decisions import kinds, queries
from bot.decisions.models import PublicationRow
from bot.decisions.publication import accounting, planning
from bot.decisions.publication.preparing import APPROVALS
from bot.decisions.values import (
    Publication,
    PublicationPhase,
    UnknownPublication,
    WrongPublicationPhase,
)
from bot.delivery import due, reminders, wanting
from bot.people.values import Person, Role
from bot.preferences import preferences

_STANDING = (PublicationPhase.PUBLISHED,)
_AFTERWARDS = (*_STANDING, PublicationPhase.RECALLED)


async def stop(
    sessions: Sessions, publication_id: UUID, *, by: Person, now: datetime
) -> Publication:
    """Send it to nobody more: what is on its way arrives, and what was decided holds all the same.

    Once more: nothing, unless somebody waits again.
    """
    async with sessions.write() as session:
        row = await _locked(session, publication_id, _STANDING, by=by)
        kind = kinds.of_messages(corrects=row.corrects)
        stopped = await wanting.stop(session, kind, row.id, now=now)
        if stopped or not row.ended_at:
            await _record(session, row, "decisions.stop", by=by, now=now, number=stopped)
            row.ended_at = row.ended_at or now
            await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.publication_value(session, row)


async def try_again(
    sessions: Sessions, publication_id: UUID, *, by: Person, now: datetime
) -> Publication:
    """Try again with those whom it couldn't reach, or from whom it couldn't be taken away."""
    async with sessions.write() as session:
        row = await _locked(session, publication_id, _AFTERWARDS, by=by)
        await due.set_due(session, kinds.BEGUN, row.id, now)
        tried = await wanting.try_again(
            session, kinds.of_messages(corrects=row.corrects), row.id, now=now
        )
        for one in await accounting.edited(session, row):
            tried += await wanting.try_again(session, kinds.PUBLISHED, one, now=now)
        await _record(session, row, "decisions.try_again", by=by, now=now, number=tried)
        await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.publication_value(session, row)


async def decide_uncertain(
    sessions: Sessions,
    publication_id: UUID,
    message_id: int,
    *,
    again: bool,
    by: Person,
    now: datetime,
) -> Publication:
    """Send it once more to somebody who may have got it, or leave it at that."""
    async with sessions.write() as session:
        row = await _locked(session, publication_id, _AFTERWARDS, by=by)
        await due.set_due(session, kinds.BEGUN, row.id, now)
        decide = wanting.send_again if again else wanting.leave_uncertain
        if await decide(session, message_id, about=row.id, now=now):
            act = "decisions.send_again" if again else "decisions.leave_uncertain"
            await _record(session, row, act, by=by, now=now, number=1)
            await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.publication_value(session, row)


async def remind(
    sessions: Sessions, publication_id: UUID, day: date, *, by: Person, now: datetime
) -> Publication:
    """Remind those who haven't acknowledged by then, once.

    day: in Copenhagen; moved to the next working day. Raises NoReceiptAsked, AlreadyReminded or
    DayPassed.
    """
    async with sessions.write() as session:
        row = await _to_remind_of(session, publication_id, by=by)
        hours = (await preferences(session)).working_hours
        row.remind_at = reminders.moved(row.remind_at, day, hours, now=now)
        await due.set_due(session, kinds.REMIND, row.id, row.remind_at)
        await _record(session, row, "decisions.remind", by=by, now=now)
        await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.publication_value(session, row)


async def dont_remind(
    sessions: Sessions, publication_id: UUID, *, by: Person, now: datetime
) -> Publication:
    """Remind nobody after all. Raises NoReceiptAsked or AlreadyReminded."""
    async with sessions.write() as session:
        row = await _to_remind_of(session, publication_id, by=by)
        reminders.refuse_second(row.remind_at, now=now)
        row.remind_at = None
        await due.forget_due(session, kinds.REMIND, row.id)
        await APPROVALS.show_anew(session, row.id, now=now)
        return await queries.publication_value(session, row)


async def _to_remind_of(
    session: AsyncSession, publication_id: UUID, *, by: Person
) -> PublicationRow:
    row = await _locked(session, publication_id, _STANDING, by=by)
    if not row.asks_receipt:
        raise reminders.NoReceiptAsked
    return row


async def _locked(
    session: AsyncSession, publication_id: UUID, phases: tuple[PublicationPhase, ...], *, by: Person
) -> PublicationRow:
    by.require(Role.DIRECTORATE)
    row = await queries.publication_for_update(session, publication_id)
    if row.phase == PublicationPhase.DISCARDED:
        raise UnknownPublication
    if row.phase not in phases:
        raise WrongPublicationPhase(await queries.publication_value(session, row))
    return row


async def _record(
    session: AsyncSession,
    row: PublicationRow,
    act: str,
    *,
    by: Person,
    now: datetime,
    number: int | None = None,
) -> None:
    work = planning.work_of(await queries.publication_value(session, row))
    await audit.record(
        session, actor=by, act=act, subject=row.id, about=work.title, number=number, now=now
    )
