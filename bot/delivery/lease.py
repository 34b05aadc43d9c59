"""A work that only one process of the whole installation does at a time.

Whoever holds the lease renews it; when it has expired, another takes it with a higher fence, and
what is still written under a lower one is recognised as late. Times are on the database's clock,
as the machines' own may differ.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Float, cast, exists, extract, func, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.inserting import insert_unless_there
from bot.delivery.models import Lease

TIME_TO_LIVE = 10.0  # seconds after which the lease of a dead process is anybody's


@dataclass(frozen=True)
class Held:
    """The lease is ours. awaited: whether another process has asked for it lately."""

    fence: int
    awaited: bool


async def take(
    session: AsyncSession, name: str, holder: str, *, time_to_live: float = TIME_TO_LIVE
) -> Held | None:
    """Take, or renew, the lease; None while another process holds it.

    session: a writing one. holder: new at every start of a process. time_to_live: in seconds.
    """
    now = _clock(session)
    renewed = await session.execute(
        update(Lease)
        .where(Lease.name == name, Lease.holder == holder, Lease.expires_at > now)
        .values(expires_at=now + time_to_live)
        .returning(Lease.fence, Lease.awaited_at > now - time_to_live)
    )
    for fence, awaited in renewed:
        return Held(fence, awaited)
    if await insert_unless_there(
        session,
        Lease,
        name=name,
        holder=holder,
        fence=1,
        expires_at=now + time_to_live,
        awaited_at=0,
    ):
        return Held(1, awaited=False)
    taken = await session.scalar(
        update(Lease)
        .where(Lease.name == name, Lease.expires_at <= now)
        .values(holder=holder, fence=Lease.fence + 1, expires_at=now + time_to_live)
        .returning(Lease.fence)
    )
    if taken is not None:
        return Held(taken, awaited=False)
    await session.execute(update(Lease).where(Lease.name == name).values(awaited_at=now))
    return None


async def give_up(session: AsyncSession, name: str, holder: str) -> None:
    """Let another process take the lease at once. session: a writing one."""
    await session.execute(
        update(Lease).where(Lease.name == name, Lease.holder == holder).values(expires_at=0)
    )


def is_held(session: AsyncSession, name: str, fence: int) -> ColumnElement[bool]:
    """Whether the lease is still the one with this fence, as part of another statement."""
    return exists().where(
        Lease.name == name, Lease.fence == fence, Lease.expires_at > _clock(session)
    )


def _clock(session: AsyncSession) -> ColumnElement[float]:
    """The database's clock, in seconds since 1970."""
    if session.get_bind().dialect.name == "sqlite":
        return (func.julianday("now", type_=Float) - 2440587.5) * 86400.0
    return cast(extract("epoch", func.clock_timestamp()), Float)
