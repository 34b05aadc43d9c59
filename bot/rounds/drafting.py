"""Making a round: a draft is a row from the first press, so nothing that was saved is ever lost.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownRound or,
where the round is beyond it, WrongPhase.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval import Approvals, Work
from bot.audit import record_act
from bot.database.inserting import insert_unless_there
from bot.database.locking import STAYS
from bot.database.sessions import Sessions
from bot.people.values import Audience, Person, Role
from bot.rounds import content as contents
from bot.rounds import kinds, queries
from bot.rounds.models import RoundRow
from bot.rounds.readymade import READY_MADE
from bot.rounds.values import (
    Changed,
    Content,
    FaultyContent,
    Phase,
    Round,
    UnknownRound,
    WrongPhase,
)

APPROVALS = Approvals(
    "rounds",
    approval=kinds.APPROVAL,
    status=kinds.STATUS,
    notice=kinds.NOTICE,
    unapproved=kinds.UNAPPROVED,
    approver_slow=kinds.APPROVER_SLOW,
)
BEING_WRITTEN = (Phase.DRAFT, Phase.AWAITING)


async def create(
    sessions: Sessions, name: str, *, by: Person, turn_key: str, now: datetime
) -> Round:
    """Begin a round from a ready-made one; the same turn delivered again gives the same one.

    name: of READY_MADE. Raises UnknownRound when there is none of that name.
    """
    by.require(Role.DIRECTORATE)
    if name not in READY_MADE:
        raise UnknownRound
    async with sessions.write() as session:
        return await _begin(
            session, READY_MADE[name].content, None, by=by, turn_key=turn_key, now=now
        )


async def copy(
    sessions: Sessions, round_id: UUID, *, by: Person, turn_key: str, now: datetime
) -> Round:
    """Begin a round that asks what an earlier one asked, of the same people, at no time yet.

    The questions keep their keys, by which it is compared with the earlier one.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        earlier = await queries.row_for_update(session, round_id)
        content = replace(
            queries.content_of(earlier.content),
            outcome_by=None,
            opens_on=None,
            opens_at=None,
            closes_on=None,
            med_on=None,
        )
        return await _begin(session, content, earlier, by=by, turn_key=turn_key, now=now)


async def save(
    sessions: Sessions,
    round_id: UUID,
    content: Content,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Round:
    """Save all but the questions. What is missing may come later, but for the title.

    revision: the one that was shown to who writes. An open question for approval is void. Raises
    FaultyContent or Changed; then nothing is stored.
    """
    content = contents.tidy(content)
    if found := contents.faults(content, now=now):
        by.require(Role.DIRECTORATE)
        raise FaultyContent(found)
    async with sessions.write() as session:
        row = await editable(session, round_id, BEING_WRITTEN, by=by, now=now)
        await require_revision(session, row, revision)
        content = replace(content, questions=queries.content_of(row.content).questions)
        await put(session, row, content, by=by, now=now)
        return await queries.as_value(session, row)


async def choose_audience(
    sessions: Sessions,
    round_id: UUID,
    audience: Audience,
    *,
    by: Person,
    now: datetime,
    segment: str = "",
) -> Round:
    """Choose who is invited. segment: the name of the saved audience that it was taken from."""
    async with sessions.write() as session:
        row = await editable(session, round_id, BEING_WRITTEN, by=by, now=now)
        if (row.audience, row.segment) != (audience.to_json(), segment):
            row.audience, row.segment = audience.to_json(), segment
            await changed(session, row, now=now)
        return await queries.as_value(session, row)


async def discard(sessions: Sessions, round_id: UUID, *, by: Person, now: datetime) -> Round:
    """Throw a draft away; it can be taken back."""
    async with sessions.write() as session:
        row = await editable(session, round_id, BEING_WRITTEN, by=by, now=now)
        before = await queries.as_value(session, row)
        await changed(session, row, now=now)
        row.phase = Phase.DISCARDED
        await record_act(session, row, "rounds.discard", by=by, now=now)
        return before


async def keep(sessions: Sessions, round_id: UUID, *, by: Person, now: datetime) -> Round:
    """Take back a draft that was thrown away; one that wasn't stays as it is."""
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        row = await session.get(RoundRow, round_id, with_for_update=STAYS)
        if not row:
            raise UnknownRound
        if row.phase == Phase.DISCARDED:
            row.phase = Phase.DRAFT
            await changed(session, row, now=now)
        return await queries.as_value(session, row)


async def editable(
    session: AsyncSession,
    round_id: UUID,
    phases: tuple[Phase, ...],
    *,
    by: Person,
    now: datetime,
) -> RoundRow:
    """The row, locked, if the person may change it and it is in one of these phases."""
    by.require(Role.DIRECTORATE)
    row = await queries.row_for_update(session, round_id)
    if row.phase not in phases:
        raise WrongPhase(await queries.as_value(session, row))
    return row


async def require_revision(session: AsyncSession, row: RoundRow, revision: int) -> None:
    """Raise Changed unless the row is as it was shown."""
    if row.revision != revision:
        raise Changed(await queries.as_value(session, row))


async def put(
    session: AsyncSession, row: RoundRow, content: Content, *, by: Person, now: datetime
) -> None:
    """Let the round ask this from now on; who wrote it last is its author."""
    stored = queries.stored(content)
    if stored == row.content:
        return
    row.content, row.title, row.author_id = stored, content.title, by.id
    await changed(session, row, now=now)
    await record_act(session, row, "rounds.change", by=by, now=now)


async def changed(session: AsyncSession, row: RoundRow, *, now: datetime) -> None:
    """Note that this is a new revision; nobody's yes to an earlier one counts."""
    row.revision += 1
    row.changed_at = now
    await back_to_draft(session, row, now=now)


async def back_to_draft(session: AsyncSession, row: RoundRow, *, now: datetime) -> None:
    """Void an open question for approval, and let who was asked see that."""
    await APPROVALS.withdraw(session, row.id, now=now)
    if row.phase == Phase.AWAITING:
        row.phase = Phase.DRAFT


def work_of(row: RoundRow) -> Work:
    """What a yes is asked for."""
    return Work(row.id, row.revision, row.title, row.author_id)


async def _begin(
    session: AsyncSession,
    content: Content,
    earlier: RoundRow | None,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
) -> Round:
    made = await insert_unless_there(
        session,
        RoundRow,
        id=uuid4(),
        turn_key=turn_key,
        phase=Phase.DRAFT,
        revision=1,
        title=content.title,
        content=queries.stored(content),
        author_id=by.id,
        audience=earlier.audience if earlier else None,
        segment=earlier.segment if earlier else "",
        copied_from_id=_compared_with(earlier) if earlier else None,
        created_at=now,
        changed_at=now,
    )
    row = (await session.scalars(select(RoundRow).where(RoundRow.turn_key == turn_key))).one()
    if made:
        await record_act(session, row, "rounds.create", by=by, now=now)
    return await queries.as_value(session, row)


def _compared_with(earlier: RoundRow) -> UUID | None:
    """The round whose answers a copy is compared with: a draft has none of its own."""
    was_opened = earlier.phase in (Phase.OPEN, Phase.CLOSED)
    return earlier.id if was_opened else earlier.copied_from_id
