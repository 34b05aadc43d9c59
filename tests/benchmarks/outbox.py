"""The outbox at work, its pace and memory: `python -m tests.benchmarks.outbox`."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, select

import tests.models  # noqa: F401
from bot.broadcasts.drafting import choose_audience, create
from bot.broadcasts.queries import broadcast
from bot.broadcasts.sending import plan, send
from bot.broadcasts.values import Content
from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.conversations import OPENED_BY_US, Conversation
from bot.delivery.courier import Courier
from bot.delivery.models import Message
from bot.delivery.pace import Pace
from bot.delivery.rendering import Due, Showing
from bot.delivery.values import Address, Priority, State
from bot.messages import Card, Place, Text
from bot.people import models as people
from bot.people.queries import as_value, rows
from bot.people.values import Audience, Level, Role
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.processes import workplace

LIMIT = 50  # calls a second that Teams takes
LATENCIES = (0.05, 0.3)  # seconds
WATCHED = 15.0  # seconds of a broadcast to 10,000 whose pace is measured
MANY = 100_000  # people
SENT = 3_000  # messages whose memory is measured
OVERTAKERS = 15
KIND = "benchmark"


@dataclass
class Post:
    """A connector that only takes its time, and remembers when it was called."""

    latency: float = 0.0
    sent: list[float] = field(default_factory=list)
    texts: dict[str, float] = field(default_factory=dict)

    async def open_chat(self, object_id: UUID) -> Address:
        """Not needed: everybody has a chat."""
        raise NotImplementedError

    async def send(self, chat: Address, message: Card | Text) -> str:
        """Take a message."""
        self.sent.append(time.perf_counter())
        if isinstance(message, Text) and message.text != KIND:
            self.texts[message.text] = time.perf_counter()
        await asyncio.sleep(self.latency)
        return str(len(self.sent))

    async def edit(self, chat: Address, activity_id: str, message: Card | Text) -> None:
        """Not needed."""

    async def delete(self, chat: Address, activity_id: str) -> None:
        """Not needed."""


class Renderers:
    """Renders the benchmark's own messages: the occasion of those that have one."""

    message_kinds = frozenset({KIND})
    due_kinds: frozenset[str] = frozenset()

    async def render(self, kind: str, showing: Showing) -> Card | Text:
        """The message."""
        return Text(showing.occasion or KIND)

    async def handle_due(self, kind: str, session: object, due: Due) -> None:
        """Nothing is due."""


async def figures(folder: Path) -> list[Figure]:
    """Everything that is measured of the outbox, on SQLite."""
    sessions = Sessions(f"sqlite+aiosqlite:///{folder / 'outbox.sqlite'}")
    await migrate(sessions)
    await _people(sessions, MANY)
    found = [
        *await _confirming(sessions),
        *await _pace(sessions),
        *await _overtaking(sessions),
        await _taking_over(sessions),
        *await _memory(sessions),
    ]
    await sessions.close()
    return found


async def _confirming(sessions: Sessions) -> list[Figure]:
    """The confirm step, to everybody."""
    async with sessions.read() as session:
        director = as_value((await rows(session, people.Person.role == Role.DIRECTORATE))[0])
    draft = await create(
        sessions, Content(title="Til alle", text="Hej"), by=director, turn_key="1", now=_now()
    )
    draft = await choose_audience(sessions, draft.id, Audience(), by=director, now=_now())
    start = time.perf_counter()
    async with sessions.read() as session:
        found = await broadcast(session, draft.id, now=_now())
        await plan(session, found, by=director, now=_now())
    planned = time.perf_counter() - start
    start = time.perf_counter()
    await send(sessions, draft.id, revision=draft.revision, expected=MANY, by=director, now=_now())
    confirmed = time.perf_counter() - start
    await _clear(sessions)
    return [
        Figure(f"what 'send' to {MANY:,} will do", "s", planned, limit=5),
        Figure(f"confirming to {MANY:,}", "s", confirmed, limit=5),
    ]


async def _pace(sessions: Sessions) -> list[Figure]:
    found = []
    for latency in LATENCIES:
        await _want(sessions, 10_000)
        post = Post(latency)
        async with _courier(sessions, post, Pace()):
            await asyncio.sleep(WATCHED)
        counted = [at for at in post.sent if at < post.sent[0] + WATCHED - 2]
        rate = len(counted) / (WATCHED - 2)
        most = max(sum(at <= other < at + 1 for other in counted) for at in counted)
        what = f"at {latency * 1000:.0f} ms latency"
        found += [
            Figure(f"share of Teams' {LIMIT} a second left unused {what}", "%",
                   100 * (1 - rate / LIMIT), limit=5),
            Figure(f"most calls in a second {what}", "", most, LIMIT, limit=LIMIT),
        ]  # fmt: skip
        await _clear(sessions)
    return found


async def _overtaking(sessions: Sessions) -> list[Figure]:
    """How long a message to one person takes to the connector, with a broadcast and without."""
    delays = {}
    for busy in (False, True):
        if busy:
            await _want(sessions, 10_000)
        post = Post(0.3)
        async with _courier(sessions, post, Pace()):
            await asyncio.sleep(2)
            delays[busy] = median([await _overtake(sessions, post, n) for n in range(OVERTAKERS)])
        await _clear(sessions)
    return [
        Figure("an answer through the outbox during a broadcast", "ms",
               delays[True] * 1000, delays[False] * 1000, limit=100)
    ]  # fmt: skip


