"""Writing a decision: a draft is a row, so nothing that was saved is ever lost.

Every verb takes `now` as aware UTC, and raises NotAllowed (see `may_draft`), UnknownDecision (also
for what isn't this person's to write) or, where the decision is beyond it, WrongPhase.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.models import DecisionRow
from bot.decisions.publication import preparing
from bot.decisions.register import seeing
from bot.decisions.values import (
    UNPUBLISHED,
    ChangedDecision,
    Content,
    Decision,
    Fault,
    FaultyDecision,
    Found,
    Phase,
    UnknownDecision,
    WrongPhase,
    may_draft,
)
from bot.decisions.writing import content as contents
from bot.people import models as people_models
from bot.people.values import Audience, NotAllowed, Person, Role

MAY_BE_CHANGED = (*UNPUBLISHED, Phase.CURRENT)


async def create(
    sessions: Sessions,
    content: Content,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
    audience: Audience | None = None,
) -> Decision:
    """Begin a decision; the same turn delivered again gives the same one.

    audience: None: everybody. Raises FaultyDecision; then nothing is stored.
    """
    require_drafting(by)
    async with sessions.write() as session:
        row = await begin(
            session, content, audience or Audience(), by=by, turn_key=turn_key, now=now
        )
        return await queries.as_value(session, row)


async def save(
    sessions: Sessions,
    decision_id: UUID,
    content: Content,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Decision:
    """Save what a decision says; of a published one, what it is to say once it is corrected.

    revision: the one that was shown to who writes. An open question for approval is void. Raises
    FaultyDecision or ChangedDecision; then nothing is stored.
    """
    async with sessions.write() as session:
        row = await editable(session, decision_id, MAY_BE_CHANGED, by=by)
        if row.revision != revision:
            raise ChangedDecision(await queries.as_value(session, row))
        seen = await queries.as_value(session, row)
        content = contents.tidy(content)
        if content != seen.published:  # as a correction that is dropped
            await _check(session, content, by=by, of=seen)
        if queries.stored(content) != row.content:
            row.content, row.author_id = queries.stored(content), by.id
            if row.published is None:
                look_up_by(row, content)
            await changed(session, row, now=now)
            await record_act(session, row, "decisions.change", by=by, now=now)
        return await queries.as_value(session, row)


async def choose_audience(
    sessions: Sessions,
    decision_id: UUID,
    audience: Audience,
    *,
    by: Person,
    now: datetime,
    segment: str = "",
) -> Decision:
    """Choose whom it concerns. segment: the name of the saved audience that it was taken from."""
    async with sessions.write() as session:
        row = await editable(session, decision_id, UNPUBLISHED, by=by)
        chosen = (audience.to_json(), segment)
        if (row.audience, row.segment) != chosen:
            row.audience, row.segment = chosen
            await changed(session, row, now=now)
            await record_act(session, row, "decisions.change", by=by, now=now)
        return await queries.as_value(session, row)


async def mark_ready(
    sessions: Sessions, decision_id: UUID, *, ready: bool = True, by: Person, now: datetime
) -> Decision:
    """Hand a draft to the directorate to publish, or take it back. Once more changes nothing.

    Raises FaultyDecision for what it lacks.
    """
    async with sessions.write() as session:
        row = await editable(session, decision_id, UNPUBLISHED, by=by)
        if ready and (lacks := contents.missing(queries.content_of(row.content))):
            raise FaultyDecision(lacks)
        phase = Phase.READY if ready else Phase.DRAFT
        if row.phase != phase:
            row.phase, row.changed_at = phase, now
            await record_act(session, row, f"decisions.{phase.value}", by=by, now=now)
        return await queries.as_value(session, row)


async def discard(sessions: Sessions, decision_id: UUID, *, by: Person, now: datetime) -> Decision:
    """Throw a draft away; it can be taken back. Raises WrongPhase once it stands in something."""
    async with sessions.write() as session:
        row = await editable(session, decision_id, UNPUBLISHED, by=by)
        before = await queries.as_value(session, row)
        if before.publication_id:
            raise WrongPhase(before)
        row.phase, row.changed_at = Phase.DISCARDED, now
        row.revision += 1
        await record_act(session, row, "decisions.discard", by=by, now=now)
        return before


async def keep(sessions: Sessions, decision_id: UUID, *, by: Person, now: datetime) -> Decision:
    """Take back a draft that was thrown away; one that wasn't stays as it is."""
    async with sessions.write() as session:
        row = await editable(session, decision_id, (Phase.DISCARDED, *UNPUBLISHED), by=by)
        if row.phase == Phase.DISCARDED:
            row.phase, row.changed_at = Phase.DRAFT, now
            row.revision += 1
            await record_act(session, row, "decisions.draft", by=by, now=now)
        return await queries.as_value(session, row)


