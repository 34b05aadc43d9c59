"""Counting what was asked and answered in a time."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.calendar import WorkingHours
from bot.database.sessions import Sessions
from bot.documents.models import Document, DocumentVersion, Passage
from bot.documents.values import Tier, Wanted
from bot.inquiries.models import VerdictRow
from bot.inquiries.values import Act, Kind, Phase
from bot.messages import Tone
from bot.people.values import NotAllowed
from bot.status.counting import status
from bot.status.values import NoSuchSpan, OfUnit, Span, Theme, quarter_of
from bot.status.working_time import working_time
from tests.people.rosters import entry
from tests.retention.stored import Stored, stored

QUARTER = Span(date(2026, 1, 1), date(2026, 3, 31))
AT = datetime(2026, 2, 10, 9, tzinfo=UTC)
NOW = datetime(2026, 4, 7, 9, tzinfo=UTC)

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def there(sessions: Sessions) -> Stored:
    """A database with Ada of the directorate, six leaders of schools and four of culture."""
    schools = [entry(f"S{number} Skov", unit="Børn og unge/Skole") for number in range(6)]
    culture = [entry(f"K{number} Krat", unit="Kultur") for number in range(4)]
    return await stored(sessions, [*schools, *culture], now=AT)


async def passages(there: Stored, *texts: str, gap: bool = False) -> Sequence[UUID]:
    """Passages of a document of their own, each in a section of its own."""
    document, version = uuid4(), uuid4()
    async with there.sessions.write() as session:
        session.add(Document(id=document, shipped=False))
        await session.flush()
        session.add(
            DocumentVersion(
                id=version,
                document_id=document,
                file_name="a.md",
                digest="",
                title="Programmet",
                added_at=AT,
            )
        )
        await session.flush()
        for position, text in enumerate(texts):
            session.add(
                Passage(
                    version_id=version,
                    position=position,
                    section=text,
                    text=text,
                    gap=gap,
                    variants=[],
                )
            )
    async with there.sessions.read() as session:
        found = await session.scalars(
            select(Passage.id).where(Passage.version_id == version).order_by(Passage.position)
        )
        return found.all()


def shows(*ids: UUID) -> list[dict[str, str]]:
    return [{"passage": str(one), "sentence": "."} for one in ids]


async def test_each_question_is_counted_by_what_it_got(there: Stored) -> None:
    meeting, med = await passages(there, "Ledermødet", "MED")
    [gap] = await passages(there, "Økonomi", gap=True)
    for number in range(3):
        who = f"S{number}"
        await there.question(who, AT, tier=Tier.CONFIDENT, shown=shows(meeting), tone=Tone.LIKE)
        await there.question(
            who, AT, tier=Tier.SUGGESTED, shown=shows(meeting, med), chosen=1, settled_at=AT
        )
        await there.question(
            who, AT, text="Er der parkering?", shown=shows(gap), missing=Wanted.PLACE
        )
    await there.question(
        "K0", AT, tier=Tier.SUGGESTED, shown=shows(meeting), settled_at=AT, tone=Tone.DISLIKE
    )
    await there.question("K0", AT, tier=Tier.SUGGESTED, shown=shows(med))
    await there.question("K0", datetime(2025, 12, 31, 22, 59, tzinfo=UTC))
    await there.question("K0", datetime(2026, 3, 31, 22, 0, tzinfo=UTC))

    told = await status(there.sessions, QUARTER, by=there.people["Ada"], now=NOW)

    answers = told.answers
    assert (answers.asked, answers.askers) == (11, 4)
    assert (answers.confident, answers.suggested, answers.offered) == (3, 5, 3)
    assert (answers.chosen, answers.rejected) == (3, 1)
    assert told.themes == (Theme("Programmet", "MED", 4), Theme("Programmet", "Ledermødet", 3))
    assert told.lacks.gaps == (Theme("Programmet", "Økonomi", 3),)
    assert told.lacks.missing == {Wanted.PLACE: 3}
    [group] = told.lacks.groups
    assert (group.words, group.number, told.lacks.others) == (("parkering",), 3, 1)
    assert (told.feedback.liked, told.feedback.disliked) == (3, 1)


async def test_inquiries_are_counted_with_the_time_that_answers_took(there: Stored) -> None:
    friday = datetime(2026, 2, 13, 14, 0, tzinfo=UTC)  # 15.00; working hours are 7 to 17
    slow = await there.inquiry("S0", friday)
    await there.entry(slow, "Ada", friday + timedelta(days=3))  # Monday 15.00: ten hours
    await there.entry(slow, "Ada", friday + timedelta(days=30))
    quick = await there.inquiry("S1", friday, kind=Kind.PROPOSAL, phase=Phase.TAKEN_UP)
    answer = await there.entry(quick, "Ada", friday + timedelta(hours=1), act=Act.TAKEN_UP)
    await there.inquiry("S2", friday, phase=Phase.MERGED, merged_into_id=slow)
    await there.inquiry("S3", friday, phase=Phase.OPEN, settled_at=None, due_on=date(2026, 4, 6))
    await there.inquiry("S3", friday, phase=Phase.OPEN, settled_at=None, due_on=date(2026, 4, 7))
    await there.inquiry("S4", friday, kind=Kind.REPLY, phase=Phase.CLOSED, hidden=True)
    for who in ("S0", "S2"):
        person_id = there.people[who].id
        await there.add(VerdictRow(entry_id=answer, person_id=person_id, at=AT))

    told = await status(there.sessions, QUARTER, by=there.people["Ada"], now=NOW)

    counted = told.inquiries
    came = {Kind.QUESTION: 4, Kind.PROPOSAL: 1, Kind.REPLY: 1, Kind.DECISION: 0}
    assert counted.came == came
    assert (counted.answered, counted.closed, counted.still_open) == (3, 1, 2)
    assert (counted.open_now, counted.overdue_now) == (2, 1)
    assert (counted.median, counted.measured) == (timedelta(hours=5, minutes=30), 2)
    assert counted.working_day == timedelta(hours=10)
    assert told.feedback.helped == 2


async def test_no_figure_by_unit_tells_that_one_of_its_askers_hid_their_name(
    there: Stored,
) -> None:
    """Or who takes the figures before and after would know where the hidden asker is."""
    for number in range(6):
        await there.question(f"S{number}", AT)
    hidden = await there.question("S0", AT)
    for number in range(4):
        await there.question(f"K{number}", AT)
        await there.question("Ada", AT)
    before = await status(there.sessions, QUARTER, by=there.people["Ada"], now=NOW)

    await there.inquiry("S0", AT, about=hidden, hidden=True)

    told = await status(there.sessions, QUARTER, by=there.people["Ada"], now=NOW)
    assert told.answers.sent_on == 1
    assert told.by_unit == before.by_unit == (OfUnit("Børn og unge", 7), OfUnit(None, 8))


async def test_units_are_told_of_whole_quarters_that_are_over_only(there: Stored) -> None:
    """Two tables of times that overlap could be held against each other."""
    ada = there.people["Ada"]
    for number in range(6):
        await there.question(f"S{number}", AT)

    part = await status(there.sessions, Span(date(2026, 1, 1), date(2026, 3, 30)), by=ada, now=NOW)
    early = await status(there.sessions, QUARTER, by=ada, now=datetime(2026, 3, 31, 9, tzinfo=UTC))
    whole = await status(there.sessions, QUARTER, by=ada, now=NOW)

    assert part.by_unit is early.by_unit is None
    assert whole.by_unit == (OfUnit("Børn og unge", 6),)


async def test_nothing_at_all_is_counted_too(there: Stored) -> None:
    told = await status(there.sessions, QUARTER, by=there.people["Ada"], now=NOW)

    assert told.answers.asked == told.inquiries.answered == 0
    assert told.inquiries.median is None
    assert (told.by_unit, told.themes, told.lacks.groups) == ((), (), ())


async def test_it_is_for_the_directorate_and_for_a_time_that_has_begun(there: Stored) -> None:
    with pytest.raises(NotAllowed):
        await status(there.sessions, QUARTER, by=there.people["S0"], now=NOW)
    for first, last in ((date(2026, 4, 8), date(2026, 4, 9)), (date(2026, 3, 2), date(2026, 3, 1))):
        with pytest.raises(NoSuchSpan):
            await status(there.sessions, Span(first, last), by=there.people["Ada"], now=NOW)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 5, 31), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2027, 12, 31), date(2027, 10, 1), date(2027, 12, 31)),
    ],
)
async def test_quarters_are_those_of_the_calendar(day: date, first: date, last: date) -> None:
    assert quarter_of(day) == Span(first, last)
    assert Span(first, last).is_quarter()


async def test_only_time_at_work_counts() -> None:
    hours = WorkingHours()
    friday_evening = datetime(2026, 4, 1, 20, tzinfo=UTC)  # before Easter
    wednesday = datetime(2026, 4, 8, 6, 30, tzinfo=UTC)

    # Tuesday 7th is a working day, Monday 6th Easter Monday; Wednesday 8.30 is an hour and a half.
    assert working_time(friday_evening, wednesday, hours) == timedelta(hours=11, minutes=30)
    assert working_time(wednesday, friday_evening, hours) == timedelta()
