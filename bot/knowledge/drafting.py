"""Writing a saved answer: a draft is a row, and nobody gets it before it is published.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed,
UnknownKnowledge or, where it stands elsewhere, KnowledgeElsewhere.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.calendar import in_copenhagen
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.knowledge import queries
from bot.knowledge.content import faults, refuse_cpr_numbers, stored, tidied
from bot.knowledge.models import KnowledgeRow
from bot.knowledge.values import (
    ChangedKnowledge,
    Content,
    Fault,
    FaultyKnowledge,
    Knowledge,
    KnowledgeElsewhere,
    Phase,
    Written,
)
from bot.people.queries import people_with_role
from bot.people.values import Level, Person, Role

_DEFINITE = ("direktør", "chef")  # titles of which the definite form ends in -en


async def create(
    sessions: Sessions, written: Written, *, by: Person, turn_key: str, now: datetime
) -> Knowledge:
    """Begin a draft; the same turn delivered again gives the same one.

    Raises FaultyKnowledge; then nothing is stored.
    """
    async with sessions.write() as session:
        written = await checked(session, written, now=now)
        return await begin(session, written, by=by, key=turn_key, now=now)


async def begin(
    session: AsyncSession,
    written: Written,
    *,
    by: Person,
    key: str,
    now: datetime,
    inquiry_id: UUID | None = None,
) -> Knowledge:
    """Begin a draft as it is, unchecked, as somebody goes on with it in the form.

    session: a writing one. key: the same gives the same draft, or what it has become; one that
    was thrown away is a draft again. inquiry_id: what it is the answer to.
    """
    by.require(Role.DIRECTORATE)
    made = await insert_unless_there(
        session,
        KnowledgeRow,
        id=uuid4(),
        turn_key=key,
        phase=Phase.DRAFT,
        content=stored(written.content),
        inquiry_id=inquiry_id,
        owner_id=written.owner_id,
        review_on=written.review_on,
        revision=1,
        changed_by_id=by.id,
        changed_at=now,
    )
    row = (
        await session.scalars(
            select(KnowledgeRow).where(KnowledgeRow.turn_key == key).with_for_update()
        )
    ).one()
    if made:
        await record(session, row, "knowledge.create", by=by, now=now)
    elif row.phase == Phase.DISCARDED:
        change(row, by=by, now=now)
        row.phase = Phase.DRAFT
    return await queries.as_value(session, row)


async def save_draft(
    sessions: Sessions,
    knowledge_id: UUID,
    written: Written,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Knowledge:
    """Save what the form of a draft says.

    revision: the one that was shown to who writes. Raises FaultyKnowledge or ChangedKnowledge;
    then nothing is stored.
    """
    refuse_cpr_numbers(written)
    async with sessions.write() as session:
        row = await changeable(session, knowledge_id, Phase.DRAFT, by=by)
        await require_revision(session, row, revision)
        written = await checked(session, written, now=now)
        fill(row, written, by=by, now=now)
        return await queries.as_value(session, row)


async def discard(
    sessions: Sessions, knowledge_id: UUID, *, by: Person, now: datetime
) -> Knowledge:
    """Throw a draft away; it can be taken back. Once more changes nothing."""
    async with sessions.write() as session:
        row = await changeable(session, knowledge_id, Phase.DRAFT, Phase.DISCARDED, by=by)
        if row.phase == Phase.DRAFT:
            change(row, by=by, now=now)
            row.phase = Phase.DISCARDED
            await record(session, row, "knowledge.discard", by=by, now=now)
        return await queries.as_value(session, row)


async def keep(sessions: Sessions, knowledge_id: UUID, *, by: Person, now: datetime) -> Knowledge:
    """Take back a draft that was thrown away. Once more changes nothing."""
    async with sessions.write() as session:
        row = await changeable(session, knowledge_id, Phase.DRAFT, Phase.DISCARDED, by=by)
        if row.phase == Phase.DISCARDED:
            change(row, by=by, now=now)
            row.phase = Phase.DRAFT
            await record(session, row, "knowledge.keep", by=by, now=now)
        return await queries.as_value(session, row)


def usual(by: Person, *, now: datetime, answer: str = "", question: str = "") -> Written:
    """What a new one says before anybody has written in its form."""
    content = Content(question=question, answer=answer, source=usual_source(by))
    return Written(content, by.id, a_year_after(in_copenhagen(now).date()))


def usual_source(person: Person) -> str:
    """Who says so, as it is shown: a member of the directorate by title, else all of it."""
    if person.level is not Level.DIREKTION or not person.title:
        return "Direktionen"
    ends = person.title.casefold().endswith(_DEFINITE)
    return f"{person.title}en" if ends else person.title


def a_year_after(day: date) -> date:
    """The same day of the next year; after 29 February the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


async def changeable(
    session: AsyncSession, knowledge_id: UUID, *phases: Phase, by: Person
) -> KnowledgeRow:
    """The row, locked, if the person may change it and it is in one of these phases."""
    by.require(Role.DIRECTORATE)
    row = await queries.row_for_update(session, knowledge_id)
    if row.phase not in phases:
        raise KnowledgeElsewhere(await queries.as_value(session, row))
    return row


async def require_revision(session: AsyncSession, row: KnowledgeRow, revision: int) -> None:
    """Raise ChangedKnowledge if somebody has changed it since this revision was shown."""
    if row.revision != revision:
        raise ChangedKnowledge(await queries.as_value(session, row))


async def checked(session: AsyncSession, written: Written, *, now: datetime) -> Written:
    """What was written, tidy. Raises FaultyKnowledge."""
    written = Written(tidied(written.content), written.owner_id, written.review_on)
    found = faults(written, today=in_copenhagen(now).date())
    directors = {one.id for one in await people_with_role(session, Role.DIRECTORATE)}
    if written.owner_id not in directors:
        found["owner"] = Fault.UNKNOWN_OWNER
    if found:
        raise FaultyKnowledge(found)
    return written


def fill(row: KnowledgeRow, written: Written, *, by: Person, now: datetime) -> bool:
    """Give the row what was written; whether that changes anything."""
    values = {
        "content": stored(written.content),
        "owner_id": written.owner_id,
        "review_on": written.review_on,
    }
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    change(row, by=by, now=now)
    return True


def change(row: KnowledgeRow, *, by: Person, now: datetime) -> None:
    """Note that this is a new revision, and whose."""
    row.revision += 1
    row.changed_by_id, row.changed_at = by.id, now


async def record(
    session: AsyncSession, row: KnowledgeRow, act: str, *, by: Person, now: datetime
) -> None:
    """Note what somebody did with it."""
    about = row.content["question"]
    await audit.record(session, actor=by, act=act, subject=row.id, about=about, now=now)
