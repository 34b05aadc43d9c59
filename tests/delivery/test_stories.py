"""What people see of the outbox, through the door."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from sqlalchemy import select

from app import router_of
from bot.delivery import operating, wanting
from bot.delivery.models import Halt, Message, PersonReach
from bot.delivery.rendering import Showing
from bot.delivery.values import Priority, Reach, State
from bot.documents.library import Library
from bot.language.formats import plain
from bot.messages import Text
from bot.people.models import Person
from bot.people.values import Role
from bot.rounds.keys import Keys
from bot.router import Router
from tests.delivery.outbox import NEWS
from tests.teams.fake_teams import FakeTeams, User, fake_teams

pytestmark = pytest.mark.asyncio

TOLD = "Jeg kunne ikke sende"


def with_news(library: Library, keys: Keys) -> Router:
    async def news(_showing: Showing) -> Text:
        return Text("Årsmødet er den 3. marts.")

    router = router_of(library, keys)
    router.on_message(NEWS, news)
    return router


@pytest_asyncio.fixture
async def teams(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FakeTeams]:
    """Microsoft Teams, with a bot that can tell the news."""
    # The bot waits for half a minute by its own clock, which no test can move.
    monkeypatch.setattr(operating, "LOOK_AFTER_HALT", 0.1)
    async with fake_teams(database_url, tmp_path, monkeypatch, with_news) as teams:
        yield teams


async def want_news(
    teams: FakeTeams, *users: User, useful_for: timedelta | None = None
) -> list[UUID]:
    """Want the news shown to these users; the people's ids."""
    async with teams.sessions.write() as session:
        found = await session.scalars(
            select(Person.id).where(Person.object_id.in_([user.object_id for user in users]))
        )
        people = list(found)
        now = teams.clock()
        await wanting.want(
            session,
            NEWS,
            uuid4(),
            to=people,
            priority=Priority.BROADCAST,
            now=now,
            useful_until=now + useful_for if useful_for else None,
        )
    return people


async def news_states(teams: FakeTeams) -> list[State]:
    async with teams.sessions.read() as session:
        states = await session.scalars(select(Message.state).where(Message.kind == NEWS))
        return [State(state) for state in states]


async def readiness(teams: FakeTeams) -> tuple[int, dict[str, bool]]:
    async with teams.http.get(f"{teams.serving.url}/readyz") as response:
        return response.status, await response.json()


def entra_refuses(teams: FakeTeams) -> Callable[[], None]:
    """Have Entra give the bot no token; how to have it give one again."""
    teams.tokens.refuses_with = "invalid_client"

    def recover() -> None:
        teams.tokens.refuses_with = None

    return recover


def nobody_knows_the_bot(teams: FakeTeams) -> Callable[[], None]:
    """Have Teams not know the bot; how to have it known again."""
    teams.connector.fail(401, code="BotNotRegistered", times=None)
    return teams.connector.recover


@pytest.mark.parametrize(
    ("breaks", "code"),
    [(entra_refuses, "invalid_client"), (nobody_knows_the_bot, "BotNotRegistered")],
)
async def test_when_teams_takes_nothing_all_waits_and_those_in_charge_are_told_afterwards(
    teams: FakeTeams,
    breaks: Callable[[FakeTeams], Callable[[], None]],
    code: str,
    logged: list[Any],
) -> None:
    teams.tokens.expires_in = 60  # too short for a token to be kept
    ada = await teams.director("Ada Ager")
    kim = await teams.manager("Kim Kær", role=Role.ADMINISTRATOR)
    lin = await teams.manager("Lin Lærke")
    everybody = (ada, kim, lin)
    for user in everybody:
        await user.writes("hej")
    assert (await readiness(teams))[0] == 200

    recover = breaks(teams)
    await want_news(teams, *everybody)
    for _ in range(3):
        await teams.delivered()
        teams.clock.pass_(timedelta(seconds=1))
        await asyncio.sleep(0.15)

    status, parts = await readiness(teams)
    assert status == 503
    assert parts == {"database": True, "migrations": True, "index": True, "delivery": False}
    assert set(await news_states(teams)) <= {State.HELD, State.QUEUED, State.SENDING}
    assert not any(user.sees("Årsmødet") for user in everybody)

    recover()
    teams.clock.pass_(timedelta(minutes=1))
    await teams.delivered()
    await teams.delivered()

    assert all(user.sees_once("Årsmødet") for user in everybody)
    assert ada.sees_once(TOLD)
    assert kim.sees_once(TOLD)
    assert not lin.sees(TOLD)
    assert ada.sees(plain(code))
    assert (await readiness(teams))[0] == 200
    assert len([line for line in logged if line["log_level"] == "critical"]) == 1
    async with teams.sessions.read() as session:
        [halt] = (await session.scalars(select(Halt))).all()
    assert halt.ended_at
    assert halt.ended_at > halt.since


async def test_who_had_blocked_the_bot_gets_what_is_still_of_use_when_they_write(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")
    teams.connector.fail(403, code="ConversationBlockedByUser", conversation_id=lin.chat.id)
    [person] = await want_news(teams, lin, useful_for=timedelta(days=1))
    await teams.delivered()
    await want_news(teams, lin, useful_for=timedelta(hours=1))
    await want_news(teams, lin)
    await teams.delivered()
    assert await news_states(teams) == [State.FAILED] * 3
    assert not lin.sees("Årsmødet")

    teams.clock.pass_(timedelta(hours=2))
    await lin.writes("hej")
    await teams.delivered()

    assert lin.sees_once("Årsmødet")
    assert sorted(await news_states(teams)) == [State.FAILED, State.FAILED, State.SETTLED]
    async with teams.sessions.read() as session:
        reach = await session.get_one(PersonReach, person)
    assert (reach.state, reach.since) == (Reach.REACHABLE, teams.clock())


async def test_who_gets_the_app_gets_what_could_not_reach_them(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    async with teams.sessions.write() as session:
        person = await session.scalar(select(Person.id).where(Person.name == lin.name))
        assert person
        now = teams.clock()
        await wanting.want(
            session,
            NEWS,
            uuid4(),
            to=[person],
            priority=Priority.BROADCAST,
            now=now,
            useful_until=now + timedelta(days=1),
        )
    await teams.delivered()
    assert await news_states(teams) == [State.FAILED]

    await lin.installs()
    await teams.delivered()

    assert lin.sees_once("Årsmødet")


async def test_who_takes_the_bot_out_is_not_written_to_until_it_is_back(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.installs()
    await lin.removes()
    await want_news(teams, lin, useful_for=timedelta(days=1))
    requests = len(teams.connector.requests)
    await teams.delivered()
    assert await news_states(teams) == [State.FAILED]
    assert len(teams.connector.requests) == requests

    await lin.installs()
    await teams.delivered()

    assert lin.sees_once("Årsmødet")
