"""Confirming a publication: it is published when its time comes, or a second director is asked.

`now` is aware UTC.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.models import DecisionRow
from bot.decisions.publication import planning
from bot.decisions.publication.preparing import APPROVALS, editable, require_publishable
from bot.decisions.publication.publishing import publish
from bot.decisions.values import (
    Decision,
    Fault,
    FaultyDecision,
    FaultyPublication,
    NumberChanged,
    Phase,
    Publication,
    PublicationPhase,
    WrongPublicationPhase,
)
from bot.people.values import Person
from bot.preferences import preferences


async def confirm(
    sessions: Sessions,
    publication_id: UUID,
    *,
    revision: int,
    expected: int,
    by: Person,
    now: datetime,
    approver_id: UUID | None = None,
) -> Publication:
    """Publish it when its time comes, or ask for the approval that it needs.

    revision: the one that was shown. expected: how many it concerned then. approver_id: who is
    asked. Raises NotAllowed, UnknownPublication, WrongPublicationPhase, ChangedPublication,
    NobodyToApprove, or what `require_confirmable` raises; then nothing has changed.
    """
    async with sessions.write() as session:
        row = await editable(session, publication_id, revision=revision, by=by)
        seen = await queries.publication_value(session, row)
        if row.phase == PublicationPhase.AWAITING:
            raise WrongPublicationPhase(seen)
        await require_confirmable(session, seen, expected)
        prefs = await preferences(session)
        approvers = await planning.possible_approvers(session, seen, asked_by=by.id)
        if planning.needs_approval(prefs, approvers):
            work = await planning.to_approve(session, seen, asked_by=by.id)
            await APPROVALS.request(session, work, of=approver_id, by=by, now=now)
            row.phase = PublicationPhase.AWAITING
        else:
            await publish(session, row, prefs, by=by, now=now)
        await APPROVALS.show_status(session, row.id, to=by.id, now=now)
        return await queries.publication_value(session, row)


async def require_confirmable(
    session: AsyncSession, publication: Publication, expected: int
) -> None:
    """Hold it against what there is now, and against the number that was shown.

    Raises UnknownDecision, WrongPhase, FaultyDecision (also "replaces_id" for what holds no
    longer), FaultyPublication (to nobody, or to a channel that is gone) or NumberChanged.
    """
    require_publishable(publication.decisions)
    for one in publication.decisions:
        await _require_replaceable(session, one)
    if publication.channel and publication.channel.is_gone:
        raise FaultyPublication(Fault.UNKNOWN)
    if not publication.to_people:
        return
    number = await planning.number_of(session, publication)
    if not number and not publication.corrects:
        raise FaultyPublication(Fault.MISSING)
    if number != expected:
        raise NumberChanged(number)


async def _require_replaceable(session: AsyncSession, decision: Decision) -> None:
    """Hold what it replaces against what has become of that meanwhile."""
    replaced_id = decision.content.replaces_id
    row = await session.get(DecisionRow, replaced_id) if replaced_id else None
    if row and row.phase != Phase.CURRENT and row.replaced_by_id != decision.id:
        raise FaultyDecision({"replaces_id": Fault.UNKNOWN}, decision)
