"""Adding documents, on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.database.sessions import Sessions
from bot.documents import queries
from bot.documents.adding import Outcome, add_document, add_file
from bot.documents.models import Document, DocumentVersion
from bot.documents.reading import read_document_content
from bot.documents.shipped import ensure_shipped
from bot.documents.values import Passage
from bot.files.refusals import UnreadableFile

NOW = datetime(2031, 2, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


async def found(sessions: Sessions) -> list[str]:
    return [passage.text for passage in await passages(sessions)]


async def passages(sessions: Sessions) -> tuple[Passage, ...]:
    async with sessions.read() as session:
        return await queries.current_passages(session, NOW.date())


async def generation(sessions: Sessions) -> int:
    async with sessions.read() as session:
        return await queries.generation(session)


def case(text: str, title: str = "Ny mødekultur", number: str = "31/123") -> bytes:
    return f"{title}\n\nSagsnr. {number}\n\nResumé\n\n{text}\n".encode()


@pytest.mark.asyncio
async def test_an_added_document_can_be_found_with_its_source(sessions: Sessions) -> None:
    added = await add_document(sessions, "Møder.txt", case("Møder bliver kortere."), now=NOW)
    assert added.outcome is Outcome.ADDED
    passage = (await passages(sessions))[-1]
    assert (passage.text, passage.section) == ("Møder bliver kortere.", "Resumé")
    assert (passage.document, passage.case_number) == ("Ny mødekultur", "31/123")
    async with sessions.read() as session:
        [listed] = await queries.documents(session)
    assert (listed.id, listed.title, listed.file_name) == (added.id, "Ny mødekultur", "Møder.txt")
    assert (listed.case_number, listed.passages, listed.added_at) == ("31/123", 2, NOW)


@pytest.mark.asyncio
async def test_a_file_is_added_by_its_path(sessions: Sessions, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Der er frokost kl. 12.", encoding="utf-8")
    await add_file(sessions, path, now=NOW)
    assert await found(sessions) == ["Der er frokost kl. 12."]


@pytest.mark.asyncio
async def test_the_same_file_again_changes_nothing(sessions: Sessions) -> None:
    await add_document(sessions, "a.txt", case("Et."), now=NOW)
    before = await generation(sessions), await passages(sessions)
    again = await add_document(sessions, "a.txt", case("Et."), now=LATER)
    renamed = await add_document(sessions, "b.txt", case("Et."), now=LATER)
    assert (again.outcome, renamed.outcome) == (Outcome.UNCHANGED, Outcome.UNCHANGED)
    assert (await generation(sessions), await passages(sessions)) == before


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("  MØDER.txt", case("To.", title="En anden titel")),  # the same name
        ("Ny fil.txt", case("To.")),  # the same title and case number
    ],
)
async def test_a_new_version_replaces_the_old_one_which_is_kept(
    sessions: Sessions, name: str, content: bytes
) -> None:
    first = await add_document(sessions, "Møder.txt", case("Et."), now=NOW)
    old = (await passages(sessions))[-1]
    before = await generation(sessions)
    second = await add_document(sessions, name, content, now=LATER)
    assert (second.outcome, second.id) == (Outcome.REPLACED, first.id)
    assert "Et." not in await found(sessions)
    assert "To." in await found(sessions)
    assert await generation(sessions) == before + 1
    async with sessions.read() as session:
        assert await queries.passages_by_id(session, [old.id]) == {old.id: old}


@pytest.mark.asyncio
async def test_a_file_of_the_same_name_in_another_case_is_another_document(
    sessions: Sessions,
) -> None:
    await add_document(sessions, "Referat.txt", case("Et.", "Møde"), now=NOW)
    other = case("To.", "Møde", "31/999")
    added = await add_document(sessions, "Referat.txt", other, now=LATER)
    assert added.outcome is Outcome.ADDED
    assert {"Et.", "To."} <= set(await found(sessions))

    again = await add_document(sessions, "Referat.txt", case("Tre.", "Nyt navn"), now=LATER)
    assert again.outcome is Outcome.REPLACED
    assert {"Tre.", "To."} <= set(await found(sessions))
    assert "Et." not in await found(sessions)


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["Et.", "Rettet."])
async def test_a_renamed_document_is_known_by_its_new_name(sessions: Sessions, text: str) -> None:
    await add_document(sessions, "k1.txt", case("Et."), now=NOW)
    await add_document(sessions, "k2.txt", case(text), now=LATER)
    added = await add_document(sessions, "k2.txt", case("To.", "Ny titel"), now=LATER)
    assert added.outcome is Outcome.REPLACED
    assert {text, "To."} & set(await found(sessions)) == {"To."}


@pytest.mark.asyncio
async def test_a_document_that_reads_otherwise_than_before_is_stored_anew(
    sessions: Sessions,
) -> None:
    """As when the bot has learned to read better; the file is the same."""
    content = case("Et.")
    read = read_document_content("a.txt", content)
    async with sessions.write() as session:
        document = Document(shipped=False)
        session.add(document)
        await session.flush()
        session.add(
            DocumentVersion(
                document_id=document.id,
                file_name="a.txt",
                digest=replace(read, passages=()).digest,
                title=read.title,
                case_number=read.case_number,
                added_at=NOW,
            )
        )
    added = await add_document(sessions, "a.txt", content, now=LATER)
    assert (added.outcome, added.id) == (Outcome.REPLACED, document.id)
    assert "Et." in await found(sessions)


@pytest.mark.asyncio
async def test_the_name_of_a_file_may_hold_bytes_that_are_no_text(sessions: Sessions) -> None:
    await add_document(sessions, "notat\udcff.txt", b"Der er frokost kl. 12.", now=NOW)
    [passage] = await passages(sessions)
    assert passage.document == "notat"


@pytest.mark.asyncio
async def test_an_unreadable_file_stores_nothing(sessions: Sessions) -> None:
    with pytest.raises(UnreadableFile):
        await add_document(sessions, "a.pdf", b"%PDF-1.7", now=NOW)
    assert await generation(sessions) == 0


@pytest.mark.asyncio
async def test_many_who_add_the_first_document_at_once_add_it_once(sessions: Sessions) -> None:
    added = await asyncio.gather(
        *(add_document(sessions, "a.txt", case("Et."), now=NOW) for _ in range(8))
    )
    assert sorted(one.outcome for one in added) == [Outcome.ADDED] + [Outcome.UNCHANGED] * 7
    assert (await found(sessions)).count("Et.") == 1
    assert await generation(sessions) == 1


@pytest.mark.asyncio
async def test_many_documents_added_at_once_each_raise_the_generation(sessions: Sessions) -> None:
    await asyncio.gather(
        *(add_document(sessions, f"{n}.txt", f"Nummer {n}.".encode(), now=NOW) for n in range(8))
    )
    assert len(await found(sessions)) == await generation(sessions) == 8


def answer(folder: Path, name: str, text: str) -> None:
    front = f'+++\ntitle = "{name}"\n+++\n\n# A\n\n## B\n\n> C?\n\n{text}\n'
    (folder / f"{name}.md").write_text(front, encoding="utf-8")


@pytest.mark.asyncio
async def test_the_shipped_programme_is_what_its_folder_says(
    sessions: Sessions, tmp_path: Path
) -> None:
    await add_document(sessions, "egen.txt", b"Vores egen.", now=NOW)
    answer(tmp_path, "et", "Første.")
    answer(tmp_path, "to", "Andet.")
    await ensure_shipped(sessions, now=NOW, folder=tmp_path)
    assert sorted(await found(sessions)) == ["Andet.", "Første.", "Vores egen."]

    before = await generation(sessions)
    await ensure_shipped(sessions, now=LATER, folder=tmp_path)
    assert await generation(sessions) == before

    answer(tmp_path, "et", "Rettet.")
    (tmp_path / "to.md").unlink()
    await ensure_shipped(sessions, now=LATER, folder=tmp_path)
    assert sorted(await found(sessions)) == ["Rettet.", "Vores egen."]

    answer(tmp_path, "to", "Andet.")
    await ensure_shipped(sessions, now=LATER, folder=tmp_path)
    assert sorted(await found(sessions)) == ["Andet.", "Rettet.", "Vores egen."]


@pytest.mark.asyncio
async def test_several_instances_that_start_at_once_ship_the_programme_once(
    sessions: Sessions, database_url: str
) -> None:
    other = Sessions(database_url)
    await asyncio.gather(*(ensure_shipped(one, now=NOW) for one in (sessions, other, sessions)))
    await other.close()
    texts = await found(sessions)
    assert len(texts) == len(set(texts)) > 50
