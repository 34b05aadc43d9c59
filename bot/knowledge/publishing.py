"""Giving a saved answer to whoever asks: publishing, changing, replacing, and taking it out.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed,
UnknownKnowledge or, where it stands elsewhere, KnowledgeElsewhere.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.database.sessions import Sessions
from bot.documents import publishing
from bot.documents.publishing import Quotable
from bot.documents.values import DocumentKind
from bot.knowledge import queries, reviewing
from bot.knowledge.content import content_of, refuse_cpr_numbers
from bot.knowledge.drafting import (
    a_year_after,
    change,
    changeable,
    checked,
    fill,
    record,
    require_revision,
)
from bot.knowledge.models import KnowledgeRow, KnowledgeVersionRow
from bot.knowledge.values import Content, Knowledge, Phase, Written
from bot.people.values import Person


async def publish(
    sessions: Sessions,
    knowledge_id: UUID,
    *,
    revision: int,
    by: Person,
    now: datetime,
    instead_of: UUID | None = None,
) -> Knowledge:
    """Give a draft's answer from now on. instead_of: a current one, which is given no more.

    revision: the one that was shown to who says so. Raises ChangedKnowledge, or FaultyKnowledge
    for what was right when it was saved and isn't now.
    """
    async with sessions.write() as session:
        # The one with the lower id first, so that no two transactions wait for each other.
        for row_id in sorted(filter(None, (knowledge_id, instead_of))):
            await queries.row_for_update(session, row_id)
        row = await changeable(session, knowledge_id, Phase.DRAFT, by=by)
        await require_revision(session, row, revision)
        await checked(session, (await queries.as_value(session, row)).written, now=now)
        if instead_of:
            await _take_out(session, instead_of, by=by, now=now)
        change(row, by=by, now=now)
        await give(session, row, by=by, now=now)
        await reviewing.show_anew(session, now=now)
        await record(session, row, "knowledge.publish", by=by, now=now)
        return await queries.as_value(session, row)


async def save_current(
    sessions: Sessions,
    knowledge_id: UUID,
    written: Written,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Knowledge:
    """Change what is given; the earlier version stays in the history.

    revision: the one that was shown to who writes. Raises FaultyKnowledge or ChangedKnowledge;
    then nothing is stored.
    """
    refuse_cpr_numbers(written)
    async with sessions.write() as session:
        row = await changeable(session, knowledge_id, Phase.CURRENT, by=by)
        await require_revision(session, row, revision)
        written = await checked(session, written, now=now)
        if fill(row, written, by=by, now=now):
            await give(session, row, by=by, now=now)
            await reviewing.show_anew(session, now=now)
            await record(session, row, "knowledge.change", by=by, now=now)
        return await queries.as_value(session, row)


async def still_holds(
    sessions: Sessions, knowledge_id: UUID, *, revision: int, by: Person, now: datetime
) -> Knowledge:
    """Note that it was looked at and is right; it is looked at again in a year.

    Raises ChangedKnowledge.
    """
    async with sessions.write() as session:
        row = await changeable(session, knowledge_id, Phase.CURRENT, by=by)
        await require_revision(session, row, revision)
        change(row, by=by, now=now)
        row.review_on = a_year_after(in_copenhagen(now).date())
        await reviewing.plan(session, row, now=now)
        await reviewing.show_anew(session, now=now)
        await record(session, row, "knowledge.review", by=by, now=now)
        return await queries.as_value(session, row)


async def retire(sessions: Sessions, knowledge_id: UUID, *, by: Person, now: datetime) -> Knowledge:
    """Give it no more; it can be taken back. Once more changes nothing."""
    async with sessions.write() as session:
        row = await changeable(session, knowledge_id, Phase.CURRENT, Phase.RETIRED, by=by)
        if row.phase == Phase.CURRENT:
            await _take_out(session, knowledge_id, by=by, now=now)
        return await queries.as_value(session, row)


async def restore(
    sessions: Sessions, knowledge_id: UUID, *, by: Person, now: datetime
) -> Knowledge:
    """Give again what was taken out. Once more changes nothing."""
    async with sessions.write() as session:
        row = await changeable(session, knowledge_id, Phase.CURRENT, Phase.RETIRED, by=by)
        if row.phase == Phase.RETIRED and row.document_id:
            change(row, by=by, now=now)
            row.phase = Phase.CURRENT
            await publishing.restore(session, row.document_id)
            await _note_version(session, row)
            await reviewing.plan(session, row, now=now)
            await reviewing.show_anew(session, now=now)
            await record(session, row, "knowledge.restore", by=by, now=now)
        return await queries.as_value(session, row)


async def give(session: AsyncSession, row: KnowledgeRow, *, by: Person, now: datetime) -> None:
    """Let what the row says be found from now on. session: a writing one."""
    content = content_of(row.content)
    today = in_copenhagen(now).date()
    when = await _when_it_was_said(session, row, content)
    row.document_id = await publishing.publish(
        session,
        Quotable(
            kind=DocumentKind.ANSWER,
            title=content.source,
            section=content.question,
            text=content.answer,
            variants=(content.question, *content.variants),
            when=when or today,
            valid_from=content.valid_from,
            valid_until=content.valid_until,
        ),
        document_id=row.document_id,
        by=by.id,
        now=now,
    )
    row.phase = Phase.CURRENT
    await _note_version(session, row)
    await reviewing.plan(session, row, now=now)


async def _when_it_was_said(
    session: AsyncSession, row: KnowledgeRow, content: Content
) -> date | None:
    """The date that the same answer bears already; None: it is another."""
    if not row.document_id:
        return None
    [before, *_older] = await queries.history(session, row.id)
    if (before.content.answer, before.content.source) != (content.answer, content.source):
        return None
    return await queries.said_on(session, row.id)


async def _take_out(
    session: AsyncSession, knowledge_id: UUID, *, by: Person, now: datetime
) -> None:
    row = await changeable(session, knowledge_id, Phase.CURRENT, by=by)
    if row.document_id:
        await publishing.retire(session, row.document_id, now=now)
    change(row, by=by, now=now)
    row.phase = Phase.RETIRED
    await _note_version(session, row)
    await reviewing.plan(session, row, now=now)
    await reviewing.show_anew(session, now=now)
    await record(session, row, "knowledge.retire", by=by, now=now)


async def _note_version(session: AsyncSession, row: KnowledgeRow) -> None:
    session.add(
        KnowledgeVersionRow(
            knowledge_id=row.id,
            revision=row.revision,
            phase=row.phase,
            content=row.content,
            by_id=row.changed_by_id,
            at=row.changed_at,
        )
    )
    await session.flush()
