"""What is shown follows what is wanted: edits, removals, and what is stopped before it is sent."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.delivery import claiming, lease, wanting
from bot.delivery.claiming import LEASE
from bot.delivery.pace import Pace
from bot.delivery.values import Attempt, State
from tests.delivery.outbox import NEWS, Outbox, chat_of

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]
on_both_databases = pytest.mark.databases("sqlite", "postgresql")

SLOW = 0.3  # seconds that the connector takes, so that something can happen meanwhile


@on_both_databases
async def test_several_edits_become_one_that_shows_the_last(outbox: Outbox) -> None:
    ada, lin = await outbox.people(2)
    subject = await outbox.want(ada, lin)
    await outbox.deliver()

    for says in ("første", "anden", "tredje"):
        assert await outbox.corrects(subject, says) == 2
    await outbox.deliver()

    assert outbox.sees(ada) == outbox.sees(lin) == ["tredje"]
    assert len(outbox.connector.calls("PUT")) == 2


@on_both_databases
async def test_a_slow_edit_that_is_overtaken_is_followed_by_the_newest_only(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    async with outbox.working() as courier:
        await outbox.deliver_with(courier)
        outbox.connector.latency = SLOW
        await outbox.corrects(subject, "første")
        await outbox.seen(2)
        await outbox.corrects(subject, "anden")
        await outbox.corrects(subject, "tredje")
        await outbox.deliver_with(courier, subject)

    assert outbox.sees(lin) == ["tredje"]
    assert [call.body["text"] for call in outbox.connector.calls("PUT")] == ["første", "tredje"]


@on_both_databases
async def test_a_correction_while_the_first_is_being_sent_is_one_message_and_one_edit(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1)
    outbox.connector.latency = SLOW
    subject = await outbox.want(lin)
    async with outbox.working() as courier:
        await outbox.seen(1)
        await outbox.corrects(subject, "rettet")
        await outbox.deliver_with(courier, subject)

    assert outbox.sees(lin) == ["rettet"]
    assert [call.method for call in outbox.connector.requests] == ["POST", "PUT"]


async def test_what_follows_an_operation_follows_at_once(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    outbox.connector.latency = SLOW
    subject = await outbox.want(lin)
    async with outbox.working():
        await outbox.seen(1)
        await outbox.corrects(subject, "rettet")
        async with asyncio.timeout(SLOW + 0.6):  # less than until the courier looks by itself
            await outbox.seen(2)


async def test_a_correction_before_it_was_sent_costs_no_edit(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    assert await outbox.corrects(subject, "rettet") == 0

    await outbox.deliver()

    assert outbox.sees(lin) == ["rettet"]
    assert len(outbox.connector.requests) == 1


@on_both_databases
async def test_what_is_taken_back_while_it_is_being_sent_is_taken_away(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    outbox.connector.latency = SLOW
    subject = await outbox.want(lin)
    async with outbox.working() as courier:
        await outbox.seen(1)
        await outbox.recalls(subject)
        await outbox.deliver_with(courier, subject)

    assert outbox.sees(lin) == []
    assert [call.method for call in outbox.connector.requests] == ["POST", "DELETE"]


async def test_what_is_taken_back_while_it_is_being_sent_in_vain_is_cancelled(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1)
    outbox.connector.latency = SLOW
    outbox.connector.fail(429, retry_after=1)
    subject = await outbox.want(lin)
    async with outbox.working() as courier:
        await outbox.seen(1)
        await outbox.recalls(subject)
        await outbox.idle(courier)

    assert (await outbox.row(subject)).state == State.CANCELLED
    assert outbox.sees(lin) == []


@on_both_databases
async def test_what_is_taken_back_before_it_was_sent_never_goes_out(outbox: Outbox) -> None:
    people = await outbox.people(3)
    queued = await outbox.want(*people)
    held = await outbox.want(*people, not_before=outbox.time.clock() + timedelta(hours=1))
    await outbox.recalls(queued)
    await outbox.recalls(held)

    await outbox.deliver()
    outbox.time.pass_(7200)
    await outbox.deliver()

    assert await outbox.states(queued) == await outbox.states(held) == {State.CANCELLED: 3}
    assert outbox.connector.requests == []


@on_both_databases
async def test_what_failed_is_not_sent_after_it_was_taken_back_or_stopped(outbox: Outbox) -> None:
    """Not when somebody tries again, nor when the person can be reached again."""
    [lin] = await outbox.people(1)
    until = outbox.time.clock() + timedelta(days=1)
    outbox.connector.fail(403, code="ConversationBlockedByUser", times=2)
    recalled = await outbox.want(lin, useful_until=until)
    stopped = await outbox.want(lin, useful_until=until)
    await outbox.deliver()
    assert await outbox.states(recalled) == await outbox.states(stopped) == {State.FAILED: 1}
    await outbox.recalls(recalled)
    assert await outbox.stops(stopped) == 0

    now = outbox.time.clock()
    async with outbox.sessions.write() as session:
        assert await wanting.try_again_with(session, lin, now=now) == 0
        assert await wanting.try_again(session, NEWS, recalled, now=now) == 0
        assert await wanting.try_again(session, NEWS, stopped, now=now) == 0
    await outbox.deliver()

    assert await outbox.states(recalled) == await outbox.states(stopped) == {State.FAILED: 1}


@on_both_databases
async def test_stopped_the_rest_is_cancelled_and_what_is_on_its_way_arrives(
    outbox: Outbox,
) -> None:
    outbox.pace = Pace(4, 4, monotonic=outbox.time.monotonic)
    outbox.connector.latency = SLOW
    people = await outbox.people(5)
    subject = await outbox.want(*people)
    async with outbox.working() as courier:
        await outbox.seen(1)
        stopped = await outbox.stops(subject)
        await outbox.idle(courier)

    sent = [person for person in people if outbox.sees(person)]
    assert sent
    assert stopped == 5 - len(sent)
    assert await outbox.states(subject) == {State.SETTLED: len(sent), State.CANCELLED: stopped}
    assert len(outbox.connector.requests) == len(sent)


@on_both_databases
async def test_only_what_still_waits_for_its_time_can_be_forgotten(outbox: Outbox) -> None:
    people = await outbox.people(3)
    later = outbox.time.clock() + timedelta(hours=1)
    waiting, begun = [await outbox.want(*people, not_before=later) for _ in range(2)]
    await outbox.want(*await outbox.people(1), subject=begun)

    async with outbox.sessions.write() as session:
        assert await wanting.unwant(session, NEWS, waiting)
        assert not await wanting.unwant(session, NEWS, begun)
    assert await outbox.rows(waiting) == []
    assert len(await outbox.rows(begun)) == 4

    await outbox.want(*people, subject=waiting)
    await outbox.deliver()
    assert len(outbox.connector.requests) == 4


async def test_what_was_tried_once_cannot_be_forgotten(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    outbox.connector.fail(429, retry_after=60)
    subject = await outbox.want(lin)
    await outbox.deliver()
    assert (await outbox.row(subject)).state == State.HELD

    async with outbox.sessions.write() as session:
        assert not await wanting.unwant(session, NEWS, subject)


async def test_what_waits_can_be_moved_to_another_time(outbox: Outbox) -> None:
    ada, lin = await outbox.people(2)
    now = outbox.time.clock()
    subject = await outbox.want(lin, not_before=now + timedelta(hours=1))
    await outbox.want(ada, subject=subject)
    async with outbox.sessions.write() as session:
        at = now + timedelta(hours=3)
        assert await wanting.reschedule(session, NEWS, subject, not_before=at, now=now) == 1

    outbox.time.pass_(2 * 3600)
    await outbox.deliver()
    assert (outbox.sees(ada), outbox.sees(lin)) == (["nyt"], [])
    outbox.time.pass_(3600)
    await outbox.deliver()
    assert outbox.sees(lin) == ["nyt"]


@on_both_databases
async def test_changes_until_a_time_become_one_edit(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    await outbox.deliver()
    for says in ("første", "anden"):
        outbox.words.now_says[subject] = says
        async with outbox.sessions.write() as session:
            now = outbox.time.clock()
            at = now + timedelta(minutes=1)
            assert await wanting.show_anew(session, NEWS, subject, now=now, not_before=at) == 1

    await outbox.deliver()
    assert outbox.sees(lin) == ["nyt"]
    outbox.time.pass_(61)
    await outbox.deliver()
    assert outbox.sees(lin) == ["anden"]
    assert len(outbox.connector.calls("PUT")) == 1


async def test_each_occasion_is_a_message_of_its_own(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    await outbox.want(lin, subject=subject, occasion="påmindelse")
    await outbox.deliver()
    assert sorted(outbox.sees(lin)) == ["nyt", "nyt påmindelse"]

    async with outbox.sessions.write() as session:
        now = outbox.time.clock()
        await wanting.recall(session, NEWS, subject, now=now, occasion="påmindelse")
    await outbox.deliver()

    assert outbox.sees(lin) == ["nyt"]


async def test_a_pressed_message_of_the_outbox_is_shown_anew(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    await outbox.deliver()
    row = await outbox.row(subject)
    outbox.words.now_says[subject] = "nu svaret"
    now = outbox.time.clock()

    async with outbox.sessions.write() as session:
        assert row.activity_id
        assert await wanting.show_anew_here(session, chat_of(lin), row.activity_id, now=now)
        assert not await wanting.show_anew_here(session, chat_of(lin), "another", now=now)
        assert not await wanting.show_anew_here(session, chat_of(uuid4()), "1", now=now)
    await outbox.deliver()

    assert outbox.sees(lin) == ["nu svaret"]


async def thought_dead(outbox: Outbox) -> Attempt:
    """An attempt at the only message by a courier that has lost the lease since."""
    async with outbox.sessions.write() as session:
        held = await lease.take(session, LEASE, "slow", time_to_live=60)
        assert held
        attempt = await claiming.claim(session, held.fence, [NEWS], now=outbox.time.clock())
        assert attempt
        await lease.give_up(session, LEASE, "slow")
    return attempt


@on_both_databases
async def test_who_was_thought_dead_still_settles_what_it_has_sent(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    attempt = await thought_dead(outbox)
    await outbox.deliver()
    assert (await outbox.row(subject)).state == State.UNCERTAIN

    await outbox.operator().operate(attempt)

    assert (await outbox.row(subject)).state == State.SETTLED
    assert outbox.sees(lin) == ["nyt"]


@on_both_databases
async def test_what_turns_out_to_be_there_is_brought_up_to_date_or_taken_away(
    outbox: Outbox,
) -> None:
    """The correction, or the recall, came while nobody knew."""
    [lin] = await outbox.people(1)
    for change, seen in (
        (lambda subject: outbox.corrects(subject, "rettet"), ["rettet"]),
        (outbox.recalls, []),
    ):
        subject = await outbox.want(lin)
        attempt = await thought_dead(outbox)
        await outbox.deliver()
        slow = outbox.operator()
        outbox.connector.latency = SLOW
        late = asyncio.create_task(slow.operate(attempt))
        await outbox.seen(len(outbox.connector.requests) + 1)
        await change(subject)
        await late
        outbox.connector.latency = 0
        await outbox.deliver()

        assert (await outbox.row(subject)).state == State.SETTLED
        assert outbox.sees(lin) == seen
        await outbox.recalls(subject)
        await outbox.deliver()


@on_both_databases
async def test_an_edit_left_in_the_middle_is_done_again_once_it_can_no_longer_arrive(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    async with outbox.sessions.write() as session:
        await lease.take(session, LEASE, "first", time_to_live=60)
        sent = await claiming.claim(session, 1, [NEWS], now=outbox.time.clock())
    assert sent
    await outbox.operator().operate(sent)
    await outbox.corrects(subject, "rettet")
    async with outbox.sessions.write() as session:
        assert await claiming.claim(session, 1, [NEWS], now=outbox.time.clock())
        await lease.give_up(session, LEASE, "first")

    await outbox.deliver()
    assert (await outbox.row(subject)).state == State.HELD
    assert outbox.sees(lin) == ["nyt"]
    outbox.time.pass_(16)
    await outbox.deliver()

    assert outbox.sees(lin) == ["rettet"]
