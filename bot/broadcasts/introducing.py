"""The first that a manager hears from the bot: a named director introduces it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.kinds import INTRODUCTION
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.models import Message
from bot.delivery.values import Priority, State
from bot.people.models import Person as PersonRow
from bot.people.values import Person
from bot.preferences import Preferences, preferences
from bot.questions.models import Question

ABOUT_THE_BOT = UUID(int=1)  # the subject of every introduction


async def introduce_to(sessions: Sessions, person: Person, *, now: datetime) -> bool:
    """Introduce the bot to somebody who just got it, while people are at work.

    False: the directorate hasn't written how, so that it is for the caller to greet. now: aware
    UTC.
    """
    async with sessions.write() as session:
        prefs = await preferences(session)
        if not prefs.introduction:
            return False
        not_before = prefs.working_hours.next(now)
        only = select(PersonRow.id).where(PersonRow.id == person.id)
        await introduce(session, only, prefs, before=None, not_before=not_before, now=now)
        return True


async def introduce(
    session: AsyncSession,
    people: Select[UUID],
    prefs: Preferences,
    *,
    before: UUID | None,
    not_before: datetime,
    now: datetime,
) -> None:
    """Want the bot introduced to these people, once, if the directorate has written how.

    Not to those who have asked the bot something: they know it. before: the broadcast that would
    be the first they hear; what becomes of it becomes of the introduction. session: a writing one.
    """
    if not prefs.introduction:
        return
    asked = exists().where(Question.asker_id == PersonRow.id).correlate(PersonRow)
    introduced = exists().where(
        Message.kind == INTRODUCTION,
        Message.person_id == PersonRow.id,
        Message.state != State.CANCELLED,
    )
    strangers = select(PersonRow.id).where(
        PersonRow.id.in_(people), ~asked, ~introduced.correlate(PersonRow)
    )
    await wanting.want(
        session,
        INTRODUCTION,
        ABOUT_THE_BOT,
        to=strangers,
        occasion=str(before or ""),
        priority=Priority.NOTICE,
        now=now,
        not_before=not_before,
    )


async def unwant(session: AsyncSession, before: UUID) -> bool:
    """Forget the introductions before this broadcast, if none has begun; whether it was so."""
    return await wanting.unwant(session, INTRODUCTION, ABOUT_THE_BOT, occasion=str(before))


async def reschedule(
    session: AsyncSession, before: UUID, *, not_before: datetime, now: datetime
) -> None:
    """Hold the introductions before this broadcast until another time."""
    await wanting.reschedule(
        session,
        INTRODUCTION,
        ABOUT_THE_BOT,
        occasion=str(before),
        not_before=not_before,
        now=now,
    )


async def stop(session: AsyncSession, before: UUID, *, now: datetime) -> None:
    """Cancel the introductions before this broadcast that haven't been sent."""
    await wanting.stop(session, INTRODUCTION, ABOUT_THE_BOT, occasion=str(before), now=now)
