"""Things that were stored at a time, as the features store them; for tests of what is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select

from app import nightly
from bot.database.base import Base
from bot.database.sessions import Sessions
from bot.delivery import due
from bot.delivery.rendering import Due
from bot.documents.values import Tier
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.values import Act, Kind, Phase
from bot.people.importing import apply_import, preview_import
from bot.people.queries import everybody
from bot.people.values import Entry, Person, Role
from bot.questions.models import Question
from bot.retention.nightly import EVERYTHING, NIGHT, ensure_night
from tests.people.rosters import entry, roster


@dataclass(frozen=True)
class Stored:
    """A database with people, in which tests store what they need."""

    sessions: Sessions
    people: dict[str, Person]

    async def question(self, asker: str, at: datetime, **fields: Any) -> UUID:
        """A question that was asked then; its id."""
        usual: dict[str, Any] = {
            "id": uuid4(),
            "turn_key": uuid4().hex,
            "asker_id": self.people[asker].id,
            "conversation_id": "a:1",
            "text": "Hvad er ledermødet?",
            "asked_at": at,
            "tier": Tier.OFFERED,
            "shown": [],
        }
        return await self.add(Question(**usual | fields))

    async def inquiry(self, asker: str, at: datetime, **fields: Any) -> UUID:
        """An inquiry that was answered then, unless `fields` say otherwise; its id."""
        usual: dict[str, Any] = {
            "id": uuid4(),
            "turn_key": uuid4().hex,
            "kind": Kind.QUESTION,
            "text": "Hvornår er ledermødet?",
            "asker_id": self.people[asker].id,
            "phase": Phase.ANSWERED,
            "asked_at": at,
            "settled_at": at,
            "due_on": date(2026, 3, 6),
        }
        return await self.add(InquiryRow(**usual | fields))

    async def entry(self, inquiry_id: UUID, by: str, at: datetime, **fields: Any) -> UUID:
        """That somebody answered an inquiry then; the entry's id."""
        usual: dict[str, Any] = {
            "id": uuid4(),
            "inquiry_id": inquiry_id,
            "act": Act.ANSWERED,
            "by_id": self.people[by].id,
            "at": at,
        }
        return await self.add(EntryRow(**usual | fields))

    async def add(self, row: Any) -> UUID:
        """Store a row; its id, where it has one."""
        async with self.sessions.write() as session:
            session.add(row)
            await session.flush()
            return getattr(row, "id", None) or uuid4()

    async def ids(self, model: Any) -> set[UUID]:
        """The ids of what is there."""
        async with self.sessions.read() as session:
            return set(await session.scalars(select(model.id)))

    async def number(self, model: type[Base]) -> int:
        """How many rows there are."""
        async with self.sessions.read() as session:
            return await session.scalar(select(func.count()).select_from(model)) or 0

    async def roster_is(self, *entries: Entry, now: datetime) -> None:
        """Make these the ones on the roster, beside Ada."""
        whole = roster(entry("Ada Atlas", role=Role.DIRECTORATE), *entries, director=False)
        seen = await preview_import(self.sessions, whole)
        await apply_import(self.sessions, whole, now=now, confirmed=seen)


async def stored(sessions: Sessions, entries: Sequence[Entry], *, now: datetime) -> Stored:
    """A database with Ada of the directorate and these people."""
    ada = entry("Ada Atlas", role=Role.DIRECTORATE)
    await apply_import(sessions, roster(ada, *entries, director=False), now=now)
    async with sessions.read() as session:
        return Stored(sessions, {one.name.split()[0]: one for one in await everybody(session)})


async def a_night(sessions: Sessions, *, now: datetime) -> int:
    """Do as the courier does at night; in how many transactions something was deleted."""
    await ensure_night(sessions, now=now)
    number = 0
    async with sessions.write() as session:
        await due.set_due(session, NIGHT, EVERYTHING, now)
    while True:
        async with sessions.write() as session:
            found = await due.next_due(session, [NIGHT], now=now)
            if not found:
                return number - 1
            found.done_at = now
            await nightly().night(session, Due(EVERYTHING, now))
        number += 1
