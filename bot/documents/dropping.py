"""Documents that are dropped into the chat: read and shown, then added or not, and taken back."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, received_files
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.documents.adding import (
    AddedDocument,
    FileRead,
    Outcome,
    earlier_version,
    locked_corpus,
    store,
)
from bot.documents.apart import read_apart
from bot.documents.models import Document, DocumentVersion
from bot.documents.publishing import retire
from bot.documents.reading import ReadDocument
from bot.messages import Refusal
from bot.people.values import Person, Role
from bot.received_files import ReceivedFile, made_of

_READ = TypeAdapter(ReadDocument)
_ADD, _RESTORE = "documents.add", "documents.restore"


@dataclass(frozen=True)
class FoundDocument:
    """What a dropped file holds, and what adding it would do.

    replaces: the title of what it takes the place of, and since when that counts.
    """

    file_id: UUID
    file_name: str
    read: ReadDocument
    outcome: Outcome
    replaces: tuple[str, datetime] | None


class DocumentHoldsCprNumber(Refusal):
    """A file seems to hold a CPR number. name: of the file. section: below which heading.

    The section is "" when it isn't known, or holds the number itself.
    """

    def __init__(self, name: str, section: str) -> None:
        super().__init__()
        self.name = name
        self.section = section


class NotTheNewest(Refusal):
    """What was added can't be taken back any more: it was, or a newer version came."""


async def look_into(
    sessions: Sessions, file: ReceivedFile, *, by: Person, now: datetime
) -> FoundDocument:
    """Read a file that is kept, and tell what adding it would do.

    What was read is kept beside it, so that the yes is to what was shown, and quick. Raises
    UnreadableFile, DocumentHoldsCprNumber. Takes up to half a minute.
    """
    by.require(Role.DIRECTORATE)
    read = await asyncio.to_thread(read_apart, file.name, file.content)
    _refuse_cpr_numbers(file.name, read)
    async with sessions.write() as session:
        await received_files.keep(
            session, file.name, read.as_json(), of=by.id, turn_key=made_of(file.id), now=now
        )
        return await _found(session, file.id, file.name, read)


async def look_again(sessions: Sessions, file_id: UUID, *, by: Person) -> FoundDocument:
    """What was read of a file, and what adding it would do now. Raises FileGone."""
    by.require(Role.DIRECTORATE)
    async with sessions.read() as session:
        kept = await received_files.kept_under(session, made_of(file_id), of=by.id)
        return await _found(session, file_id, kept.name, _READ.validate_json(kept.content))


async def add_dropped(
    sessions: Sessions, file_id: UUID, *, by: Person, now: datetime
) -> AddedDocument:
    """Add what was read of a file, and keep the file no longer. Raises FileGone."""
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        reading = await received_files.kept_under(session, made_of(file_id), of=by.id)
        read = _READ.validate_json(reading.content)
        await received_files.forget(session, file_id, of=by.id)  # of two presses the first does
        added = await store(session, FileRead.of(reading.name, read), by=by.id, now=now)
        # What was retired is taken in use with it.
        for act in (_ADD, _RESTORE) if added.was_retired else (_ADD,):
            await audit.record(
                session, actor=by, act=act, subject=added.id, about=read.title, now=now
            )
        return added


async def take_back(
    sessions: Sessions, document_id: UUID, version_id: UUID, *, by: Person, now: datetime
) -> str | None:
    """Undo that a version was added: what it replaced counts again, else it is found no more.

    What was retired before is retired again, with the version that it then had. Returns the title
    of what counts again. Raises NotTheNewest.
    """
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        corpus = await locked_corpus(session)
        version = await session.get(DocumentVersion, version_id)
        document = await session.get(Document, document_id)
        if not version or version.replaced_at or not document or document.retired_at:
            raise NotTheNewest
        earlier = await session.scalar(
            select(DocumentVersion).where(
                DocumentVersion.document_id == document_id,
                DocumentVersion.replaced_at == version.added_at,
            )
        )
        if earlier:
            version.replaced_at = now
            await session.flush()  # it makes room before the earlier one comes back
            earlier.replaced_at = None
            corpus.generation += 1
        is_retired = earlier is None or version.was_retired
        if is_retired:
            await retire(session, document_id, now=now)
        await audit.record(
            session,
            actor=by,
            act="documents.take_back",
            subject=document_id,
            about=version.title,
            now=now,
        )
        return earlier.title if earlier and not is_retired else None


def _refuse_cpr_numbers(name: str, read: ReadDocument) -> None:
    if holds_cpr_number(read.title):
        raise DocumentHoldsCprNumber(name, "")
    for passage in read.passages:
        if holds_cpr_number(passage.section):
            raise DocumentHoldsCprNumber(name, "")
        if holds_cpr_number(passage.text):
            raise DocumentHoldsCprNumber(name, passage.section)


async def _found(
    session: AsyncSession, file_id: UUID, name: str, read: ReadDocument
) -> FoundDocument:
    file = FileRead.of(name, read)
    earlier = await earlier_version(session, file)
    if earlier is None:
        return FoundDocument(file_id, name, read, Outcome.ADDED, None)
    document = await session.get_one(Document, earlier.document_id)
    if earlier.digest == file.digest:
        outcome = Outcome.ADDED if document.retired_at else Outcome.UNCHANGED
        return FoundDocument(file_id, name, read, outcome, None)
    replaces = (earlier.title, earlier.added_at)
    return FoundDocument(file_id, name, read, Outcome.REPLACED, replaces)
