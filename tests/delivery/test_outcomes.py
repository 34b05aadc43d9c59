"""What becomes of a message, whatever Teams answers."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from bot.delivery import conversations, wanting
from bot.delivery.conversations import Conversation
from bot.delivery.operating import MOST_TRIES
from bot.delivery.pace import Pace
from bot.delivery.rendering import Showing
from bot.delivery.values import Priority, Reach, Reason, State
from bot.language import spoken
from bot.messages import Place, Text
from bot.people.models import Person
from tests.delivery.outbox import NEWS, Outbox, chat_of
from tests.teams.connector import FakeConnector

# What is about statements runs on both databases; the rest would say the same.
pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]
on_both_databases = pytest.mark.databases("sqlite", "postgresql")

Trouble = Callable[..., None]

NOBODY_KNOWS: list[Callable[[FakeConnector], Trouble]] = [
    lambda teams: lambda **how: teams.fail(500, **how),
    lambda teams: lambda **how: teams.fail(502, **how),
    lambda teams: lambda **how: teams.fail(408, **how),
    lambda teams: teams.hang,
    lambda teams: teams.cut,
]
doubtful = pytest.mark.parametrize(
    "trouble", NOBODY_KNOWS, ids=["500", "502", "408", "hang", "cut"]
)


# Sending


@on_both_databases
async def test_everybody_gets_it_once(outbox: Outbox) -> None:
    people = await outbox.people(40)
    channel = await outbox.channel()
    subject = await outbox.want(*people, says="Årsmødet er den 3. marts.")
    async with outbox.sessions.write() as session:
        for _ in range(2):
            await wanting.want_in_channel(
                session,
                NEWS,
                subject,
                conversation_id=channel,
                priority=Priority.NOTICE,
                now=outbox.time.clock(),
            )
    await outbox.want(*people, subject=subject, says="Årsmødet er den 3. marts.")

    await outbox.deliver()
    await outbox.deliver()

    assert await outbox.states(subject) == {State.SETTLED: 41}
    for person in people:
        assert outbox.sees(person) == ["Årsmødet er den 3. marts."]
    assert outbox.stands_in(channel) == ["Årsmødet er den 3. marts."]
    row = await outbox.row(subject, people[0])
    assert (row.wanted, row.shown, row.chat_id) == (1, 1, chat_of(people[0]))
    assert row.sent_at


@doubtful
async def test_what_may_have_been_sent_is_uncertain_and_never_sent_again(
    outbox: Outbox, trouble: Callable[[FakeConnector], Trouble]
) -> None:
    ada, lin = await outbox.people(2)
    for person in (ada, lin):
        trouble(outbox.connector)(delivered=person == ada, conversation_id=chat_of(person))
    subject = await outbox.want(ada, lin)

    await outbox.deliver()
    outbox.time.pass_(3600)
    await outbox.deliver()

    for row in await outbox.rows(subject):
        assert (row.state, row.reason, row.shown) == (State.UNCERTAIN, None, 0)
    assert (outbox.sees(ada), outbox.sees(lin)) == (["nyt"], [])
    assert len(outbox.connector.requests) == 2


@on_both_databases
async def test_what_is_uncertain_is_sent_again_or_left_as_a_person_decides(
    outbox: Outbox,
) -> None:
    ada, lin = await outbox.people(2)
    outbox.connector.cut(times=2)
    subject = await outbox.want(ada, lin)
    await outbox.deliver()
    first, second = await outbox.row(subject, ada), await outbox.row(subject, lin)
    now = outbox.time.clock()

    async with outbox.sessions.write() as session:
        assert await wanting.send_again(session, first.id, about=subject, now=now)
        assert await wanting.leave_uncertain(session, second.id, about=subject, now=now)
    await outbox.deliver()

    async with outbox.sessions.write() as session:
        assert not await wanting.send_again(session, first.id, about=subject, now=now)
    assert outbox.sees(ada) == ["nyt"]
    assert outbox.sees(lin) == []
    assert (await outbox.row(subject, lin)).reason == Reason.ACCEPTED


@on_both_databases
async def test_a_chat_that_is_throttled_waits_and_no_other(outbox: Outbox) -> None:
    outbox.pace = Pace(alone=4, shared=4, monotonic=outbox.time.monotonic)
    ada, lin = await outbox.people(2)
    outbox.connector.fail(429, retry_after=5, conversation_id=chat_of(ada))
    first, second = await outbox.want(ada), await outbox.want(ada, says="mere")
    other = await outbox.want(lin)

    await outbox.deliver()

    assert outbox.sees(lin) == ["nyt"]
    assert (await outbox.row(other)).state == State.SETTLED
    for subject in (first, second):
        row = await outbox.row(subject)
        assert row.state == State.HELD
        assert row.not_before
        assert row.not_before > outbox.time.clock() + timedelta(seconds=4)
    assert len(outbox.connector.requests) == 2

    outbox.time.pass_(5)
    await outbox.deliver()
    assert sorted(outbox.sees(ada)) == ["mere", "nyt"]


async def test_two_throttled_chats_within_a_second_mean_a_pause_for_all(outbox: Outbox) -> None:
    outbox.pace = Pace(alone=4, shared=4, monotonic=outbox.time.monotonic)
    ada, bo, lin = await outbox.people(3)
    for person in (ada, bo):
        outbox.connector.fail(429, retry_after=30, conversation_id=chat_of(person))
    first, second, third = [await outbox.want(person) for person in (ada, bo, lin)]

    async with outbox.working() as courier:
        await outbox.becomes(first, State.HELD)
        await outbox.becomes(second, State.HELD)
        await asyncio.sleep(0.3)
        assert (await outbox.row(third)).state == State.QUEUED
        assert len(outbox.connector.requests) == 2

        outbox.time.pass_(31)
        await outbox.idle(courier)

    assert [outbox.sees(person) for person in (ada, bo, lin)] == [["nyt"]] * 3


async def test_a_conflict_with_another_request_is_tried_again(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    outbox.connector.fail(412)
    subject = await outbox.want(lin)

    await outbox.deliver()
    row = await outbox.row(subject)
    assert (row.state, row.tries) == (State.HELD, 1)

    outbox.time.pass_(2)
    await outbox.deliver()
    assert outbox.sees(lin) == ["nyt"]
    assert (await outbox.row(subject)).tries == 0


async def test_what_has_no_effect_every_time_fails_in_the_end_and_can_be_tried_again(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1)
    outbox.connector.fail(429, retry_after=1, times=None)
    subject = await outbox.want(lin)
    async with outbox.working() as courier:
        for _ in range(MOST_TRIES):
            await outbox.idle(courier)
            outbox.time.pass_(15 * 60)
        await outbox.idle(courier)

    row = await outbox.row(subject)
    assert (row.state, row.reason) == (State.FAILED, Reason.NO_CONTACT)
    assert len(outbox.connector.requests) == MOST_TRIES

    outbox.connector.recover()
    async with outbox.sessions.write() as session:
        again = await wanting.try_again(session, NEWS, subject, now=outbox.time.clock())
    await outbox.deliver()
    assert again == 1
    assert outbox.sees(lin) == ["nyt"]


@on_both_databases
async def test_while_teams_cannot_be_reached_nothing_is_lost_and_nothing_given_up(
    outbox: Outbox,
) -> None:
    """Ten minutes without a line."""
    people = await outbox.people(50)
    subject = await outbox.want(*people)
    await outbox.connector.refuse()

    async with outbox.working() as courier:
        for _ in range(20):
            await asyncio.sleep(0.05)
            outbox.time.pass_(30)
        states = await outbox.states(subject)
        assert states.keys() <= {State.HELD, State.QUEUED, State.SENDING}
        assert max(row.tries for row in await outbox.rows(subject)) < MOST_TRIES

        await outbox.connector.accept()
        for _ in range(3):
            outbox.time.pass_(15 * 60)
            await outbox.idle(courier)

    assert await outbox.states(subject) == {State.SETTLED: 50}
    assert all(outbox.sees(person) == ["nyt"] for person in people)


@pytest.mark.parametrize(
    ("refusal", "reason", "reach"),
    [
        ({"code": "ConversationBlockedByUser"}, Reason.BLOCKED, Reach.BLOCKED),
        ({"subcode": "MessageWritesBlocked"}, Reason.BLOCKED, Reach.BLOCKED),
        ({"code": "BotDisabledByAdmin"}, Reason.BLOCKED, Reach.BLOCKED),
        ({"code": "BotNotInConversationRoster"}, Reason.NOT_INSTALLED, Reach.NOT_INSTALLED),
        ({"code": "ForbiddenOperationException"}, Reason.NOT_INSTALLED, Reach.NOT_INSTALLED),
        ({"code": "NotEnoughPermissions"}, Reason.REFUSED, None),
    ],
)
async def test_who_cannot_be_reached_is_known_with_the_reason_and_since_when(
    outbox: Outbox, refusal: dict[str, str], reason: Reason, reach: Reach | None
) -> None:
    ada, lin = await outbox.people(2)
    outbox.connector.fail(403, conversation_id=chat_of(lin), **refusal)  # type: ignore[arg-type]
    before = outbox.time.clock()
    subject = await outbox.want(ada, lin)

    await outbox.deliver()

    row = await outbox.row(subject, lin)
    assert (row.state, row.reason) == (State.FAILED, reason)
    assert next(iter(refusal.values())) in (row.detail or "")
    noted = await outbox.reach(lin)
    if reach:
        assert noted
        assert noted[0] == reach
        assert before < noted[1] < outbox.time.clock()
    else:
        assert noted is None
    assert (await outbox.row(subject, ada)).state == State.SETTLED

    again = await outbox.want(lin)
    before_again = len(outbox.connector.requests)
    await outbox.deliver()
    tried = len(outbox.connector.requests) - before_again
    assert tried == (0 if reach else 1)
    assert (await outbox.row(again)).state == (State.FAILED if reach else State.SETTLED)


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (413, "MessageSizeTooBig", Reason.TOO_LARGE),
        (400, "Bad Argument", Reason.REFUSED),
        (404, "SomethingNotFound", Reason.REFUSED),
    ],
)
async def test_what_teams_turns_down_fails_with_its_word_and_is_not_tried_again(
    outbox: Outbox, status: int, code: str, reason: Reason
) -> None:
    [lin] = await outbox.people(1)
    outbox.connector.fail(status, code=code)
    subject = await outbox.want(lin)

    await outbox.deliver()
    outbox.time.pass_(3600)
    await outbox.deliver()

    row = await outbox.row(subject)
    assert (row.state, row.reason, row.detail) == (State.FAILED, reason, f"{status} {code}")
    assert len(outbox.connector.requests) == 1
    assert await outbox.reach(lin) is None


@on_both_databases
async def test_a_chat_that_is_gone_is_opened_anew(outbox: Outbox) -> None:
    [lin] = await outbox.people(1, chats=False)
    await outbox.open_chat(lin, "a:old")
    outbox.connector.installed.add(str(lin))
    outbox.connector.fail(404, code="ConversationNotFound", conversation_id="a:old")
    subject = await outbox.want(lin)

    await outbox.deliver()
    outbox.time.pass_(2)
    await outbox.deliver()

    assert outbox.sees(lin) == ["nyt"]
    assert (await outbox.row(subject)).chat_id == chat_of(lin)
    async with outbox.sessions.read() as session:
        assert (await session.get_one(Conversation, "a:old")).left_at


async def test_a_channel_that_is_gone_is_not_tried_again(outbox: Outbox) -> None:
    channel = await outbox.channel()
    outbox.connector.fail(404, code="ConversationNotFound")
    subject = await outbox.want()
    async with outbox.sessions.write() as session:
        await wanting.want_in_channel(
            session,
            NEWS,
            subject,
            conversation_id=channel,
            priority=Priority.NOTICE,
            now=outbox.time.clock(),
        )

    await outbox.deliver()

    row = await outbox.row(subject)
    assert (row.state, row.reason) == (State.FAILED, Reason.NOT_INSTALLED)
    assert len(outbox.connector.requests) == 1


# Who is, and isn't, sent to


@on_both_databases
async def test_with_somebody_never_heard_from_a_chat_is_opened_once(outbox: Outbox) -> None:
    [lin] = await outbox.people(1, chats=False)
    outbox.connector.installed.add(str(lin))
    await outbox.want(lin)
    await outbox.deliver()
    await outbox.want(lin, says="mere")
    await outbox.deliver()

    assert outbox.sees(lin) == ["nyt", "mere"]
    opened = [call for call in outbox.connector.requests if call.path == "/v3/conversations"]
    assert [call.body["members"][0]["id"] for call in opened] == [str(lin)]
    reach = await outbox.reach(lin)
    assert reach
    assert reach[0] == Reach.REACHABLE


async def test_each_opened_chat_takes_a_permission_of_its_own(outbox: Outbox) -> None:
    """Two calls a person, at ten calls a second."""
    outbox.pace = Pace(alone=10, shared=10, monotonic=outbox.time.monotonic)
    people = await outbox.people(5, chats=False)
    outbox.connector.installed.update(map(str, people))
    await outbox.want(*people)
    began = outbox.time.monotonic()

    await outbox.deliver()

    assert len(outbox.connector.requests) == 10
    assert outbox.time.monotonic() - began >= 0.85


async def test_who_does_not_have_the_app_is_not_installed(outbox: Outbox) -> None:
    [lin] = await outbox.people(1, chats=False)
    subject = await outbox.want(lin)

    await outbox.deliver()

    row = await outbox.row(subject)
    assert (row.state, row.reason) == (State.FAILED, Reason.NOT_INSTALLED)
    noted = await outbox.reach(lin)
    assert noted
    assert noted[0] == Reach.NOT_INSTALLED


async def test_who_is_known_by_address_only_is_not_installed_and_not_asked_for(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1, chats=False, seen=False)
    subject = await outbox.want(lin)

    await outbox.deliver()

    row = await outbox.row(subject)
    assert (row.state, row.reason) == (State.FAILED, Reason.NOT_INSTALLED)
    assert outbox.connector.requests == []


async def test_when_nobody_knows_whether_a_chat_was_opened_it_is_opened_again(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1, chats=False)
    outbox.connector.installed.add(str(lin))
    outbox.connector.fail(502)
    await outbox.want(lin)

    await outbox.deliver()
    assert outbox.sees(lin) == []
    outbox.time.pass_(2)
    await outbox.deliver()

    assert outbox.sees(lin) == ["nyt"]


async def test_who_left_gets_nothing(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    async with outbox.sessions.write() as session:
        await session.execute(update(Person).values(active=False))

    await outbox.deliver()

    row = await outbox.row(subject)
    assert (row.state, row.reason) == (State.FAILED, Reason.LEFT)
    assert outbox.connector.requests == []


async def test_nothing_is_sent_after_the_time_in_which_it_was_of_use(outbox: Outbox) -> None:
    ada, lin = await outbox.people(2)
    outbox.connector.fail(429, retry_after=120, conversation_id=chat_of(lin))
    until = outbox.time.clock() + timedelta(minutes=1)
    subject = await outbox.want(ada, lin, useful_until=until)

    await outbox.deliver()
    outbox.time.pass_(121)
    await outbox.deliver()

    assert outbox.sees(ada) == ["nyt"]
    row = await outbox.row(subject, lin)
    assert (row.state, row.reason) == (State.FAILED, Reason.TOO_LATE)
    assert outbox.sees(lin) == []


# Rendering


async def test_a_renderer_that_raises_fails_its_message_and_stops_nobody_else(
    outbox: Outbox, logged: list[Any]
) -> None:
    async def broken(_showing: Showing) -> Text:
        raise KeyError("et navn")

    outbox.words.renderers["broken"] = broken
    [lin] = await outbox.people(1)
    faulty = await outbox.want(lin, kind="broken")
    await outbox.want(lin)

    await outbox.deliver()

    row = await outbox.row(faulty)
    assert (row.state, row.reason) == (State.FAILED, Reason.FAULT)
    assert row.detail
    assert [line for line in logged if line.get("log_id") == row.detail]
    assert outbox.sees(lin) == ["nyt"]


@pytest.mark.parametrize(
    "trouble", [OperationalError("SELECT", {}, Exception("the line was cut")), TimeoutError()]
)
async def test_a_message_that_cannot_be_rendered_while_the_database_is_away_or_slow_waits(
    outbox: Outbox, trouble: Exception
) -> None:
    away = True

    async def reading(_showing: Showing) -> Text:
        if away:
            raise trouble
        return Text("nyt")

    outbox.words.renderers["reading"] = reading
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin, kind="reading")
    await outbox.deliver()
    assert (await outbox.row(subject)).state == State.HELD

    away = False
    outbox.time.pass_(2)
    await outbox.deliver()

    assert outbox.sees(lin) == ["nyt"]


async def test_what_nobody_can_render_yet_waits_for_who_can(outbox: Outbox) -> None:
    """A newer instance has queued it."""
    [lin] = await outbox.people(1)
    newer = await outbox.want(lin, kind="newer")
    await outbox.want(lin)
    async with outbox.working(), asyncio.timeout(5):
        while outbox.sees(lin) != ["nyt"]:
            await asyncio.sleep(0.01)
    assert (await outbox.row(newer)).state == State.QUEUED


async def test_each_is_spoken_to_in_their_own_language(outbox: Outbox) -> None:
    async def language(_showing: Showing) -> Text:
        return Text(spoken())

    outbox.words.renderers["language"] = language
    ada, lin = await outbox.people(2)
    async with outbox.sessions.write() as session:
        await session.execute(update(Person).where(Person.id == lin).values(language="en"))
    await outbox.want(ada, lin, kind="language")

    await outbox.deliver()

    assert (outbox.sees(ada), outbox.sees(lin)) == (["da"], ["en"])


# Editing and taking away


@doubtful
async def test_an_edit_that_nobody_knows_of_is_done_again(
    outbox: Outbox, trouble: Callable[[FakeConnector], Trouble]
) -> None:
    ada, lin = await outbox.people(2)
    subject = await outbox.want(ada, lin)
    await outbox.deliver()
    for person in (ada, lin):
        trouble(outbox.connector)(delivered=person == ada, conversation_id=chat_of(person))
    await outbox.corrects(subject, "rettet")

    await outbox.deliver()
    assert await outbox.states(subject) == {State.HELD: 2}
    outbox.time.pass_(16)
    await outbox.deliver()

    assert outbox.sees(ada) == outbox.sees(lin) == ["rettet"]
    assert await outbox.states(subject) == {State.SETTLED: 2}
    assert len(outbox.connector.calls("PUT")) == 4


@doubtful
async def test_a_removal_that_nobody_knows_of_is_done_again(
    outbox: Outbox, trouble: Callable[[FakeConnector], Trouble]
) -> None:
    ada, lin = await outbox.people(2)
    subject = await outbox.want(ada, lin)
    await outbox.deliver()
    for person in (ada, lin):
        trouble(outbox.connector)(delivered=person == ada, conversation_id=chat_of(person))
    await outbox.recalls(subject)

    await outbox.deliver()
    assert await outbox.states(subject) == {State.HELD: 2}
    outbox.time.pass_(16)
    await outbox.deliver()

    assert outbox.sees(ada) == outbox.sees(lin) == []
    for row in await outbox.rows(subject):
        assert (row.state, row.wanted, row.shown) == (State.SETTLED, 0, 0)
    assert len(outbox.connector.calls("DELETE")) == 4


async def test_an_edit_that_is_never_answered_fails_and_can_be_tried_again(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    await outbox.deliver()
    outbox.connector.fail(502, times=None)
    await outbox.corrects(subject, "rettet")
    async with outbox.working() as courier:
        for _ in range(MOST_TRIES):
            await outbox.idle(courier)
            outbox.time.pass_(15 * 60)
        await outbox.idle(courier)
    row = await outbox.row(subject)
    assert (row.state, row.reason, row.shown) == (State.FAILED, Reason.NO_CONTACT, 1)

    outbox.connector.recover()
    async with outbox.sessions.write() as session:
        assert await wanting.try_again(session, NEWS, subject, now=outbox.time.clock()) == 1
    await outbox.deliver()

    assert outbox.sees(lin) == ["rettet"]


async def test_what_the_receiver_has_deleted_is_as_good_as_removed_but_cannot_be_edited(
    outbox: Outbox,
) -> None:
    [lin] = await outbox.people(1)
    removed, edited = await outbox.want(lin), await outbox.want(lin)
    await outbox.deliver()
    outbox.connector.fail(404, code="ActivityNotFoundInConversation", times=2)
    await outbox.recalls(removed)
    await outbox.corrects(edited, "rettet")

    await outbox.deliver()

    assert (await outbox.row(removed)).state == State.SETTLED
    row = await outbox.row(edited)
    assert (row.state, row.reason) == (State.FAILED, Reason.GONE)


@on_both_databases
async def test_a_removal_that_teams_refuses_can_be_tried_again(outbox: Outbox) -> None:
    [lin] = await outbox.people(1)
    subject = await outbox.want(lin)
    await outbox.deliver()
    outbox.connector.fail(403, code="ConversationBlockedByUser")
    await outbox.recalls(subject)
    await outbox.deliver()
    row = await outbox.row(subject)
    assert (row.state, row.reason) == (State.FAILED, Reason.BLOCKED)

    async with outbox.sessions.write() as session:
        await conversations.remember(
            session,
            chat_of(lin),
            place=Place.PERSONAL,
            service_url=outbox.connector.url,
            person_id=lin,
            turn_key="k",
            now=outbox.time.clock(),
        )
        assert await wanting.try_again(session, NEWS, subject, now=outbox.time.clock()) == 1
    await outbox.deliver()

    assert outbox.sees(lin) == []
    assert (await outbox.row(subject)).state == State.SETTLED
