"""The channels of teams that the bot is part of, where a message may be sent to all who look."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.inserting import insert_unless_there
from bot.delivery import conversations
from bot.delivery.conversations import OPENED_BY_US, Channel
from bot.delivery.values import TeamChannel
from bot.messages import Place
from bot.people.sorting import in_danish_order

LOOKED_AT_AGAIN_AFTER = timedelta(days=1)  # names change without our being told, too


async def channel(session: AsyncSession, channel_id: str) -> TeamChannel:
    """One channel, also one that is gone; it was kept once."""
    return _as_value(await session.get_one(Channel, channel_id))


async def channels(session: AsyncSession) -> list[TeamChannel]:
    """Where a message may be sent now: team by team, the first channel of each on top."""
    rows = await session.scalars(
        select(Channel)
        .where(Channel.gone_at.is_(None))
        .order_by(
            in_danish_order(session, Channel.team),
            Channel.team_id,
            in_danish_order(session, Channel.name),
            Channel.id,
        )
    )
    return [_as_value(row) for row in rows]


async def is_news(
    session: AsyncSession, channel_id: str, *, service_url: str, now: datetime
) -> bool:
    """Whether what is kept of a channel from which something is heard isn't what it was."""
    row = await session.get(Channel, channel_id)
    if row is None or row.gone_at or row.service_url != service_url:
        return True
    return row.seen_at + LOOKED_AT_AGAIN_AFTER <= now


async def keep(
    session: AsyncSession,
    team_id: str,
    *,
    team: str | None,
    names: Mapping[str, str],
    service_url: str,
    all_of_them: bool,
    now: datetime,
) -> None:
    """Keep the names of a team and of channels of it, by their ids.

    session: a writing one. team: None when it wasn't told; then it keeps the name that it had.
    all_of_them: what isn't among the names is gone. A private channel never is among those that
    Teams tells of; it comes back when something is heard from it.
    """
    if team is None:
        team = await session.scalar(select(Channel.team).where(Channel.team_id == team_id)) or ""
    for channel_id in sorted(names):  # always in one order, or two instances lock each other
        known = {
            "team_id": team_id,
            "team": team,
            "name": names[channel_id],
            "service_url": service_url,
            "seen_at": now,
            "gone_at": None,
        }
        if not await insert_unless_there(session, Channel, id=channel_id, **known):
            await session.execute(update(Channel).where(Channel.id == channel_id).values(**known))
        await conversations.remember(
            session,
            channel_id,
            place=Place.CHANNEL,
            service_url=service_url,
            person_id=None,
            turn_key=OPENED_BY_US,
            now=now,
        )
    await session.execute(update(Channel).where(Channel.team_id == team_id).values(team=team))
    if all_of_them:
        others = (Channel.team_id == team_id) & Channel.id.not_in(names)
        await _note_gone(session, others, now=now)


async def note_deleted(session: AsyncSession, channel_id: str, *, now: datetime) -> None:
    """Note that there is no such channel any more. session: a writing one."""
    await _note_gone(session, Channel.id == channel_id, now=now)


async def leave_team(session: AsyncSession, team_id: str, *, now: datetime) -> None:
    """Note that the bot was taken out of a team, or the team isn't one. session: a writing one."""
    await _note_gone(session, Channel.team_id == team_id, now=now)


async def _note_gone(session: AsyncSession, which: ColumnElement[bool], *, now: datetime) -> None:
    await session.execute(
        update(Channel)
        .where(which, Channel.gone_at.is_(None))
        .values(gone_at=now)
        .execution_options(synchronize_session=False)
    )


def _as_value(row: Channel) -> TeamChannel:
    return TeamChannel(row.id, row.team_id, row.team, row.name, row.gone_at is not None)
