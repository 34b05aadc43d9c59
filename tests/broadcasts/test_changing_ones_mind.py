"""A confirmed broadcast that is moved, taken back or stopped, with all that comes with it."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bot.broadcasts import kinds
from bot.broadcasts.following import recall
from bot.broadcasts.timing import newcomers
from bot.broadcasts.undoing import reschedule, stop, take_back
from bot.broadcasts.values import Broadcast, Phase, WrongPhase
from bot.delivery.models import Message
from bot.delivery.rendering import Due
from bot.preferences import change_preferences
from tests.broadcasts.sent import (
    TEXT,
    TITLE,
    begins,
    confirmed,
    director,
    managers,
    passes,
    person,
    status_of,
)
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

TOMORROW_AT_10 = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)
WORDS = "Her er vores nye bot."


async def moves(teams: FakeTeams, by: User, broadcast_id: UUID, to: datetime) -> None:
    await reschedule(
        teams.sessions, broadcast_id, to, by=await person(teams, by), now=teams.clock()
    )


async def takes_back(teams: FakeTeams, by: User, broadcast_id: UUID) -> None:
    await take_back(teams.sessions, broadcast_id, by=await person(teams, by), now=teams.clock())


async def introduced_by(teams: FakeTeams, by: User) -> None:
    """Have a director introduce the bot to those who never heard of it."""
    one = await person(teams, by)
    await change_preferences(
        teams.sessions,
        {"introduction": WORDS, "introduction_sender": one.id},
        by=one,
        now=teams.clock(),
    )


async def for_newcomers(teams: FakeTeams, ada: User) -> UUID:
    """A confirmed broadcast, also for those who come until the 20th of March."""
    return await confirmed(teams, ada, useful_until=date(2026, 3, 20), for_newcomers=True)


async def number_wanted(teams: FakeTeams, kind: str) -> int:
    async with teams.sessions.read() as session:
        counting = select(func.count()).where(Message.kind == kind)
        return await session.scalar(counting) or 0


# Newcomers


async def test_who_joins_before_it_begins_gets_it_when_it_does(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    broadcast_id = await for_newcomers(teams, ada)
    await moves(teams, ada, broadcast_id, TOMORROW_AT_10)
    [ida] = await managers(teams, "Ida Is")

    await passes(teams, timedelta(minutes=16))
    early = ida.sees(TITLE)
    teams.clock.now = TOMORROW_AT_10
    await teams.delivered()
    await passes(teams, timedelta(minutes=15))

    assert not early
    assert lin.sees_once(TEXT)
    assert ida.sees_once(TEXT)


async def test_what_was_moved_can_be_taken_back_when_its_first_time_has_passed(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    broadcast_id = await for_newcomers(teams, ada)
    await moves(teams, ada, broadcast_id, TOMORROW_AT_10)
    [ida] = await managers(teams, "Ida Is")
    await passes(teams, timedelta(minutes=16))

    await takes_back(teams, ada, broadcast_id)
    teams.clock.now = TOMORROW_AT_10
    await passes(teams, timedelta(minutes=16))

    assert (await status_of(teams, broadcast_id)).broadcast.phase is Phase.DRAFT
    assert not ida.sees(TITLE)


async def test_who_joins_gets_it_soon_also_when_it_was_moved_back_and_forth(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    broadcast_id = await for_newcomers(teams, ada)
    await moves(teams, ada, broadcast_id, TOMORROW_AT_10 + timedelta(days=1))
    await passes(teams, timedelta(minutes=16))
    await moves(teams, ada, broadcast_id, TOMORROW_AT_10)
    teams.clock.now = TOMORROW_AT_10
    await teams.delivered()

    [ida] = await managers(teams, "Ida Is")
    await passes(teams, timedelta(minutes=15))

    assert ida.sees_once(TEXT)


async def test_nobody_is_looked_for_before_it_begins(teams: FakeTeams) -> None:
    """Also when the outbox should come to it too early."""
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    broadcast_id = await for_newcomers(teams, ada)
    await moves(teams, ada, broadcast_id, TOMORROW_AT_10)
    [ida] = await managers(teams, "Ida Is")

    async with teams.sessions.write() as session:
        await newcomers(session, Due(broadcast_id, teams.clock()))
    early = await number_wanted(teams, kinds.RECEIVED)
    teams.clock.now = TOMORROW_AT_10
    await passes(teams, timedelta(minutes=15))

    assert early == 1
    assert ida.sees_once(TEXT)


# The introduction


async def test_who_is_sent_nothing_after_all_is_not_introduced_to_the_bot_either(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await introduced_by(teams, ada)
    broadcast_id = await confirmed(teams, ada)

    await takes_back(teams, ada, broadcast_id)
    await passes(teams, timedelta(minutes=5))
    silence = lin.sees(WORDS)
    await confirmed(teams, ada)
    await begins(teams)

    assert not silence
    assert lin.sees_once(WORDS)
    assert lin.sees_once(TEXT)


async def test_the_introduction_moves_with_the_broadcast(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await introduced_by(teams, ada)
    broadcast_id = await confirmed(teams, ada)

    await moves(teams, ada, broadcast_id, TOMORROW_AT_10)
    await passes(teams, timedelta(minutes=5))
    early = lin.sees(WORDS)
    teams.clock.now = TOMORROW_AT_10
    await teams.delivered()

    assert not early
    assert lin.sees_once(WORDS)


@pytest.mark.parametrize("end", [stop, recall])
async def test_who_is_not_sent_the_rest_is_introduced_by_the_next_broadcast(
    teams: FakeTeams, end: Callable[..., Awaitable[Broadcast]]
) -> None:
    """It is stopped as it begins, before the outbox has sent anything."""
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await introduced_by(teams, ada)
    broadcast_id = await confirmed(teams, ada)
    by, begun = await person(teams, ada), teams.clock() + timedelta(minutes=1)

    await end(teams.sessions, broadcast_id, by=by, now=begun)
    await passes(teams, timedelta(minutes=5))
    silence = lin.sees(WORDS)
    await confirmed(teams, ada)
    await begins(teams)

    assert not silence
    assert lin.sees_once(WORDS)


async def test_two_broadcasts_introduce_the_bot_once(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await introduced_by(teams, ada)

    await confirmed(teams, ada)
    await confirmed(teams, ada, title="Den anden")
    await begins(teams)

    assert lin.sees_once(WORDS)
    assert lin.sees_once("Den anden")


# Too late


async def test_what_has_begun_is_not_moved_in_part(teams: FakeTeams) -> None:
    """A press that took its time before the first message was sent, and comes to it after."""
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    broadcast_id = await confirmed(teams, ada)
    pressed = teams.clock() + timedelta(seconds=29)
    before = (await status_of(teams, broadcast_id)).broadcast
    await begins(teams)

    with pytest.raises(WrongPhase) as refused:
        await reschedule(
            teams.sessions,
            broadcast_id,
            TOMORROW_AT_10,
            by=await person(teams, ada),
            now=pressed,
        )

    assert refused.value.broadcast.phase is Phase.SENT
    assert (await status_of(teams, broadcast_id)).broadcast.starts_at == before.starts_at
    assert lin.sees_once(TEXT)
