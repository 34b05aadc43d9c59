"""What is done with the drafts that were made of minutes, and with what stands there otherwise now.

Every verb is the directorate's and takes `now` as aware UTC. file_id: of the minutes, which are
kept for a day; after that they raise FileGone.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.following import follow_ups
from bot.decisions.from_minutes import comparing, importing
from bot.decisions.from_minutes.imported import Became, Imported, MinutesChanged
from bot.decisions.models import DecisionRow, MinutesRow
from bot.decisions.values import Phase
from bot.decisions.writing import drafting
from bot.people.values import Person, Role


async def take_over(
    sessions: Sessions, file_id: UUID, place: int, *, revision: int, by: Person, now: datetime
) -> Imported:
    """Let a decision say what stands in the minutes now; of a published one as a correction.

    place: in the minutes. revision: of the decision, as it was shown; once more changes nothing.
    Raises FileGone, MinutesChanged, or what `drafting.editable` does.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        before = await importing.of_file(session, file_id, by=by)
        if not 0 <= place < len(before.decisions):
            raise MinutesChanged
        one = before.decisions[place]
        if one.became is Became.UNCHANGED:
            return before
        if one.became is not Became.CHANGED or one.decision is None:
            raise MinutesChanged
        row = await drafting.editable(session, one.decision.id, drafting.MAY_BE_CHANGED, by=by)
        if row.revision != revision:
            raise MinutesChanged
        content = comparing.with_changes(queries.content_of(row.content), one)
        row.content, row.author_id = queries.stored(content), by.id
        if row.published is None:
            drafting.look_up_by(row, content)
        row.found = queries.stored(comparing.found_of(before.file_name, one.found))
        row.found_as = comparing.recognised_by(one.found)
        await importing.add_follow_ups(session, row, one.found)
        await drafting.changed(session, row, now=now)
        await follow_ups.plan(session, row.id, now=now)
        await record_act(session, row, "decisions.change", by=by, now=now)
        return await importing.of_file(session, file_id, by=by)


async def discard_new(sessions: Sessions, file_id: UUID, *, by: Person, now: datetime) -> Imported:
    """Throw away the drafts that were made of a file and that nobody has touched since.

    They can be taken back. Raises FileGone.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        for row in await _untouched(session, file_id, Phase.DRAFT):
            row.phase, row.changed_at = Phase.DISCARDED, now
            await record_act(session, row, "decisions.discard", by=by, now=now)
        await session.flush()
        return await importing.of_file(session, file_id, by=by)


async def keep_new(sessions: Sessions, file_id: UUID, *, by: Person, now: datetime) -> Imported:
    """Take back the drafts that `discard_new` threw away. Raises FileGone."""
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        for row in await _untouched(session, file_id, Phase.DISCARDED):
            row.phase, row.changed_at = Phase.DRAFT, now
        await session.flush()
        return await importing.of_file(session, file_id, by=by)


async def _untouched(session: AsyncSession, file_id: UUID, phase: Phase) -> list[DecisionRow]:
    """The drafts that were made of a file, in this phase, that nobody has changed; locked."""
    ids = await session.scalars(
        select(DecisionRow.id)
        .join(MinutesRow, MinutesRow.id == DecisionRow.minutes_id)
        .where(
            MinutesRow.turn_key == importing.key_of(file_id),
            DecisionRow.phase == phase,
            DecisionRow.revision == 1,
        )
        .order_by(DecisionRow.id)
    )
    rows = [await drafting.locked(session, one) for one in ids.all()]
    return [
        one
        for one in rows
        if one.phase == phase and not await queries.open_publication_of(session, one.id)
    ]
