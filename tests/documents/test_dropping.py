"""Documents that were dropped: added once, taken back, and what they replaced comes back."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select

from bot import received_files
from bot.audit import AuditRow
from bot.database.sessions import Sessions
from bot.documents.adding import AddedDocument, Outcome
from bot.documents.dropping import NotTheNewest, add_dropped, look_again, look_into, take_back
from bot.documents.models import DocumentVersion
from bot.documents.queries import documents, generation
from bot.documents.retiring import restore, retire
from bot.people.importing import apply_import
from bot.people.queries import people_with_role
from bot.people.values import NotAllowed, Person, Role
from bot.received_files import FileGone, ReceivedFile, discard
from tests.people.rosters import person, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
PLAN = "# Ferieplan\n\n## Sommer\n\nAlle holder ferie i uge {week}.\n"

pytestmark = pytest.mark.asyncio


async def director(sessions: Sessions) -> Person:
    await apply_import(sessions, roster(), now=NOW)
    async with sessions.read() as session:
        [karla] = await people_with_role(session, Role.DIRECTORATE)
    return karla


async def dropped(
    sessions: Sessions, by: Person, *, week: int = 29, now: datetime = NOW
) -> ReceivedFile:
    """A plan that was dropped, and read."""
    async with sessions.write() as session:
        file = await received_files.keep(
            session,
            "ferie.md",
            PLAN.format(week=week).encode(),
            of=by.id,
            turn_key=uuid4().hex,
            now=now,
        )
    await look_into(sessions, file, by=by, now=now)
    return file


async def listed(sessions: Sessions) -> list[str]:
    async with sessions.read() as session:
        return [one.title for one in await documents(session)]


async def current_version(sessions: Sessions) -> UUID:
    """The version that counts, whether or not it is retired."""
    async with sessions.read() as session:
        found = await session.scalars(
            select(DocumentVersion.id).where(DocumentVersion.replaced_at.is_(None))
        )
        return found.one()


async def test_of_two_presses_at_once_one_adds_it(sessions: Sessions) -> None:
    karla = await director(sessions)
    file = await dropped(sessions, karla)

    outcomes = await asyncio.gather(
        *(add_dropped(sessions, file.id, by=karla, now=NOW) for _press in range(3)),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in outcomes) == [
        "AddedDocument",
        "FileGone",
        "FileGone",
    ]
    assert await listed(sessions) == ["Ferieplan"]


async def test_what_was_read_is_forgotten_with_the_file(sessions: Sessions) -> None:
    karla = await director(sessions)
    file = await dropped(sessions, karla)

    await discard(sessions, file.id, of=karla.id)

    with pytest.raises(FileGone):
        await look_again(sessions, file.id, by=karla)


async def test_it_tells_what_it_would_replace_and_taking_it_back_brings_that_back(
    sessions: Sessions,
) -> None:
    karla = await director(sessions)
    first = await dropped(sessions, karla)
    await add_dropped(sessions, first.id, by=karla, now=NOW)
    newer = await dropped(sessions, karla, week=30, now=LATER)

    found = await look_again(sessions, newer.id, by=karla)
    added = await add_dropped(sessions, newer.id, by=karla, now=LATER)
    async with sessions.read() as session:
        before = await generation(session)
    earlier = await take_back(sessions, added.id, added.version_id, by=karla, now=LATER)

    assert (found.outcome, found.replaces) == (Outcome.REPLACED, ("Ferieplan", NOW))
    assert added.outcome is Outcome.REPLACED
    assert earlier == "Ferieplan"
    async with sessions.read() as session:
        [current] = await session.scalars(
            select(DocumentVersion).where(DocumentVersion.replaced_at.is_(None))
        )
        assert await generation(session) == before + 1
    assert current.id != added.version_id
    with pytest.raises(NotTheNewest):
        await take_back(sessions, added.id, added.version_id, by=karla, now=LATER)


async def test_what_replaced_nothing_is_found_no_more_once_it_is_taken_back(
    sessions: Sessions,
) -> None:
    karla = await director(sessions)
    added = await _added(sessions, karla)

    outcomes = await asyncio.gather(
        *(
            take_back(sessions, added.id, added.version_id, by=karla, now=LATER)
            for _press in range(2)
        ),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "NotTheNewest"]
    assert await listed(sessions) == []
    assert (await _added(sessions, karla)).outcome is Outcome.ADDED


async def test_what_was_retired_is_retired_again_once_what_replaced_it_is_taken_back(
    sessions: Sessions,
) -> None:
    """Nobody gets answers from what was taken out, and its own version is the one that is kept."""
    karla = await director(sessions)
    first = await _added(sessions, karla)
    await retire(sessions, first.id, by=karla, now=NOW)
    newer = await dropped(sessions, karla, week=30, now=LATER)
    added = await add_dropped(sessions, newer.id, by=karla, now=LATER)
    assert await listed(sessions) == ["Ferieplan"]

    counts_again = await take_back(sessions, added.id, added.version_id, by=karla, now=LATER)

    assert added.id == first.id
    assert counts_again is None
    assert await listed(sessions) == []
    await restore(sessions, first.id, by=karla, now=LATER)
    assert await current_version(sessions) == first.version_id


async def test_what_was_retired_comes_back_retired_whatever_was_done_meanwhile(
    sessions: Sessions,
) -> None:
    """Also when the record of it all is gone."""
    karla = await director(sessions)
    first = await _added(sessions, karla)
    await retire(sessions, first.id, by=karla, now=NOW)
    newer = await dropped(sessions, karla, week=30, now=LATER)
    added = await add_dropped(sessions, newer.id, by=karla, now=LATER)
    at = LATER + timedelta(hours=1)
    await retire(sessions, first.id, by=karla, now=at)
    await restore(sessions, first.id, by=karla, now=at)
    async with sessions.write() as session:
        await session.execute(delete(AuditRow))

    await take_back(sessions, added.id, added.version_id, by=karla, now=at)

    assert await listed(sessions) == []
    assert await current_version(sessions) == first.version_id


async def test_what_was_retired_and_dropped_again_is_retired_once_that_is_taken_back(
    sessions: Sessions,
) -> None:
    """And not given in an earlier version, which it had replaced long before."""
    karla = await director(sessions)
    await _added(sessions, karla)
    newer = await dropped(sessions, karla, week=30, now=LATER)
    second = await add_dropped(sessions, newer.id, by=karla, now=LATER)
    await retire(sessions, second.id, by=karla, now=LATER)
    at = LATER + timedelta(hours=1)
    same = await dropped(sessions, karla, week=30, now=at)
    again = await add_dropped(sessions, same.id, by=karla, now=at)

    await take_back(sessions, again.id, again.version_id, by=karla, now=at)

    assert await listed(sessions) == []
    assert await current_version(sessions) == second.version_id


async def test_only_the_directorate_adds_documents(sessions: Sessions) -> None:
    karla = await director(sessions)
    file = await dropped(sessions, karla)

    for by in (person("Lin Lærke"), person("Ib It", role=Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            await add_dropped(sessions, file.id, by=by, now=NOW)


async def _added(sessions: Sessions, by: Person) -> AddedDocument:
    file = await dropped(sessions, by)
    return await add_dropped(sessions, file.id, by=by, now=NOW)
