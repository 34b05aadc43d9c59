"""What is done about a follow-up: its owner reports, and the directorate finds another owner.

Every verb takes `now` as aware UTC, and raises UnknownFollowUp or, where nobody need do anything
about it any more, NoLongerFollowed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.calendar import in_copenhagen
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.decisions.following import follow_ups, looking
from bot.decisions.following.followed import (
    ChangedFollowUp,
    FaultyReport,
    Followed,
    NoLongerFollowed,
    NoSuchOwner,
    NotTheirs,
    ReportFault,
)
from bot.decisions.models import DecisionRow, FollowUpRow, ReportRow
from bot.decisions.values import REASON_LENGTH, Phase, State, UnknownFollowUp
from bot.people import models as people_models
from bot.people.values import Person, Role


@dataclass(frozen=True)
class Outcome:
    """A follow-up as it now stands, and whether this press is what changed it."""

    followed: Followed
    changed: bool


async def report(
    sessions: Sessions,
    follow_up_id: UUID,
    state: State,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
) -> Outcome:
    """Note that it is under way, or done; once for a press.

    What is done stays so when somebody presses that it is under way, as on an older card: that is
    taken back by `reopen`. Raises NotTheirs.
    """
    async with sessions.write() as session:
        row, decision = await _theirs(session, follow_up_id, by=by)
        is_new = row.state not in (state, State.DONE)
        if is_new and not await _is_known(session, turn_key):
            await _note(session, row, decision, state, by=by, turn_key=turn_key, now=now)
        return Outcome(await _now(session, row), changed=is_new)


async def delay(
    sessions: Sessions,
    follow_up_id: UUID,
    reason: str,
    due_on: date | None,
    *,
    revision: int,
    by: Person,
    turn_key: str,
    now: datetime,
) -> Followed:
    """Note that it takes longer, why, and until which day in Copenhagen; once for a press.

    revision: the one that was shown. Raises NotTheirs, FaultyReport, or ChangedFollowUp when it
    was done, or something else was done to it, meanwhile; then nothing is stored.
    """
    reason = reason.strip()
    async with sessions.write() as session:
        row, decision = await _theirs(session, follow_up_id, by=by)
        if await _is_known(session, turn_key):
            return await _now(session, row)
        if row.revision != revision or row.state == State.DONE:
            raise ChangedFollowUp(await _now(session, row))
        faults = _faults(reason, due_on, row, today=in_copenhagen(now).date())
        if faults or due_on is None:
            raise FaultyReport(faults)
        row.due_on = due_on
        await _note(
            session,
            row,
            decision,
            State.DELAYED,
            by=by,
            turn_key=turn_key,
            now=now,
            reason=reason,
        )
        return await _now(session, row)


async def reopen(
    sessions: Sessions, follow_up_id: UUID, *, by: Person, turn_key: str, now: datetime
) -> Outcome:
    """Take back that it is done: it is what it was before. Raises NotTheirs."""
    async with sessions.write() as session:
        row, decision = await _theirs(session, follow_up_id, by=by)
        is_new = row.state == State.DONE and not await _is_known(session, turn_key)
        if is_new:
            before = await session.scalar(
                select(ReportRow)
                .where(ReportRow.follow_up_id == row.id, ReportRow.state != State.DONE)
                .order_by(ReportRow.at.desc(), ReportRow.id)
                .limit(1)
            )
            await _note(
                session,
                row,
                decision,
                State(before.state) if before else State.OPEN,
                by=by,
                turn_key=turn_key,
                now=now,
                reason=before.reason if before else "",
            )
        return Outcome(await _now(session, row), changed=is_new)


async def choose_owner(
    sessions: Sessions,
    follow_up_id: UUID,
    person_id: UUID | None,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Followed:
    """Let somebody else answer for it, who is told. The same person once more changes nothing.

    Raises NotAllowed, NoSuchOwner, or ChangedFollowUp when something was done to it meanwhile.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        row, decision = await _locked(session, follow_up_id)
        person = await session.get(people_models.Person, person_id) if person_id else None
        if not person or not person.active:
            raise NoSuchOwner
        before = await _now(session, row)
        if row.owner_id == person.id:
            return before
        if row.revision != revision:
            raise ChangedFollowUp(before)
        row.owner_id = person.id
        row.revision += 1
        await record_act(session, decision, "decisions.hand_over", by=by, now=now)
        await follow_ups.plan_one(session, decision, row, now=now, is_new=True)
        await follow_ups.show_anew(session, before, now=now)
        return await _now(session, row)


async def _theirs(
    session: AsyncSession, follow_up_id: UUID, *, by: Person
) -> tuple[FollowUpRow, DecisionRow]:
    row, decision = await _locked(session, follow_up_id, check=False)
    if not by.may(Role.DIRECTORATE) and by.id not in (row.owner_id, decision.owner_id):
        raise NotTheirs
    return row, _holding(row, decision)


async def _locked(
    session: AsyncSession, follow_up_id: UUID, *, check: bool = True
) -> tuple[FollowUpRow, DecisionRow]:
    """The row, locked, and that of its decision, which isn't."""
    row = await session.get(FollowUpRow, follow_up_id, with_for_update=True, populate_existing=True)
    if not row:
        raise UnknownFollowUp
    decision = await session.get_one(DecisionRow, row.decision_id)
    return row, _holding(row, decision) if check else decision


def _holding(row: FollowUpRow, decision: DecisionRow) -> DecisionRow:
    if row.removed_at or decision.phase != Phase.CURRENT:
        raise NoLongerFollowed
    return decision


async def _note(
    session: AsyncSession,
    row: FollowUpRow,
    decision: DecisionRow,
    state: State,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
    reason: str = "",
) -> None:
    row.state, row.reason, row.reported_at = state, reason, now
    row.revision += 1
    session.add(
        ReportRow(
            id=uuid4(),
            turn_key=turn_key,
            follow_up_id=row.id,
            by_id=by.id,
            at=now,
            state=state,
            reason=reason,
            due_on=row.due_on,
        )
    )
    await record_act(session, decision, "decisions.report", by=by, now=now)
    await follow_ups.plan_one(session, decision, row, now=now)
    await follow_ups.show_anew(session, await _now(session, row), now=now)


async def _is_known(session: AsyncSession, turn_key: str) -> bool:
    known = select(ReportRow.id).where(ReportRow.turn_key == turn_key)
    return await session.scalar(known) is not None


async def _now(session: AsyncSession, row: FollowUpRow) -> Followed:
    await session.flush()
    found = await looking.followed(session, row.id)
    if not found:
        raise UnknownFollowUp
    return found


def _faults(
    reason: str, due_on: date | None, row: FollowUpRow, *, today: date
) -> dict[str, ReportFault]:
    faults = {}
    if not any(map(str.isalnum, reason)):
        faults["reason"] = ReportFault.MISSING
    elif holds_cpr_number(reason):
        faults["reason"] = ReportFault.CPR_NUMBER
    elif len(reason) > REASON_LENGTH:
        faults["reason"] = ReportFault.TOO_LONG
    if due_on is None:
        faults["due_on"] = ReportFault.MISSING
    elif due_on <= max(today, row.due_on or today):
        faults["due_on"] = ReportFault.NOT_LATER
    return faults
