"""Putting decisions together that are to be published as one.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownPublication
or, where the publication is beyond it, WrongPublicationPhase.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval import Approvals
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.decisions import kinds, queries
from bot.decisions.models import PublicationItemRow, PublicationRow
from bot.decisions.values import (
    MOST_PUBLISHED_AT_ONCE,
    OPEN,
    UNPUBLISHED,
    AlreadyPrepared,
    ChangedPublication,
    Decision,
    Fault,
    FaultyDecision,
    FaultyPublication,
    Phase,
    Publication,
    PublicationPhase,
    UnknownDecision,
    WrongPhase,
    WrongPublicationPhase,
)
from bot.decisions.writing import content as contents
from bot.delivery import channels, due
from bot.people.values import Person, Role

APPROVALS = Approvals(
    "decisions",
    approval=kinds.APPROVAL,
    status=kinds.STATUS,
    notice=kinds.NOTICE,
    approver_slow=kinds.APPROVER_SLOW,
)


async def prepare(
    sessions: Sessions, decision_ids: Sequence[UUID], *, by: Person, turn_key: str, now: datetime
) -> Publication:
    """Put drafts together, or corrections of what was published; the same turn does it once.

    When just these stand together already, that is what is given. Raises UnknownDecision,
    FaultyPublication (too many), AlreadyPrepared (one of them stands elsewhere), WrongPhase (there
    is nothing of it to publish), or FaultyDecision for what one lacks.
    """
    by.require(Role.DIRECTORATE)
    ids = list(dict.fromkeys(decision_ids))
    if not 0 < len(ids) <= MOST_PUBLISHED_AT_ONCE:
        raise FaultyPublication(Fault.TOO_MANY if ids else Fault.MISSING)
    async with sessions.write() as session:
        earlier = await session.scalar(
            select(PublicationRow).where(PublicationRow.turn_key == turn_key)
        )
        if earlier:
            return await queries.publication_value(session, earlier)
        rows = {row_id: await queries.row_for_update(session, row_id) for row_id in sorted(ids)}
        seen = await queries.as_values(session, [rows[row_id] for row_id in ids])
        together = await _together(session, seen)
        if together:
            return together
        corrects = require_publishable(seen)
        row_id = uuid4()
        await insert_unless_there(
            session,
            PublicationRow,
            id=row_id,
            turn_key=turn_key,
            phase=PublicationPhase.DRAFT,
            revision=1,
            corrects=corrects,
            tells=False,
            asks_receipt=False,
            to_people=True,
            author_id=by.id,
            created_at=now,
            changed_at=now,
        )
        session.add_all(
            PublicationItemRow(publication_id=row_id, decision_id=one.id, position=place)
            for place, one in enumerate(seen)
        )
        await session.flush()
        row = await session.get_one(PublicationRow, row_id)
        return await queries.publication_value(session, row)


async def choose(
    sessions: Sessions,
    publication_id: UUID,
    *,
    revision: int,
    asks_receipt: bool,
    to_people: bool,
    channel_id: str | None,
    tells: bool,
    by: Person,
    now: datetime,
) -> Publication:
    """Choose how it is published. tells: of a correction. An open question for approval is void.

    Raises ChangedPublication, or FaultyPublication when it would go to nobody or the channel is
    gone.
    """
    async with sessions.write() as session:
        row = await editable(session, publication_id, revision=revision, by=by)
        if channel_id and channel_id not in {one.id for one in await channels.channels(session)}:
            raise FaultyPublication(Fault.UNKNOWN)
        if not row.corrects and not to_people and not channel_id:
            raise FaultyPublication(Fault.MISSING)
        chosen = (asks_receipt, to_people, channel_id, tells)
        if (row.asks_receipt, row.to_people, row.channel_id, row.tells) != chosen:
            row.asks_receipt, row.to_people, row.channel_id, row.tells = chosen
            row.author_id = by.id
            await changed(session, row, now=now)
        return await queries.publication_value(session, row)


async def leave_out(
    sessions: Sessions,
    publication_id: UUID,
    decision_id: UUID,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Publication:
    """Take one of several decisions out; it stays a draft. Raises ChangedPublication.

    Raises FaultyPublication for the last one.
    """
    async with sessions.write() as session:
        row = await editable(session, publication_id, revision=revision, by=by)
        if len(await queries.decision_rows(session, row.id)) == 1:
            raise FaultyPublication(Fault.MISSING)
        row.author_id = by.id
        await take_out(session, row, decision_id, now=now)
        return await queries.publication_value(session, row)


async def discard(
    sessions: Sessions, publication_id: UUID, *, by: Person, now: datetime
) -> Publication:
    """Don't publish them together after all; each stays what it was. Once more changes nothing."""
    async with sessions.write() as session:
        by.require(Role.DIRECTORATE)
        row = await queries.publication_for_update(session, publication_id)
        before = await queries.publication_value(session, row)
        if row.phase != PublicationPhase.DISCARDED:
            if row.phase not in OPEN:
                raise WrongPublicationPhase(before)
            await changed(session, row, now=now)
            row.phase = PublicationPhase.DISCARDED
        return before


