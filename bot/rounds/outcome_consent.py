"""A second director's yes to what those who were asked get back: whether it takes one, and asking.

It takes one where the round did: when it is for everybody. A yes is to what was shown. Another text
is another revision, and voids the question where it is written; what happens with a theme may
change without one, so what was asked about is kept, and held against what would be sent now.

The functions are parts of verbs and views; those that write take a writing session with the round
locked, and `now` as aware UTC.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.approval import Approvals, Work
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.values import Audience, Person
from bot.preferences import preferences
from bot.rounds import keeping, kinds
from bot.rounds.findings import Consent, Draft, Outcome, Published
from bot.rounds.models import OutcomeAskedRow, OutcomeRow, RoundRow
from bot.rounds.planning import needs_approval

APPROVALS = Approvals(
    "outcomes",
    approval=kinds.OUTCOME_APPROVAL,
    status=kinds.OUTCOME_STATUS,
    notice=kinds.OUTCOME_NOTICE,
    approver_slow=kinds.OUTCOME_APPROVER_SLOW,
)


async def consent(session: AsyncSession, row: RoundRow, draft: Draft, fresh: Published) -> Consent:
    """How it stands with the yes. fresh: what would be sent now."""
    written = await session.get(OutcomeRow, row.id)
    if not written:
        return Consent()
    approvers = await approval.possible_approvers(session, written.by_id)
    audience = Audience.from_json(row.audience)
    needed = await needs_approval(session, await preferences(session), audience, approvers)
    known = await _people(session, written.by_id)
    found = Consent(needed, author=known[written.by_id], approvers=approvers)
    asked = await keeping.asked_row(session, row.id)
    question = await approval.question(session, asked.id, asked.revision) if asked else None
    if not asked or not question:
        return found
    found = replace(found, id=asked.id)
    is_what_was_asked = asked.revision == draft.revision and keeping.content_asked(asked).says_what(
        fresh
    )
    if question.is_open and is_what_was_asked:
        approver = (await _people(session, question.approver_id))[question.approver_id]
        return replace(found, approver=approver, asked_at=question.asked_at)
    if draft.published and draft.published.at >= question.asked_at:
        return found  # what was said of it then is over
    return replace(
        found,
        is_void=not (question.approved_by_id or question.comment),
        remark=question.comment,
    )


async def request(
    session: AsyncSession,
    row: RoundRow,
    found: Outcome,
    *,
    of: UUID | None,
    by: Person,
    now: datetime,
) -> None:
    """Ask somebody for a yes to what would be sent now. Raises NobodyToApprove."""
    draft, asked = found.draft, await keeping.asked_row(session, row.id)
    if asked:
        await APPROVALS.withdraw(session, asked.id, now=now)
        if await approval.question(session, asked.id, draft.revision):
            # The same text may be asked about again, as it came back, or a theme has changed.
            draft = replace(draft, revision=draft.revision + 1)
            written = await session.get_one(OutcomeRow, row.id)
            await keeping.keep(session, row.id, draft, by=written.by_id, now=now)
    asked = await keeping.keep_asked(session, row.id, draft.revision, found.fresh)
    await APPROVALS.request(session, await work_of(session, row, asked), of=of, by=by, now=now)
    await APPROVALS.show_status(session, asked.id, to=by.id, now=now)


async def void(session: AsyncSession, round_id: UUID, *, now: datetime) -> None:
    """Note that something has changed: an open question counts no more, and says so."""
    if asked := await keeping.asked_row(session, round_id):
        await APPROVALS.withdraw(session, asked.id, now=now)


async def show_anew(session: AsyncSession, round_id: UUID, *, now: datetime) -> None:
    """Have what was asked be held against what would be sent now, where it is shown."""
    if asked := await keeping.asked_row(session, round_id):
        await APPROVALS.show_anew(session, asked.id, now=now)


async def work_of(session: AsyncSession, row: RoundRow, asked: OutcomeAskedRow) -> Work:
    """What the yes is asked for."""
    written = await session.get_one(OutcomeRow, row.id)
    return Work(asked.id, written.revision, row.title, written.by_id)


async def _people(session: AsyncSession, *ids: UUID) -> dict[UUID, Person]:
    rows = await people.rows(session, people_models.Person.id.in_(ids))
    return {row.id: people.as_value(row) for row in rows}
