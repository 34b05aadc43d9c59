"""What is to be done because of a decision: added, changed and removed by those who write it.

Every verb takes `now` as aware UTC, and raises what `drafting.editable` does. Of a decision that
holds, what was changed counts at once.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.cpr import holds_cpr_number
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.following import follow_ups
from bot.decisions.models import DecisionRow, FollowUpRow
from bot.decisions.values import (
    DEED_LENGTH,
    MOST_FOLLOW_UPS,
    UNPUBLISHED,
    ChangedDecision,
    Decision,
    Fault,
    FaultyDecision,
    State,
    UnknownFollowUp,
)
from bot.decisions.writing import drafting
from bot.people import models as people_models
from bot.people.values import Person


async def add(
    sessions: Sessions,
    decision_id: UUID,
    follow_up_id: UUID,
    *,
    what: str,
    owner_id: UUID | None,
    due_on: date | None,
    by: Person,
    now: datetime,
) -> Decision:
    """Add one under the id that its form has; once more adds nothing.

    Raises FaultyDecision, with the names of these fields and "follow_ups" when there are too many.
    """
    async with sessions.write() as session:
        row = await drafting.editable(session, decision_id, drafting.MAY_BE_CHANGED, by=by)
        if await session.get(FollowUpRow, follow_up_id):
            return await queries.as_value(session, row)
        what = await _checked(session, what, owner_id)
        if await _number(session, decision_id) >= MOST_FOLLOW_UPS:
            raise FaultyDecision({"follow_ups": Fault.TOO_MANY})
        await put(session, row, follow_up_id, what, owner_id=owner_id, due_on=due_on)
        await _changed(session, row, "decisions.add_follow_up", {follow_up_id}, by=by, now=now)
        return await queries.as_value(session, row)


async def change(
    sessions: Sessions,
    decision_id: UUID,
    follow_up_id: UUID,
    *,
    what: str,
    owner_id: UUID | None,
    due_on: date | None,
    revision: int,
    by: Person,
    now: datetime,
) -> Decision:
    """Change what, who or when. revision: the one that was shown.

    Raises UnknownFollowUp, ChangedDecision when it was changed or reported on meanwhile, or
    FaultyDecision as `add` does.
    """
    async with sessions.write() as session:
        row = await drafting.editable(session, decision_id, drafting.MAY_BE_CHANGED, by=by)
        follow_up = await _locked(session, row, follow_up_id)
        if follow_up.removed_at:
            raise UnknownFollowUp
        if follow_up.revision != revision:
            raise ChangedDecision(await queries.as_value(session, row))
        what = await _checked(session, what, owner_id, before=follow_up.owner_id)
        if (follow_up.what, follow_up.owner_id, follow_up.due_on) != (what, owner_id, due_on):
            new = {follow_up_id} if owner_id != follow_up.owner_id else set()
            follow_up.what, follow_up.owner_id, follow_up.due_on = what, owner_id, due_on
            follow_up.revision += 1
            await _changed(session, row, "decisions.change_follow_up", new, by=by, now=now)
        return await queries.as_value(session, row)


async def remove(
    sessions: Sessions,
    decision_id: UUID,
    follow_up_id: UUID,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Decision:
    """Let it be no more part of the decision; it can be put back. Once more changes nothing.

    Raises UnknownFollowUp, or ChangedDecision when it was changed or reported on meanwhile.
    """
    async with sessions.write() as session:
        row = await drafting.editable(session, decision_id, drafting.MAY_BE_CHANGED, by=by)
        follow_up = await _locked(session, row, follow_up_id)
        if follow_up.removed_at:
            return await queries.as_value(session, row)
        if follow_up.revision != revision:
            raise ChangedDecision(await queries.as_value(session, row))
        follow_up.removed_at = now
        follow_up.revision += 1
        await _changed(session, row, "decisions.remove_follow_up", (), by=by, now=now)
        return await queries.as_value(session, row)


async def restore(
    sessions: Sessions, decision_id: UUID, follow_up_id: UUID, *, by: Person, now: datetime
) -> Decision:
    """Put it back. Once more changes nothing. Raises UnknownFollowUp."""
    async with sessions.write() as session:
        row = await drafting.editable(session, decision_id, drafting.MAY_BE_CHANGED, by=by)
        follow_up = await _locked(session, row, follow_up_id)
        if follow_up.removed_at:
            follow_up.removed_at = None
            follow_up.revision += 1
            await _changed(session, row, "decisions.add_follow_up", (), by=by, now=now)
        return await queries.as_value(session, row)


def refuse_cpr_numbers(what: str) -> None:
    """Raise FaultyDecision with "what" for a CPR number, before it is shown in a form again."""
    if holds_cpr_number(what):
        raise FaultyDecision({"what": Fault.CPR_NUMBER})


async def put(
    session: AsyncSession,
    row: DecisionRow,
    follow_up_id: UUID,
    what: str,
    *,
    who: str = "",
    owner_id: UUID | None = None,
    due_on: date | None = None,
) -> None:
    """Put one below those that a decision has. session: a writing one. row: locked."""
    last = await session.scalar(
        select(func.max(FollowUpRow.position)).where(FollowUpRow.decision_id == row.id)
    )
    await insert_unless_there(
        session,
        FollowUpRow,
        id=follow_up_id,
        decision_id=row.id,
        position=0 if last is None else last + 1,
        what=what,
        who=who,
        owner_id=owner_id,
        due_on=due_on,
        state=State.OPEN,
        reason="",
        revision=1,
    )


async def _changed(
    session: AsyncSession,
    row: DecisionRow,
    act: str,
    new_owners: Collection[UUID],
    *,
    by: Person,
    now: datetime,
) -> None:
    if row.phase in UNPUBLISHED:
        await drafting.changed(session, row, now=now)
    else:
        await session.flush()
        await follow_ups.plan(session, row.id, now=now, new_owners=new_owners)
    await record_act(session, row, act, by=by, now=now)


async def _locked(session: AsyncSession, row: DecisionRow, follow_up_id: UUID) -> FollowUpRow:
    found = await session.get(
        FollowUpRow, follow_up_id, with_for_update=True, populate_existing=True
    )
    if not found or found.decision_id != row.id:
        raise UnknownFollowUp
    return found


async def _checked(
    session: AsyncSession, what: str, owner_id: UUID | None, *, before: UUID | None = None
) -> str:
    """What is to be done, tidy. before: the owner so far, who may have left."""
    refuse_cpr_numbers(what)
    what = " ".join(what.split())
    faults = {}
    if not what:
        faults["what"] = Fault.MISSING
    elif len(what) > DEED_LENGTH:
        faults["what"] = Fault.TOO_LONG
    if owner_id and owner_id != before:
        owner = await session.get(people_models.Person, owner_id)
        if not owner or not owner.active:
            faults["person_id"] = Fault.UNKNOWN
    if faults:
        raise FaultyDecision(faults)
    return what


async def _number(session: AsyncSession, decision_id: UUID) -> int:
    found = select(func.count()).where(
        FollowUpRow.decision_id == decision_id, FollowUpRow.removed_at.is_(None)
    )
    return await session.scalar(found) or 0
