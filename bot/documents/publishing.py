"""Making something that isn't a file an answer, and taking answers out of what can be found."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.documents.adding import locked_corpus
from bot.documents.models import Document, DocumentVersion, Passage
from bot.documents.values import DocumentKind


@dataclass(frozen=True)
class Piece:
    """A passage of what can be quoted. section: what it is about. variants: what it answers."""

    section: str
    text: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quotable:
    """A text that answers questions by itself, as a document of one passage.

    title: what is named as the source. section: what it is about. variants: questions that it
    answers. valid_from, valid_until: the first and the last day on which it is given. further: what
    else it says, each a passage of its own.
    """

    kind: DocumentKind
    title: str
    section: str
    text: str
    variants: tuple[str, ...] = ()
    case_number: str | None = None
    when: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    further: tuple[Piece, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All that it says, in its order."""
        return (Piece(self.section, self.text, self.variants), *self.further)


async def publish(
    session: AsyncSession,
    quotable: Quotable,
    *,
    document_id: UUID | None,
    by: UUID,
    now: datetime,
) -> UUID:
    """Let it be found, in the place of what `document_id` was before; the document's id.

    session: a writing one. document_id: None for something new. What was retired is found again.
    """
    corpus = await locked_corpus(session)
    if document_id is None:
        document_id = uuid4()
        session.add(Document(id=document_id, kind=quotable.kind, shipped=False))
    else:
        document = await session.get_one(Document, document_id)
        document.retired_at = None
        await _replace(session, document_id, now)
    await session.flush()
    version = DocumentVersion(
        id=uuid4(),
        document_id=document_id,
        file_name="",
        digest=_digest(quotable),
        title=quotable.title,
        case_number=quotable.case_number,
        when=quotable.when,
        valid_from=quotable.valid_from,
        valid_until=quotable.valid_until,
        added_by_id=by,
        added_at=now,
    )
    session.add(version)
    await session.flush()
    session.add_all(
        Passage(
            version_id=version.id,
            position=position,
            section=piece.section,
            text=piece.text,
            gap=False,
            variants=list(piece.variants),
        )
        for position, piece in enumerate(quotable.pieces)
    )
    corpus.generation += 1
    await session.flush()
    return document_id


async def retire(session: AsyncSession, document_id: UUID, *, now: datetime) -> bool:
    """Let it be found no more; whether it was until now. Its passages stay for given answers.

    session: a writing one. Raises LookupError when there is no such document.
    """
    corpus = await locked_corpus(session)
    document = await _document(session, document_id)
    if document.retired_at:
        return False
    document.retired_at = now
    corpus.generation += 1
    await session.flush()
    return True


async def restore(session: AsyncSession, document_id: UUID) -> bool:
    """Let what was retired be found again; whether it wasn't until now.

    session: a writing one. Raises LookupError when there is no such document.
    """
    corpus = await locked_corpus(session)
    document = await _document(session, document_id)
    if not document.retired_at:
        return False
    document.retired_at = None
    corpus.generation += 1
    await session.flush()
    return True


def _digest(quotable: Quotable) -> str:
    said = "\n".join(piece.text for piece in quotable.pieces)
    return hashlib.sha256(said.encode()).hexdigest()


async def _document(session: AsyncSession, document_id: UUID) -> Document:
    document = await session.get(Document, document_id)
    if not document:
        raise LookupError(document_id)
    return document


async def _replace(session: AsyncSession, document_id: UUID, now: datetime) -> None:
    current = await session.scalar(
        select(DocumentVersion).where(
            DocumentVersion.document_id == document_id, DocumentVersion.replaced_at.is_(None)
        )
    )
    if current:
        current.replaced_at = now
