"""Which follow-ups are somebody's who wasn't told before, as the first reminder of them says."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import AuditRow
from bot.decisions.following import gathered
from bot.decisions.following.followed import Followed

_GIVING = ("decisions.add_follow_up", "decisions.change_follow_up", "decisions.hand_over")


async def new_to(
    session: AsyncSession, person_id: UUID, waiting: Sequence[Followed], *, day: date
) -> int:
    """How many of the open ones no reminder before that of this day, in Copenhagen, told of."""
    open_ = [one for one in waiting if one.is_open]
    last = await gathered.last_before(session, person_id, day)
    if not open_ or not last:
        return len(open_)
    _day, told_at = last
    given = await _given_since(session, open_)
    return sum(given[one.decision.id] > told_at for one in open_)


async def _given_since(session: AsyncSession, followed: Sequence[Followed]) -> dict[UUID, datetime]:
    """Since when somebody may answer for a follow-up of each of these decisions."""
    ids = {one.decision.id for one in followed}
    found = await session.execute(
        select(AuditRow.subject, func.max(AuditRow.at))
        .where(AuditRow.subject.in_(ids), AuditRow.act.in_(_GIVING))
        .group_by(AuditRow.subject)
    )
    changed = dict(found.all())
    since = {one.decision.id: one.decision.published_at for one in followed}
    return {one: max(filter(None, (since[one], changed.get(one)))) for one in ids}
