"""An outbox for tests: a real courier on a real database, sending to the fake connector."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import aiohttp
from sqlalchemy import func, insert, or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.conversations import Conversation
from bot.delivery.courier import Courier
from bot.delivery.models import DueTime, Message, PersonReach
from bot.delivery.operating import Operator
from bot.delivery.pace import Pace
from bot.delivery.rendering import Due, DueHandler, Renderer, Showing
from bot.delivery.values import Priority, Reach, State
from bot.messages import Card, Place, Text
from bot.people.models import Person, Unit
from bot.people.values import Level, Role
from bot.settings import Settings
from bot.teams.connector import Connector
from bot.teams.credentials import Credentials
from bot.teams.post import TeamsPost
from tests.teams.activities import APP_ID, TENANT_ID
from tests.teams.connector import FakeConnector

PATIENCE = 1.0  # seconds for a call; the bot's own are too long for a test
START = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
NEWS = "news"


class Time:
    """Passes by itself, and faster where a test says so."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._skipped = 0.0

    def monotonic(self) -> float:
        """Seconds from any start."""
        return time.monotonic() + self._skipped

    def clock(self) -> datetime:
        """The time of day."""
        return START + timedelta(seconds=self.monotonic() - self._began)

    def move_to(self, moment: datetime) -> None:
        """Let time pass until then."""
        self._skipped += (moment - self.clock()).total_seconds()

    def pass_(self, seconds: float) -> None:
        """Let time pass."""
        self._skipped += seconds


class Words:
    """Renders messages of the kind NEWS as what a subject now says; tests add other kinds."""

    def __init__(self) -> None:
        self.now_says: dict[UUID, str] = {}
        self.renderers: dict[str, Renderer] = {NEWS: self._news}
        self.handlers: dict[str, DueHandler] = {}

    @property
    def message_kinds(self) -> frozenset[str]:
        return frozenset(self.renderers)

    @property
    def due_kinds(self) -> frozenset[str]:
        return frozenset(self.handlers)

    async def render(self, kind: str, showing: Showing) -> Card | Text:
        return await self.renderers[kind](showing)

    async def handle_due(self, kind: str, session: AsyncSession, due: Due) -> None:
        await self.handlers[kind](session, due)

    async def _news(self, showing: Showing) -> Text:
        said = self.now_says.get(showing.subject, "nyt")
        return Text(f"{said} {showing.occasion}".rstrip())


