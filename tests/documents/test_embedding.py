"""Passages are found by meaning once they have vectors, which are made once and go with them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.database.backup import back_up
from bot.database.sessions import Sessions
from bot.documents import queries
from bot.documents.adding import add_document
from bot.documents.embedding import Embedding
from bot.documents.encoder import Encoder
from bot.documents.library import Library
from bot.documents.models import TextVector
from bot.documents.retiring import retire
from bot.documents.search.vectors import Vector
from bot.documents.values import Findings, Tier
from tests.documents.encoders import make_encoder

pytestmark = pytest.mark.asyncio

NOW = datetime(2031, 2, 20, 9, tzinfo=UTC)
TEXT = "Flakselen opbevares bag scenen. Døren er åben om dagen."
OTHER = "Kaffen brygges klokken ti."
QUESTION = "må jeg låne glimrinken?"  # which shares no word with what answers it


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_encoder(tmp_path / "encoder", ["flakselen", "glimrinken"], ["kaffen"])


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of passages that were encoded."""
    texts: list[str] = []
    passages = Encoder.passages

    def noting(encoder: Encoder, some: Sequence[str]) -> list[Vector]:
        texts.extend(some)
        return passages(encoder, some)

    monkeypatch.setattr(Encoder, "passages", noting)
    return texts


@asynccontextmanager
async def encoding(library: Library) -> AsyncIterator[None]:
    task = asyncio.create_task(library.encode(again=0.01))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not done():
            await asyncio.sleep(0.01)


async def all_encoded(library: Library) -> None:
    """Wait until the index has the vectors of all that is in it."""
    await until(lambda: library.by_meaning)


async def ask(library: Library, question: str = QUESTION) -> Findings:
    return library.find(question, meant=await library.meant(question))


async def add(sessions: Sessions, text: str, name: str = "a.txt") -> Any:
    return await add_document(sessions, name, text.encode(), now=NOW)


async def kept(sessions: Sessions) -> int:
    async with sessions.read() as session:
        return await session.scalar(select(func.count()).select_from(TextVector)) or 0


async def until_kept(sessions: Sessions, number: int) -> None:
    async with asyncio.timeout(20):
        while await kept(sessions) != number:
            await asyncio.sleep(0.01)


async def test_what_no_word_joins_is_found(sessions: Sessions, folder: Path) -> None:
    await add(sessions, TEXT)
    await add(sessions, OTHER, "b.txt")
    library = Library(sessions, encoder_dir=folder)
    await library.refresh()
    by_words = await ask(library)

    async with encoding(library):
        await all_encoded(library)

    assert by_words.tier is Tier.OFFERED
    assert (await ask(library)).hits[0].passage.text == TEXT
    assert (await ask(library, "tak")).tier is Tier.OFFERED


async def test_a_restart_and_another_instance_encode_nothing_again(
    sessions: Sessions, folder: Path, encoded: list[str]
) -> None:
    await add(sessions, TEXT)
    for _ in range(2):
        library = Library(sessions, encoder_dir=folder)
        await library.refresh()
        async with encoding(library):
            await all_encoded(library)

        assert (await ask(library)).hits[0].passage.text == TEXT
        assert len(encoded) == len(set(encoded)) == 3  # the passage and its sentences


async def test_of_a_changed_document_only_what_is_new_is_encoded_and_the_old_goes(
    sessions: Sessions, folder: Path, encoded: list[str]
) -> None:
    await add(sessions, TEXT)
    library = Library(sessions, encoder_dir=folder)
    await library.refresh()
    async with encoding(library):
        await all_encoded(library)
        encoded.clear()

        await add(sessions, TEXT.replace("åben", "låst"))
        await library.refresh()
        at_once = library.find("hvor opbevares flakselen?")
        await all_encoded(library)
        await until_kept(sessions, 3)

    assert at_once.hits[0].passage.text.endswith("Døren er låst om dagen.")
    assert len(encoded) == 2
    assert all("låst" in text for text in encoded)


