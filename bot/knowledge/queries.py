"""What is known of saved answers. today: in Copenhagen."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.documents.models import DocumentVersion
from bot.documents.search.words import words
from bot.knowledge.content import content_of
from bot.knowledge.models import KnowledgeRow, KnowledgeVersionRow
from bot.knowledge.values import (
    Content,
    Knowledge,
    Phase,
    UnknownKnowledge,
    Version,
    Which,
)
from bot.people import models as people
from bot.people.queries import as_value as person_of
from bot.people.queries import rows as rows_of_people
from bot.people.values import Person, Role


async def knowledge(session: AsyncSession, knowledge_id: UUID) -> Knowledge:
    """One saved answer as it now stands. Raises UnknownKnowledge."""
    row = await session.get(KnowledgeRow, knowledge_id)
    if not row:
        raise UnknownKnowledge
    return await as_value(session, row)


async def row_for_update(session: AsyncSession, knowledge_id: UUID) -> KnowledgeRow:
    """The row, locked until the transaction ends. Raises UnknownKnowledge."""
    row = await session.get(
        KnowledgeRow, knowledge_id, with_for_update=True, populate_existing=True
    )
    if not row:
        raise UnknownKnowledge
    return row


async def as_value(session: AsyncSession, row: KnowledgeRow) -> Knowledge:
    """The saved answer of a row."""
    [value] = await all_as_values(session, [row])
    return value


async def all_as_values(session: AsyncSession, rows: Sequence[KnowledgeRow]) -> list[Knowledge]:
    """The saved answers of rows, in their order."""
    await session.flush()
    known = await _people(
        session, [id_ for row in rows for id_ in (row.owner_id, row.changed_by_id)]
    )
    return [
        Knowledge(
            id=row.id,
            phase=Phase(row.phase),
            content=content_of(row.content),
            owner=known[row.owner_id] if row.owner_id else None,
            review_on=row.review_on,
            inquiry_id=row.inquiry_id,
            revision=row.revision,
            changed_by=known[row.changed_by_id],
            changed_at=row.changed_at,
        )
        for row in rows
    ]


async def listed(
    session: AsyncSession, which: Which, *, today: date, search: str = ""
) -> list[Knowledge]:
    """The saved answers of this kind: what is to be looked at again on top, else the newest.

    search: words that all stand in the question, a variant, the answer or the source. All of them
    are read, as a directorate has some hundreds.
    """
    phase = {Which.DRAFTS: Phase.DRAFT, Which.RETIRED: Phase.RETIRED}.get(which, Phase.CURRENT)
    found = [one for one in await in_phases(session, phase) if _holds(one.content, search)]
    if which in (Which.GIVEN, Which.EXPIRED):
        found = [one for one in found if one.has_expired(today) == (which is Which.EXPIRED)]
    return sorted(found, key=lambda one: not one.is_due(today))


async def in_phases(session: AsyncSession, *phases: Phase) -> list[Knowledge]:
    """All saved answers that stand so, the last changed first."""
    rows = await session.scalars(
        select(KnowledgeRow)
        .where(KnowledgeRow.phase.in_(phases))
        .order_by(KnowledgeRow.changed_at.desc(), KnowledgeRow.id)
    )
    return await all_as_values(session, rows.all())


async def due(session: AsyncSession, person_id: UUID, *, today: date) -> list[Knowledge]:
    """What this director is to look at again, the longest due first.

    Also what nobody of the present directorate owns.
    """
    found = [
        one
        for one in await in_phases(session, Phase.CURRENT)
        if one.is_due(today) and (not is_owned(one) or one.written.owner_id == person_id)
    ]
    return sorted(found, key=lambda one: one.review_on or today)


def is_owned(one: Knowledge) -> bool:
    """Whether its owner is one of the present directorate."""
    return one.owner is not None and one.owner.may(Role.DIRECTORATE)


async def history(session: AsyncSession, knowledge_id: UUID) -> list[Version]:
    """What it said, and whether it was given, from when on; the newest first."""
    found = await session.scalars(
        select(KnowledgeVersionRow)
        .where(KnowledgeVersionRow.knowledge_id == knowledge_id)
        .order_by(KnowledgeVersionRow.revision.desc())
    )
    rows = found.all()
    known = await _people(session, [row.by_id for row in rows])
    return [
        Version(
            revision=row.revision,
            phase=Phase(row.phase),
            content=content_of(row.content),
            by=known[row.by_id],
            at=row.at,
        )
        for row in rows
    ]


async def said_on(session: AsyncSession, knowledge_id: UUID) -> date | None:
    """The date that is shown with the answer; None before it was ever published."""
    return await session.scalar(
        select(DocumentVersion.when)
        .join(KnowledgeRow, KnowledgeRow.document_id == DocumentVersion.document_id)
        .where(KnowledgeRow.id == knowledge_id, DocumentVersion.replaced_at.is_(None))
    )


async def same_question(
    session: AsyncSession, content: Content, *, besides: UUID, today: date
) -> Knowledge | None:
    """Another answer that is given and that answers one of the same questions, word for word."""
    asked = _asked(content)
    given = await listed(session, Which.GIVEN, today=today)
    return next((one for one in given if one.id != besides and asked & _asked(one.content)), None)


async def nearest(
    session: AsyncSession, content: Content, *, besides: UUID, limit: int
) -> list[Knowledge]:
    """The other current answers, those whose question is most like this one first."""
    others = [one for one in await in_phases(session, Phase.CURRENT) if one.id != besides]

    def likeness(one: Knowledge) -> float:
        return fuzz.token_set_ratio(one.content.question.casefold(), content.question.casefold())

    return sorted(others, key=likeness, reverse=True)[:limit]


def _asked(content: Content) -> set[tuple[str, ...]]:
    return {tuple(words(text)) for text in (content.question, *content.variants)}


def _holds(content: Content, search: str) -> bool:
    texts = (content.question, *content.variants, content.answer, content.source)
    text = "\n".join(texts).casefold()
    return all(word in text for word in search.casefold().split())


async def _people(session: AsyncSession, ids: Iterable[UUID | None]) -> dict[UUID, Person]:
    wanted = {one for one in ids if one}
    found = await rows_of_people(session, people.Person.id.in_(wanted)) if wanted else []
    return {row.id: person_of(row) for row in found}
