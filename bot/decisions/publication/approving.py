"""A second director's answer to a publication: yes, which publishes it, or no.

The verbs are the directorate's, take `now` as aware UTC, and raise NotAllowed, UnknownPublication
or NotAwaiting.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.approval import Work
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.models import PublicationRow
from bot.decisions.publication import planning
from bot.decisions.publication.confirming import require_confirmable
from bot.decisions.publication.preparing import APPROVALS, back_to_draft
from bot.decisions.publication.publishing import publish
from bot.decisions.values import Publication, PublicationPhase
from bot.delivery.rendering import Due
from bot.people.values import Person
from bot.preferences import preferences


async def approve(
    sessions: Sessions,
    publication_id: UUID,
    *,
    revision: int,
    expected: int,
    by: Person,
    now: datetime,
) -> Publication:
    """Say yes to this revision, which publishes it.

    expected: how many it concerned, as was shown. Raises also OwnWork, or what
    `confirming.require_confirmable` raises.
    """
    async with sessions.write() as session:
        row = await queries.publication_for_update(session, publication_id)
        seen = await queries.publication_value(session, row)
        await APPROVALS.approve(session, await _work(session, seen), revision, by=by, now=now)
        await require_confirmable(session, seen, expected)
        await publish(session, row, await preferences(session), by=by, now=now)
        return await queries.publication_value(session, row)


async def send_back(
    sessions: Sessions,
    publication_id: UUID,
    *,
    revision: int,
    comment: str,
    by: Person,
    now: datetime,
) -> Publication:
    """Say no to this revision; who prepared it is told why. Raises also FaultyComment."""
    async with sessions.write() as session:
        row = await queries.publication_for_update(session, publication_id)
        work = await _work(session, await queries.publication_value(session, row))
        await APPROVALS.decline(session, work, revision, comment=comment, by=by, now=now)
        await back_to_draft(session, row, now=now)
        row.revision += 1  # the same decisions may be asked about again
        return await queries.publication_value(session, row)


async def approver_slow(session: AsyncSession, it_is: Due) -> None:
    """Remind who was asked, and ask their stand-in too."""
    seen = await queries.publication(session, it_is.subject)
    await APPROVALS.remind_slow(session, await _work(session, seen), now=it_is.now)


async def awaiting(session: AsyncSession, person: Person) -> list[Publication]:
    """The publications that wait for a yes which this person may say, the oldest first."""
    ids = await approval.awaiting(session, person)
    rows = [await session.get(PublicationRow, one) for one in ids]
    found = [
        await queries.publication_value(session, row)
        for row in rows
        if row and row.phase == PublicationPhase.AWAITING
    ]
    return [one for one in found if person.id not in (await _work(session, one)).authors]


async def _work(session: AsyncSession, publication: Publication) -> Work:
    """What the open question is about; without one, what another would be about."""
    asked = await approval.open_question(session, publication.id)
    by = asked.asked_by_id if asked else publication.author.id
    return await planning.to_approve(session, publication, asked_by=by)
