"""The first that a manager hears from the bot: a named director introduces it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.kinds import INTRODUCTION
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.people.models import Person as PersonRow
from bot.people.values import Person
from bot.preferences import Preferences, preferences
from bot.questions.models import Question

ABOUT_THE_BOT = UUID(int=1)  # the subject of every introduction, so that each gets one only


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
        await introduce(session, only, prefs, not_before=not_before, now=now)
        return True


async def introduce(
    session: AsyncSession,
    people: Select[UUID],
    prefs: Preferences,
    *,
    not_before: datetime,
    now: datetime,
) -> None:
    """Want the bot introduced to these people, once, if the directorate has written how.

    Not to those who have asked the bot something: they know it. session: a writing one.
    """
    if not prefs.introduction:
        return
    asked = exists().where(Question.asker_id == PersonRow.id).correlate(PersonRow)
    strangers = select(PersonRow.id).where(PersonRow.id.in_(people), ~asked)
    await wanting.want(
        session,
        INTRODUCTION,
        ABOUT_THE_BOT,
        to=strangers,
        priority=Priority.NOTICE,
        now=now,
        not_before=not_before,
    )
