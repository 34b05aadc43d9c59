"""Broadcasts for tests: written and confirmed by the feature's own verbs, delivered as in Teams."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from bot.broadcasts import queries
from bot.broadcasts.confirming import TIME_TO_UNDO
from bot.broadcasts.drafting import choose_audience, create, save
from bot.broadcasts.sending import send
from bot.broadcasts.values import Content, Status
from bot.delivery.following import OFTEN
from bot.people.queries import everybody
from bot.people.segments import number_of_members
from bot.people.values import Audience, Level, Person
from tests.teams.fake_teams import FakeTeams, User

MANAGERS = Audience(levels=(Level.LEDER,))  # not everybody, so that nobody must approve
TITLE = "Årsmødet er flyttet"
TEXT = "Vi mødes den **3. marts** kl. 9."


async def person(teams: FakeTeams, user: User) -> Person:
    """Who the user is on the roster."""
    async with teams.sessions.read() as session:
        return next(one for one in await everybody(session) if one.name == user.name)


async def managers(teams: FakeTeams, *names: str) -> list[User]:
    """Managers who have the bot."""
    found = [await teams.manager(name) for name in names]
    for one in found:
        await one.installs()
    return found


async def director(teams: FakeTeams, name: str) -> User:
    """Somebody of the directorate who has the bot."""
    ada = await teams.director(name)
    await ada.installs()
    return ada


async def drafted(
    teams: FakeTeams, by: User, *, audience: Audience = MANAGERS, **fields: Any
) -> UUID:
    """A draft with an audience; `fields` are of its content."""
    usual: dict[str, Any] = {"title": TITLE, "text": TEXT}
    author, now = await person(teams, by), teams.clock()
    content = Content(**usual | fields)
    draft = await create(teams.sessions, content, by=author, turn_key=uuid4().hex, now=now)
    await choose_audience(teams.sessions, draft.id, audience, by=author, now=now)
    return draft.id


async def confirmed(teams: FakeTeams, by: User, **fields: Any) -> UUID:
    """A broadcast that can still be undone; see `drafted`."""
    broadcast_id = await drafted(teams, by, **fields)
    await confirm(teams, by, broadcast_id)
    return broadcast_id


async def confirm(teams: FakeTeams, by: User, broadcast_id: UUID) -> None:
    """Send a draft, or a correction."""
    broadcast = (await status_of(teams, broadcast_id)).broadcast
    assert broadcast.audience
    async with teams.sessions.read() as session:
        expected = await number_of_members(session, broadcast.audience)
    await send(
        teams.sessions,
        broadcast_id,
        revision=broadcast.revision,
        expected=expected,
        by=await person(teams, by),
        now=teams.clock(),
    )


async def sent(teams: FakeTeams, by: User, **fields: Any) -> UUID:
    """A broadcast that was sent to all whom it reaches; see `drafted`."""
    broadcast_id = await confirmed(teams, by, **fields)
    await begins(teams)
    return broadcast_id


async def begins(teams: FakeTeams) -> None:
    """Let what was confirmed be sent, and the status card tell of it."""
    await passes(teams, TIME_TO_UNDO)
    await passes(teams, OFTEN)


async def passes(teams: FakeTeams, time: timedelta) -> None:
    """Let time pass once the outbox has nothing to do, and it do what it has to do then.

    What it does late would be done again as much later, as with a status card that tells how many
    are on their way.
    """
    await teams.delivered()
    teams.clock.pass_(time)
    await teams.delivered()


async def corrected(
    teams: FakeTeams, by: User, broadcast_id: UUID, change: Callable[[Content], Content]
) -> None:
    """Correct what was sent."""
    status = await status_of(teams, broadcast_id)
    await save(
        teams.sessions,
        broadcast_id,
        change(status.broadcast.content),
        revision=status.broadcast.revision,
        by=await person(teams, by),
        now=teams.clock(),
    )
    await confirm(teams, by, broadcast_id)
    await teams.delivered()


async def status_of(teams: FakeTeams, broadcast_id: UUID) -> Status:
    """The broadcast with its account, as it now stands."""
    async with teams.sessions.read() as session:
        return await queries.status(session, broadcast_id, now=teams.clock())
