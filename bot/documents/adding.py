"""Adding a document, or a new version of one, to what people get answers from."""

import asyncio
import hashlib
import unicodedata
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.documents.models import Corpus, Document, DocumentVersion, Passage
from bot.documents.reading import ReadDocument, read_document_content
from bot.files.reading import load

CORPUS = 1  # the id of its only row
SHIPPED = "programme/"  # before the keys of documents that come with the bot
_NAME_LENGTH = 300
_ROWS_AT_ONCE = 200


class Outcome(StrEnum):
    """What adding a document did."""

    ADDED = "added"
    REPLACED = "replaced"  # an earlier version of it
    UNCHANGED = "unchanged"  # it was there already, word for word


@dataclass(frozen=True)
class AddedDocument:
    """A document as it can now be found."""

    id: UUID
    read: ReadDocument
    outcome: Outcome


async def add_file(sessions: Sessions, path: Path, *, now: datetime) -> AddedDocument:
    """Add a document from a file. Raises UnreadableFile; OSError when there is no such file."""
    return await add_document(sessions, path.name, await asyncio.to_thread(load, path), now=now)


async def add_document(
    sessions: Sessions, name: str, content: bytes, *, now: datetime, shipped: bool = False
) -> AddedDocument:
    """Add a document from the bytes of a file called `name`; now: aware.

    A document of the same file name, or of the same title and case number, gets a new version;
    the earlier one is kept for the answers that refer to it. Raises UnreadableFile; then nothing
    is stored.
    """
    file = await asyncio.to_thread(_read, name, content, shipped)
    try:
        return await _store(sessions, file, now)
    except IntegrityError:
        # Another instance added the very first document in the same moment. It has committed
        # now, so its rows are seen and locked this time.
        return await _store(sessions, file, now)


async def locked_corpus(session: AsyncSession) -> Corpus:
    """The corpus, which every change of it locks first; so there is one change at a time."""
    corpus = await session.get(Corpus, CORPUS, with_for_update=True)
    if corpus is None:
        corpus = Corpus(id=CORPUS, generation=0)
        session.add(corpus)
        await session.flush()
    return corpus


@dataclass(frozen=True)
class _File:
    name: str
    digest: str
    read: ReadDocument
    shipped: bool

    @property
    def key(self) -> str:
        folded = " ".join(unicodedata.normalize("NFC", self.name).casefold().split())
        return f"{SHIPPED if self.shipped else ''}{folded.replace('/', ' ')}"[:_NAME_LENGTH]


def _read(name: str, content: bytes, shipped: bool) -> _File:
    digest = hashlib.sha256(content).hexdigest()
    return _File(name[:_NAME_LENGTH], digest, read_document_content(name, content), shipped)


async def _store(sessions: Sessions, file: _File, now: datetime) -> AddedDocument:
    async with sessions.write() as session:
        corpus = await locked_corpus(session)
        document = await _document(session, file)
        current = None
        if document is None:
            document = Document(id=uuid4(), key=file.key)
            session.add(document)
        else:
            current = await _current_version(session, document.id)
        if current and current.digest == file.digest:
            return AddedDocument(document.id, file.read, Outcome.UNCHANGED)
        if current:
            current.replaced_at = now
        await session.flush()  # the earlier version makes room before the new one comes
        await _add_version(session, document.id, file, now)
        corpus.generation += 1
        outcome = Outcome.REPLACED if current else Outcome.ADDED
        return AddedDocument(document.id, file.read, outcome)


async def _document(session: AsyncSession, file: _File) -> Document | None:
    """The document that the file is a version of."""
    document = await session.scalar(select(Document).where(Document.key == file.key))
    if document or file.shipped:
        return document
    same = DocumentVersion.digest == file.digest
    if file.read.case_number:
        same |= (DocumentVersion.title == file.read.title) & (
            DocumentVersion.case_number == file.read.case_number
        )
    return await session.scalar(
        select(Document)
        .join(DocumentVersion)
        .where(same, DocumentVersion.replaced_at.is_(None), ~Document.key.startswith(SHIPPED))
        .limit(1)
    )


async def _current_version(session: AsyncSession, document_id: UUID) -> DocumentVersion | None:
    return await session.scalar(
        select(DocumentVersion).where(
            DocumentVersion.document_id == document_id, DocumentVersion.replaced_at.is_(None)
        )
    )


async def _add_version(
    session: AsyncSession, document_id: UUID, file: _File, now: datetime
) -> None:
    read = file.read
    version = DocumentVersion(
        id=uuid4(),
        document_id=document_id,
        file_name=file.name,
        digest=file.digest,
        title=read.title,
        case_number=read.case_number,
        when=read.when,
        added_at=now,
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
