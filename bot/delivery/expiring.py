"""What was sent unasked, and where people were reached, once it is over."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.deleting import AT_ONCE, delete_some
from bot.delivery.conversations import Conversation
from bot.delivery.models import DueTime, Message, PersonReach
from bot.delivery.values import State
from bot.people.models import Person

AT_REST = (State.SETTLED, State.FAILED, State.UNCERTAIN, State.CANCELLED)


async def expire(
    session: AsyncSession, *, before: datetime, now: datetime, but: Collection[str]
) -> int:
    """Delete a few of the messages that nothing has happened to since before this; how many.

    session: a writing one. but: the kinds that are kept, as they are accounted for, corrected and
    taken back for as long as what they are about is kept. What stands in a chat stays there.
    """
    return await delete_some(
        session,
        Message,
        Message.changed_at < before,
        Message.state.in_(AT_REST),
        Message.kind.not_in(but),
    )


async def expire_chats(session: AsyncSession, *, before: datetime, now: datetime) -> int:
    """Forget where a few of those who left before this were reached; of how many people.

    session: a writing one. What was sent to them can't be changed or taken back any more.
    """
    has_chat = exists().where(Conversation.person_id == Person.id)
    has_reach = exists().where(PersonReach.person_id == Person.id)
    people = (
        await session.scalars(
            select(Person.id)
            .where(Person.active.is_(False), Person.changed_at < before, or_(has_chat, has_reach))
            .limit(AT_ONCE)
        )
    ).all()
    if people:
        await session.execute(
            update(Message)
            .where(Message.person_id.in_(people))
            .values(chat_id=None, activity_id=None)
        )
        await session.execute(delete(Conversation).where(Conversation.person_id.in_(people)))
        await session.execute(delete(PersonReach).where(PersonReach.person_id.in_(people)))
    return len(people)


async def forget_about(session: AsyncSession, subjects: Collection[UUID]) -> None:
    """Forget what was sent, and is to be done, about things that are deleted.

    session: a writing one.
    """
    for row in (Message, DueTime):
        await session.execute(delete(row).where(row.subject.in_(subjects)))
