"""Decisions for tests, written and imported as people do it in Teams."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from bot.decisions import queries
from bot.decisions.models import DecisionRow, PublicationItemRow, PublicationRow
from bot.decisions.values import Decision, Phase
from bot.people import models as people_models
from bot.people.queries import everybody
from bot.people.values import Level
from bot.rounds.drafting import create
from bot.rounds.models import RoundRow, ThemeRow
from bot.rounds.values import Phase as RoundPhase
from tests.teams.fake_teams import FakeTeams, User, filled, titles

FORM: dict[str, Any] = {
    "title": "Ét fælles kursus for nye ledere",
    "text": "Hovedudvalget godkendte, at nye ledere deltager i et fælles kursus.",
    "meaning": "Meld nye ledere til kurset den første måned.",
    "body": "Hovedudvalget",
    "decided_on": "2026-02-26",
    "case_number": "26/117",
}
MINUTES = """Referat af møde i Hovedudvalget den 26. februar 2026

Fjordager Kommune

Punkt 1. Fælles kursus for nye ledere
Sagsnr. 26/117

Sagsfremstilling
Nye ledere efterspørger et fælles forløb.

Beslutning
Godkendt. Kurset begynder i august.

Punkt 2. Sygefravær
Sagsnr. 26/118

Sagsfremstilling
Fraværet er steget på ældreområdet.

Beslutning
Drøftet. Området vender tilbage med en plan.

Punkt 3. Eventuelt

Beslutning
Intet.
"""


async def chef(teams: FakeTeams, name: str) -> User:
    """A chef who has the bot."""
    found = await teams.manager(name, level=Level.CHEF, title="Dagtilbudschef")
    await found.installs()
    return found


async def writes(user: User, **inputs: Any) -> str:
    """Have the person write a decision and save it; what is shown then."""
    await user.writes("Ny beslutning")
    return await user.presses("Gem og gå videre", **FORM | inputs)


async def drops(user: User, text: str = MINUTES, name: str = "Referat HU.txt") -> str:
    """Have a director drop minutes, and say that they are; what was found in them."""
    await user.drops((name, text.encode()))
    return await user.presses("Et referat med beslutninger")


async def decisions(teams: FakeTeams) -> list[Decision]:
    """Every decision that isn't thrown away, the oldest first."""
    async with teams.sessions.read() as session:
        rows = await session.scalars(
            select(DecisionRow)
            .where(DecisionRow.phase != Phase.DISCARDED)
            .order_by(DecisionRow.created_at, DecisionRow.turn_key)
        )
        return await queries.as_values(session, rows.all())


async def the_decision(teams: FakeTeams) -> Decision:
    """The only one."""
    [one] = await decisions(teams)
    return one


async def prepared(teams: FakeTeams) -> list[set[str]]:
    """The titles of what stands together in each publication."""
    async with teams.sessions.read() as session:
        rows = await session.execute(
            select(PublicationRow.id, DecisionRow.title)
            .join(PublicationItemRow, PublicationItemRow.publication_id == PublicationRow.id)
            .join(DecisionRow, DecisionRow.id == PublicationItemRow.decision_id)
        )
        together: dict[object, set[str]] = {}
        for publication_id, title in rows:
            together.setdefault(publication_id, set()).add(title)
        return list(together.values())


async def theme(teams: FakeTeams, name: str) -> UUID:
    """A theme of a round that is closed."""
    async with teams.sessions.write() as session:
        author = (await everybody(session))[0]
    made = await create(teams.sessions, "empty", by=author, turn_key=uuid4().hex, now=teams.clock())
    async with teams.sessions.write() as session:
        row = await session.get_one(RoundRow, made.id)
        row.phase, row.title = RoundPhase.CLOSED, "Hvad fylder hos jer?"
        theme = ThemeRow(round_id=made.id, name=name, position=0)
        session.add(theme)
        await session.flush()
        return theme.id


async def leaves(teams: FakeTeams, name: str) -> None:
    """Let somebody leave the roster."""
    async with teams.sessions.write() as session:
        await session.execute(
            update(people_models.Person)
            .where(people_models.Person.name == name)
            .values(active=False)
        )


def typed(user: User, title: str) -> dict[str, str]:
    """What the form of the newest card with this button is filled in with."""
    message = next(one for one in reversed(user.chat.messages) if title in titles(one.activity))
    return filled(message.activity)
