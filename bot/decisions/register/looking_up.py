"""Looking decisions up: a page of those that somebody may see, one of them, and its history."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, extract, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval import Approval
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.models import (
    DecisionRow,
    DecisionVersionRow,
    PublicationRow,
    RecipientRow,
)
from bot.decisions.register import searching, seeing
from bot.decisions.register.shelf import Choices, Filters, Page, Version, Which
from bot.decisions.values import ENDED, Decision, Phase
from bot.documents.library import Library
from bot.documents.models import DocumentVersion, Passage
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.sorting import danish_order
from bot.people.values import Person, Role

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
            tuple(await seeing.as_seen(session, rows, None if among_others else by)),
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
            decisions += await seeing.as_seen(session, rows, by)
        return decisions, total


async def one(
    session: AsyncSession, decision_id: UUID, *, by: Person, among_others: bool = False
) -> Decision:
    """A decision that the person may see; see `seeing.seen_row`. Raises UnknownDecision."""
    row = await seeing.seen_row(session, decision_id, by=by, among_others=among_others)
    [found] = await seeing.as_seen(session, [row], None if among_others else by)
    return found


async def history(
    session: AsyncSession, decision_id: UUID, *, by: Person, among_others: bool = False
) -> list[Version]:
    """What a decision, which the person may see, said from when on; the newest first.

    Only the directorate still sees what was recalled; what it said while it wasn't open to
    everybody, only those whom it concerns. among_others: see `page`.
    """
    found = await session.scalars(
        select(DecisionVersionRow)
        .join(DecisionRow, DecisionRow.id == DecisionVersionRow.decision_id)
        .where(
            DecisionVersionRow.decision_id == decision_id,
            await _version_seen(session, by, among_others),
        )
        .order_by(DecisionVersionRow.number.desc())
    )
    rows = found.all()
    approved = await session.execute(
        select(Approval.subject, Approval.approved_by_id)
        .join(  # a yes to an earlier revision is none to this
            PublicationRow,
            and_(
                PublicationRow.id == Approval.subject,
                PublicationRow.revision == Approval.revision,
            ),
        )
        .where(
            Approval.subject.in_({row.publication_id for row in rows}),
            Approval.approved_by_id.is_not(None),
        )
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
    seen = await seeing.as_seen(session, rows, None)
    decisions = {one.id: one for one in seen}
    return {passage: decisions[owner] for passage, owner in owners.items()}


async def _seen(session: AsyncSession, by: Person, among_others: bool) -> ColumnElement[bool]:
    return seeing.open_to_everybody() if among_others else await seeing.visible(session, by)


async def _version_seen(
    session: AsyncSession, by: Person, among_others: bool
) -> ColumnElement[bool]:
    """Of a version and its decision, which is seen: whether that version is seen, too."""
    if by.may(Role.DIRECTORATE) and not among_others:
        return true()
    # What was recalled is older than what is published now.
    not_recalled = DecisionVersionRow.at >= DecisionRow.published_at
    was_open = DecisionVersionRow.content["open_to_all"].as_boolean()
    if among_others:
        return and_(not_recalled, was_open)
    return and_(not_recalled, or_(was_open, await seeing.concerned(session, by)))


async def _chosen(session: AsyncSession, filters: Filters, by: Person) -> ColumnElement[bool]:
    """Of a decision's row: whether it is one of those that were chosen; what for doesn't count."""
    chosen = [
        DecisionRow.phase.in_(ENDED)
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
    """What there is to choose among; all of it counted in one look at the table."""
    year = extract("year", DecisionRow.decided_on)
    found = await session.execute(
        select(DecisionRow.body, DecisionRow.theme, year, func.count())
        .where(seen)
        .group_by(DecisionRow.body, DecisionRow.theme, year)
    )
    bodies, themes, years = Counter[str](), Counter[str](), set[int]()
    for body, theme, its_year, number in found:
        bodies[body] += number
        themes[theme] += number
        years |= {int(its_year)} if its_year else set()
    newest = sorted(years, reverse=True)[:MOST_CHOICES]
    return Choices(_most_common(bodies), _most_common(themes), tuple(newest))


def _most_common(counted: Counter[str]) -> tuple[str, ...]:
    """Those of the most decisions, as Danes sort."""
    del counted[""]
    return tuple(sorted((one for one, _n in counted.most_common(MOST_CHOICES)), key=danish_order))


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
