"""Looking at saved answers again: their owners are told of it, gathered, in working hours."""

from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen, moment_of
from bot.delivery import due, restraint, wanting
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from bot.knowledge import kinds, queries
from bot.knowledge.models import KnowledgeRow
from bot.knowledge.values import Phase
from bot.people.queries import people_with_role
from bot.people.values import Role
from bot.preferences import preferences

ALL_REVIEWS = restraint.GATHERED[kinds.REVIEWS]  # one message gathers what a day has


async def plan(session: AsyncSession, row: KnowledgeRow, *, now: datetime) -> None:
    """Have the owner told when the time comes. session: a writing one."""
    if row.phase == Phase.CURRENT and row.review_on:
        hours = (await preferences(session)).working_hours
        # At the opening of a working day; midnight exists on every day in Copenhagen.
        at = hours.next(max(moment_of(row.review_on, time()), now))
        await due.set_due(session, kinds.REVIEW, row.id, at)
    else:
        await due.forget_due(session, kinds.REVIEW, row.id)


async def show_anew(session: AsyncSession, *, now: datetime) -> None:
    """Bring up to date what owners were told. session: a writing one."""
    await wanting.show_anew(session, kinds.REVIEWS, ALL_REVIEWS, now=now)


async def review(session: AsyncSession, it_is: Due) -> None:
    """Tell the owner; who had enough of the bot is told on a later day.

    Without an owner in the present directorate all of it is told.
    """
    row = await session.get(KnowledgeRow, it_is.subject)
    if not row:
        return
    today = in_copenhagen(it_is.now).date()
    knowledge = await queries.as_value(session, row)
    if not knowledge.is_due(today):
        return
    hours = (await preferences(session)).working_hours
    at = hours.next(it_is.now)
    if queries.is_owned(knowledge) and knowledge.owner:
        to = [knowledge.owner.id]
    else:
        to = [one.id for one in await people_with_role(session, Role.DIRECTORATE)]
    day = in_copenhagen(at).date()
    had_enough = set(await session.scalars(restraint.had_enough(kinds.REVIEWS, day)))
    if had_enough.intersection(to):
        tomorrow = hours.next(at + timedelta(days=1))
        await due.set_due(session, kinds.REVIEW, row.id, tomorrow)
    occasion = day.isoformat()
    await wanting.want(
        session,
        kinds.REVIEWS,
        ALL_REVIEWS,
        to=[one for one in to if one not in had_enough],
        occasion=occasion,
        priority=Priority.NOTICE,
        now=it_is.now,
        not_before=at,
    )
    await wanting.show_anew(session, kinds.REVIEWS, ALL_REVIEWS, occasion=occasion, now=it_is.now)
