"""Rounds for tests: a roster, a round that is open, and the questions of every kind."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bot.database.sessions import Sessions
from bot.people.importing import apply_import, preview_import
from bot.people.queries import active_people
from bot.people.values import Audience, Level, Person
from bot.rounds import queries
from bot.rounds.keys import Keys
from bot.rounds.models import RoundRow
from bot.rounds.opening import open_round
from bot.rounds.values import Answer, Content, Kind, Phase, Question
from tests.people.rosters import entry, roster

NOW = datetime(2031, 2, 20, 9, tzinfo=UTC)
CLOSES = NOW + timedelta(days=7)

QUESTIONS = (
    Question("mood", Kind.RATING, "Hvor tryg er du?", low="Slet ikke", high="Helt", required=True),
    Question("time", Kind.CHOICE, "Hvornår skal vi mødes?", options=("Morgen", "Aften")),
    Question("stop", Kind.CHOICES, "Hvad kan vi undvære?", options=("Skema", "Møde", "Bilag")),
    Question("first", Kind.RANKING, "Hvad er vigtigst?", options=("Tillid", "Ro", "Fag", "Tid")),
    Question("words", Kind.TEXT, "Hvad vil du sige?"),
    Question("item", Kind.ITEM, "Foreslå et punkt"),
)
CONTENT = Content(
    title="Hvad skal vi tale om på ledermødet?",
    why="Svarene bruges til dagsordenen.",
    outcome_by=date(2031, 3, 20),
    questions=QUESTIONS,
    closes_on=date(2031, 2, 27),
    closes_at=time(10),
)


def answers(number: int) -> dict[str, Answer | None]:
    """Answers of which each person's differ."""
    return {
        "mood": number % 5 + 1,
        "time": number % 2,
        "stop": [number % 3],
        "first": [number % 4, (number + 1) % 4],
        "words": f"Ærligt svar nummer {number:02}",
        "item": [f"Punkt {number:02}", "Fordi det betyder noget"],
    }


async def people(sessions: Sessions, number: int) -> list[Person]:
    """So many managers on the roster, in a few units and levels."""
    units = ("Børn/Skole", "Børn/Dagtilbud", "Kultur", "Teknik/Vej")
    levels = (Level.LEDER, Level.LEDER, Level.AFTALEHOLDER, Level.CHEF)
    listed = roster(
        *(
            entry(
                f"Leder{place:03} Lund",
                line=place + 2,
                unit=units[place % len(units)],
                level=levels[place // 3 % len(levels)],
            )
            for place in range(number - 1)
        )
    )
    seen = await preview_import(sessions, listed)
    await apply_import(sessions, listed, now=NOW, confirmed=seen)
    async with sessions.read() as session:
        return await active_people(session)


async def opened(
    sessions: Sessions, keys: Keys, author: Person, content: Content = CONTENT
) -> UUID:
    """A round that everybody on the roster is asked in."""
    async with sessions.write() as session:
        row = RoundRow(
            turn_key=f"round of {content.title}",
            phase=Phase.SCHEDULED,
            title=content.title,
            content=queries.stored(content),
            audience=Audience().to_json(),
            author_id=author.id,
            closes=CLOSES,
            created_at=NOW,
            changed_at=NOW,
        )
        session.add(row)
        await session.flush()
        await open_round(session, keys, row, now=NOW)
        return row.id


def in_open(content: Content = CONTENT) -> Content:
    """The same round, with names."""
    return replace(content, anonymous=False)


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """A folder of keys of the test's own."""
    return Keys(tmp_path / "keys")
