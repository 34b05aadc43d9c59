"""Whatever people and Teams do, in whatever order: what is shown becomes what is wanted, once."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import aiohttp
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event, select

from bot.database.sessions import Sessions
from bot.delivery import claiming, conversations, lease, reach, wanting
from bot.delivery.claiming import LEASE
from bot.delivery.models import Message
from bot.delivery.operating import CONVERSATION_GONE, MESSAGE_GONE, Operator
from bot.delivery.outcomes import NotDelivered, Refused, Uncertain
from bot.delivery.pace import Pace
from bot.delivery.rendering import Showing
from bot.delivery.values import Address, Attempt, Operation, Priority, State
from bot.messages import Card, Place, Text
from tests.delivery.outbox import NEWS, START, Outbox, Words, chat_of
from tests.teams.connector import FakeConnector

R = TypeVar("R")

SUBJECTS = [uuid4(), uuid4()]
PEOPLE = 2
EXAMPLES = 30

OUTCOMES = {
    "done": None,
    "throttled": NotDelivered(retry_after=5),
    "no contact": NotDelivered(),
    "blocked": Refused(403, "ConversationBlockedByUser"),
    "refused": Refused(400, "Bad Argument"),
    "chat gone": Refused(404, CONVERSATION_GONE),
    "perhaps, and it was done": Uncertain(),
    "perhaps, and it wasn't": Uncertain(),
}
EFFECTIVE = ("done", "perhaps, and it was done")
DOUBTFUL = ("perhaps, and it was done", "perhaps, and it wasn't")


@dataclass
class Call:
    """A call to Teams that isn't answered yet."""

    operation: str
    chat_id: str
    activity_id: str | None
    text: str | None
    answer: asyncio.Future[str]


class Chats:
    """Teams as the outbox sees it: answers a call when a test says how."""

    def __init__(self) -> None:
        self.standing: dict[tuple[str, str], str] = {}
        self.calls: asyncio.Queue[Call] = asyncio.Queue()
        self._sent = 0

    async def open_chat(self, object_id: UUID) -> Address:
        await self._call("open", chat_of(object_id), None, None)
        return Address("https://teams.example/", chat_of(object_id))

    async def send(self, chat: Address, message: Card | Text) -> str:
        return await self._call("send", chat.conversation_id, None, message)

    async def edit(self, chat: Address, activity_id: str, message: Card | Text) -> None:
        await self._call("edit", chat.conversation_id, activity_id, message)

    async def delete(self, chat: Address, activity_id: str) -> None:
        await self._call("delete", chat.conversation_id, activity_id, None)

    def answer(self, call: Call, outcome: str) -> None:
        """Have the effect of an outcome, if it has one, and answer with it."""
        error = OUTCOMES[outcome]
        activity_id = call.activity_id or ""
        if outcome in EFFECTIVE:
            if call.operation == "send":
                self._sent += 1
                activity_id = str(self._sent)
            where = call.chat_id, activity_id
            if call.operation in ("edit", "delete") and where not in self.standing:
                error = error or Refused(404, MESSAGE_GONE)
            elif call.operation == "delete":
                del self.standing[where]
            elif call.text:
                self.standing[where] = call.text
        if call.answer.cancelled():
            return
        if error:
            call.answer.set_exception(error)
        else:
            call.answer.set_result(activity_id)

    async def _call(
        self, operation: str, chat_id: str, activity_id: str | None, message: Card | Text | None
    ) -> str:
        text = message.text if isinstance(message, Text) else None
        answer = asyncio.get_running_loop().create_future()
        await self.calls.put(Call(operation, chat_id, activity_id, text, answer))
        return str(await answer)


@dataclass
class UnderWay:
    """An operation that Teams hasn't answered."""

    attempt: Attempt
    task: asyncio.Task[None]
    call: Call


