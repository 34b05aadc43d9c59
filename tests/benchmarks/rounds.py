"""Sealing, closing and counting a large round: `python -m tests.benchmarks.rounds`."""

import asyncio
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert

import tests.models  # noqa: F401
from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.people.models import Person, Unit
from bot.people.values import Audience, Level, Role
from bot.rounds import queries
from bot.rounds.closing import close_round
from bot.rounds.counting import Answered, counts_of
from bot.rounds.keys import Keys
from bot.rounds.models import AnswerRow, EnvelopeRow, RoundRow
from bot.rounds.opening import open_round
from bot.rounds.sealing import Filled, seal, size_of_envelopes
from bot.rounds.values import Answer, Content, Kind, Phase, Question
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.processes import workplace

PEOPLE = 10_000
UNITS = 200
SMALL_UNITS = 5_000
NOW = datetime(2031, 2, 20, 9, tzinfo=UTC)
LEVELS = (Level.LEDER,) * 16 + (Level.AFTALEHOLDER,) * 3 + (Level.CHEF,)
QUESTIONS = (
    Question("mood", Kind.RATING, "Hvor tryg er du?"),
    Question("stop", Kind.CHOICES, "Hvad kan vi undvære?", options=("Skema", "Møde", "Bilag")),
    Question("words", Kind.TEXT, "Hvad vil du sige?"),
)


async def figures(folder: Path) -> list[Figure]:
    """What a round of 10,000 people costs."""
    chance = random.Random(6)
    sealing = _sealing(chance)
    closing, storing = await _closing(folder, chance)
    counting, tallying = _counting(chance, UNITS)
    small, tallying_small = _counting(chance, SMALL_UNITS)
    return [
        Figure("seal an answer of three questions", "ms", sealing * 1000),
        Figure(f"close {PEOPLE:,} envelopes, and insert their texts", "s", closing, storing),
        Figure(f"count 12 questions in {UNITS} units, and tally", "s", counting, tallying),
        Figure(f"the same in {SMALL_UNITS:,} units of two people", "s", small, tallying_small),
    ]


def _answers(number: int, chance: random.Random) -> dict[str, Answer]:
    words = " ".join(chance.choices(("ro", "tid", "tillid", "møder", "skemaer"), k=30))
    return {
        "mood": chance.randint(1, 5),
        "stop": sorted(chance.sample(range(3), chance.randint(1, 3))),
        "words": f"{number} {words}",
    }


def _sealing(chance: random.Random) -> float:
    """Seconds to seal one person's answers."""
    key, size, round_id = bytes(32), size_of_envelopes(QUESTIONS), uuid4()
    filled = [Filled(answers, answers) for answers in (_answers(n, chance) for n in range(1000))]
    start = time.perf_counter()
    for one in filled:
        seal(one, key=key, size=size, round_id=round_id, person_id=round_id)
    return (time.perf_counter() - start) / len(filled)


async def _closing(folder: Path, chance: random.Random) -> tuple[float, float]:
    """Seconds to close the round, and to insert its texts alone, into the same database."""
    keys = Keys(folder / "keys")
    sessions = Sessions(f"sqlite+aiosqlite:///{folder / 'round.sqlite'}")
    await migrate(sessions)
    round_id, people = await _opened(sessions, keys)
    async with sessions.write() as session:
        row = await queries.row_for_update(session, round_id)
        key, size = keys.key(round_id, row.fingerprint or ""), row.envelope_size or 0
        envelopes = []
        for number, person_id in enumerate(people):
            answers = _answers(number, chance)
            filled = Filled(answers, answers)
            sealed = seal(filled, key=key, size=size, round_id=round_id, person_id=person_id)
            envelopes.append(
                {"round_id": round_id, "person_id": person_id, "handed_in": True, "sealed": sealed}
            )
        await session.execute(insert(EnvelopeRow), envelopes)
    start = time.perf_counter()
    async with sessions.write() as session:
        assert await close_round(session, keys, round_id, now=NOW)
    closing = time.perf_counter() - start
    texts = [
        {"id": uuid4(), "round_id": round_id, "question": "again", "value": f"{number} ro" * 30}
        for number in range(PEOPLE)
    ]
    start = time.perf_counter()
    async with sessions.write() as session:
        await session.execute(insert(AnswerRow), texts)
    storing = time.perf_counter() - start
    await sessions.close()
    return closing, storing


async def _opened(sessions: Sessions, keys: Keys) -> tuple[UUID, list[UUID]]:
    units = [{"id": uuid4(), "path": f"Område {n // 20}/Enhed {n}"} for n in range(UNITS)]
    people = [
        {
            "id": uuid4(),
            "name": f"Leder {number}",
            "email": f"{number}@kommune.example",
            "title": "Leder",
            "unit_id": units[number % UNITS]["id"],
            "level": LEVELS[number % len(LEVELS)],
            "role": Role.MANAGER,
            "groups": [],
            "active": True,
            "changed_at": NOW,
        }
        for number in range(PEOPLE)
    ]
    async with sessions.write() as session:
        await session.execute(insert(Unit), units)
        await session.execute(insert(Person), people)
        author = UUID(str(people[0]["id"]))
        row = RoundRow(
            turn_key="benchmark",
            phase=Phase.SCHEDULED,
            title="Ledermøde",
            content=queries.stored(Content(title="Ledermøde", questions=QUESTIONS)),
            audience=Audience().to_json(),
            author_id=author,
            closes=NOW + timedelta(days=7),
            created_at=NOW,
            changed_at=NOW,
        )
        session.add(row)
        await session.flush()
        await open_round(session, keys, row, now=NOW)
        return row.id, [UUID(str(one["id"])) for one in people]


def _counting(chance: random.Random, units: int) -> tuple[float, float]:
    """Seconds to count twelve questions in safe groups, and to tally them in unsafe ones."""
    question = Question("q", Kind.RATING, "Hvor tryg er du?")
    asked = [
        [
            Answered(
                f"Område {number % units // 20}/Enhed {number % units}",
                chance.choice(LEVELS),
                chance.randint(1, 5),
            )
            for number in range(PEOPLE)
        ]
        for _ in range(12)
    ]
    start = time.perf_counter()
    for answered in asked:
        counts_of(question, answered, Content())
    counting = time.perf_counter() - start
    start = time.perf_counter()
    for answered in asked:
        Counter((one.unit, str(one.answer)) for one in answered)
        Counter((one.level, str(one.answer)) for one in answered)
    return counting, time.perf_counter() - start


async def main() -> int:
    """The exit code: 1 when a limit is broken."""
    with workplace() as place:
        return report(await figures(place))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
