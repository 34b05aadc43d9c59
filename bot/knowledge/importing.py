"""Taking saved answers from a spreadsheet: first what it would change, then the change.

Both are the directorate's, and raise NotAllowed, or FaultySheet with all that is wrong.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, received_files
from bot.calendar import in_copenhagen
from bot.database.sessions import Sessions
from bot.files.spreadsheet import Row
from bot.knowledge import queries, reviewing
from bot.knowledge.content import stored
from bot.knowledge.drafting import fill, usual
from bot.knowledge.models import KnowledgeRow
from bot.knowledge.publishing import give
from bot.knowledge.sheet import compare
from bot.knowledge.values import Changes, OtherChanges, Phase
from bot.people.queries import people_with_role
from bot.people.values import Person, Role

IMPORT = "knowledge.import"  # the act on record

_PHASES = (Phase.CURRENT, Phase.DRAFT, Phase.RETIRED)


async def preview(sessions: Sessions, rows: Sequence[Row], *, by: Person, now: datetime) -> Changes:
    """What the rows would change now. rows: the headings first, cells with their lines kept."""
    by.require(Role.DIRECTORATE)
    async with sessions.read() as session:
        return await _changes(session, rows, by=by, now=now)


async def apply(
    sessions: Sessions,
    rows: Sequence[Row],
    *,
    seen: str,
    file_id: UUID,
    by: Person,
    now: datetime,
) -> Changes:
    """Change what the rows change, all of it or nothing; what is new is given at once.

    seen: the fingerprint of the changes that somebody saw and said yes to. file_id: the received
    file, which is kept no longer. Raises OtherChanges when it would be others now, and FileGone
    when it was decided about before; then nothing is changed.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        await received_files.forget(session, file_id, of=by.id)
        changes = await _changes(session, rows, by=by, now=now)
        if fingerprint(changes) != seen:
            raise OtherChanges(changes)
        # All rows, in one order everywhere, before the first is given, which locks more that is
        # everybody's: so no two transactions wait for each other.
        locked = []
        for line in sorted(changes.changed, key=lambda line: line.knowledge.id):
            row = await queries.row_for_update(session, line.knowledge.id)
            if row.revision != line.knowledge.revision:
                raise OtherChanges(await _changes(session, rows, by=by, now=now))
            locked.append((row, line))
        for row, line in locked:
            fill(row, line.written, by=by, now=now)
            if row.phase == Phase.CURRENT:
                await give(session, row, by=by, now=now)
        for new in changes.new:
            row = KnowledgeRow(
                turn_key=f"file {file_id} {new.line}",
                phase=Phase.DRAFT,
                content=stored(new.written.content),
                owner_id=new.written.owner_id,
                review_on=new.written.review_on,
                revision=1,
                changed_by_id=by.id,
                changed_at=now,
            )
            session.add(row)
            await session.flush()
            await give(session, row, by=by, now=now)
        await reviewing.show_anew(session, now=now)
        await audit.record(
            session, actor=by, act=IMPORT, subject=file_id, number=len(changes), now=now
        )
        return changes


async def number_imported(session: AsyncSession, file_id: UUID) -> int | None:
    """How many saved answers a file added or changed; None when it wasn't imported."""
    done = await audit.newest(session, IMPORT, subject=file_id)
    return done.number if done else None


async def forget(sessions: Sessions, file_id: UUID, *, by: Person) -> None:
    """Keep the file no longer, and change nothing. Raises FileGone."""
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        await received_files.forget(session, file_id, of=by.id)


def fingerprint(changes: Changes) -> str:
    """What two lists of changes have in common only if they are the same."""
    of_new = [(line.line, line.written) for line in changes.new]
    of_changed = [
        (line.knowledge.id, line.knowledge.revision, line.written) for line in changes.changed
    ]
    return hashlib.sha256(repr((of_new, of_changed)).encode()).hexdigest()


async def _changes(
    session: AsyncSession, rows: Sequence[Row], *, by: Person, now: datetime
) -> Changes:
    return compare(
        rows,
        await queries.in_phases(session, *_PHASES),
        await people_with_role(session, Role.DIRECTORATE),
        usual(by, now=now),
        today=in_copenhagen(now).date(),
    )
