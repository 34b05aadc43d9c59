"""Whom a broadcast would reach, before it is sent. `now` is aware UTC."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.kinds import RECEIVED
from bot.broadcasts.models import BroadcastRow
from bot.broadcasts.values import Member, Recipients
from bot.delivery import reach
from bot.delivery.models import Message, PersonReach
from bot.delivery.values import Reach
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.segments import members
from bot.people.sorting import in_danish_order
from bot.people.values import Audience, Person

LATELY = timedelta(days=7)


async def recipients(session: AsyncSession, audience: Audience, *, now: datetime) -> Recipients:
    """How many an audience is, how many can be reached, and how much they get already."""
    by_reach = await reach.number_by_reach(session, people_models.Person.id.in_(members(audience)))
    total = sum(by_reach.values())
    recent = select(BroadcastRow.id).where(
        BroadcastRow.starts_at > now - LATELY, BroadcastRow.starts_at <= now
    )
    received = await session.scalar(
        select(func.count()).where(
            Message.kind == RECEIVED,
            Message.subject.in_(recent),
            Message.occasion == "",
            Message.shown > 0,
            Message.person_id.in_(members(audience)),
        )
    )
    return Recipients(by_reach, (received or 0) / total if total else 0.0)


async def in_channel(session: AsyncSession, channel_id: str, *, now: datetime) -> Recipients:
    """A channel as one recipient, and how many broadcasts it has had."""
    recent = select(BroadcastRow.id).where(
        BroadcastRow.starts_at > now - LATELY, BroadcastRow.starts_at <= now
    )
    had = await session.scalar(
        select(func.count()).where(
            Message.kind == RECEIVED,
            Message.subject.in_(recent),
            Message.conversation_id == channel_id,
            Message.shown > 0,
        )
    )
    return Recipients({Reach.REACHABLE: 1}, had or 0)


async def audience_page(
    session: AsyncSession,
    audience: Audience,
    *,
    offset: int = 0,
    limit: int | None = None,
    unreachable: bool = False,
) -> list[Member]:
    """The people of an audience, by name, as Danes sort. unreachable: only those."""
    state = reach.reach().label("state")
    query = (
        select(people_models.Person.id, state, PersonReach.since)
        .outerjoin(PersonReach, PersonReach.person_id == people_models.Person.id)
        .where(people_models.Person.id.in_(members(audience)))
        .order_by(in_danish_order(session, people_models.Person.name), people_models.Person.id)
        .offset(offset)
        .limit(limit)
    )
    if unreachable:
        query = query.where(state.not_in((Reach.REACHABLE, Reach.UNTRIED)))
    found = (await session.execute(query)).all()
    known: dict[UUID, Person] = {}
    ids = [person_id for person_id, _state, _since in found]
    for begin in range(0, len(ids), 500):  # SQLite takes so many parameters, but not all
        rows = await people.rows(session, people_models.Person.id.in_(ids[begin : begin + 500]))
        known |= {row.id: people.as_value(row) for row in rows}
    return [Member(known[person_id], Reach(name), since) for person_id, name, since in found]
