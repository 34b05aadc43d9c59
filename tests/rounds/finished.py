"""Rounds for tests that are closed, and how the directorate opens their results."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import update

from bot.database.sessions import Sessions
from bot.people.values import Person, Role
from bot.rounds.answering import hand_in
from bot.rounds.closing import close_round
from bot.rounds.drafting import APPROVALS
from bot.rounds.keys import Keys
from bot.rounds.models import RoundRow
from bot.rounds.values import Content, Phase
from tests.rounds import making
from tests.rounds.answering import SIX, Shown, invited, person
from tests.rounds.rounds import CLOSES, CONTENT, NOW, answers, opened, people
from tests.teams.fake_teams import FakeTeams, User

LATER = NOW + timedelta(hours=1)


def director(one: Person) -> Person:
    """The same person, of the directorate."""
    return replace(one, role=Role.DIRECTORATE)


async def closed(
    sessions: Sessions, keys: Keys, content: Content = CONTENT, *, number: int = 24
) -> tuple[UUID, list[Person]]:
    """A round that so many of the managers answered, of 24 who were asked; and them."""
    members = await people(sessions, 24)
    round_id = await opened(sessions, keys, members[0], content)
    for place in range(number):
        await hand_in(sessions, keys, round_id, answers(place), by=members[place], now=LATER)
    async with sessions.write() as session:
        assert await close_round(session, keys, round_id, now=CLOSES)
    return round_id, members


async def copied(sessions: Sessions, round_id: UUID, earlier: UUID) -> None:
    """Let a round be a copy of an earlier one."""
    async with sessions.write() as session:
        await session.execute(
            update(RoundRow).where(RoundRow.id == round_id).values(copied_from_id=earlier)
        )


async def answered(
    teams: FakeTeams, folder: Path, content: Content = SIX, *, number: int = 12
) -> tuple[User, list[User], UUID]:
    """A director, twelve managers, and a round that so many of them have answered."""
    ada = await making.director(teams, "Ada Ager")
    managers = await making.managers(teams, 12)
    round_id = await invited(teams, folder, ada, content)
    keys = Keys(folder / "keys")
    for place, one in enumerate(managers[:number]):
        by = await person(teams, one)
        await hand_in(teams.sessions, keys, round_id, answers(place), by=by, now=teams.clock())
    async with teams.sessions.write() as session:
        row = await session.get_one(RoundRow, round_id)
        await APPROVALS.show_status(session, row.id, to=row.author_id, now=teams.clock())
    await teams.delivered()
    return ada, managers, round_id


async def ends(teams: FakeTeams) -> None:
    """Let the round close at its time."""
    teams.clock.now = (await making.the_round(teams)).closes or teams.clock.now
    await making.becomes(teams, Phase.CLOSED)
    await teams.delivered()


async def sees_results(user: User) -> Shown:
    """Press what opens the results, in the status card."""
    return await Shown.after(user, user.pressing("Se resultatet"))
