"""The first that a manager hears from the bot: a named director introduces it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.kinds import INTRODUCTION
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.people.models import Person
from bot.preferences import Preferences
from bot.questions.models import Question

ABOUT_THE_BOT = UUID(int=1)  # the subject of every introduction, so that each gets one only


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
    asked = exists().where(Question.asker_id == Person.id).correlate(Person)
    strangers = select(Person.id).where(Person.id.in_(people), ~asked)
    await wanting.want(
        session,
        INTRODUCTION,
        ABOUT_THE_BOT,
        to=strangers,
        priority=Priority.NOTICE,
        now=now,
        not_before=not_before,
    )
