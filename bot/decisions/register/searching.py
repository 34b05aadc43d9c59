"""Finding the decisions that are about something: the search that questions are answered by.

What holds and is open to everybody is in that search already. What isn't stands there for nobody,
as it would be an answer to all; so it is searched for each person by itself, together with what was
found, so that one order is made of both.
"""

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import queries
from bot.decisions.models import DecisionRow, DecisionVersionRow
from bot.decisions.register import remembering
from bot.decisions.register.shelf import Filters, Which
from bot.decisions.values import Content, Phase
from bot.documents.library import Library
from bot.documents.models import DocumentVersion, Passage
from bot.documents.search import Index
from bot.documents.values import DocumentKind, Hit
from bot.documents.values import Passage as PassageValue

MOST = 100  # passages that are found
MOST_APART = 300  # decisions that are searched by themselves, the newest

_IN_LIBRARY = and_(DecisionRow.phase == Phase.CURRENT, DecisionRow.open_to_all)


async def search(
    session: AsyncSession, library: Library, filters: Filters, where: ColumnElement[bool]
) -> list[UUID]:
    """The ids of those decisions that are about what is searched for, the closest first.

    where: of a decision's row, whether the person may see it and it was chosen. Raises NotReady.
    """
    hits: Sequence[Hit] = ()
    if filters.which is not Which.ENDED:
        is_all = filters.which is Which.CURRENT and not filters.narrow
        among = None if is_all else await _passages(session, where)
        hits = await asyncio.to_thread(
            library.search, filters.search, DocumentKind.DECISION, among=among, most=MOST
        )
    owners = await _owners(session, [hit.passage.id for hit in hits], where)
    apart = await _apart(session, where)
    if not apart:
        found = [hit.passage.id for hit in hits]
    else:
        known = [hit.passage for hit in hits if hit.passage.id in owners]
        passages, theirs = _as_passages(apart)
        owners |= theirs
        found = await asyncio.to_thread(_search, [*known, *passages], filters.search)
    return list(dict.fromkeys(owners[one] for one in found if one in owners))


def _search(passages: Sequence[PassageValue], text: str) -> list[UUID]:
    index = Index.build(passages)
    return [hit.passage.id for hit in index.search(text, DocumentKind.DECISION, most=len(passages))]


async def _passages(session: AsyncSession, where: ColumnElement[bool]) -> set[UUID]:
    """The passages of those decisions that are in the search."""
    found = await session.scalars(
        select(Passage.id)
        .join(DocumentVersion, DocumentVersion.id == Passage.version_id)
        .join(DecisionRow, DecisionRow.document_id == DocumentVersion.document_id)
        .where(DocumentVersion.replaced_at.is_(None), _IN_LIBRARY, where)
    )
    return set(found)


async def _owners(
    session: AsyncSession, passages: Sequence[UUID], where: ColumnElement[bool]
) -> dict[UUID, UUID]:
    """The decision of each passage, as far as it still holds and is one that was chosen."""
    found = await session.execute(
        select(Passage.id, DecisionRow.id)
        .join(DocumentVersion, DocumentVersion.id == Passage.version_id)
        .join(DecisionRow, DecisionRow.document_id == DocumentVersion.document_id)
        .where(Passage.id.in_(passages), _IN_LIBRARY, where)
    )
    return dict(found.all())


async def _apart(session: AsyncSession, where: ColumnElement[bool]) -> list[tuple[UUID, Content]]:
    """What was chosen and isn't in the search, as people see it."""
    found = await session.execute(
        select(DecisionRow.id, DecisionVersionRow.content)
        .join(
            DecisionVersionRow,
            and_(
                DecisionVersionRow.decision_id == DecisionRow.id,
                DecisionVersionRow.number == DecisionRow.published,
            ),
        )
        .where(where, not_(_IN_LIBRARY))
        .order_by(DecisionRow.decided_on.desc(), DecisionRow.id)
        .limit(MOST_APART)
    )
    return [(decision_id, queries.content_of(content)) for decision_id, content in found]


def _as_passages(
    decisions: Sequence[tuple[UUID, Content]],
) -> tuple[list[PassageValue], dict[UUID, UUID]]:
    """Decisions as the search has them, and the decision of each passage."""
    passages: list[PassageValue] = []
    owners: dict[UUID, UUID] = {}
    for decision_id, content in decisions:
        quotable = remembering.quotable(content)
        for piece in quotable.pieces:
            passage = PassageValue(
                id=uuid4(),
                text=piece.text,
                section=piece.section,
                document=quotable.title,
                case_number=quotable.case_number,
                when=quotable.when,
                kind=quotable.kind,
            )
            passages.append(passage)
            owners[passage.id] = decision_id
    return passages, owners
