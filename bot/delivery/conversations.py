"""Where people can be reached: the conversations that the bot is part of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ScalarSelect, SQLColumnExpression, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from bot.database.base import Base
from bot.database.inserting import insert_unless_there
from bot.messages import Place

OPENED_BY_US = "opened by us"  # in the place of a turn: nobody came, so nobody is greeted


class Conversation(Base):
    """A chat, group chat or channel that the bot is part of.

    service_url: the newest that Teams wrote from. person_id: whose personal chat it is.
    brought_by: the key of the turn with which the bot came, or OPENED_BY_US. left_at: when it was
    taken out or blocked, or Teams knew the conversation no more. heard_at: when this was last news.
    """

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(300), primary_key=True)
    place: Mapped[Place] = mapped_column(String(20))
    service_url: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    brought_by: Mapped[str] = mapped_column(String(64))
    left_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]

    def is_reached_at(self, service_url: str, person_id: UUID | None) -> bool:
        """Whether this is all known, and the bot still in the conversation."""
        return (self.service_url, self.person_id, self.left_at) == (service_url, person_id, None)


class Channel(Base):
    """A channel of a team that the bot is part of, and where a message may be sent.

    id: of its conversation. name: "" for the team's first channel, which Teams names itself.
    gone_at: when the bot left the team, or the channel was deleted.
    """

    __tablename__ = "channel"

    id: Mapped[str] = mapped_column(String(300), primary_key=True)
    team_id: Mapped[str] = mapped_column(String(300), index=True)
    team: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(300))
    service_url: Mapped[str] = mapped_column(String(300))
    seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]


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
    turn_key: str,
    now: datetime,
) -> None:
    """Keep where this conversation is reached, and with which turn the bot came to it.

    session: a writing one. person_id: whose personal chat it is, else None. turn_key: or
    OPENED_BY_US.
    """
    if await insert_unless_there(
        session,
        Conversation,
        id=conversation_id,
        place=place,
        service_url=service_url,
        person_id=person_id,
        brought_by=turn_key,
        heard_at=now,
    ):
        return
    known = await session.get_one(
        Conversation, conversation_id, with_for_update=True, populate_existing=True
    )
    if known.left_at:
        known.brought_by, known.left_at = turn_key, None
    known.service_url, known.person_id, known.heard_at = service_url, person_id, now
    await session.flush()


async def leave(session: AsyncSession, conversation_id: str, *, now: datetime) -> None:
    """Note that nothing can be said in the conversation until something is heard there."""
    await session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.left_at.is_(None))
        .values(left_at=now)
    )
    await session.execute(
        update(Channel)
        .where(Channel.id == conversation_id, Channel.gone_at.is_(None))
        .values(gone_at=now)
    )


def newest_chat_with(person_id: SQLColumnExpression[UUID | None]) -> ScalarSelect[str]:
    """The id of the personal chat with somebody, the newest that the bot is still in.

    As part of a statement. person_id: its column that says with whom.
    """
    chat = aliased(Conversation)
    return (
        select(chat.id)
        .where(
            chat.person_id == person_id,
            chat.place == Place.PERSONAL,
            chat.left_at.is_(None),
        )
        .order_by(chat.heard_at.desc().nulls_last())
        .limit(1)
        .correlate_except(chat)
        .scalar_subquery()
    )
