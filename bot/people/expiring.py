"""People who left, and whose period is over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.deleting import AT_ONCE
from bot.people.models import Person, Unit
from bot.people.queries import lock_roster
from bot.people.values import Level, Role

NAMELESS = "Tidligere leder"


async def expire(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Take from a few of those who left before this whatever tells who they were; how many.

    session: a writing one. The row stays, without a name, as what was sent and decided refers to
    it, and is counted. Of the unit only the top of the tree is left: below it there may be one
    leader only.
    """
    await lock_roster(session)  # before any row, as whoever edits the roster does
    people = await session.scalars(
        select(Person)
        .where(Person.active.is_(False), Person.changed_at < before, Person.email != "")
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    gone = [(one.id, one.unit_id) for one in people]
    parents = dict((await session.execute(select(Unit.id, Unit.parent_id))).all())
    for person_id, unit_id in gone:
        await session.execute(
            update(Person)
            .where(Person.id == person_id)
            .values(
                object_id=None,
                name=NAMELESS,
                email="",
                title="",
                unit_id=_top(unit_id, parents),
                level=Level.LEDER,
                role=Role.MANAGER,
                groups=[],
                language=None,
                away_until=None,
                changed_at=now,
            )
        )
    return len(gone)


def _top(unit: UUID, parents: dict[UUID, UUID | None]) -> UUID:
    while parent := parents.get(unit):
        unit = parent
    return unit
