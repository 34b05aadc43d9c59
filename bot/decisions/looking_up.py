"""Looking decisions up: a page of those that somebody may see, one of them, and its history."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, extract, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.approval import Approval
from bot.database.sessions import Sessions
from bot.decisions import queries, searching, seeing
from bot.decisions.models import DecisionRow, DecisionVersionRow, RecipientRow
from bot.decisions.shelf import Choices, Filters, Page, Version, Which
from bot.decisions.values import PUBLISHED, Decision, Phase
from bot.documents.library import Library
from bot.documents.models import DocumentVersion, Passage
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.sorting import danish_order
from bot.people.values import Person

MOST_CHOICES = 8  # bodies or themes, those of the most decisions
_AT_ONCE = 500  # rows that are loaded together

_NEWEST_FIRST = (
    DecisionRow.decided_on.desc(),
    DecisionRow.published_at.desc(),
    DecisionRow.title,
    DecisionRow.id,
)


async def page(
    sessions: Sessions,
    library: Library,
    filters: Filters,
    *,
    by: Person,
    offset: int,
    limit: int,
    among_others: bool = False,
) -> Page:
    """A page of the decisions that were chosen; the last one where there is none so far on.

    The newest first; of those that are searched for, the closest. among_others: only what may be
    shown in front of others. Raises NotReady when something is searched for.
    """
    async with sessions.read() as session:
        seen = await _seen(session, by, among_others)
        where = and_(seen, await _chosen(session, filters, by))
        if filters.search:
            ids = await searching.search(session, library, filters, where)
        else:
            ids = None
        total = len(ids) if ids is not None else await _number(session, where)
        offset = min(max(offset, 0), max(total - 1, 0) // limit * limit)
        if ids is None:
            rows = await _newest(session, where, offset=offset, limit=limit)
        else:
            rows = await _rows(session, ids[offset : offset + limit])
        return Page(
            tuple(await _as_seen(session, rows, seen)),
            offset,
            total,
            await _choices(session, seen),
        )


async def all_of(
    sessions: Sessions, library: Library, filters: Filters, *, by: Person, limit: int
) -> tuple[list[Decision], int]:
    """The decisions that were chosen, in the same order, at most so many; and how many there are.

    Raises NotReady when something is searched for.
    """
    async with sessions.read() as session:
        seen = await _seen(session, by, False)
        where = and_(seen, await _chosen(session, filters, by))
        if filters.search:
            ids: Sequence[UUID] = await searching.search(session, library, filters, where)
            total = len(ids)
        else:
            total = await _number(session, where)
            found = await session.scalars(
                select(DecisionRow.id).where(where).order_by(*_NEWEST_FIRST).limit(limit)
            )
            ids = found.all()
        decisions: list[Decision] = []
        for start in range(0, min(len(ids), limit), _AT_ONCE):
            rows = await _rows(session, ids[start : min(start + _AT_ONCE, limit)])
            decisions += await _as_seen(session, rows, seen)
        return decisions, total


async def one(
    session: AsyncSession, decision_id: UUID, *, by: Person, among_others: bool = False
) -> Decision:
    """A decision that the person may see; see `seeing.seen_row`. Raises UnknownDecision."""
    row = await seeing.seen_row(session, decision_id, by=by, among_others=among_others)
    [found] = await _as_seen(session, [row], await _seen(session, by, among_others))
    return found


async def history(session: AsyncSession, decision_id: UUID) -> list[Version]:
    """What a decision said from when on, the newest first; whoever asks may see it."""
    found = await session.scalars(
        select(DecisionVersionRow)
        .where(DecisionVersionRow.decision_id == decision_id)
        .order_by(DecisionVersionRow.number.desc())
    )
    rows = found.all()
    approved = await session.execute(
        select(Approval.subject, Approval.approved_by_id)
        .where(
            Approval.subject.in_({row.publication_id for row in rows}),
            Approval.approved_by_id.is_not(None),
        )
        .order_by(Approval.revision)
    )
    approvers = {subject: approver for subject, approver in approved if approver}
    ids = {row.by_id for row in rows} | set(approvers.values())
    known = {
        row.id: people.as_value(row)
        for row in await people.rows(session, people_models.Person.id.in_(ids))
    }
    return [
        Version(
            number=row.number,
            content=queries.content_of(row.content),
            by=known[row.by_id],
            at=row.at,
            approved_by=known[approvers[row.publication_id]]
            if row.publication_id in approvers
            else None,
        )
        for row in rows
    ]


async def number_of_recipients(session: AsyncSession, decision_id: UUID) -> int:
    """How many people a decision concerned when it was published."""
    counting = (
        select(func.count())
        .select_from(RecipientRow)
        .where(RecipientRow.decision_id == decision_id)
    )
    return await session.scalar(counting) or 0


async def concerning(
    session: AsyncSession, person: Person, *, limit: int
) -> tuple[list[Decision], int]:
    """The newest decisions that hold and concern the person, and how many they are."""
    mine = await _chosen(session, Filters(Which.MINE), person)
    where = and_(await seeing.visible(session, person), mine)
    rows = await _newest(session, where, offset=0, limit=limit)
    return await queries.as_values(session, rows), await _number(session, where)


async def of_passages(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, Decision]:
    """The decisions, as they now stand, that these passages were taken from; by the passages' ids.

    Only what was open to everybody became a passage; what isn't any more is left out.
    """
    found = await session.execute(
        select(Passage.id, DecisionRow.id)
        .join(DocumentVersion, DocumentVersion.id == Passage.version_id)
        .join(DecisionRow, DecisionRow.document_id == DocumentVersion.document_id)
        .where(Passage.id.in_(ids), seeing.open_to_everybody())
    )
    owners = dict(found.all())
    rows = await _rows(session, list(set(owners.values())))
    seen = await _as_seen(session, rows, seeing.open_to_everybody())
    decisions = {one.id: one for one in seen}
    return {passage: decisions[owner] for passage, owner in owners.items()}


async def _as_seen(
    session: AsyncSession, rows: Sequence[DecisionRow], seen: ColumnElement[bool]
) -> list[Decision]:
    """The decisions of rows, without naming one before or after them that isn't seen."""
    decisions = await queries.as_values(session, rows)
    named = {ref.id for one in decisions for ref in (one.replaces, one.replaced_by) if ref}
    found = await session.scalars(select(DecisionRow.id).where(DecisionRow.id.in_(named), seen))
    known = set(found)
    return [
        replace(
            one,
            replaces=one.replaces if one.replaces and one.replaces.id in known else None,
            replaced_by=one.replaced_by
            if one.replaced_by and one.replaced_by.id in known
            else None,
        )
        for one in decisions
    ]


