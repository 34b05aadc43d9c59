"""Whether people's chats can be reached, as far as is known."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.inserting import insert_unless_there
from bot.delivery import conversations, wanting
from bot.delivery.conversations import Conversation
from bot.delivery.models import PersonReach
from bot.delivery.values import Reach
from bot.messages import Place
from bot.people import models as people


async def note(session: AsyncSession, person_id: UUID, state: Reach, *, now: datetime) -> bool:
    """Keep whether the person is reached; whether that is news. session: a writing one."""
    if await insert_unless_there(session, PersonReach, person_id=person_id, state=state, since=now):
        return True
    row = await session.get_one(
        PersonReach, person_id, with_for_update=True, populate_existing=True
    )
    if row.state == state:
        return False
    row.state, row.since = state, now
    await session.flush()
    return True


async def heard_from(session: AsyncSession, person_id: UUID, *, now: datetime) -> None:
    """Note that the person's chat is open; what couldn't reach them is tried again.

    session: a writing one.
    """
    if await note(session, person_id, Reach.REACHABLE, now=now):
        await wanting.try_again_with(session, person_id, now=now)


async def taken_out(session: AsyncSession, conversation_id: str, *, now: datetime) -> None:
    """Note that the bot was taken out of a conversation. session: a writing one."""
    await conversations.leave(session, conversation_id, now=now)
    left = await conversations.known(session, conversation_id)
    if left and left.person_id:
        await note(session, left.person_id, Reach.NOT_INSTALLED, now=now)


def reach() -> ColumnElement[str]:
    """The reach of a row of `Person`, as part of a statement that joins nothing else."""
    noted = (
        select(PersonReach.state)
        .where(PersonReach.person_id == people.Person.id)
        .correlate(people.Person)
        .scalar_subquery()
    )
    has_chat = (
        exists()
        .where(
            Conversation.person_id == people.Person.id,
            Conversation.place == Place.PERSONAL,
            Conversation.left_at.is_(None),
        )
        .correlate(people.Person)
    )
    return case(
        (people.Person.active.is_(False), Reach.LEFT),
        (noted.in_((Reach.BLOCKED, Reach.NOT_INSTALLED)), noted),
        (has_chat, Reach.REACHABLE),
        (people.Person.object_id.is_not(None), Reach.UNTRIED),
        else_=Reach.NOT_INSTALLED,
    )


async def number_by_reach(session: AsyncSession, where: ColumnElement[bool]) -> dict[Reach, int]:
    """How many of the people of whom this is true have which reach."""
    state = reach().label("state")
    counted = await session.execute(
        select(state, func.count()).select_from(people.Person).where(and_(where)).group_by(state)
    )
    return {Reach(name): number for name, number in counted}
