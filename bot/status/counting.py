"""What was asked and answered in a time, counted from the rows."""

import asyncio
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen, moment_of
from bot.database.sessions import Sessions
from bot.documents.queries import passages_by_id
from bot.documents.values import Passage, Tier, Wanted
from bot.inquiries.models import VerdictRow
from bot.messages import Tone
from bot.people.models import Person as PersonRow
from bot.people.models import Unit
from bot.people.values import Person, Role
from bot.questions.models import Question as QuestionRow
from bot.rounds.results import overdue_outcomes
from bot.status.inquiries import inquiries, sent_on
from bot.status.questions import Question, count
from bot.status.units import areas
from bot.status.values import Feedback, NoSuchSpan, Owed, Span, Status

_AT_ONCE = 500


async def status(sessions: Sessions, span: Span, *, by: Person, now: datetime) -> Status:
    """The figures of a time. now: aware UTC. Raises NotAllowed or NoSuchSpan."""
    by.require(Role.DIRECTORATE)
    today = in_copenhagen(now).date()
    if span.first > span.last or span.first > today:
        raise NoSuchSpan
    begin, end = moment_of(span.first, time()), moment_of(span.last + timedelta(days=1), time())
    async with sessions.read() as session:
        asked = await _questions(session, begin, end)
        counted = await asyncio.to_thread(
            count,
            asked,
            passages=await _passages(session, asked),
            sent_on=await sent_on(session),
            units=await _units(session),
            names=(await session.scalars(select(PersonRow.name))).all(),
        )
        return Status(
            span=span,
            answers=counted.answers,
            inquiries=await inquiries(session, begin, end, now=now),
            themes=counted.themes,
            lacks=counted.lacks,
            feedback=Feedback(
                liked=counted.tones.get(Tone.LIKE, 0),
                disliked=counted.tones.get(Tone.DISLIKE, 0),
                helped=await _helped(session, begin, end),
            ),
            by_unit=counted.by_unit if span.is_quarter() and span.last < today else None,
            owed=await _owed(session, today),
        )


async def _questions(session: AsyncSession, begin: datetime, end: datetime) -> list[Question]:
    """Read a few at a time, so that the event loop isn't held up by thousands of rows."""
    row = QuestionRow
    rows = await session.stream(
        select(
            row.id,
            row.asker_id,
            row.text,
            row.tier,
            row.missing,
            row.shown,
            row.chosen,
            row.settled_at,
            row.tone,
        )
        .where(row.asked_at >= begin, row.asked_at < end)
        .execution_options(yield_per=_AT_ONCE)
    )
    return [
        Question(
            id=one.id,
            asker_id=one.asker_id,
            text=one.text,
            tier=Tier(one.tier),
            missing=Wanted(one.missing) if one.missing else None,
            shown=one.shown,
            chosen=one.chosen,
            settled=one.settled_at is not None,
            tone=Tone(one.tone) if one.tone else None,
        )
        async for part in rows.partitions()
        for one in part
    ]


async def _passages(session: AsyncSession, asked: list[Question]) -> dict[UUID, Passage]:
    ids = list({UUID(shown["passage"]) for one in asked for shown in one.shown})
    found: dict[UUID, Passage] = {}
    for begin in range(0, len(ids), _AT_ONCE):
        found |= await passages_by_id(session, ids[begin : begin + _AT_ONCE])
    return found


async def _units(session: AsyncSession) -> dict[UUID, str]:
    """The part of the organisation that each person belongs to, also those who left."""
    paths = dict(
        (await session.execute(select(PersonRow.id, Unit.path).join(PersonRow.unit))).all()
    )
    area = areas(sorted(set(paths.values())))
    return {person_id: area[path] for person_id, path in paths.items()}


async def _owed(session: AsyncSession, today: date) -> tuple[Owed, ...]:
    """The rounds whose result somebody still waits for."""
    return tuple(
        Owed(one.id, one.content.title, promised, (today - promised).days)
        for one in await overdue_outcomes(session, today)
        if (promised := one.content.outcome_by)
    )


async def _helped(session: AsyncSession, begin: datetime, end: datetime) -> int:
    """How often somebody said that an answer of the directorate helped."""
    helped = select(func.count()).where(VerdictRow.at >= begin, VerdictRow.at < end)
    return await session.scalar(helped) or 0
