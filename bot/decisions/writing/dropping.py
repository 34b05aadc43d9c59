"""Dropping a correction that isn't published yet, and taking it back.

What was dropped is kept as a draft that was thrown away, whose turn's key says of which decision
and revision it was. Every verb takes `now` as aware UTC, and raises what `drafting.editable` does.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from bot.audit import record_act
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.models import DecisionRow
from bot.decisions.values import ChangedDecision, Decision, Phase, UnknownDecision
from bot.decisions.writing import drafting
from bot.people.values import Person


async def drop(
    sessions: Sessions, decision_id: UUID, *, revision: int, by: Person, now: datetime
) -> Decision:
    """Let it say no more than what was published. Where that is so already, nothing changes.

    revision: the one that was shown. Raises ChangedDecision when it was changed since.
    """
    async with sessions.write() as session:
        row = await drafting.editable(session, decision_id, (Phase.CURRENT,), by=by)
        seen = await queries.as_value(session, row)
        if not seen.published or not seen.has_unpublished_correction:
            return seen
        if row.revision != revision:
            raise ChangedDecision(seen)
        await insert_unless_there(
            session,
            DecisionRow,
            id=uuid4(),
            turn_key=_key(decision_id, revision),
            phase=Phase.DISCARDED,
            revision=1,
            content=row.content,
            title=seen.content.title,
            body=seen.content.body,
            decided_on=seen.content.decided_on,
            theme=seen.content.theme,
            owner_id=None,  # or it would be counted among what is theirs
            open_to_all=False,
            audience=row.audience,
            segment="",
            author_id=row.author_id,
            created_at=now,
            changed_at=now,
            ended_reason="",
        )
        row.content, row.author_id = queries.stored(seen.published), by.id
        await drafting.changed(session, row, now=now)
        await record_act(session, row, "decisions.change", by=by, now=now)
        return await queries.as_value(session, row)


async def take_back(
    sessions: Sessions, decision_id: UUID, *, dropped: int, by: Person, now: datetime
) -> Decision:
    """Let the correction be there again, as whoever wrote it left it. Once more changes nothing.

    dropped: its revision. Raises UnknownDecision where none was dropped, and ChangedDecision when
    another was written since.
    """
    async with sessions.write() as session:
        row = await drafting.editable(session, decision_id, (Phase.CURRENT,), by=by)
        kept = await session.scalar(
            select(DecisionRow).where(DecisionRow.turn_key == _key(decision_id, dropped))
        )
        if not kept:
            raise UnknownDecision
        if row.content != kept.content:
            if row.revision != dropped + 1:
                raise ChangedDecision(await queries.as_value(session, row))
            row.content, row.author_id = kept.content, kept.author_id
            await drafting.changed(session, row, now=now)
            await record_act(session, row, "decisions.change", by=by, now=now)
        return await queries.as_value(session, row)


def _key(decision_id: UUID, revision: int) -> str:
    return f"dropped {decision_id.hex} {revision}"
