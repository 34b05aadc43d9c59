"""Adding a document, or a new version of one, to what people get answers from."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.documents.apart import read_apart
from bot.documents.models import Corpus, Document, DocumentVersion, Passage
from bot.documents.reading import ReadDocument, read_document_content
from bot.documents.values import DocumentKind
from bot.files.blocks import tidy
from bot.files.reading import load

CORPUS = 1  # the id of its only row
_NAME_LENGTH = 300
_ROWS_AT_ONCE = 200


class Outcome(StrEnum):
    """What adding a document did."""

    ADDED = "added"
    REPLACED = "replaced"  # an earlier version of it
    UNCHANGED = "unchanged"  # all that was read was there already


@dataclass(frozen=True)
class AddedDocument:
    """A document as it can now be found. version_id: of the version that counts.

    was_retired: whether no answers were taken from it before.
    """

    id: UUID
    version_id: UUID
    read: ReadDocument
    outcome: Outcome
    was_retired: bool = False


async def add_file(sessions: Sessions, path: Path, *, now: datetime) -> AddedDocument:
    """Add a document from a file. Raises UnreadableFile; OSError when there is no such file."""
    return await add_document(sessions, path.name, await asyncio.to_thread(load, path), now=now)


async def add_document(
    sessions: Sessions,
    name: str,
    content: bytes,
    *,
    now: datetime,
    by: UUID | None = None,
    shipped: bool = False,
) -> AddedDocument:
    """Add a document from the bytes of a file called `name`; now: aware.

    The same document again gets a new version; the earlier one is kept for the answers that refer
    to it; one that was retired is found again. by: who added it; None: the operator. shipped: it
    comes with the bot, so its name tells which it is, and its reading needs no guard. Raises
    UnreadableFile; then nothing is stored.
    """
    file = await asyncio.to_thread(_read, name, content, shipped)
    try:
        return await _store(sessions, file, by, now)
    except IntegrityError:
        # Another instance added the very first document in the same moment. It has committed
        # now, so its rows are seen and locked this time.
        return await _store(sessions, file, by, now)


async def locked_corpus(session: AsyncSession) -> Corpus:
    """The corpus, which every change of it locks first; so there is one change at a time."""
    corpus = await session.get(Corpus, CORPUS, with_for_update=True)
    if corpus is None:
        corpus = Corpus(id=CORPUS, generation=0)
        session.add(corpus)
        await session.flush()
    return corpus


@dataclass(frozen=True)
class FileRead:
    """A file that was read. name: tidy. digest: of what was read. shipped: it is the bot's own."""

    name: str
    digest: str
    read: ReadDocument
    shipped: bool = False

    @classmethod
    def of(cls, name: str, read: ReadDocument, *, shipped: bool = False) -> Self:
        """What was read of a file with this name."""
        return cls(tidy(name)[:_NAME_LENGTH], read.digest, read, shipped)

    def is_called(self, name: str) -> bool:
        """Whether the file has this name, whatever the case."""
        return self.name.casefold() == name.casefold()


def _read(name: str, content: bytes, shipped: bool) -> FileRead:
    read = read_document_content(name, content) if shipped else read_apart(name, content)
    return FileRead.of(name, read, shipped=shipped)


async def _store(
    sessions: Sessions, file: FileRead, by: UUID | None, now: datetime
) -> AddedDocument:
    async with sessions.write() as session:
        return await store(session, file, by=by, now=now)


async def store(
    session: AsyncSession, file: FileRead, *, by: UUID | None, now: datetime
) -> AddedDocument:
    """Store what was read of a file, as `add_document` does. session: a writing one."""
    corpus = await locked_corpus(session)
    current = await earlier_version(session, file)
    is_same = current is not None and current.digest == file.digest
    document = await session.get_one(Document, current.document_id) if current else None
    # What comes with the bot comes at every start, and is found no more than it was.
    was_retired = document is not None and document.retired_at is not None and not file.shipped
    if current and is_same and not was_retired:
        current.file_name = file.name  # what it is called by now
        return AddedDocument(current.document_id, current.id, file.read, Outcome.UNCHANGED)
    if not document:
        document = Document(id=uuid4(), shipped=file.shipped)
        session.add(document)
    if current:
        current.replaced_at = now
    if was_retired:
        document.retired_at = None
    await session.flush()  # the earlier version makes room before the new one comes
    version_id = await _add_version(session, document.id, file, by, now, was_retired=was_retired)
    corpus.generation += 1
    outcome = Outcome.REPLACED if current and not is_same else Outcome.ADDED
    return AddedDocument(document.id, version_id, file.read, outcome, was_retired)


async def earlier_version(session: AsyncSession, file: FileRead) -> DocumentVersion | None:
    """The current version of the document that the file holds; None when it is a new one."""
    return _earlier(await _current_versions(session, shipped=file.shipped), file)


async def _current_versions(session: AsyncSession, *, shipped: bool) -> Sequence[DocumentVersion]:
    versions = await session.scalars(
        select(DocumentVersion)
        .join(Document)
        .where(
            Document.kind == DocumentKind.DOCUMENT,
            Document.shipped == shipped,
            DocumentVersion.replaced_at.is_(None),
        )
        .order_by(DocumentVersion.added_at.desc())
    )
    return versions.all()


def _earlier(versions: Sequence[DocumentVersion], file: FileRead) -> DocumentVersion | None:
    """The version of the document that the file holds, among the current ones; None: it is new.

    A file's name alone is weak: every case has its "Referat.docx".
    """
    title, case = file.read.title, file.read.case_number
    named = [version for version in versions if file.is_called(version.file_name)]
    if file.shipped:
        return next(iter(named), None)
    same = [version for version in versions if version.digest == file.digest]
    if case:
        same += [one for one in versions if (one.title, one.case_number) == (title, case)]
    same += [version for version in named if version.case_number == case]
    same += [version for version in named if not (version.case_number and case)]
    return next(iter(same), None)


async def _add_version(
    session: AsyncSession,
    document_id: UUID,
    file: FileRead,
    by: UUID | None,
    now: datetime,
    *,
    was_retired: bool,
) -> UUID:
    read = file.read
    version = DocumentVersion(
        id=uuid4(),
        document_id=document_id,
        file_name=file.name,
        digest=file.digest,
        title=read.title,
        case_number=read.case_number,
        when=read.when,
        added_by_id=by,
        added_at=now,
        was_retired=was_retired,
    )
    session.add(version)
    await session.flush()
    rows = [
        {"version_id": version.id, "position": position, **asdict(passage)}
        for position, passage in enumerate(read.passages)
    ]
    # A few at a time: the event loop goes round in between, however long the document is.
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        await session.execute(insert(Passage), rows[start : start + _ROWS_AT_ONCE])
    return version.id