async def _overtake(sessions: Sessions, post: Post, number: int) -> float:
    await asyncio.sleep(0.2 + number * 0.003)
    async with sessions.read() as session:
        [person] = await session.scalars(select(people.Person.id).offset(number).limit(1))
    start = time.perf_counter()
    occasion = f"answer {number} {uuid4().hex[:8]}"
    async with sessions.write() as session:
        await wanting.want(
            session, KIND, UUID(int=number), to=[person], occasion=occasion,
            priority=Priority.ANSWER, now=_now(),
        )  # fmt: skip
    while occasion not in post.texts:
        await asyncio.sleep(0.001)
    return post.texts[occasion] - start


async def _taking_over(sessions: Sessions) -> Figure:
    """How long nothing is sent when the courier's process dies without a word."""
    await _want(sessions, 10_000)
    first, second = Post(), Post()
    dying = Courier(sessions, Renderers(), first, pace=Pace(), clock=_now)
    work = dying.working()
    await work.__aenter__()
    await asyncio.sleep(1)
    async with _courier(sessions, second, Pace()):
        await asyncio.sleep(1)
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task() and _is_of(task, dying):
                task.cancel()
        died = time.perf_counter()
        async with asyncio.timeout(30):
            while not second.sent:
                await asyncio.sleep(0.01)
        took = second.sent[0] - died
    await _clear(sessions)
    return Figure("until another instance takes over", "s", took, limit=12)


def _is_of(task: "asyncio.Task[object]", courier: Courier) -> bool:
    frame = task.get_stack(limit=1)
    return bool(frame) and frame[0].f_locals.get("self") is courier


async def _memory(sessions: Sessions) -> list[Figure]:
    """How much the process grows while it sends SENT messages of an audience of MANY, and of SENT.

    As fast as the machine can.
    """
    grown, seconds = {}, {}
    for audience in (SENT, MANY):
        await _want(sessions, audience)
        before = _resident()
        most, start, post = before, time.perf_counter(), Post()
        async with _courier(sessions, post, Pace(1e9, 1e9)):
            while len(post.sent) < SENT:
                await asyncio.sleep(0.1)
                most = max(most, _resident())
            seconds[audience] = time.perf_counter() - start
        grown[audience] = most - before
        await _clear(sessions)
    return [
        Figure(f"memory that {SENT:,} messages take, of {MANY:,} beside of {SENT:,}", "MB",
               grown[MANY], grown[SENT], limit=40),
        Figure("time of a message with nothing to wait for, the same", "ms",
               1000 * seconds[MANY] / SENT, 1000 * seconds[SENT] / SENT, limit=20),
    ]  # fmt: skip


@asynccontextmanager
async def _courier(sessions: Sessions, post: Post, pace: Pace) -> AsyncIterator[None]:
    async with Courier(sessions, Renderers(), post, pace=pace, clock=_now).working():
        yield


async def _people(sessions: Sessions, number: int) -> None:
    """A municipality, each with a chat; the first of them is its directorate."""
    unit = uuid4()
    async with sessions.write() as session:
        await session.execute(insert(people.Unit).values(id=unit, path="Kommunen"))
        for begin in range(0, number, 5_000):
            ids = [uuid4() for _ in range(5_000)]
            await session.execute(
                insert(people.Person),
                [
                    {
                        "id": person_id, "name": f"Leder {begin + place:06}",
                        "email": f"l{begin + place}@kommune.example", "title": "Leder",
                        "unit_id": unit, "level": Level.LEDER, "groups": [], "active": True,
                        "role": Role.MANAGER if begin + place else Role.DIRECTORATE,
                        "object_id": person_id, "changed_at": _now(),
                    }
                    for place, person_id in enumerate(ids)
                ],
            )  # fmt: skip
            await session.execute(
                insert(Conversation),
                [
                    {
                        "id": f"a:{person_id}", "place": Place.PERSONAL,
                        "service_url": "http://127.0.0.1/", "person_id": person_id,
                        "brought_by": OPENED_BY_US, "heard_at": _now(),
                    }
                    for person_id in ids
                ],
            )  # fmt: skip


async def _want(sessions: Sessions, number: int) -> None:
    async with sessions.write() as session:
        await wanting.want(
            session, KIND, uuid4(), to=select(people.Person.id).limit(number),
            priority=Priority.BROADCAST, now=_now(),
        )  # fmt: skip


async def _left(sessions: Sessions) -> bool:
    async with sessions.read() as session:
        waiting = (State.QUEUED, State.SENDING)
        return bool(
            await session.scalar(
                select(func.count()).select_from(Message).where(Message.state.in_(waiting))
            )
        )


async def _clear(sessions: Sessions) -> None:
    async with sessions.write() as session:
        await session.execute(delete(Message))


def _resident() -> float:
    """What the process has in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def _now() -> datetime:
    return datetime.now(UTC)


async def main() -> int:
    """The exit code: 1 when a limit is broken."""
    with workplace() as place:
        return report(await figures(place))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
