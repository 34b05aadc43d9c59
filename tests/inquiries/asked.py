"""Inquiries for tests: sent by their askers' own presses, handled by the directorate's verbs."""

from uuid import UUID, uuid4

from sqlalchemy import select

from bot.inquiries import handling
from bot.inquiries.handling import Doing
from bot.inquiries.merging import merge
from bot.inquiries.models import EntryRow, InquiryRow
from bot.people.queries import everybody
from bot.people.values import Person
from tests.teams.fake_teams import FakeTeams, User

RECEIPTS = (
    "Du får svar her senest",
    "Du får besked her senest",
    "Besvaret",
    "Lukket uden svar",
    "Taget op",
    "Ikke nu",
    "Du har trukket det tilbage",
)
QUESTION = "Hvem betaler for vikaren på årsmødet?"


async def person(teams: FakeTeams, user: User) -> Person:
    """Who the user is on the roster."""
    async with teams.sessions.read() as session:
        return next(one for one in await everybody(session) if one.name == user.name)


async def manager(teams: FakeTeams, name: str = "Lin Lærke") -> User:
    """A manager who has the bot."""
    lin = await teams.manager(name)
    await lin.installs()
    return lin


async def inquiries(teams: FakeTeams) -> list[InquiryRow]:
    """All that was sent, the oldest first."""
    async with teams.sessions.read() as session:
        found = await session.scalars(select(InquiryRow).order_by(InquiryRow.asked_at))
        return list(found)


async def entries(teams: FakeTeams, inquiry_id: UUID) -> list[EntryRow]:
    """All that was done to one, the oldest first."""
    async with teams.sessions.read() as session:
        found = await session.scalars(
            select(EntryRow).where(EntryRow.inquiry_id == inquiry_id).order_by(EntryRow.at)
        )
        return list(found)


async def asks(user: User, text: str = QUESTION, **inputs: str) -> str:
    """Send a question to the directorate; what the form becomes."""
    await user.writes("Spørg direktionen")
    return await user.presses("Send til direktionen", text=text, **inputs)


async def receipts(user: User) -> list[str]:
    """The cards that tell the user where what they sent stands, the oldest first."""
    await user.teams.delivered()
    return [one for one in user.chat.texts if one.startswith(RECEIPTS)]


async def sent(teams: FakeTeams, user: User, text: str = QUESTION, **inputs: str) -> UUID:
    """The id of a question that the user sent, once its receipt has come."""
    await asks(user, text, **inputs)
    await teams.delivered()
    return next(one.id for one in reversed(await inquiries(teams)) if one.text == text)


async def doing(teams: FakeTeams, director: User, inquiry_id: UUID) -> Doing:
    """What a director needs to do something about an inquiry as it now stands."""
    row = next(one for one in await inquiries(teams) if one.id == inquiry_id)
    return Doing(
        inquiry_id,
        revision=row.revision,
        by=await person(teams, director),
        turn_key=uuid4().hex,
        now=teams.clock(),
    )


async def answers(
    teams: FakeTeams, director: User, inquiry_id: UUID, text: str = "Det gør forvaltningen."
) -> None:
    """Have a director answer an inquiry, and the answer delivered."""
    await handling.answer(teams.sessions, await doing(teams, director, inquiry_id), text)
    await teams.delivered()


async def merges(teams: FakeTeams, director: User, inquiry_id: UUID, into: UUID) -> None:
    """Have a director merge an inquiry into another."""
    await merge(teams.sessions, await doing(teams, director, inquiry_id), into)
