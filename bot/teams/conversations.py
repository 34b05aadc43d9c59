"""Where people can be reached: the conversations that the bot is part of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.router import Place


class Conversation(Base):
    """A chat, group chat or channel that the bot is part of.

    service_url: the newest that Teams wrote from. person_id: whose personal chat it is.
    left_at: when the bot was taken out of it.
    """

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(300), primary_key=True)
    place: Mapped[Place] = mapped_column(String(20))
    service_url: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    seen_at: Mapped[datetime]
    left_at: Mapped[datetime | None]

    def is_reached_at(self, service_url: str, person_id: UUID | None) -> bool:
        """Whether this is all known, and the bot still in the conversation."""
        return (self.service_url, self.person_id, self.left_at) == (service_url, person_id, None)


async def known(session: AsyncSession, conversation_id: str) -> Conversation | None:
    """The conversation, if the bot has been in it."""
    return await session.get(Conversation, conversation_id)


async def remember(
    session: AsyncSession,
    conversation_id: str,
    *,
    place: Place,
    service_url: str,
    person_id: UUID | None,
    now: datetime,
) -> bool:
    """Keep where this conversation is reached; whether the bot has just come to it.

    session: a writing one. person_id: whose personal chat it is, else None.
    """
    place_now = {"service_url": service_url, "person_id": person_id, "seen_at": now}
    try:
        async with session.begin_nested():
            session.add(Conversation(id=conversation_id, place=place, **place_now))
    except IntegrityError:
        was = await session.scalar(
            select(Conversation.left_at).where(Conversation.id == conversation_id).with_for_update()
        )
        await session.execute(
            update(Conversation)
            .where(Conversation.id == conversation_id)
            .values(left_at=None, **place_now)
        )
        return was is not None
    return True


async def leave(session: AsyncSession, conversation_id: str, *, now: datetime) -> None:
    """Note that the bot was taken out of the conversation."""
    await session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.left_at.is_(None))
        .values(left_at=now)
    )