@pytest.mark.parametrize("with_encoder", [True, False])
async def test_vectors_go_with_the_last_text_also_when_the_encoder_is_gone(
    sessions: Sessions, folder: Path, with_encoder: bool
) -> None:
    """They are made from what people wrote."""
    document = await add(sessions, TEXT)
    await add(sessions, OTHER, "b.txt")
    library = Library(sessions, encoder_dir=folder)
    await library.refresh()
    async with encoding(library):
        await all_encoded(library)
    await retire(sessions, document.id, by=None, now=NOW)

    after = Library(sessions, encoder_dir=folder if with_encoder else None)
    await after.refresh()
    async with encoding(after):
        await until_kept(sessions, 2)


async def test_of_a_text_that_is_gone_meanwhile_no_vector_is_kept(
    sessions: Sessions, folder: Path
) -> None:
    document = await add(sessions, TEXT)
    async with sessions.read() as session:
        passages = await queries.current_passages(session, NOW.date())
        generation = await queries.generation(session)
    await retire(sessions, document.id, by=None, now=NOW)  # elsewhere

    embedding = Embedding(sessions, Encoder.open(folder))

    assert await embedding.vectors(passages, generation=generation) is None
    async with sessions.read() as session:
        assert await session.scalar(select(func.count()).select_from(TextVector)) == 0


async def test_words_answer_when_the_encoder_fails_on_a_question(
    sessions: Sessions, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(sessions, TEXT)
    library = Library(sessions, encoder_dir=folder)
    await library.refresh()
    async with encoding(library):
        await all_encoded(library)

    def failing(_encoder: Encoder, texts: Sequence[str]) -> list[Vector]:
        raise RuntimeError(texts[0])

    monkeypatch.setattr(Encoder, "questions", failing)
    with capture_logs() as logs:
        found = await ask(library, "hvor opbevares flakselen?")

    assert found.hits[0].passage.text == TEXT
    assert [log["event"] for log in logs] == ["question_not_encoded"]
    assert "flakselen" not in str(logs)


async def test_encoding_goes_on_after_a_failure(
    sessions: Sessions, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(sessions, TEXT)
    passages, failures = Encoder.passages, iter([RuntimeError()])

    def failing_once(encoder: Encoder, texts: Sequence[str]) -> list[Vector]:
        for failure in failures:
            raise failure
        return passages(encoder, texts)

    monkeypatch.setattr(Encoder, "passages", failing_once)
    library = Library(sessions, encoder_dir=folder)
    await library.refresh()
    with capture_logs() as logs:
        async with encoding(library):
            await all_encoded(library)

    assert [log["event"] for log in logs] == ["passages_not_encoded", "passages_encoded"]


async def test_a_wrong_folder_is_told_once_and_words_answer(
    sessions: Sessions, tmp_path: Path
) -> None:
    await add(sessions, TEXT)
    library = Library(sessions, encoder_dir=tmp_path / "ingen")
    with capture_logs() as logs:
        async with encoding(library):
            for text in (TEXT, OTHER):
                await add(sessions, text)
                await library.refresh()
                await asyncio.sleep(0.05)

    assert [log for log in logs if log["log_level"] == "warning"] == [
        {"event": "no_encoder", "fault": "no model", "log_level": "warning"}
    ]
    assert (await ask(library, "hvornår brygges kaffen?")).hits[0].passage.text == OTHER


async def test_a_backup_leaves_vectors_out(
    sessions: Sessions, folder: Path, tmp_path: Path
) -> None:
    await add(sessions, TEXT)
    without = await back_up(sessions, tmp_path / "before.zip", now=NOW)
    library = Library(sessions, encoder_dir=folder)
    await library.refresh()
    async with encoding(library):
        await all_encoded(library)

    assert await kept(sessions) == 3
    assert await back_up(sessions, tmp_path / "after.zip", now=NOW) == without
