"""What is in the inbox, for those who handle it. `now` is aware UTC."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen, is_working_day, moment_of
from bot.inquiries import queries
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.similar import most_alike
from bot.inquiries.values import (
    SAID_TO_ASKER,
    SETTLED,
    Act,
    Inquiry,
    Kind,
    Listed,
    Opened,
    Phase,
    UnknownInquiry,
    Waiting,
    Which,
)
from bot.knowledge import queries as knowledge
from bot.knowledge.values import Knowledge
from bot.knowledge.values import Phase as KnowledgePhase
from bot.people.values import Person, Role
from bot.preferences import preferences

LATELY = timedelta(days=30)
MOST_SIMILAR = 3
LOOKED_AT = 500  # other inquiries among which similar ones are looked for, the newest
EARLIER = timedelta(days=365)


async def page(
    session: AsyncSession, which: Which, *, by: Person, offset: int, limit: int, now: datetime
) -> list[Listed]:
    """A page of the inbox, what is due first on top; of what is settled, the newest."""
    by.require(Role.DIRECTORATE)
    order = (
        (InquiryRow.settled_at.desc(), InquiryRow.id)
        if which is Which.SETTLED
        else (InquiryRow.due_on, InquiryRow.asked_at, InquiryRow.id)
    )
    query = select(InquiryRow).where(_of(which, by, now)).order_by(*order)
    return await _listed(session, query.offset(offset).limit(limit), by)


async def number(session: AsyncSession, which: Which, *, by: Person, now: datetime) -> int:
    """How many there are."""
    counting = select(func.count()).select_from(InquiryRow).where(_of(which, by, now))
    return await session.scalar(counting) or 0


async def waiting(
    session: AsyncSession, *, now: datetime, having: UUID | None = None, new: bool = False
) -> Waiting:
    """How much is open. having: only what this person has. new: count what is new today, too."""
    is_open = InquiryRow.phase == Phase.OPEN
    which = and_(is_open, InquiryRow.owner_id == having) if having else is_open
    today = in_copenhagen(now).date()
    many, first = (
        await session.execute(select(func.count(), func.min(InquiryRow.due_on)).where(which))
    ).one()
    overdue = await session.scalar(
        select(func.count()).select_from(InquiryRow).where(which, InquiryRow.due_on < today)
    )
    came = await _number_new(session, which, now=now) if new else None
    return Waiting(many, overdue or 0, first, came)


async def new_replies(session: AsyncSession, *, now: datetime) -> list[tuple[UUID, int]]:
    """How many replies are new today and open, by the id of the broadcast; the most first."""
    found = await session.execute(
        select(InquiryRow.about, func.count())
        .where(
            InquiryRow.phase == Phase.OPEN,
            InquiryRow.kind == Kind.REPLY,
            InquiryRow.about.is_not(None),
            InquiryRow.asked_at >= await _last_closing(session, now=now),
        )
        .group_by(InquiryRow.about)
        .order_by(func.count().desc(), InquiryRow.about)
    )
    return [(about, many) for about, many in found.all() if about]


async def held_by(session: AsyncSession, person: Person) -> list[Inquiry]:
    """What is open and was taken by this person, or handed over to them, as they may see it."""
    rows = await session.scalars(
        select(InquiryRow)
        .where(InquiryRow.phase == Phase.OPEN, InquiryRow.owner_id == person.id)
        .order_by(InquiryRow.due_on, InquiryRow.asked_at, InquiryRow.id)
    )
    return await queries.all_as_seen(session, rows.all(), seen_by=person)


async def opened(session: AsyncSession, inquiry_id: UUID, *, by: Person, now: datetime) -> Opened:
    """An inquiry with all that helps to answer it. Raises UnknownInquiry, also for an asker.

    Whoever it was handed over to sees the inquiry, and none of the others.
    """
    row = await session.get(InquiryRow, inquiry_id)
    if not row or not may_handle(row, by):
        raise UnknownInquiry
    seen = await queries.as_seen(session, row, seen_by=by)
    merged = await queries.all_as_seen(session, await asking_too(session, row), seen_by=by)
    if not by.may(Role.DIRECTORATE):
        return Opened(seen, tuple(merged))
    saved = await _saved(session, row, now=now)
    similar = await _similar(session, row, by=by, now=now)
    return Opened(seen, tuple(merged), tuple(similar[: MOST_SIMILAR - bool(saved)]), saved)


def may_handle(row: InquiryRow, person: Person) -> bool:
    """Whether this person may do something about it: who has it, and the directorate."""
    return person.active and (person.id == row.owner_id or person.may(Role.DIRECTORATE))


async def number_asking(session: AsyncSession, inquiry_id: UUID) -> int:
    """How many get its answer."""
    row = await session.get_one(InquiryRow, inquiry_id)
    return 1 + len(await asking_too(session, row))


async def asking_too(session: AsyncSession, row: InquiryRow) -> Sequence[InquiryRow]:
    """Those merged into it whose askers get its answer, too, the oldest first.

    When its asker has asked further, that isn't what the others asked: then it is only those who
    haven't had the answer before that.
    """
    query = select(InquiryRow).where(
        InquiryRow.merged_into_id == row.id, InquiryRow.phase == Phase.MERGED
    )
    had_answer = await _answered_before_follow_up(session, row.id)
    if had_answer:
        query = query.where(
            or_(InquiryRow.settled_at.is_(None), InquiryRow.settled_at > had_answer)
        )
    rows = await session.scalars(query.order_by(InquiryRow.asked_at, InquiryRow.id))
    return rows.all()


async def _answered_before_follow_up(session: AsyncSession, inquiry_id: UUID) -> datetime | None:
    """When the answer was given after which the asker asked further the last time."""
    of_it = EntryRow.inquiry_id == inquiry_id
    asked_further = await session.scalar(
        select(func.max(EntryRow.at)).where(of_it, EntryRow.act == Act.FOLLOWED_UP)
    )
    if not asked_further:
        return None
    return await session.scalar(
        select(func.max(EntryRow.at)).where(
            of_it, EntryRow.act.in_(SAID_TO_ASKER), EntryRow.at <= asked_further
        )
    )


async def _similar(
    session: AsyncSession, row: InquiryRow, *, by: Person, now: datetime
) -> list[Listed]:
    """Open ones, and those that were answered lately, that are about the same."""
    rows = await session.execute(
        select(InquiryRow.id, InquiryRow.kind, InquiryRow.title, InquiryRow.text)
        .where(
            InquiryRow.id != row.id,
            InquiryRow.phase.in_((Phase.OPEN, *SETTLED)),
            InquiryRow.asked_at > now - EARLIER,
            or_(InquiryRow.merged_into_id.is_(None), InquiryRow.merged_into_id != row.id),
        )
        .order_by(InquiryRow.asked_at.desc(), InquiryRow.id)
        .limit(LOOKED_AT)
    )
    texts = {one: _wording(kind, title, text) for one, kind, title, text in rows}
    own = _wording(row.kind, row.title, row.text)
    ids = await asyncio.to_thread(most_alike, own, texts, most=MOST_SIMILAR)
    listed = await _listed(session, select(InquiryRow).where(InquiryRow.id.in_(ids)), by)
    return sorted(listed, key=lambda one: ids.index(one.inquiry.id))


async def _saved(session: AsyncSession, row: InquiryRow, *, now: datetime) -> Knowledge | None:
    """The saved answer to what is most like it, if anything is."""
    today = in_copenhagen(now).date()
    given = {
        one.id: one
        for one in await knowledge.in_phases(session, KnowledgePhase.CURRENT)
        if not one.has_expired(today)
    }
    texts = {key: (one.content.question, *one.content.variants) for key, one in given.items()}
    ids = await asyncio.to_thread(
        most_alike, _wording(row.kind, row.title, row.text), texts, most=1
    )
    return given[ids[0]] if ids else None


def _wording(kind: Kind, title: str, text: str) -> str:
    """What is compared; a decision's title would make all that is asked about it alike."""
    return text if kind == Kind.DECISION else f"{title} {text}"


