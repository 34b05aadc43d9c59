"""Decisions that answers are taken from: published by the product's own verbs, and read back.

A file of decisions has one JSON object a line, in the order in which they were published: "case",
"title", "text", "body", "date", "theme"; perhaps "meaning"; "replaces", the case of the one whose
place it takes; and "lapsed": it holds no longer, though nothing replaces it.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import insert, select

import tests.models  # noqa: F401
from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.models import PublicationRow
from bot.decisions.publication import ending, publishing
from bot.decisions.publication.preparing import prepare
from bot.decisions.values import Content, PublicationPhase
from bot.decisions.writing.drafting import create
from bot.delivery.rendering import Due
from bot.documents import queries as documents
from bot.documents.values import Passage
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.values import Level, Person, Role
from bot.preferences import preferences
from tests.evaluation.evaluate import IDS

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
LATER = timedelta(minutes=2)  # when what was published can't be undone any more


@dataclass(frozen=True)
class Register:
    """What was published. passages: of what holds. ended: the cases of what doesn't."""

    passages: tuple[Passage, ...]
    ended: frozenset[str]


def register(path: Path) -> Register:
    """Publish a file of decisions to a database of its own, and read what is searched then."""
    lines = list(map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines())))
    with TemporaryDirectory() as folder:
        passages = asyncio.run(_published(lines, Path(folder)))
    ended = {line["replaces"] for line in lines if "replaces" in line}
    ended |= {line["case"] for line in lines if line.get("lapsed")}
    return Register(_always_alike(passages), frozenset(ended))


async def _published(lines: list[Mapping[str, Any]], folder: Path) -> tuple[Passage, ...]:
    sessions = Sessions(f"sqlite+aiosqlite:///{folder / 'decisions.sqlite'}")
    await migrate(sessions)
    by = await _director(sessions)
    made: dict[str, UUID] = {}
    for line in lines:
        made[line["case"]] = await _publish(sessions, line, made, by=by)
    for line in lines:
        if line.get("lapsed"):
            await ending.lapse(sessions, made[line["case"]], reason="Er slut.", by=by, now=NOW)
    async with sessions.read() as session:
        found = await documents.current_passages(session, NOW.date())
    await sessions.close()
    return found


async def _director(sessions: Sessions) -> Person:
    unit = {"id": uuid4(), "path": "Direktionen"}
    row = {
        "id": uuid4(),
        "name": "Ada Atlas",
        "email": "ada@kommune.example",
        "title": "Direktør",
        "unit_id": unit["id"],
        "level": Level.LEDER,
        "role": Role.DIRECTORATE,
        "groups": [],
        "active": True,
        "changed_at": NOW,
    }
    async with sessions.write() as session:
        await session.execute(insert(people_models.Unit), [unit])
        await session.execute(insert(people_models.Person), [row])
        [found] = await people.rows(session, people_models.Person.role == Role.DIRECTORATE)
        return people.as_value(found)


async def _publish(
    sessions: Sessions, line: Mapping[str, Any], made: Mapping[str, UUID], *, by: Person
) -> UUID:
    """Publish one, as if nobody had to approve it; its id."""
    content = Content(
        title=line["title"],
        text=line["text"],
        meaning=line.get("meaning", ""),
        body=line["body"],
        decided_on=date.fromisoformat(line["date"]),
        case_number=line["case"],
        theme=line["theme"],
        replaces_id=made[line["replaces"]] if "replaces" in line else None,
    )
    draft = await create(sessions, content, by=by, turn_key=line["case"], now=NOW)
    prepared = await prepare(sessions, [draft.id], by=by, turn_key=line["case"], now=NOW)
    async with sessions.write() as session:
        row = await queries.publication_for_update(session, prepared.id)
        await publishing.publish(session, row, await preferences(session), by=by, now=NOW)
    async with sessions.write() as session:
        await publishing.begun(session, Due(prepared.id, NOW + LATER))
        phase = select(PublicationRow.phase).where(PublicationRow.id == prepared.id)
        assert await session.scalar(phase) == PublicationPhase.PUBLISHED
    return draft.id


def _always_alike(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The same in an order, and with ids, that don't change from one run to the next."""
    ordered = sorted(passages, key=lambda one: (str(one.when), one.section, one.text))
    return tuple(
        replace(one, id=uuid5(IDS, f"{one.case_number}\n{one.section}\n{one.text}"))
        for one in ordered
    )
