"""Saved answers for tests: written and published by directors' own presses."""

import asyncio
import time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bot.knowledge import queries
from bot.knowledge.models import KnowledgeRow
from bot.knowledge.values import Knowledge
from bot.people.queries import everybody
from bot.people.values import Person
from tests.teams.fake_teams import FakeTeams, User

QUESTION = "Må vi holde julefrokost i arbejdstiden?"
ANSWER = "Nej. Julefrokosten holdes efter kl. 16, og kommunen betaler ikke for den."
SOON = 5.0  # seconds within which everybody gets it


async def director(teams: FakeTeams, name: str = "Karla Kompas") -> User:
    """Somebody of the directorate who has the bot."""
    karla = await teams.director(name)
    await karla.installs()
    return karla


async def writes(user: User, **fields: Any) -> str:
    """Save a draft in the form of a new one; what the card then says."""
    await user.writes("Viden")
    await user.presses("Nyt svar")
    usual = {"question": QUESTION, "answer": ANSWER, "source": "Kommunaldirektøren"}
    return await user.presses("Gem og se det", **usual | fields)


async def publishes(user: User, **fields: Any) -> str:
    """Write one and publish it; what the card then says."""
    await writes(user, **fields)
    return await user.presses("Udgiv")


async def gets(user: User, question: str, expected: str, *, url: str | None = None) -> str:
    """Ask until what is expected is the answer, for as long as that may take; the answer."""
    began = time.monotonic()
    while True:
        before = len(user.chat.messages)
        await user.teams.deliver(user.writing(question), url=url)
        said = "\n".join(user.chat.texts[before:])
        if expected in said:
            return said
        assert time.monotonic() - began < SOON, said
        await asyncio.sleep(0.2)


async def all_saved(teams: FakeTeams) -> list[Knowledge]:
    """All that is stored, the oldest first."""
    async with teams.sessions.read() as session:
        rows = await session.scalars(select(KnowledgeRow).order_by(KnowledgeRow.changed_at))
        return await queries.all_as_values(session, rows.all())


async def only(teams: FakeTeams) -> Knowledge:
    """The one that is stored."""
    [one] = await all_saved(teams)
    return one


async def person(teams: FakeTeams, user: User) -> Person:
    """Who the user is on the roster."""
    async with teams.sessions.read() as session:
        return next(one for one in await everybody(session) if one.name == user.name)


async def versions(teams: FakeTeams, knowledge_id: UUID) -> list[tuple[str, str]]:
    """Of each version, the newest first, where it stood and what it said."""
    async with teams.sessions.read() as session:
        found = await queries.history(session, knowledge_id)
    return [(one.phase.value, one.content.answer) for one in found]