class Outbox:
    """The outbox, and everybody in whose chats it can be seen what it did."""

    def __init__(
        self, sessions: Sessions, connector: FakeConnector, http: aiohttp.ClientSession
    ) -> None:
        self.sessions = sessions
        self.connector = connector
        self.words = Words()
        self.time = Time()
        self.pace = Pace(alone=1000, shared=900, monotonic=self.time.monotonic)
        self.http = http

    def courier(self, **options: float) -> Courier:
        """A courier as the server has it, but with a faster pace."""
        return Courier(
            self.sessions,
            self.words,
            self._post(),
            pace=self.pace,
            clock=self.time.clock,
            **options,
        )

    def operator(self) -> Operator:
        """What carries out a courier's claims."""
        return Operator(
            self.sessions, self.words, self._post(), pace=self.pace, clock=self.time.clock
        )

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Courier]:
        """A courier at work until the end of the block."""
        courier = self.courier()
        async with courier.working():
            yield courier

    async def deliver_with(self, courier: Courier, *subjects: UUID) -> None:
        """Wait until a courier at work has settled these messages, and all others."""
        await self.idle(courier)
        for subject in subjects:
            assert {row.state for row in await self.rows(subject)} == {State.SETTLED}

    async def deliver(self) -> None:
        """Have a courier work until there is nothing to do before time passes."""
        async with self.working() as courier:
            await self.idle(courier)

    async def idle(self, courier: Courier) -> None:
        """Wait until there is nothing to do before time passes."""
        async with asyncio.timeout(20):
            while await self._is_busy():
                courier.wake()
                await asyncio.sleep(0.01)

    async def idle_again(self, courier: Courier) -> None:
        """As `idle`, while the database comes back."""
        while True:
            try:
                return await self.idle(courier)
            except DBAPIError:
                await asyncio.sleep(0.05)

    async def people(self, number: int, *, chats: bool = True, seen: bool = True) -> list[UUID]:
        """People on the roster. chats: whether the bot is in a chat with them.

        seen: whether their object ids are known, which are also their own ids.
        """
        ids = [uuid4() for _ in range(number)]
        await self.join(*ids, seen=seen)
        if chats:
            await self.open_chats(*ids)
        return ids

    async def join(self, *ids: UUID, seen: bool = True) -> None:
        """Put people with these ids on the roster."""
        unit = uuid4()
        now = self.time.clock()
        people: list[dict[str, Any]] = [
            {
                "id": one,
                "object_id": one if seen else None,
                "name": f"Leder {one}",
                "email": f"{one}@kommune.example",
                "title": "Leder",
                "unit_id": unit,
                "level": Level.LEDER,
                "role": Role.MANAGER,
                "groups": [],
                "active": True,
                "changed_at": now,
            }
            for one in ids
        ]
        async with self.sessions.write() as session:
            await session.execute(insert(Unit).values(id=unit, path=f"Enhed {unit}"))
            await session.execute(insert(Person), people)

    async def open_chats(self, *people: UUID) -> None:
        """Have the bot in these people's chats."""
        await self._in_conversations({chat_of(one): one for one in people}, Place.PERSONAL)

    async def open_chat(self, person: UUID, chat_id: str) -> None:
        """Have the bot in this chat with the person."""
        await self._in_conversations({chat_id: person}, Place.PERSONAL)

    async def channel(self) -> str:
        """The id of a channel that the bot is part of."""
        channel_id = f"19:{uuid4().hex}@thread.tacv2"
        await self._in_conversations({channel_id: None}, Place.CHANNEL)
        return channel_id

    async def want(self, *people: UUID, says: str = "nyt", **fields: Any) -> UUID:
        """Want news shown to these people; its subject."""
        subject: UUID = fields.pop("subject", uuid4())
        self.words.now_says[subject] = says
        kind = fields.pop("kind", NEWS)
        usual: dict[str, Any] = {"priority": Priority.NOTICE, "now": self.time.clock()}
        async with self.sessions.write() as session:
            await wanting.want(session, kind, subject, to=people, **usual | fields)
        return subject

    async def corrects(self, subject: UUID, says: str) -> int:
        """Change what the news say; how many are edited."""
        self.words.now_says[subject] = says
        async with self.sessions.write() as session:
            return await wanting.show_anew(session, NEWS, subject, now=self.time.clock())

    async def recalls(self, subject: UUID) -> None:
        """Take the news back."""
        async with self.sessions.write() as session:
            await wanting.recall(session, NEWS, subject, now=self.time.clock())

    async def stops(self, subject: UUID) -> int:
        """Send the news to nobody more; how many don't get it."""
        async with self.sessions.write() as session:
            return await wanting.stop(session, NEWS, subject, now=self.time.clock())

    async def row(self, subject: UUID, person: UUID | None = None) -> Message:
        """The message about a subject, to this person if there are several."""
        [row] = await self.rows(subject, person)
        return row

    async def rows(self, subject: UUID, person: UUID | None = None) -> list[Message]:
        """The messages about a subject, in the order in which they were wanted."""
        query = select(Message).where(Message.subject == subject).order_by(Message.id)
        if person:
            query = query.where(Message.person_id == person)
        async with self.sessions.read() as session:
            return list(await session.scalars(query))

    async def states(self, subject: UUID) -> Counter[State]:
        """How many messages about a subject are in which state."""
        query = (
            select(Message.state, func.count())
            .where(Message.subject == subject)
            .group_by(Message.state)
        )
        async with self.sessions.read() as session:
            counted = await session.execute(query)
            return Counter({State(state): number for state, number in counted})

    async def seen(self, number: int) -> None:
        """Wait until the connector has got so many requests."""
        async with asyncio.timeout(30):
            while len(self.connector.requests) < number:
                await asyncio.sleep(0.005)

    async def nothing_is_held(self, subject: UUID) -> None:
        """Wait until none of the messages about a subject is held."""
        async with asyncio.timeout(10):
            while State.HELD in await self.states(subject):
                await asyncio.sleep(0.01)

    async def becomes(self, subject: UUID, state: State) -> Message:
        """The one message about a subject, once it is in this state."""
        async with asyncio.timeout(10):
            while (row := await self.row(subject)).state != state:
                await asyncio.sleep(0.01)
        return row

    async def reach(self, person: UUID) -> tuple[Reach, datetime] | None:
        """What was noted of whether the person is reached, and since when."""
        async with self.sessions.read() as session:
            row = await session.get(PersonReach, person)
        return (Reach(row.state), row.since) if row else None

    def sees(self, person: UUID) -> list[str]:
        """What stands in the person's chat."""
        return self.stands_in(chat_of(person))

    def stands_in(self, conversation_id: str) -> list[str]:
        """What stands in a conversation."""
        return [message.activity["text"] for message in self.connector.messages(conversation_id)]

    def _post(self) -> TeamsPost:
        return TeamsPost(
            Connector(self.http, Credentials(Settings(_env_file=None))),
            app_id=APP_ID,
            tenant_id=TENANT_ID,
            service_url=self.connector.url,
        )

    async def _in_conversations(self, owners: dict[str, UUID | None], place: Place) -> None:
        rows = [
            {
                "id": conversation_id,
                "place": place,
                "service_url": self.connector.url,
                "person_id": owner,
                "brought_by": "test",
            }
            for conversation_id, owner in owners.items()
        ]
        async with self.sessions.write() as session:
            await session.execute(insert(Conversation), rows)

    async def _is_busy(self) -> bool:
        now = self.time.clock()
        is_due = (Message.state == State.HELD) & (Message.not_before <= now)
        under_way = Message.state.in_((State.QUEUED, State.SENDING))
        async with self.sessions.read() as session:
            messages = select(func.count(Message.id)).where(or_(under_way, is_due))
            due = select(func.count(DueTime.id)).where(
                DueTime.done_at.is_(None), DueTime.due_at <= now
            )
            return bool(await session.scalar(messages) or await session.scalar(due))


def chat_of(person: UUID) -> str:
    """The id of a person's chat with the bot."""
    return f"a:{person}"
