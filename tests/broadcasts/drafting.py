"""Drafts for tests, written and pressed as a director does it in Teams."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from bot.broadcasts import queries
from bot.broadcasts.models import BroadcastRow
from bot.broadcasts.values import Broadcast
from tests.broadcasts.sent import TEXT, TITLE, person
from tests.teams.fake_teams import FakeTeams, User, titles


async def writes(user: User, **inputs: Any) -> str:
    """Have the director write a broadcast and save it; the card that comes next."""
    await user.writes("Ny fællesbesked")
    return await user.presses("Gem og gå videre", **{"title": TITLE, "text": TEXT} | inputs)


async def writes_to_everyone(user: User, **inputs: Any) -> str:
    """Have the director write a broadcast to everybody; the preview."""
    await writes(user, **inputs)
    everyone = next(title for title in _titles(user) if title.startswith("Alle ledere ("))
    return await user.presses(everyone)


async def writes_to_managers(user: User, **inputs: Any) -> str:
    """Have the director write a broadcast that nobody must approve; the preview."""
    await writes(user, **inputs)
    return await user.presses("Brug det valgte", levels="leder")


async def broadcasts(teams: FakeTeams) -> list[Broadcast]:
    """Everything that was written and isn't thrown away, the oldest first."""
    async with teams.sessions.read() as session:
        ids = await session.scalars(
            select(BroadcastRow.id)
            .where(BroadcastRow.phase != "discarded")
            .order_by(BroadcastRow.created_at)
        )
        return [await queries.broadcast(session, one, now=teams.clock()) for one in ids.all()]


async def the_broadcast(teams: FakeTeams) -> Broadcast:
    """The only one."""
    [one] = await broadcasts(teams)
    return one


async def person_id(teams: FakeTeams, user: User) -> UUID:
    """The id on the roster."""
    return (await person(teams, user)).id


def _titles(user: User) -> list[str]:
    return [title for message in user.chat.messages for title in titles(message.activity)]


async def forges(user: User, data: dict[str, Any]) -> str:
    """Have the person press a button that no card of theirs has; what they are told."""
    action = {"type": "Action.Execute", "verb": data["action"], "data": {"version": 1} | data}
    activity = user.writing("") | {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "value": {"action": action, "trigger": "manual"},
        "replyToId": "forged",
    }
    del activity["text"]
    return str((await user.delivers(activity)).body)
