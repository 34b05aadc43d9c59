"""Answering for tests: a round that is open, and the cards that only answer a press."""

import json
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

from bot.people.queries import everybody
from bot.people.values import Audience, Level, Person
from bot.rounds import queries
from bot.rounds.answering import participant
from bot.rounds.inviting import invite
from bot.rounds.keys import Keys
from bot.rounds.models import ParticipantRow, RoundRow
from bot.rounds.opening import open_round
from bot.rounds.sealing import Filled
from bot.rounds.values import Content, Kind, Participation, Phase, Question
from tests.rounds.rounds import CONTENT
from tests.teams.connector import Message
from tests.teams.fake_teams import CARD, FakeTeams, User, filled, readable, titles

# The clock of the fake Teams stands at Tuesday 3 March 2026, 9 o'clock in Copenhagen.
UNTIL = "fredag den 13. marts kl. 12.00"
SIX = Content(
    title=CONTENT.title,
    why=CONTENT.why,
    outcome_by=date(2026, 3, 20),
    questions=CONTENT.questions,  # of every kind, on two pages
    closes_on=date(2026, 3, 13),
    closes_at=time(12),
)
SHORT = Content(
    title="Hvordan går det?",
    why="Vi vil vide det.",
    outcome_by=date(2026, 3, 20),
    questions=(Question("words", Kind.TEXT, "Hvordan går det?", required=True),),
    closes_on=date(2026, 3, 13),
    closes_at=time(12),
)


async def person(teams: FakeTeams, user: User) -> Person:
    """Who the user is on the roster."""
    async with teams.sessions.read() as session:
        return next(one for one in await everybody(session) if one.name == user.name)


async def invited(teams: FakeTeams, folder: Path, author: User, content: Content = SIX) -> UUID:
    """A round that is open for all managers, who have the invitation. folder: of the test."""
    now = teams.clock()
    async with teams.sessions.write() as session:
        row = RoundRow(
            turn_key=uuid4().hex,
            phase=Phase.SCHEDULED,
            title=content.title,
            content=queries.stored(content),
            audience=Audience(levels=(Level.LEDER,)).to_json(),
            author_id=(await person(teams, author)).id,
            closes=content.closing,
            created_at=now,
            changed_at=now,
        )
        session.add(row)
        await session.flush()
        await open_round(session, Keys(folder / "keys"), row, now=now)
        await invite(session, row, now=now)
        round_id = row.id
    await teams.delivered()
    return round_id


@dataclass
class Shown:
    """A card that answered a press, which stands in the chat of nobody."""

    user: User
    message: Message

    @classmethod
    async def after(cls, user: User, press: dict[str, Any]) -> Self:
        """What answers this press, a card or a short text."""
        delivery = await user.delivers(press)
        await user.teams.settled()
        assert delivery.status == 200, delivery
        value = delivery.body["value"]
        activity = (
            {"text": value}
            if isinstance(value, str)
            else {"attachments": [{"contentType": CARD, "content": value}]}
        )
        return cls(user, Message(press["replyToId"], activity))

    @property
    def text(self) -> str:
        """What can be read in it."""
        return readable(self.message.activity)

    @property
    def buttons(self) -> list[str]:
        """What its buttons say."""
        return titles(self.message.activity)

    @property
    def typed(self) -> dict[str, str]:
        """What its form is filled in with."""
        return {name: value for name, value in filled(self.message.activity).items() if value}

    def pressing(self, title: str, /, **inputs: Any) -> dict[str, Any]:
        """The activity of a press on one of its buttons."""
        return self.user.pressing(title, message=self.message, **inputs)

    async def presses(self, title: str, /, **inputs: Any) -> "Shown":
        """Press one of its buttons; what answers that."""
        return await Shown.after(self.user, self.pressing(title, **inputs))


async def opens(user: User, title: str = "Svar") -> Shown:
    """Press what opens the form, in the newest card that has it."""
    return await Shown.after(user, user.pressing(title))


def pressed_elsewhere(presser: User, press: dict[str, Any]) -> dict[str, Any]:
    """Somebody else's press, as if their card stood in this person's own chat."""
    taken = ("id", "from", "conversation")
    return press | {name: presser.writing("")[name] for name in taken}


async def state(teams: FakeTeams, round_id: UUID, user: User) -> Participation:
    """What somebody has done in a round."""
    async with teams.sessions.read() as session:
        row = await session.get_one(ParticipantRow, (round_id, (await person(teams, user)).id))
        return Participation(row.state)


async def kept(teams: FakeTeams, folder: Path, round_id: UUID, user: User) -> Filled:
    """What somebody has filled in, as only they are shown it."""
    keys = Keys(folder / "keys")
    return (await participant(teams.sessions, keys, round_id, by=await person(teams, user))).filled


def all_that_was_sent(teams: FakeTeams) -> str:
    """Every request that the connector was ever sent, as text."""
    return "\n".join(
        f"{call.method} {call.path} {json.dumps(call.body, ensure_ascii=False)}"
        for call in teams.connector.requests
    )
