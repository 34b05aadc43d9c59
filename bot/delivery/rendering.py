"""How the outbox finds out what messages say, does what is due, and hands messages over."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.delivery.values import Address
from bot.messages import Card, Text
from bot.people.values import Person


@dataclass(frozen=True)
class Showing:
    """What a renderer is asked for: a message, and who is to see it now.

    person: None in a team's channel. occasion: tells messages about one subject apart.
    now: aware UTC.
    """

    subject: UUID
    occasion: str
    person: Person | None
    now: datetime
    sessions: Sessions


@dataclass(frozen=True)
class Due:
    """Something whose time has come. now: aware UTC."""

    subject: UUID
    now: datetime


Renderer = Callable[[Showing], Awaitable[Card | Text]]
DueHandler = Callable[[AsyncSession, Due], Awaitable[None]]


class Renderers(Protocol):
    """Finds the renderer of a message's kind, and the handler of a due time's."""

    @property
    def message_kinds(self) -> frozenset[str]:
        """The kinds that can be rendered."""

    @property
    def due_kinds(self) -> frozenset[str]:
        """The kinds of due times that are handled."""

    async def render(self, kind: str, showing: Showing) -> Card | Text:
        """What the message says, in the language now spoken."""

    async def handle_due(self, kind: str, session: AsyncSession, due: Due) -> None:
        """Do what is due, in the transaction that notes it as done."""


class Post(Protocol):
    """The way out. Every method raises NotDelivered, Refused or Uncertain."""

    async def open_chat(self, object_id: UUID) -> Address:
        """Open the personal chat with somebody who was never heard from."""

    async def send(self, chat: Address, message: Card | Text) -> str:
        """Send a message; its id."""

    async def edit(self, chat: Address, activity_id: str, message: Card | Text) -> None:
        """Put this in the place of a message."""

    async def delete(self, chat: Address, activity_id: str) -> None:
        """Take a message away."""
