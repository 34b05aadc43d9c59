"""Rounds for tests, made and confirmed as a director does it in Teams."""

import asyncio
from typing import Any

from sqlalchemy import select

from bot.rounds import queries
from bot.rounds.models import RoundRow
from bot.rounds.values import Phase, Round
from tests.teams.fake_teams import FakeTeams, User, filled, titles

# The clock of the fake Teams stands at Tuesday 3 March 2026, 9 o'clock in Copenhagen.
FORM = {
    "title": "Hvad skal vi tale om på ledermødet?",
    "why": "Svarene bruges til dagsordenen.",
    "outcome_by": "2026-03-20",
    "closes_on": "2026-03-13",
    "closes_at": "12:00",
}
WHO = "leder"  # not everybody, so that nobody must approve


async def begins(user: User, ready_made: str = "empty") -> str:
    """Have the director make a draft; its form."""
    await user.writes("Ny inputrunde")
    return await user.presses("Begynd", ready_made=ready_made)


async def writes(user: User, ready_made: str = "temperature", **inputs: Any) -> str:
    """Have the director make a draft and save its form; the questions."""
    await begins(user, ready_made)
    return await user.presses("Gem og gå videre", **FORM | inputs)


async def plans(user: User, ready_made: str = "temperature", **inputs: Any) -> str:
    """Have the director make a draft for the managers; what will happen."""
    await writes(user, ready_made, **inputs)
    await user.presses("Gå videre")
    return await user.presses("Brug det valgte", levels=WHO)


async def plans_for_everyone(user: User, ready_made: str = "temperature", **inputs: Any) -> str:
    """Have the director make a draft for everybody; what will happen."""
    await writes(user, ready_made, **inputs)
    await user.presses("Gå videre")
    return await user.presses(button(user, "Alle ledere ("))


async def managers(teams: FakeTeams, number: int) -> list[User]:
    """So many managers, who have the bot."""
    found = [await teams.manager(f"Lin{place} Lærke") for place in range(number)]
    for one in found:
        await one.installs()
    return found


async def director(teams: FakeTeams, name: str) -> User:
    """Somebody of the directorate who has the bot."""
    ada = await teams.director(name)
    await ada.installs()
    return ada


def button(user: User, begins_with: str) -> str:
    """What the newest button says that begins so."""
    return next(
        title
        for message in reversed(user.chat.messages)
        for title in titles(message.activity)
        if title.startswith(begins_with)
    )


def typed(user: User, title: str) -> dict[str, str]:
    """What the form of the newest card with this button is filled in with."""
    message = next(one for one in reversed(user.chat.messages) if title in titles(one.activity))
    return filled(message.activity)


async def rounds(teams: FakeTeams) -> list[Round]:
    """Every round that isn't thrown away, the oldest first."""
    async with teams.sessions.read() as session:
        rows = await session.scalars(
            select(RoundRow)
            .where(RoundRow.phase != Phase.DISCARDED)
            .order_by(RoundRow.created_at, RoundRow.id)
        )
        return [await queries.as_value(session, row) for row in rows.all()]


async def the_round(teams: FakeTeams) -> Round:
    """The only one."""
    [one] = await rounds(teams)
    return one


async def becomes(teams: FakeTeams, phase: Phase) -> Round:
    """The only one, once it is in this phase."""
    async with asyncio.timeout(10):
        while (found := await the_round(teams)).phase is not phase:
            teams.serving.courier.wake()
            await asyncio.sleep(0.02)
    return found
