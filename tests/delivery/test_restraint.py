"""What the bot says by itself to a person: one gathered message a day, two a week, of all kinds."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
import pytest_asyncio
from sqlalchemy import update

from bot.broadcasts import kinds as broadcasts
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.models import Message
from bot.delivery.restraint import GATHERED, had_enough
from bot.delivery.values import Priority, State
from bot.inquiries import kinds as inquiries
from bot.knowledge import kinds as knowledge
from tests.people.rosters import entry
from tests.retention.stored import Stored, stored

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
MONDAY, TUESDAY, THURSDAY, FRIDAY, NEXT_MONDAY = (date(2026, 3, day) for day in (2, 3, 5, 6, 9))
REMINDER, REVIEWS = broadcasts.REMINDER, knowledge.REVIEWS

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def there(sessions: Sessions) -> Stored:
    """A database with Ada of the directorate, and Lin."""
    return await stored(sessions, [entry("Lin Lærke")], now=NOW)


async def had(there: Stored, kind: str, day: date, state: State = State.SETTLED) -> None:
    """Let Lin have, or in another state wait for, a message of that kind from that day."""
    async with there.sessions.write() as session:
        await wanting.want(
            session,
            kind,
            GATHERED.get(kind, there.people["Ada"].id),
            to=[there.people["Lin"].id],
            occasion=day.isoformat(),
            priority=Priority.NOTICE,
            now=NOW,
        )
        await session.execute(
            update(Message)
            .where(Message.kind == kind, Message.occasion == day.isoformat())
            .values(state=state, shown=int(state is State.SETTLED))
        )


async def is_spared(there: Stored, kind: str, day: date) -> bool:
    async with there.sessions.read() as session:
        found: Sequence[object] = (await session.scalars(had_enough(kind, day))).all()
    return there.people["Lin"].id in found


async def test_another_kind_is_not_said_on_the_same_day(there: Stored) -> None:
    await had(there, REVIEWS, TUESDAY)

    assert await is_spared(there, REMINDER, TUESDAY)
    assert not await is_spared(there, REVIEWS, TUESDAY)  # whose message is there, and is edited
    assert not await is_spared(there, REMINDER, THURSDAY)


async def test_two_in_seven_days_are_enough_whatever_their_kinds(there: Stored) -> None:
    await had(there, REVIEWS, MONDAY)
    await had(there, REMINDER, TUESDAY)

    assert await is_spared(there, REMINDER, FRIDAY)
    assert not await is_spared(there, REMINDER, NEXT_MONDAY)


async def test_who_waits_for_one_gets_no_second_one_later(there: Stored) -> None:
    await had(there, REVIEWS, date(2026, 2, 2), State.HELD)

    assert await is_spared(there, REVIEWS, FRIDAY)


async def test_what_never_came_and_what_people_do_is_not_counted(there: Stored) -> None:
    await had(there, REVIEWS, TUESDAY, State.FAILED)
    for kind in (inquiries.NOTICE, broadcasts.RECEIVED):
        await had(there, kind, TUESDAY)

    assert not await is_spared(there, REMINDER, TUESDAY)
