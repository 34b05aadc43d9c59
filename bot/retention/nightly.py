"""Deleting what is over, every night, a few rows in each transaction."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from uuid import UUID, uuid4

import structlog
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen, moment_of
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.delivery.due import set_due
from bot.delivery.models import DueTime
from bot.delivery.rendering import Due
from bot.retention.models import DeletionRow, RetentionRow
from bot.retention.queries import present_suspension
from bot.retention.values import Category

NIGHT = "retention.night"  # the kind of the due time
EVERYTHING = UUID(int=4)  # its subject
HOUR = time(4)  # in Copenhagen, where every night has it, also when the clocks are changed

log = structlog.get_logger(__name__)


class Expire(Protocol):
    """Deletes a few of a feature's rows that are older than a time; how many.

    In the session's transaction. 0: there is nothing left that can be deleted now.
    """

    def __call__(self, session: AsyncSession, *, before: datetime, now: datetime) -> Awaitable[int]:
        """before, now: aware UTC."""


class Tidy(Protocol):
    """Deletes a few of a feature's rows that serve no purpose any more; how many."""

    def __call__(self, session: AsyncSession, *, now: datetime) -> Awaitable[int]:
        """now: aware UTC."""


async def ensure_night(sessions: Sessions, *, now: datetime) -> None:
    """Have the nights begin, unless they have. now: aware UTC."""
    async with sessions.write() as session:
        await insert_unless_there(
            session,
            DueTime,
            id=uuid4(),
            kind=NIGHT,
            subject=EVERYTHING,
            due_at=next_night(now),
        )


def next_night(now: datetime) -> datetime:
    """The next time of deleting after `now`, as aware UTC."""
    local = in_copenhagen(now)
    return moment_of(local.date() + timedelta(days=local.time() >= HOUR), HOUR)


def months_before(now: datetime, months: int) -> datetime:
    """The beginning of the day in Copenhagen that was so many months ago; the last of a month."""
    today = in_copenhagen(now).date()
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return moment_of(date(year, month + 1, min(today.day, last)), time()).astimezone(UTC)


@dataclass(frozen=True)
class Nightly:
    """What a night does.

    by_category: what deletes each kind of data that has a period, in this order. always: what is
    deleted whatever was decided, as it is of use for some days only.
    """

    by_category: Mapping[Category, Sequence[Expire]]
    always: Sequence[Tidy]

    async def night(self, session: AsyncSession, it_is: Due) -> None:
        """Delete a few rows of the first kind that has some, and go on at once; else tomorrow.

        So each transaction is short, also on the first night after years.
        """
        deleted = await self._tidied(session, it_is.now) or await self._expired(session, it_is.now)
        again = it_is.now if deleted else next_night(it_is.now)
        await set_due(session, NIGHT, EVERYTHING, again)

    async def _tidied(self, session: AsyncSession, now: datetime) -> int:
        for tidy in self.always:
            number = await tidy(session, now=now)
            if number:
                log.info("deleted", category="technical", number=number)
                return number
        return 0

    async def _expired(self, session: AsyncSession, now: datetime) -> int:
        await _wait_for_decisions(session)
        if await present_suspension(session):
            return 0
        rows = await session.scalars(select(RetentionRow))
        months = {row.category: row.months for row in rows if row.basis}
        for category, expires in self.by_category.items():
            if category not in months:
                continue
            before = months_before(now, months[category])
            for expire in expires:
                number = await _without_stopping_others(
                    session, category, expire, before=before, now=now
                )
                if number:
                    await _note(session, category, number, now)
                    log.info("deleted", category=category.value, number=number)
                    return number
        return 0


async def _wait_for_decisions(session: AsyncSession) -> None:
    """Whoever suspends deleting knows that nothing is deleted afterwards."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(
            text("LOCK TABLE retention, retention_suspension IN ROW EXCLUSIVE MODE")
        )


async def _without_stopping_others(
    session: AsyncSession,
    category: Category,
    expire: Expire,
    *,
    before: datetime,
    now: datetime,
) -> int:
    """Delete a few rows; what something else still refers to stays, and the rest goes on."""
    try:
        async with session.begin_nested():
            return await expire(session, before=before, now=now)
    except IntegrityError as error:
        log.error("not deleted", category=category.value, exc_info=error)
        return 0


async def _note(session: AsyncSession, category: Category, number: int, now: datetime) -> None:
    """Keep how many rows this night has deleted of a kind, in one row."""
    newest = await session.scalar(
        select(DeletionRow)
        .where(DeletionRow.category == category)
        .order_by(DeletionRow.at.desc())
        .limit(1)
    )
    if newest and in_copenhagen(newest.at).date() == in_copenhagen(now).date():
        newest.number += number
    else:
        session.add(DeletionRow(at=now, category=category, number=number))
    await session.flush()