def require_publishable(decisions: Sequence[Decision]) -> bool:
    """Whether all of them are corrections of what was published.

    Raises UnknownDecision, WrongPhase where there is nothing to publish, FaultyDecision for what
    one lacks, or FaultyPublication for corrections and new ones together.
    """
    for one in decisions:
        if one.phase is Phase.DISCARDED:
            raise UnknownDecision
        if one.phase not in UNPUBLISHED and not (
            one.phase is Phase.CURRENT and one.has_unpublished_correction
        ):
            raise WrongPhase(one)
        if lacks := contents.missing(one.content):
            raise FaultyDecision(lacks, one)
    corrections = [one.published is not None for one in decisions]
    if any(corrections) and not all(corrections):
        raise FaultyPublication(Fault.UNKNOWN)
    return all(corrections)


async def editable(
    session: AsyncSession, publication_id: UUID, *, revision: int, by: Person
) -> PublicationRow:
    """The row, locked, if it is as it was shown and not confirmed yet.

    Raises ChangedPublication.
    """
    by.require(Role.DIRECTORATE)
    row = await queries.publication_for_update(session, publication_id)
    if row.phase not in OPEN:
        raise WrongPublicationPhase(await queries.publication_value(session, row))
    if row.revision != revision:
        raise ChangedPublication(await queries.publication_value(session, row))
    return row


async def changed(session: AsyncSession, row: PublicationRow, *, now: datetime) -> None:
    """Note that this is a new revision; nobody's yes to an earlier one counts. row: locked."""
    row.revision += 1
    row.changed_at = now
    await back_to_draft(session, row, now=now)


async def back_to_draft(session: AsyncSession, row: PublicationRow, *, now: datetime) -> None:
    """Let nobody have confirmed it; void an open question, and let who was asked see that."""
    if row.phase in (PublicationPhase.AWAITING, PublicationPhase.SCHEDULED):
        row.phase = PublicationPhase.DRAFT
        row.confirmed_by_id = row.starts_at = row.number = None
    await due.forget_due(session, kinds.BEGUN, row.id)
    await APPROVALS.withdraw(session, row.id, now=now)


async def take_out(
    session: AsyncSession, row: PublicationRow, decision_id: UUID, *, now: datetime
) -> None:
    """Take a decision out of one that isn't published; without the last it is none. row: locked."""
    await session.execute(
        delete(PublicationItemRow).where(
            PublicationItemRow.publication_id == row.id,
            PublicationItemRow.decision_id == decision_id,
        )
    )
    await changed(session, row, now=now)
    if not await queries.decision_rows(session, row.id):
        row.phase = PublicationPhase.DISCARDED


async def _together(session: AsyncSession, decisions: Sequence[Decision]) -> Publication | None:
    """The open publication that just these stand in. Raises AlreadyPrepared for another one."""
    found = {one.publication_id for one in decisions if one.publication_id}
    if not found:
        return None
    publication = await queries.publication(session, found.pop())
    if {one.id for one in publication.decisions} == {one.id for one in decisions}:
        return publication
    raise AlreadyPrepared(publication)
