"""Deciding for how long something is kept, and that nothing is deleted for now."""

from datetime import datetime

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.people.values import Person, Role
from bot.retention import queries
from bot.retention.models import RetentionRow, SuspensionRow
from bot.retention.values import (
    BASIS_LENGTH,
    LONGEST_PERIOD,
    REASON_LENGTH,
    BasisHoldsCprNumber,
    BasisMissing,
    BasisTooLong,
    Category,
    NoSuchPeriod,
    Retention,
)

MAY = (Role.DIRECTORATE, Role.ADMINISTRATOR)


def checked_period(months: int, basis: str) -> str:
    """The basis without the space around it.

    Raises NoSuchPeriod, BasisMissing, BasisTooLong or BasisHoldsCprNumber.
    """
    if not 1 <= months <= LONGEST_PERIOD:
        raise NoSuchPeriod("months")
    return _checked("basis", basis, BASIS_LENGTH)


async def decide_period(
    sessions: Sessions, category: Category, months: int, basis: str, *, by: Person, now: datetime
) -> Retention:
    """Have what is older than so many months deleted from the next night on; what then holds.

    now: aware UTC. Decided again alike, nothing changes. Raises NotAllowed or a FaultyPeriod.
    """
    by.require(*MAY)
    basis = checked_period(months, basis)
    async with sessions.write() as session:
        await _lock(session)
        row = await session.get(RetentionRow, category)
        if not row or (row.months, row.basis) != (months, basis):
            await session.merge(
                RetentionRow(
                    category=category,
                    months=months,
                    basis=basis,
                    decided_by_id=by.id,
                    decided_at=now,
                )
            )
            await record(
                session, actor=by, act="retention.decide", about=category, number=months, now=now
            )
        return await queries.retention(session)


async def keep_without_limit(
    sessions: Sessions, category: Category, *, by: Person, now: datetime
) -> Retention:
    """Have nothing of this kind deleted any more; what then holds. Raises NotAllowed."""
    by.require(*MAY)
    async with sessions.write() as session:
        await _lock(session)
        gone = await session.scalar(
            delete(RetentionRow)
            .where(RetentionRow.category == category)
            .returning(RetentionRow.category)
        )
        if gone:
            await record(session, actor=by, act="retention.keep", about=category, now=now)
        return await queries.retention(session)


async def suspend(sessions: Sessions, reason: str, *, by: Person, now: datetime) -> Retention:
    """Have nothing deleted until somebody ends it; what then holds.

    Suspended already, it stays with the reason that it has. Raises NotAllowed or a FaultyPeriod.
    """
    by.require(*MAY)
    reason = _checked("reason", reason, REASON_LENGTH)
    async with sessions.write() as session:
        await _lock(session)
        if not await queries.present_suspension(session):
            session.add(SuspensionRow(reason=reason, by_id=by.id, since=now))
            await record(session, actor=by, act="retention.suspend", about=reason, now=now)
        return await queries.retention(session)


async def resume(sessions: Sessions, *, by: Person, now: datetime) -> Retention:
    """Delete again what is over; what then holds. Raises NotAllowed."""
    by.require(*MAY)
    async with sessions.write() as session:
        await _lock(session)
        present = await queries.present_suspension(session)
        if present:
            present.ended_by_id, present.ended_at = by.id, now
            await record(session, actor=by, act="retention.resume", now=now)
        return await queries.retention(session)


async def _lock(session: AsyncSession) -> None:
    """Let nobody else decide, and no night delete, until this transaction ends."""
    # On SQLite a writing transaction is alone already.
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(
            text("LOCK TABLE retention, retention_suspension IN SHARE ROW EXCLUSIVE MODE")
        )


def _checked(field: str, words: str, longest: int) -> str:
    words = words.strip()
    if not any(map(str.isalnum, words)):
        raise BasisMissing(field)
    if len(words) > longest:
        raise BasisTooLong(field, longest)
    if holds_cpr_number(words):
        raise BasisHoldsCprNumber(field)
    return words