async def _seen(session: AsyncSession, by: Person, among_others: bool) -> ColumnElement[bool]:
    return seeing.open_to_everybody() if among_others else await seeing.visible(session, by)


async def _chosen(session: AsyncSession, filters: Filters, by: Person) -> ColumnElement[bool]:
    """Of a decision's row: whether it is one of those that were chosen; what for doesn't count."""
    ended = [one for one in PUBLISHED if one is not Phase.CURRENT]
    chosen = [
        DecisionRow.phase.in_(ended)
        if filters.which is Which.ENDED
        else DecisionRow.phase == Phase.CURRENT
    ]
    if filters.which is Which.MINE:
        chosen.append(await seeing.concerned(session, by))
    if filters.body:
        chosen.append(DecisionRow.body == filters.body)
    if filters.theme:
        chosen.append(DecisionRow.theme == filters.theme)
    if filters.year:
        first, after = date(filters.year, 1, 1), date(filters.year + 1, 1, 1)
        chosen += [DecisionRow.decided_on >= first, DecisionRow.decided_on < after]
    return and_(*chosen)


async def _choices(session: AsyncSession, seen: ColumnElement[bool]) -> Choices:
    years = await session.scalars(
        select(extract("year", DecisionRow.decided_on))
        .where(seen, DecisionRow.decided_on.is_not(None))
        .distinct()
    )
    return Choices(
        bodies=await _named(session, DecisionRow.body, seen),
        themes=await _named(session, DecisionRow.theme, seen),
        years=tuple(sorted({int(one) for one in years}, reverse=True)[:MOST_CHOICES]),
    )


async def _named(
    session: AsyncSession, column: InstrumentedAttribute[str], seen: ColumnElement[bool]
) -> tuple[str, ...]:
    found = await session.scalars(
        select(column)
        .where(seen, column != "")
        .group_by(column)
        .order_by(func.count().desc(), column)
        .limit(MOST_CHOICES)
    )
    return tuple(sorted(found, key=danish_order))


async def _number(session: AsyncSession, where: ColumnElement[bool]) -> int:
    counting = select(func.count()).select_from(DecisionRow).where(where)
    return await session.scalar(counting) or 0


async def _newest(
    session: AsyncSession, where: ColumnElement[bool], *, offset: int, limit: int
) -> list[DecisionRow]:
    rows = await session.scalars(
        select(DecisionRow).where(where).order_by(*_NEWEST_FIRST).offset(offset).limit(limit)
    )
    return list(rows)


async def _rows(session: AsyncSession, ids: Sequence[UUID]) -> list[DecisionRow]:
    """The rows with these ids, in their order."""
    found = await session.scalars(select(DecisionRow).where(DecisionRow.id.in_(ids)))
    by_id = {row.id: row for row in found}
    return [by_id[one] for one in ids]
