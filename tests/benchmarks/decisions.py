"""Publishing to many, and looking up among many: `python -m tests.benchmarks.decisions`."""

import asyncio
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

from sqlalchemy import insert, select

import tests.models  # noqa: F401
from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.models import DecisionRow, DecisionVersionRow, PublicationRow
from bot.decisions.publication import publishing
from bot.decisions.publication.preparing import prepare
from bot.decisions.register import looking_up
from bot.decisions.register.shelf import Filters
from bot.decisions.values import Content, Phase, PublicationPhase
from bot.decisions.writing.drafting import create
from bot.delivery import wanting
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from bot.documents.library import Library
from bot.documents.search import Index
from bot.documents.values import DocumentKind, Passage
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.values import Level, Person, Role
from bot.preferences import preferences
from tests.benchmarks import search
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.processes import workplace

PEOPLE = 10_000
UNITS = 200
DECISIONS = 20_000
AT_ONCE = 1_000  # rows that are inserted together
PAGES = 50
NOW = datetime(2031, 2, 20, 9, tzinfo=UTC)


async def figures(folder: Path) -> list[Figure]:
    """What decisions cost in a large municipality that has used them for decades."""
    sessions = Sessions(f"sqlite+aiosqlite:///{folder / 'decisions.sqlite'}")
    await migrate(sessions)
    director = await _people(sessions)
    publishes, wants = await _publishing(sessions, director)
    ours, baseline = await _pages(sessions, director, folder)
    await sessions.close()
    found, theirs = _searching()
    limit = theirs + search.LONGEST_SEARCH
    return [
        Figure(f"publish to {PEOPLE:,}, and want as many messages", "s", publishes, wants),
        Figure(f"search among {DECISIONS:,}", "ms", found * 1000, theirs * 1000, limit * 1000),
        Figure("a page of them, and ten rows of it", "ms", ours * 1000, baseline * 1000),
    ]


async def _people(sessions: Sessions) -> Person:
    units = [{"id": uuid4(), "path": f"Område {n // 20}/Enhed {n}"} for n in range(UNITS)]
    rows = [
        {
            "id": uuid4(),
            "name": f"Leder {number}",
            "email": f"{number}@kommune.example",
            "title": "Leder",
            "unit_id": units[number % UNITS]["id"],
            "level": Level.LEDER,
            "role": Role.MANAGER if number else Role.DIRECTORATE,
            "groups": [],
            "active": True,
            "changed_at": NOW,
        }
        for number in range(PEOPLE)
    ]
    async with sessions.write() as session:
        await session.execute(insert(people_models.Unit), units)
        await session.execute(insert(people_models.Person), rows)
        [row] = await people.rows(session, people_models.Person.role == Role.DIRECTORATE)
        return people.as_value(row)


async def _publishing(sessions: Sessions, director: Person) -> tuple[float, float]:
    """Seconds to publish one decision to everybody, and to want a message for each of them."""
    content = Content("Ét kursus", "Godkendt.", body="Hovedudvalget", decided_on=date(2031, 2, 13))
    made = await create(sessions, content, by=director, turn_key="decision", now=NOW)
    prepared = await prepare(sessions, [made.id], by=director, turn_key="together", now=NOW)
    async with sessions.write() as session:
        row = await queries.publication_for_update(session, prepared.id)
        await publishing.publish(session, row, await preferences(session), by=director, now=NOW)
    later = NOW + timedelta(minutes=1)
    start = time.perf_counter()
    async with sessions.write() as session:
        await publishing.begun(session, Due(prepared.id, later))
    publishes = time.perf_counter() - start
    start = time.perf_counter()
    async with sessions.write() as session:
        wanted = await wanting.want(
            session,
            "benchmark",
            prepared.id,
            to=select(people_models.Person.id),
            priority=Priority.BROADCAST,
            now=later,
        )
    wants = time.perf_counter() - start
    assert wanted == PEOPLE
    return publishes, wants


async def _pages(sessions: Sessions, director: Person, folder: Path) -> tuple[float, float]:
    """Seconds for a page of the register, and for loading its ten rows alone."""
    chance = random.Random(7)
    async with sessions.read() as session:
        publication = (await session.scalars(select(PublicationRow))).one()
        assert publication.phase == PublicationPhase.PUBLISHED
    for start in range(0, DECISIONS, AT_ONCE):
        numbers = range(start, start + AT_ONCE)
        await _add(sessions, numbers, director.id, publication.id, chance)
    library = Library(sessions)
    ours, theirs = [], []
    for place in range(PAGES):
        begin = time.perf_counter()
        page = await looking_up.page(
            sessions, library, Filters(), by=director, offset=place * 10, limit=10
        )
        ours.append(time.perf_counter() - begin)
        assert page.total > DECISIONS
        begin = time.perf_counter()
        async with sessions.read() as session:
            newest = select(DecisionRow).order_by(DecisionRow.decided_on.desc())
            rows = await session.scalars(newest.offset(place * 10).limit(10))
            assert len(rows.all()) == 10
        theirs.append(time.perf_counter() - begin)
    return median(ours), median(theirs)


async def _add(
    sessions: Sessions,
    numbers: Sequence[int],
    director: UUID,
    publication: UUID,
    chance: random.Random,
) -> None:
    rows, versions = [], []
    for number in numbers:
        decided_on = date(2000, 1, 1) + timedelta(days=chance.randrange(11_000))
        content = Content(
            f"Sag {number}",
            "Godkendt.",
            body=f"Udvalg {number % 12}",
            decided_on=decided_on,
            theme=f"Tema {number % 30}",
        )
        row_id = uuid4()
        rows.append(
            {
                "id": row_id,
                "turn_key": str(number),
                "phase": Phase.CURRENT,
                "revision": 1,
                "content": queries.stored(content),
                "published": 1,
                "title": content.title,
                "body": content.body,
                "decided_on": decided_on,
                "theme": content.theme,
                "open_to_all": True,
                "audience": {"units": [], "levels": [], "groups": []},
                "segment": "",
                "author_id": director,
                "shown_in_id": publication,
                "created_at": NOW,
                "changed_at": NOW,
                "published_at": NOW,
                "ended_reason": "",
            }
        )
        versions.append(
            {
                "decision_id": row_id,
                "number": 1,
                "publication_id": publication,
                "content": queries.stored(content),
                "by_id": director,
                "at": NOW,
            }
        )
    async with sessions.write() as session:
        await session.execute(insert(DecisionRow), rows)
        await session.execute(insert(DecisionVersionRow), versions)


def _searching() -> tuple[float, float]:
    """Seconds for a search among as many decisions, and for FTS5's among the same."""
    chance = random.Random(8)
    some = search.passages(chance)
    found = [
        replace(one, id=UUID(int=number * len(some) + place), kind=DocumentKind.DECISION)
        for number in range(DECISIONS // len(some))
        for place, one in enumerate(some)
    ]
    asked = search.questions(some, chance)
    database, index = search.full_text(found), Index.build(found)
    ours, theirs = [], []
    for question in asked:
        theirs.append(search.timed(partial(search.full_text_search, database, question))[0])
        ours.append(search.timed(partial(_search, index, question))[0])
    return median(ours), median(theirs)


def _search(index: Index, question: str) -> Sequence[Passage]:
    return [hit.passage for hit in index.search(question, DocumentKind.DECISION, most=100)]


async def main() -> int:
    """The exit code: 1 when a limit is broken."""
    with workplace() as place:
        return report(await figures(place))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
