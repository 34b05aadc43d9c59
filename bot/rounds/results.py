"""What a round came to: how many have answered while it runs, and what they said once it closed.

Every function is the directorate's, and raises NotAllowed or UnknownRound. What is told of an
anonymous round is read from what was counted when it closed, and from nothing else.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.calendar import in_copenhagen
from bot.database.sessions import Sessions
from bot.people import models as people_models
from bot.people import queries as people
from bot.people.values import Person, Role
from bot.rounds import queries
from bot.rounds.comparing import comparable, is_comparable
from bot.rounds.findings import (
    Progress,
    Result,
    Results,
    Share,
    UnitProgress,
    Written,
    response_id,
)
from bot.rounds.models import AnswerRow, OutcomeRow, ParticipantRow, ResponseRow, RoundRow
from bot.rounds.values import (
    Answers,
    Count,
    Participation,
    Partition,
    Phase,
    Round,
    WrongPhase,
)

LEAST_INVITED = 10  # of a unit, before anything is told of how many have answered there
NEARLY_ALL = 90  # per cent
LEAST_MISSING = 2  # that "nearly all" leaves room for, so that it doesn't tell on the last one
MOST_OWED = 5  # that somebody is told of at once: the most overdue


async def progress(session: AsyncSession, round_id: UUID, *, by: Person) -> Progress:
    """How many have answered of a round that is open; never what. Raises WrongPhase."""
    by.require(Role.DIRECTORATE)
    found = await queries.round_(session, round_id)
    if found.phase is not Phase.OPEN:
        raise WrongPhase(found)
    took_part = await queries.participation(session, round_id)
    answered = func.count().filter(ParticipantRow.state == Participation.ANSWERED)
    rows = await session.execute(
        select(ParticipantRow.unit_group, func.count(), answered)
        .where(ParticipantRow.round_id == round_id)
        .group_by(ParticipantRow.unit_group)
        .having(func.count() >= LEAST_INVITED)
        .order_by(func.count().desc(), ParticipantRow.unit_group)
    )
    return Progress(
        found,
        took_part.get(Participation.ANSWERED, 0),
        tuple(UnitProgress(unit, invited, share_of(done, invited)) for unit, invited, done in rows),
    )


def share_of(done: int, invited: int) -> Share:
    """How many have answered, coarsely. In a small unit nearly all are no more than half."""
    most_missing = invited * (100 - NEARLY_ALL) // 100
    if most_missing >= LEAST_MISSING and invited - done <= most_missing:
        return Share.NEARLY_ALL
    return Share.HALF_OR_MORE if 2 * done >= invited else Share.LESS_THAN_HALF


async def results(session: AsyncSession, round_id: UUID, *, by: Person) -> Results:
    """What a closed round came to. Raises WrongPhase while it isn't closed."""
    by.require(Role.DIRECTORATE)
    return await results_of(session, await closed(session, round_id))


async def results_of(session: AsyncSession, found: Round) -> Results:
    """The same of a closed round that was read, for what only the directorate gets."""
    took_part = await queries.participation(session, found.id)
    counts = await queries.counts(session, found.id)
    texts = await _numbers_of_texts(session, found.id)
    earlier, before = await _earlier(session, found, counts)
    return Results(
        found,
        took_part.get(Participation.ANSWERED, 0),
        tuple(
            Result(
                place,
                question,
                _all(question.key, counts),
                _groups(question.key, Partition.UNIT, counts),
                _groups(question.key, Partition.LEVEL, counts),
                _all(question.key, before.get(question.key, ())),
                texts.get(question.key, 0),
                before.get(question.key, ()),
            )
            for place, question in enumerate(found.content.questions, start=1)
        ),
        earlier if before else None,
        took_part.get(Participation.UNREAD, 0),
    )


async def closed(session: AsyncSession, round_id: UUID) -> Round:
    """The round, if it is closed. Raises WrongPhase."""
    found = await queries.round_(session, round_id)
    if found.phase is not Phase.CLOSED:
        raise WrongPhase(found)
    return found


async def written(
    session: AsyncSession,
    round_id: UUID,
    question: str,
    *,
    by: Person,
    offset: int,
    limit: int,
    themed: bool | None = None,
    theme_id: UUID | None = None,
) -> tuple[list[Written], int]:
    """A page of the texts that answered a question, and how many there are.

    Their order is that of their random ids, so it tells nothing and stays. question: its key; "":
    of all questions. themed: only those that are in a theme, or only those that are not. theme_id:
    only those in this one. Raises WrongPhase.
    """
    by.require(Role.DIRECTORATE)
    found = await closed(session, round_id)
    which: list[ColumnElement[bool]] = [AnswerRow.round_id == round_id]
    if question:
        which.append(AnswerRow.question == question)
    if themed is not None:
        which.append(AnswerRow.theme_id.is_not(None) if themed else AnswerRow.theme_id.is_(None))
    if theme_id:
        which.append(AnswerRow.theme_id == theme_id)
    total = await session.scalar(select(func.count()).select_from(AnswerRow).where(*which)) or 0
    rows = await session.scalars(
        select(AnswerRow).where(*which).order_by(AnswerRow.id).offset(offset).limit(limit)
    )
    page = rows.all()
    writers = {} if found.content.anonymous else await _writers(session, found, page)
    return [Written(row.id, row.value, row.theme_id, writers.get(row.id)) for row in page], total


