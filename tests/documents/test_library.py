"""The index in memory follows the database."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.database.sessions import Sessions
from bot.documents.adding import add_document
from bot.documents.library import Library, NotReady
from bot.documents.search import Index
from bot.documents.values import Passage, Tier

NOW = datetime(2031, 2, 20, 9, tzinfo=UTC)
TEXT = "Ledermødet holdes i Fjordhallen torsdag den 17. september 2031 kl. 9.00."


@pytest.mark.asyncio
async def test_nothing_can_be_asked_before_the_documents_are_loaded(sessions: Sessions) -> None:
    library = Library(sessions)
    assert not library.ready
    with pytest.raises(NotReady):
        library.find("Hvor holdes ledermødet?")
    await library.refresh()
    assert library.ready
    assert library.find("Hvor holdes ledermødet?").tier is Tier.OFFERED


@pytest.mark.asyncio
async def test_what_another_process_adds_is_found_after_a_while(
    sessions: Sessions, database_url: str
) -> None:
    library = Library(sessions)
    await library.refresh()
    watching = asyncio.create_task(library.watch(every=0.01))
    other = Sessions(database_url)
    await add_document(other, "a.txt", TEXT.encode(), now=NOW)
    await other.close()
    async with asyncio.timeout(10):
        while not (hits := library.find("Hvor holdes ledermødet?").hits):
            await asyncio.sleep(0.01)
    watching.cancel()
    assert hits[0].passage.text == TEXT


@pytest.mark.asyncio
async def test_an_index_is_built_only_when_something_changed(sessions: Sessions) -> None:
    built: list[int] = []

    def build(passages: Sequence[Passage]) -> Index:
        built.append(len(passages))
        return Index.build(passages)

    library = Library(sessions, build)
    await library.refresh()
    await asyncio.gather(library.refresh(), library.refresh())
    await add_document(sessions, "a.txt", TEXT.encode(), now=NOW)
    await asyncio.gather(library.refresh(), library.refresh())
    assert built == [0, 1]


@pytest.mark.asyncio
async def test_watching_survives_a_database_that_is_away(tmp_path: Path) -> None:
    sessions = Sessions(f"sqlite+aiosqlite:///{tmp_path / 'ikke' / 'her.sqlite'}")
    library = Library(sessions)
    with capture_logs() as logs:
        watching = asyncio.create_task(library.watch(every=0.01))
        async with asyncio.timeout(10):
            while len(logs) < 2:
                await asyncio.sleep(0.01)
        watching.cancel()
    await sessions.close()
    assert {log["event"] for log in logs} == {"documents_not_refreshed"}


@pytest.mark.asyncio
async def test_watching_survives_a_mistake_and_tells_when_it_lasts(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = False

    def build(passages: Sequence[Passage]) -> Index:
        if broken:
            raise RuntimeError
        return Index.build(passages)

    library = Library(sessions, build)
    await library.refresh()
    broken = True
    await add_document(sessions, "a.txt", TEXT.encode(), now=NOW)
    with capture_logs() as logs:
        watching = asyncio.create_task(library.watch(every=0.01))
        async with asyncio.timeout(10):
            while len(logs) < 2:
                await asyncio.sleep(0.01)
    assert library.ready
    monkeypatch.setattr("bot.documents.library.BEHIND", 0.0)
    assert not library.ready
    broken = False
    async with asyncio.timeout(10):
        while not library.ready:
            await asyncio.sleep(0.01)
    watching.cancel()
    assert library.find("Hvor holdes ledermødet?").hits
