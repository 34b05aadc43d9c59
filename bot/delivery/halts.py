"""Times in which Teams took nothing from the bot: it isn't known there, or can't log in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import wanting
from bot.delivery.models import Halt
from bot.delivery.values import HaltInTime, Priority
from bot.people.models import Person
from bot.people.values import Role

TOLD = "delivery.halted"  # the kind of the message that tells of one


async def present_halt(session: AsyncSession) -> Halt | None:
    """The halt that hasn't ended, if there is one."""
    found: Halt | None = await session.scalar(
        select(Halt).where(Halt.ended_at.is_(None)).order_by(Halt.since).limit(1)
    )
    return found


async def halt(session: AsyncSession, halt_id: UUID) -> HaltInTime:
    """One halt, over or not."""
    row = await session.get_one(Halt, halt_id)
    return HaltInTime(row.code, row.since, row.ended_at)


async def begin(session: AsyncSession, code: str | None, *, now: datetime) -> bool:
    """Note that Teams takes nothing now; whether that is news. session: a writing one."""
    if session.get_bind().dialect.name == "postgresql":  # on SQLite we are alone already
        await session.execute(text("LOCK TABLE halt IN SHARE ROW EXCLUSIVE MODE"))
    if await present_halt(session):
        return False
    session.add(Halt(code=code, since=now))
    return True


async def end(session: AsyncSession, *, sent_at: datetime, now: datetime) -> None:
    """Note that Teams takes things again, and tell those who should know. session: a writing one.

    Nobody could be told before. sent_at: of what it took; if that was before the halt, it says
    nothing of it.
    """
    present = await present_halt(session)
    if not present or sent_at < present.since:
        return
    present.ended_at = now
    told = select(Person.id).where(
        Person.active, Person.role.in_((Role.DIRECTORATE, Role.ADMINISTRATOR))
    )
    await wanting.want(session, TOLD, present.id, to=told, priority=Priority.NOTICE, now=now)
