"""What is known of documents and their passages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.documents import values
from bot.documents.models import Corpus, Document, DocumentVersion, Passage
from bot.documents.values import DocumentKind, KeptDocument, UnknownDocument
from bot.people import models as people

_AT_ONCE = 200

_Columns = tuple[UUID, str, str, str, str | None, date | None, bool, list[str], DocumentKind]
_KeptColumns = tuple[UUID, str, str | None, date | None, int, datetime, str, bool, datetime | None]


@dataclass(frozen=True)
class ListedDocument:
    """A document that people can get answers from. passages: their number. when: its own date."""

    id: UUID
    title: str
    file_name: str
    case_number: str | None
    when: date | None
    passages: int
    added_at: datetime


async def generation(session: AsyncSession) -> int:
    """The number that rises with every change of what can be found; 0 before the first."""
    return await session.scalar(select(Corpus.generation)) or 0


async def next_change(session: AsyncSession, today: date) -> date | None:
    """The first day after today on which time alone changes what can be found."""
    version = DocumentVersion
    begins = await session.scalar(
        select(func.min(version.valid_from)).where(version.valid_from > today)
    )
    ends = await session.scalar(
        select(func.min(version.valid_until)).where(version.valid_until >= today)
    )
    return min(filter(None, (begins, ends and ends + timedelta(days=1))), default=None)


async def current_passages(session: AsyncSession, today: date) -> tuple[values.Passage, ...]:
    """Every passage that can be found on this day, document by document.

    Read a few at a time, so that the event loop isn't held up by thousands of rows.
    """
    rows = await session.stream(
        _passages()
        .where(
            DocumentVersion.replaced_at.is_(None),
            Document.retired_at.is_(None),
            or_(DocumentVersion.valid_from.is_(None), DocumentVersion.valid_from <= today),
            or_(DocumentVersion.valid_until.is_(None), DocumentVersion.valid_until >= today),
        )
        .order_by(DocumentVersion.file_name, DocumentVersion.id, Passage.position)
        .execution_options(yield_per=_AT_ONCE)
    )
    return tuple([_value(row) async for part in rows.partitions() for row in part])


async def passages_by_id(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, values.Passage]:
    """The passages with these ids, also those of versions that were replaced."""
    rows = await session.execute(_passages().where(Passage.id.in_(list(ids))))
    return {row.id: _value(row) for row in rows}


async def documents(session: AsyncSession) -> tuple[ListedDocument, ...]:
    """The documents that were added and not retired, the latest first."""
    rows = await session.execute(
        select(
            Document.id,
            DocumentVersion.title,
            DocumentVersion.file_name,
            DocumentVersion.case_number,
            DocumentVersion.when,
            func.count(Passage.id).label("passages"),
            DocumentVersion.added_at,
        )
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .join(Passage, Passage.version_id == DocumentVersion.id)
        .where(
            DocumentVersion.replaced_at.is_(None),
            Document.retired_at.is_(None),
            Document.kind == DocumentKind.DOCUMENT,
        )
        .group_by(Document.id, DocumentVersion.id)
        .order_by(DocumentVersion.added_at.desc(), DocumentVersion.title)
    )
    return tuple(ListedDocument(*row) for row in rows)


async def kept(
    session: AsyncSession, *, retired: bool, offset: int, limit: int
) -> list[KeptDocument]:
    """A page of the documents that answers are taken from, or of the retired; the latest first."""
    rows = await session.execute(
        _kept()
        .where(_is_retired(retired), Document.kind == DocumentKind.DOCUMENT)
        .order_by(DocumentVersion.added_at.desc(), DocumentVersion.title, Document.id)
        .offset(offset)
        .limit(limit)
    )
    return [KeptDocument(*row) for row in rows]


async def number_kept(session: AsyncSession, *, retired: bool) -> int:
    """How many documents answers are taken from, or are retired."""
    counting = (
        select(func.count())
        .select_from(Document)
        .where(_is_retired(retired), Document.kind == DocumentKind.DOCUMENT)
    )
    return await session.scalar(counting) or 0


async def kept_document(session: AsyncSession, document_id: UUID) -> KeptDocument:
    """One document, retired or not. Raises UnknownDocument; also for a saved answer."""
    found = await session.execute(
        _kept().where(Document.id == document_id, Document.kind == DocumentKind.DOCUMENT)
    )
    row = found.one_or_none()
    if row is None:
        raise UnknownDocument
    return KeptDocument(*row)


async def passage_ids(session: AsyncSession, document_id: UUID) -> set[UUID]:
    """The passages of a document, in all of its versions."""
    found = await session.scalars(
        select(Passage.id).join(Passage.version).where(DocumentVersion.document_id == document_id)
    )
    return set(found)


def _kept() -> Select[*_KeptColumns]:
    passages = (
        select(func.count(Passage.id))
        .where(Passage.version_id == DocumentVersion.id)
        .scalar_subquery()
    )
    return (
        select(
            Document.id,
            DocumentVersion.title,
            DocumentVersion.case_number,
            DocumentVersion.when,
            passages,
            DocumentVersion.added_at,
            func.coalesce(people.Person.name, ""),
            Document.shipped,
            Document.retired_at,
        )
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .outerjoin(people.Person, people.Person.id == DocumentVersion.added_by_id)
        .where(DocumentVersion.replaced_at.is_(None))
    )


def _is_retired(retired: bool) -> ColumnElement[bool]:
    return Document.retired_at.is_not(None) if retired else Document.retired_at.is_(None)


def _passages() -> Select[*_Columns]:
    return (
        select(
            Passage.id,
            Passage.text,
            Passage.section,
            DocumentVersion.title,
            DocumentVersion.case_number,
            DocumentVersion.when,
            Passage.gap,
            Passage.variants,
            Document.kind,
        )
        .select_from(Passage)
        .join(Passage.version)
        .join(DocumentVersion.document)
    )


def _value(row: Row[*_Columns]) -> values.Passage:
    return values.Passage(
        id=row.id,
        text=row.text,
        section=row.section,
        document=row.title,
        case_number=row.case_number,
        when=row.when,
        gap=row.gap,
        variants=tuple(row.variants),
        kind=DocumentKind(row.kind),
    )