class OutboxMachine(RuleBasedStateMachine):
    """Everything that can happen to the messages of two subjects to two people."""

    template: Path
    people: Sequence[UUID]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.path = self.template.with_name(f"{uuid4().hex}.sqlite")
        shutil.copy(self.template, self.path)
        self.sessions = Sessions(f"sqlite+aiosqlite:///{self.path}")
        event.listen(self.sessions.engine.sync_engine, "connect", _without_waiting_for_the_disk)
        self.now = START
        self.truth = Counter[UUID]()
        self.words = Words()
        self.words.renderers[NEWS] = self.says
        self.chats = Chats()
        self.operator = Operator(
            self.sessions, self.words, self.chats, pace=Pace(), clock=lambda: self.now
        )
        self.under_way: list[UnderWay] = []
        self.may_be_sent = Counter[int]()  # how often, by the message's id
        self.sent_again = Counter[int]()  # how often a person decided so
        self.fence = 0
        self.run(self.begin_to_work())

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        return self.runner.run(work)

    async def says(self, showing: Showing) -> Text:
        assert showing.person
        return Text(f"{showing.subject} {showing.person.id} {self.truth[showing.subject]}")

    async def begin_to_work(self) -> None:
        """A new process takes the lease, and settles what the last one left."""
        async with self.sessions.write() as session:
            await lease.give_up(session, LEASE, str(self.fence))
            held = await lease.take(session, LEASE, str(self.fence + 1), time_to_live=1e6)
            assert held
            self.fence = held.fence
            await claiming.abandon(session, self.fence, now=self.now)

    async def claims(self) -> bool:
        """Claim a message and begin with it; whether there was one."""
        async with self.sessions.write() as session:
            attempt = await claiming.claim(session, self.fence, [NEWS], now=self.now)
        if not attempt:
            return False
        task = asyncio.create_task(self.operator.operate(attempt))
        next_call = asyncio.create_task(self.chats.calls.get())
        await asyncio.wait({task, next_call}, return_when=asyncio.FIRST_COMPLETED)
        if next_call.done():
            self.under_way.append(UnderWay(attempt, task, next_call.result()))
        else:
            next_call.cancel()
            await task
        return True

    async def answers(self, one: UnderWay, outcome: str) -> None:
        self.under_way.remove(one)
        self.note(one, outcome)
        self.chats.answer(one.call, outcome)
        await one.task

    def note(self, one: UnderWay, outcome: str) -> None:
        if one.call.operation == "send" and (outcome in EFFECTIVE or outcome in DOUBTFUL):
            self.may_be_sent[one.attempt.message_id] += 1

    async def rows(self) -> list[Message]:
        async with self.sessions.read() as session:
            return list(await session.scalars(select(Message).order_by(Message.id)))

    async def uncertain(self) -> list[Message]:
        return [row for row in await self.rows() if row.state == State.UNCERTAIN]

    @initialize(later=some.booleans(), of_use=some.booleans())
    def want(self, later: bool, of_use: bool) -> None:
        async def work() -> None:
            async with self.sessions.write() as session:
                for subject in SUBJECTS:
                    await wanting.want(
                        session,
                        NEWS,
                        subject,
                        to=self.people,
                        priority=Priority.NOTICE,
                        now=self.now,
                        not_before=self.now + timedelta(minutes=5)
                        if later and subject == SUBJECTS[0]
                        else None,
                        useful_until=self.now + timedelta(days=9) if of_use else None,
                    )

        self.run(work())

    @rule(
        subject=some.sampled_from(SUBJECTS),
        verb=some.sampled_from(["correct", "correct", "try again", "recall", "stop"]),
    )
    def change(self, subject: UUID, verb: str) -> None:
        async def work() -> None:
            async with self.sessions.write() as session:
                match verb:
                    case "correct":
                        self.truth[subject] += 1
                        await wanting.show_anew(session, NEWS, subject, now=self.now)
                    case "try again":
                        await wanting.try_again(session, NEWS, subject, now=self.now)
                    case "recall":
                        await wanting.recall(session, NEWS, subject, now=self.now)
                    case "stop":
                        await wanting.stop(session, NEWS, subject, now=self.now)

        self.run(work())

    @rule(number=some.integers(0, PEOPLE - 1))
    def hear_from(self, number: int) -> None:
        async def work() -> None:
            person = self.people[number]
            async with self.sessions.write() as session:
                await conversations.remember(
                    session,
                    chat_of(person),
                    place=Place.PERSONAL,
                    service_url="https://teams.example/",
                    person_id=person,
                    turn_key="k",
                    now=self.now,
                )
                await reach.heard_from(session, person, now=self.now)

        self.run(work())

    @rule(choice=some.integers(0, 3), again=some.booleans())
    def decide(self, choice: int, again: bool) -> None:
        async def work() -> None:
            rows = await self.uncertain()
            if not rows:
                return
            row = rows[choice % len(rows)]
            async with self.sessions.write() as session:
                if not again:
                    await wanting.leave_uncertain(session, row.id, about=row.subject, now=self.now)
                elif await wanting.send_again(session, row.id, about=row.subject, now=self.now):
                    self.sent_again[row.id] += 1

        self.run(work())

    @rule(times=some.integers(1, 4))
    def claim(self, times: int) -> None:
        async def work() -> None:
            for _ in range(times):
                await self.claims()

        self.run(work())

    @precondition(lambda self: self.under_way)
    @rule(choice=some.integers(0, 3), outcome=some.sampled_from(["done", "done", *OUTCOMES]))
    def answer(self, choice: int, outcome: str) -> None:
        one = self.under_way[choice % len(self.under_way)]
        self.run(self.answers(one, outcome))

    @rule(minutes=some.sampled_from([0.1, 1, 20]))
    def let_time_pass(self, minutes: float) -> None:
        async def work() -> None:
            async with self.sessions.write() as session:
                await claiming.release_held(session, now=self.now)

        self.now += timedelta(minutes=minutes)
        self.run(work())

    @rule(dies=some.booleans(), outcome=some.sampled_from(DOUBTFUL))
    def take_over(self, dies: bool, outcome: str) -> None:
        """The process dies, or only loses the lease and goes on with what it is sending."""

        async def work() -> None:
            for one in list(self.under_way):
                if dies or one.attempt.operation is not Operation.SEND:
                    self.under_way.remove(one)
                    self.note(one, outcome)
                    one.task.cancel()
                    await asyncio.gather(one.task, return_exceptions=True)
                    self.chats.answer(one.call, outcome)
            await self.begin_to_work()

        self.run(work())

    @invariant()
    def one_operation_at_a_time(self) -> None:
        """But for a message that a person had sent again while nobody knew of the first."""
        busy = Counter(one.attempt.message_id for one in self.under_way)
        for message_id, number in busy.items():
            assert number <= 1 + self.sent_again[message_id]

    @invariant()
    def sent_again_only_when_a_person_decided_so(self) -> None:
        for message_id, number in self.may_be_sent.items():
            assert number <= 1 + self.sent_again[message_id]

    def teardown(self) -> None:
        try:
            self.run(self.finish())
        finally:
            self.run(self.sessions.close())
            self.runner.close()
            self.path.unlink()

    async def finish(self) -> None:
        """Do what is left to do, with nothing in the way, and look at all of it."""
        for one in list(self.under_way):
            await self.answers(one, "done")
        for _ in range(5):
            self.now += timedelta(hours=1)
            async with self.sessions.write() as session:
                await claiming.release_held(session, now=self.now)
            while await self.claims():
                for one in list(self.under_way):
                    await self.answers(one, "done")
        self.sent_again_only_when_a_person_decided_so()
        for row in await self.rows():
            self.look_at(row)

    def look_at(self, row: Message) -> None:
        mine = f"{row.subject} {row.person_id} "
        standing = [text for text in self.chats.standing.values() if text.startswith(mine)]
        match row.state:
            case State.SETTLED:
                assert row.shown == row.wanted
                if row.shown:
                    where = row.chat_id or "", row.activity_id or ""
                    assert self.chats.standing[where] == f"{mine}{self.truth[row.subject]}"
                if not self.sent_again[row.id]:
                    assert len(standing) == (row.shown > 0)
            case State.CANCELLED:
                assert self.sent_again[row.id] or not standing
            case State.FAILED:
                assert self.sent_again[row.id] or len(standing) == (row.shown > 0)
            case State.UNCERTAIN:
                assert row.shown == 0
            case _:
                pytest.fail(f"left in state {row.state}")


def _without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


def test_whatever_happens_what_is_shown_becomes_what_is_wanted(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    class Machine(OutboxMachine):
        template = tmp_path / "people.sqlite"
        people = tuple(uuid4() for _ in range(PEOPLE))

    async def prepare() -> None:
        shutil.copy(migrated_sqlite, Machine.template)
        sessions = Sessions(f"sqlite+aiosqlite:///{Machine.template}")
        async with FakeConnector() as connector, aiohttp.ClientSession() as http:
            outbox = Outbox(sessions, connector, http)
            await outbox.join(*Machine.people)
            await outbox.open_chats(*Machine.people)
        async with sessions.engine.connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        await sessions.close()

    asyncio.run(prepare())
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