async def begin(
    session: AsyncSession,
    content: Content,
    audience: Audience,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
    found: Found | None = None,
    found_as: str | None = None,
    minutes_id: UUID | None = None,
) -> DecisionRow:
    """A new draft, once for a turn. session: a writing one. found: where in minutes it stands.

    found_as: what it is recognised by when they are imported again. Raises FaultyDecision.
    """
    content = contents.tidy(content)
    await _check(session, content, by=by, of=None)
    made = await insert_unless_there(
        session,
        DecisionRow,
        id=uuid4(),
        turn_key=turn_key,
        phase=Phase.DRAFT,
        revision=1,
        content=queries.stored(content),
        title=content.title,
        body=content.body,
        decided_on=content.decided_on,
        theme=content.theme,
        owner_id=content.owner_id,
        open_to_all=content.open_to_all,
        audience=audience.to_json(),
        segment="",
        author_id=by.id,
        minutes_id=minutes_id,
        found=queries.stored(found) if found else None,
        found_as=found_as,
        created_at=now,
        changed_at=now,
        ended_reason="",
    )
    row = (await session.scalars(select(DecisionRow).where(DecisionRow.turn_key == turn_key))).one()
    if made:
        await record_act(session, row, "decisions.create", by=by, now=now)
    return row


async def editable(
    session: AsyncSession, decision_id: UUID, phases: tuple[Phase, ...], *, by: Person
) -> DecisionRow:
    """The row, locked, if the person may write it and it is in one of these phases.

    Raises WrongPhase also while a publication of it is confirmed and on its way.
    """
    require_drafting(by)
    row = await locked(session, decision_id)
    if not by.may(Role.DIRECTORATE) and by.id not in (row.author_id, row.owner_id):
        raise UnknownDecision
    seen = await queries.as_value(session, row)
    if row.phase not in phases or seen.is_confirmed:
        raise UnknownDecision if row.phase == Phase.DISCARDED else WrongPhase(seen)
    return row


async def locked(session: AsyncSession, decision_id: UUID) -> DecisionRow:
    """The row, locked, and before it the open publication that it stands in.

    Raises UnknownDecision.
    """
    while True:
        publication_id = await queries.open_publication_of(session, decision_id)
        if publication_id:
            await queries.publication_for_update(session, publication_id)
        row = await queries.row_for_update(session, decision_id)
        # Nobody puts it into another publication while it is locked.
        if await queries.open_publication_of(session, decision_id) in (None, publication_id):
            return row


async def changed(session: AsyncSession, row: DecisionRow, *, now: datetime) -> None:
    """Note that this is a new revision; nobody's yes to an earlier one counts. row: locked."""
    row.revision += 1
    row.changed_at = now
    await session.flush()
    publication_id = await queries.open_publication_of(session, row.id)
    if publication_id:
        publication = await queries.publication_for_update(session, publication_id)
        await preparing.changed(session, publication, now=now)


def look_up_by(row: DecisionRow, content: Content) -> None:
    """Let the row be found by this content from now on."""
    row.title, row.body, row.decided_on = content.title, content.body, content.decided_on
    row.theme, row.owner_id = content.theme, content.owner_id
    row.open_to_all = content.open_to_all


def require_drafting(person: Person) -> None:
    """Raise NotAllowed unless the person may write decisions."""
    if not may_draft(person):
        raise NotAllowed(Role.DIRECTORATE)


async def _check(
    session: AsyncSession, content: Content, *, by: Person, of: Decision | None
) -> None:
    """Raise FaultyDecision unless this person may store this tidy content.

    of: the decision so far, which can't replace itself; None: there is none yet.
    """
    found = contents.faults(content)
    if content.owner_id:
        owner = await session.get(people_models.Person, content.owner_id)
        if not owner or not owner.active:
            found["owner_id"] = Fault.UNKNOWN
    if content.replaces_id and not await _can_replace(session, content.replaces_id, by=by, of=of):
        found["replaces_id"] = Fault.UNKNOWN
    if found:
        raise FaultyDecision(found)


async def _can_replace(
    session: AsyncSession, replaced: UUID, *, by: Person, of: Decision | None
) -> bool:
    row = await session.get(DecisionRow, replaced)
    if not row or (of and of.id == replaced):
        return False
    if of and row.replaced_by_id == of.id:
        return True
    if of and of.content.replaces_id == replaced:  # who chose it may see what this person may not
        return row.phase == Phase.CURRENT
    seen = select(DecisionRow.id).where(
        DecisionRow.id == replaced,
        DecisionRow.phase == Phase.CURRENT,
        await seeing.visible(session, by),
    )
    return await session.scalar(seen) is not None
