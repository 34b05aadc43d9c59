"""Which teams and channels the bot is part of, as Teams tells of them bit by bit.

An activity from a team names the team by its id, and often no more; the names are asked for. What
isn't known here can't be chosen for a message, so everything that is heard is made use of.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import structlog
from botbuilder.schema import Activity
from sqlalchemy.exc import SQLAlchemyError

from bot.database.sessions import Sessions
from bot.delivery import channels
from bot.delivery.outcomes import NotDelivered, Refused
from bot.teams.connector import Connector

LONGEST = 300  # characters of an id or a name that there is room for

log = structlog.get_logger(__name__)


class Change(StrEnum):
    """What became of a team or a channel, as Teams' `eventType` says it.

    From Microsoft's "Conversation events in your Teams bot", read in November 2026.
    """

    CHANNEL_CREATED = "channelCreated"
    CHANNEL_RENAMED = "channelRenamed"
    CHANNEL_RESTORED = "channelRestored"
    CHANNEL_DELETED = "channelDeleted"
    TEAM_RENAMED = "teamRenamed"
    TEAM_RESTORED = "teamRestored"
    TEAM_UNARCHIVED = "teamUnarchived"
    TEAM_ARCHIVED = "teamArchived"
    TEAM_DELETED = "teamDeleted"
    TEAM_HARD_DELETED = "teamHardDeleted"


NO_TEAM_ANY_MORE = (Change.TEAM_ARCHIVED, Change.TEAM_DELETED, Change.TEAM_HARD_DELETED)


@dataclass(frozen=True)
class InTeam:
    """Where in a team something was heard. team, channel: their names, where they were told.

    change: what became of the team or channel, when that is what was told.
    """

    team_id: str
    team: str | None
    channel_id: str | None
    channel: str | None
    service_url: str
    change: Change | None


def place_in_team(activity: Activity) -> InTeam | None:
    """Where in a team it was heard; None for what was heard elsewhere."""
    data = activity.channel_data if isinstance(activity.channel_data, Mapping) else {}
    team, channel = data.get("team"), data.get("channel")
    team_id = _text(team, "id")
    if not team_id:
        return None
    event = data.get("eventType")
    return InTeam(
        team_id=team_id,
        team=_text(team, "name"),
        channel_id=_text(channel, "id"),
        channel=_text(channel, "name"),
        service_url=activity.service_url,
        change=Change(event) if event in tuple(Change) else None,
    )


class TeamChannels:
    """Keeps what is known of teams and channels in step with what is heard of them."""

    def __init__(
        self, sessions: Sessions, connector: Connector, *, clock: Callable[[], datetime]
    ) -> None:
        """clock: aware UTC."""
        self._sessions = sessions
        self._connector = connector
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()  # or an older list may replace a newer one
        self._tasks: set[asyncio.Task[None]] = set()

    def hear(self, where: InTeam, *, came: bool = False, left: bool = False) -> None:
        """Take in what was heard, aside: nobody waits for it.

        came, left: whether it was that the bot was put into the team, or taken out.
        """
        task = asyncio.create_task(self._hear(where, came=came, left=left))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until all that was heard is taken in."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _hear(self, where: InTeam, *, came: bool, left: bool) -> None:
        async with self._one_at_a_time:
            try:
                if left or where.change:
                    await self._change(where, left=left)
                elif came or await self._is_news(where):
                    await self._learn(where)
            except (SQLAlchemyError, OSError) as error:  # the next that is heard tells it again
                log.warning("channels not kept", exc_info=error)

    async def _change(self, where: InTeam, *, left: bool) -> None:
        if left or where.change in NO_TEAM_ANY_MORE:
            async with self._sessions.write() as session:
                await channels.leave_team(session, where.team_id, now=self._clock())
        elif where.change is Change.CHANNEL_DELETED:
            if where.channel_id:
                async with self._sessions.write() as session:
                    await channels.note_deleted(session, where.channel_id, now=self._clock())
        else:
            await self._learn(where)

    async def _is_news(self, where: InTeam) -> bool:
        async with self._sessions.read() as session:
            return await channels.is_news(
                session,
                where.channel_id or where.team_id,
                service_url=where.service_url,
                now=self._clock(),
            )

    async def _learn(self, where: InTeam) -> None:
        """Ask for the names, and keep them; where Teams doesn't tell, those that were heard."""
        team, names, told = where.team, dict[str, str](), True
        try:
            found = await self._connector.team(where.service_url, where.team_id)
        except (NotDelivered, Refused) as error:
            log.warning("channels of a team not told", reason=type(error).__name__)
            told = False
        else:
            team = found.name or team
            names = {
                one: (name or "")[:LONGEST]
                for one, name in found.channels.items()
                if len(one) <= LONGEST
            }
        here = where.channel_id or where.team_id
        name = where.channel or ("" if here == where.team_id else None)
        if name is not None and here not in names:
            names[here] = name
        async with self._sessions.write() as session:
            await channels.keep(
                session,
                where.team_id,
                team=team[:LONGEST] if team else None,
                names=names,
                service_url=where.service_url,
                all_of_them=told,
                now=self._clock(),
            )


def _text(document: object, name: str) -> str | None:
    """A text of a document that nobody has checked; an id that is too long is no use either."""
    value = document.get(name) if isinstance(document, Mapping) else None
    if not isinstance(value, str) or not value.strip():
        return None
    return value if name != "id" or len(value) <= LONGEST else None
