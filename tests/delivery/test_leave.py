"""People on leave get nothing unasked until the morning after it."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import update

from bot.calendar import WorkingHours
from bot.delivery import accounts, leave
from bot.delivery.models import Message
from bot.delivery.standings import Standing
from bot.delivery.values import Priority, Reason, State
from bot.people.models import Person
from tests.delivery.outbox import NEWS, START, Outbox

pytestmark = pytest.mark.asyncio

HOURS = WorkingHours()


async def goes_on_leave(outbox: Outbox, person: UUID, until: date | None) -> None:
    async with outbox.sessions.write() as session:
        await session.execute(update(Person).where(Person.id == person).values(away_until=until))


async def test_what_is_sent_to_somebody_on_leave_waits_until_the_morning_after(
    outbox: Outbox,
) -> None:
    ada, bo = await outbox.people(2)
    await goes_on_leave(outbox, ada, START.date())
    subject = await outbox.want(ada, bo)

    await outbox.deliver()

    assert (outbox.sees(ada), outbox.sees(bo)) == ([], ["nyt"])
    row = await outbox.row(subject, ada)
    assert (row.state, row.reason) == (State.HELD, Reason.AWAY)
    assert row.not_before == datetime(2026, 3, 4, 6, tzinfo=UTC)
    async with outbox.sessions.read() as session:
        account = await accounts.account(session, NEWS, subject)
    assert account.standings == {Standing.SENT: 1, Standing.AWAY: 1}
    assert account.is_settled

    outbox.time.move_to(datetime(2026, 3, 4, 6, tzinfo=UTC))
    await outbox.deliver()

    assert outbox.sees(ada) == ["nyt"]
    row = await outbox.row(subject, ada)
    assert (row.state, row.reason) == (State.SETTLED, None)


async def test_what_somebody_on_leave_asked_for_goes_out(outbox: Outbox) -> None:
    [ada] = await outbox.people(1)
    await goes_on_leave(outbox, ada, date(2026, 8, 1))

    await outbox.want(ada, priority=Priority.ANSWER)
    await outbox.deliver()

    assert outbox.sees(ada) == ["nyt"]


async def test_what_stands_in_the_chat_is_corrected_and_taken_away_during_a_leave(
    outbox: Outbox,
) -> None:
    [ada] = await outbox.people(1)
    subject = await outbox.want(ada)
    await outbox.deliver()
    await goes_on_leave(outbox, ada, date(2026, 8, 1))

    await outbox.corrects(subject, "rettet")
    await outbox.deliver()
    assert outbox.sees(ada) == ["rettet"]

    await outbox.recalls(subject)
    await outbox.deliver()
    assert outbox.sees(ada) == []


async def test_when_a_leave_ends_early_what_was_held_goes_out(outbox: Outbox) -> None:
    [ada] = await outbox.people(1)
    await goes_on_leave(outbox, ada, date(2026, 8, 1))
    first, second = await outbox.want(ada), await outbox.want(ada)
    await outbox.deliver()
    await outbox.recalls(second)

    await goes_on_leave(outbox, ada, None)
    async with outbox.sessions.write() as session:
        assert await leave.release(session, [ada], now=outbox.time.clock()) == 1
    await outbox.deliver()

    assert outbox.sees(ada) == ["nyt"]
    assert (await outbox.row(first)).state == State.SETTLED
    assert (await outbox.row(second)).state == State.CANCELLED


async def test_when_a_leave_ends_at_night_what_was_held_waits_for_the_morning(
    outbox: Outbox,
) -> None:
    [ada] = await outbox.people(1)
    await goes_on_leave(outbox, ada, date(2026, 8, 1))
    await outbox.want(ada)
    await outbox.deliver()
    outbox.time.move_to(datetime(2026, 3, 6, 20, tzinfo=UTC))  # a Friday

    await goes_on_leave(outbox, ada, None)
    async with outbox.sessions.write() as session:
        await leave.release(session, [ada], now=outbox.time.clock())
    await outbox.deliver()
    assert outbox.sees(ada) == []

    outbox.time.move_to(datetime(2026, 3, 9, 6, tzinfo=UTC))
    await outbox.deliver()
    assert outbox.sees(ada) == ["nyt"]


async def test_a_leave_that_is_prolonged_holds_what_was_to_go_out(outbox: Outbox) -> None:
    [ada] = await outbox.people(1)
    await goes_on_leave(outbox, ada, START.date())
    subject = await outbox.want(ada)
    await outbox.deliver()

    await goes_on_leave(outbox, ada, date(2026, 3, 27))  # the Friday before the clocks change
    outbox.time.move_to(datetime(2026, 3, 4, 6, tzinfo=UTC))
    await outbox.deliver()

    assert outbox.sees(ada) == []
    assert (await outbox.row(subject)).not_before == datetime(2026, 3, 30, 5, tzinfo=UTC)


async def test_what_is_of_no_use_after_the_leave_isnt_sent(outbox: Outbox) -> None:
    [ada] = await outbox.people(1)
    await goes_on_leave(outbox, ada, START.date())
    subject = await outbox.want(ada, useful_until=datetime(2026, 3, 3, 20, tzinfo=UTC))
    await outbox.deliver()

    outbox.time.move_to(datetime(2026, 3, 4, 6, tzinfo=UTC))
    await outbox.deliver()

    assert outbox.sees(ada) == []
    row = await outbox.row(subject)
    assert (row.state, row.reason) == (State.FAILED, Reason.TOO_LATE)


async def test_a_leave_that_ends_while_the_message_is_claimed_holds_nothing(
    outbox: Outbox,
) -> None:
    """The courier has seen the leave, and it ends before the message is held."""
    [ada] = await outbox.people(1)
    await goes_on_leave(outbox, ada, date(2026, 8, 1))
    subject = await outbox.want(ada)
    seen = await outbox.row(subject)

    async with outbox.sessions.write() as session:
        await session.execute(update(Person).where(Person.id == ada).values(away_until=None))
        row = await session.get_one(Message, seen.id)
        await leave.hold(session, row, now=outbox.time.clock())
    await outbox.deliver()

    assert outbox.sees(ada) == ["nyt"]


@pytest.mark.parametrize(
    ("last_day", "back"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 30, 5, tzinfo=UTC)),  # clocks forward on the 29th
        (date(2026, 3, 26), datetime(2026, 3, 27, 6, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 26, 6, tzinfo=UTC)),  # back on the 25th
        (date(2026, 10, 22), datetime(2026, 10, 23, 5, tzinfo=UTC)),
        (date(2026, 4, 1), datetime(2026, 4, 7, 5, tzinfo=UTC)),  # Easter
    ],
)
async def test_the_morning_after_is_the_next_one_on_which_people_work(
    last_day: date, back: datetime
) -> None:
    assert leave.back_at(last_day, HOURS) == back
