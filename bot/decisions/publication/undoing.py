"""What was confirmed, taken back: before it is published as if nothing was, afterwards from all.

The verbs are the directorate's, take `now` as aware UTC, and raise NotAllowed, UnknownPublication
or, where the publication is beyond it, WrongPublicationPhase.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.database.sessions import Sessions
from bot.decisions import kinds, queries
from bot.decisions.following import follow_ups
from bot.decisions.models import DecisionRow, PublicationItemRow, PublicationRow
from bot.decisions.publication import preparing, publishing
from bot.decisions.receivers import reminding, welcoming
from bot.decisions.register import remembering
from bot.decisions.values import (
    OPEN,
    Phase,
    Publication,
    PublicationPhase,
    UnknownPublication,
    WrongPublicationPhase,
)
from bot.delivery import due, wanting
from bot.people.values import Person, Role

_NOT_PUBLISHED = (*OPEN, PublicationPhase.SCHEDULED)


async def undo(
    sessions: Sessions, publication_id: UUID, *, by: Person, now: datetime
) -> Publication:
    """Make a draft of it again: while it awaits approval, or until it is published."""
    async with sessions.write() as session:
        row = await _locked(session, publication_id, by=by)
        before = await queries.publication_value(session, row)
        if row.phase not in _NOT_PUBLISHED:
            raise WrongPublicationPhase(before)
        if row.phase == PublicationPhase.SCHEDULED:
            await _record(session, row, "decisions.undo", by=by, now=now)
        if row.phase != PublicationPhase.DRAFT:
            await preparing.changed(session, row, now=now)
        return await queries.publication_value(session, row)


async def recall(
    sessions: Sessions, publication_id: UUID, *, by: Person, now: datetime
) -> Publication:
    """Take it away from everybody who got it; what it says is a draft again. Once more: nothing.

    What it had replaced holds again, what corrected it is taken away too, and corrections that
    aren't published never are. What ended meanwhile stays ended. A correction can't be
    recalled: what it corrected would come back, and is corrected instead.
    """
    async with sessions.write() as session:
        row = await _locked(session, publication_id, by=by)
        if row.phase == PublicationPhase.RECALLED:
            return await queries.publication_value(session, row)
        if row.phase != PublicationPhase.PUBLISHED or row.corrects:
            raise WrongPublicationPhase(await queries.publication_value(session, row))
        corrections = await _corrections(session, row)
        reminded = await reminding.reminded(session, row.id)
        rows, others = await publishing.locked(session, row.id)
        drafts = {one.id: one for one in rows if one.phase == Phase.CURRENT}
        restored = [
            one for one in others if one.phase == Phase.REPLACED and one.replaced_by_id in drafts
        ]
        for one in rows:  # what ended can't hold again unseen
            one.shown_in_id = None
        for one in restored:
            await publishing.hold_again(session, one, now=now)
        for one in drafts.values():
            await publishing.make_draft(session, one, now=now)
        row.phase, row.ended_at = PublicationPhase.RECALLED, now
        await session.flush()
        await due.forget_due(session, kinds.REMIND, row.id)
        await due.set_due(session, kinds.BEGUN, row.id, now)
        # What is due before any message, as the courier locks it.
        for one in (*drafts.values(), *restored):
            await follow_ups.plan(session, one.id, now=now, shows=False)
        await wanting.recall(session, kinds.PUBLISHED, row.id, now=now)
        for correction in corrections:
            await _end_correction(session, correction, set(drafts), now=now)
        await _tell(session, [*drafts.values(), *restored], by=by, now=now)
        await preparing.APPROVALS.show_anew(session, row.id, now=now)
        changed = [*drafts, *(one.id for one in restored)]
        await follow_ups.show_of(session, changed, also=reminded, now=now)
        await wanting.show_anew(session, kinds.WELCOME, welcoming.WHAT_HOLDS, now=now)
        await _record(session, row, "decisions.recall", by=by, now=now)
        return await queries.publication_value(session, row)


async def _locked(session: AsyncSession, publication_id: UUID, *, by: Person) -> PublicationRow:
    by.require(Role.DIRECTORATE)
    row = await queries.publication_for_update(session, publication_id)
    if row.phase == PublicationPhase.DISCARDED:
        raise UnknownPublication
    return row


async def _corrections(session: AsyncSession, row: PublicationRow) -> list[PublicationRow]:
    """What corrects something of it, published or not, locked in the order of their ids."""
    its_own = select(PublicationItemRow.decision_id).where(
        PublicationItemRow.publication_id == row.id
    )
    ids = await session.scalars(
        select(PublicationRow.id)
        .join(PublicationItemRow, PublicationItemRow.publication_id == PublicationRow.id)
        .where(
            PublicationRow.corrects,
            PublicationRow.phase.in_((*_NOT_PUBLISHED, PublicationPhase.PUBLISHED)),
            PublicationItemRow.decision_id.in_(its_own),
        )
        .distinct()
        .order_by(PublicationRow.id)
    )
    return [await queries.publication_for_update(session, one) for one in ids.all()]


async def _tell(
    session: AsyncSession, rows: Sequence[DecisionRow], *, by: Person, now: datetime
) -> None:
    """Let everything that tells of these decisions say whether they hold."""
    for one in rows:
        await remembering.give(session, one, by=by.id, now=now)
        await publishing.show_anew(session, one, now=now)


async def _end_correction(
    session: AsyncSession, row: PublicationRow, drafts: set[UUID], *, now: datetime
) -> None:
    """Take away what told of a correction, or don't publish it. drafts: what is none any more."""
    its_own = {one.id for one in await queries.decision_rows(session, row.id)}
    if row.phase != PublicationPhase.PUBLISHED:
        for one in sorted(its_own & drafts):
            await preparing.take_out(session, row, one, now=now)
        return
    await wanting.recall(session, kinds.CORRECTED, row.id, now=now)
    if its_own <= drafts:
        row.phase, row.ended_at = PublicationPhase.RECALLED, now
    await preparing.APPROVALS.show_anew(session, row.id, now=now)


async def _record(
    session: AsyncSession, row: PublicationRow, act: str, *, by: Person, now: datetime
) -> None:
    """Note it of each of its decisions, as it was noted that they were confirmed."""
    for one in await queries.decision_rows(session, row.id):
        await record_act(session, one, act, by=by, now=now, number=row.number)