async def responses(
    session: AsyncSession, round_id: UUID, *, by: Person
) -> list[tuple[Person, Answers]]:
    """Who answered what, of a closed round with names, sorted by name. Raises WrongPhase.

    Of an anonymous round there is nothing of the kind.
    """
    by.require(Role.DIRECTORATE)
    await closed(session, round_id)
    found = await session.execute(
        select(ResponseRow.person_id, ResponseRow.answers).where(
            ResponseRow.round_id == round_id, ResponseRow.handed_in_at.is_not(None)
        )
    )
    answers = {person_id: answered or {} for person_id, answered in found}
    asked = select(ResponseRow.person_id).where(ResponseRow.round_id == round_id)
    rows = await people.rows(session, people_models.Person.id.in_(asked))
    return [
        (people.as_value(row), answers[row.id])
        for row in sorted(rows, key=lambda row: (row.name, row.email))
        if row.id in answers
    ]


async def note_export(sessions: Sessions, round_id: UUID, *, by: Person, now: datetime) -> None:
    """Record that this person took what a closed round came to. Raises WrongPhase."""
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        await closed(session, round_id)
        row = await queries.round_row(session, round_id)
        await record_act(session, row, "rounds.export", by=by, now=now)


async def overdue_outcomes(session: AsyncSession, today: date) -> list[Round]:
    """The closed rounds whose result was promised before today, and wasn't sent; oldest first.

    Not those of which everybody who was asked has left: there is nobody to send it to.
    """
    still_here = (
        select(ParticipantRow.round_id)
        .join(people_models.Person, people_models.Person.id == ParticipantRow.person_id)
        .where(people_models.Person.active)
    )
    rows = await session.scalars(
        select(RoundRow)
        .outerjoin(OutcomeRow, OutcomeRow.round_id == RoundRow.id)
        .where(
            RoundRow.phase == Phase.CLOSED,
            OutcomeRow.sent_at.is_(None),
            RoundRow.id.in_(still_here),
        )
    )
    owed = [
        (promised, row)
        for row in rows.all()
        if (promised := queries.content_of(row.content).outcome_by) and promised < today
    ]
    owed.sort(key=lambda one: (one[0], one[1].id))
    return [await queries.as_value(session, row) for _promised, row in owed]


async def outcomes_owed(session: AsyncSession, person: Person, *, now: datetime) -> list[Round]:
    """What this person may write to those who were promised a result by now, a few of them."""
    if not person.may(Role.DIRECTORATE):
        return []
    return (await overdue_outcomes(session, in_copenhagen(now).date()))[:MOST_OWED]


async def _writers(
    session: AsyncSession, round_: Round, page: Sequence[AnswerRow]
) -> dict[UUID, Person]:
    """Who wrote these texts of a round with names."""
    wanted = {row.id for row in page}
    questions = {row.question for row in page}
    found = await session.scalars(
        select(ResponseRow.person_id).where(ResponseRow.round_id == round_.id)
    )
    writers = {
        id_: person_id
        for person_id in found
        for question in questions
        if (id_ := response_id(round_.id, person_id, question)) in wanted
    }
    rows = await people.rows(session, people_models.Person.id.in_(set(writers.values())))
    known = {row.id: people.as_value(row) for row in rows}
    return {id_: known[person_id] for id_, person_id in writers.items() if person_id in known}


async def _numbers_of_texts(session: AsyncSession, round_id: UUID) -> dict[str, int]:
    found = await session.execute(
        select(AnswerRow.question, func.count())
        .where(AnswerRow.round_id == round_id)
        .group_by(AnswerRow.question)
    )
    return dict(found.all())


async def _earlier(
    session: AsyncSession, round_: Round, counts: Sequence[Count]
) -> tuple[Round | None, dict[str, tuple[Count, ...]]]:
    """The round that this one was copied from, and what it got, where that may be compared.

    counts: what this one got.
    """
    row = await session.get(RoundRow, round_.copied_from) if round_.copied_from else None
    if not row or row.phase != Phase.CLOSED:
        return None, {}
    earlier = await queries.as_value(session, row)
    asked = {question.key: question for question in earlier.content.questions}
    before = await queries.counts(session, earlier.id)
    content = round_.content
    found = {
        question.key: comparable(
            [one for one in counts if one.question == question.key],
            [one for one in before if one.question == question.key],
            least=content.least_numbers if content.anonymous else 1,
        )
        for question in content.questions
        if is_comparable(question, asked.get(question.key))
    }
    return earlier, {key: same for key, same in found.items() if same}


def _all(question: str, counts: Sequence[Count]) -> Count | None:
    for count in counts:
        if count.question == question and count.partition is Partition.ALL:
            return count
    return None


def _groups(question: str, partition: Partition, counts: Sequence[Count]) -> tuple[Count, ...]:
    """The groups by their names; what was merged beyond any unit last."""
    found = [one for one in counts if one.question == question and one.partition is partition]
    return tuple(sorted(found, key=lambda one: (not one.group, one.group)))