async def _listed(session: AsyncSession, query: Select[InquiryRow], by: Person) -> list[Listed]:
    rows = (await session.scalars(query)).all()
    also = await _number_merged(session, [row.id for row in rows])
    seen = await queries.all_as_seen(session, rows, seen_by=by)
    return [Listed(one, 1 + also[one.id]) for one in seen]


async def _number_merged(session: AsyncSession, ids: Sequence[UUID]) -> Counter[UUID]:
    merged: Counter[UUID] = Counter()
    for start in range(0, len(ids), queries.AT_ONCE):
        found = await session.scalars(
            select(InquiryRow.merged_into_id).where(
                InquiryRow.merged_into_id.in_(ids[start : start + queries.AT_ONCE]),
                InquiryRow.phase == Phase.MERGED,
            )
        )
        merged.update(one for one in found if one)
    return merged


async def _number_new(session: AsyncSession, which: ColumnElement[bool], *, now: datetime) -> int:
    """How many came, were asked further or given back since people last went home."""
    since = await _last_closing(session, now=now)
    came_back = select(EntryRow.inquiry_id).where(
        EntryRow.act.in_((Act.FOLLOWED_UP, Act.HANDED_BACK)), EntryRow.at >= since
    )
    is_new = or_(InquiryRow.asked_at >= since, InquiryRow.id.in_(came_back))
    counting = select(func.count()).select_from(InquiryRow).where(which, is_new)
    return await session.scalar(counting) or 0


async def _last_closing(session: AsyncSession, *, now: datetime) -> datetime:
    """When people went home on the working day before the one that is, or comes next."""
    hours = (await preferences(session)).working_hours
    day = in_copenhagen(hours.next(now)).date() - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return moment_of(day, hours.closes)


def _of(which: Which, by: Person, now: datetime) -> ColumnElement[bool]:
    is_open = InquiryRow.phase == Phase.OPEN
    match which:
        case Which.OPEN:
            return is_open
        case Which.MINE:
            return and_(is_open, InquiryRow.owner_id == by.id)
        case Which.QUESTIONS:
            return and_(is_open, InquiryRow.kind == Kind.QUESTION)
        case Which.PROPOSALS:
            return and_(is_open, InquiryRow.kind == Kind.PROPOSAL)
        case Which.REPLIES:
            return and_(is_open, InquiryRow.kind == Kind.REPLY)
        case Which.DECISIONS:
            return and_(is_open, InquiryRow.kind == Kind.DECISION)
        case Which.SETTLED:
            return and_(InquiryRow.phase.in_(SETTLED), InquiryRow.settled_at > now - LATELY)
