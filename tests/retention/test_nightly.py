"""What is deleted at night, and what never is."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import pytest_asyncio
from sqlalchemy import select, update
from structlog.testing import capture_logs

from app import nightly
from bot import received_files
from bot.audit import AuditRow, record
from bot.broadcasts.introducing import introduce
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.conversations import Conversation
from bot.delivery.models import DueTime, Message, PersonReach
from bot.delivery.rendering import Due
from bot.delivery.values import Priority, Reach, State
from bot.inquiries import kinds
from bot.inquiries.models import EntryRow, InquiryRow, VerdictRow
from bot.inquiries.values import Phase
from bot.knowledge.models import KnowledgeRow
from bot.knowledge.values import Phase as KnowledgePhase
from bot.messages import Place
from bot.people.models import Person
from bot.people.queries import lock_roster, person
from bot.preferences import Preferences
from bot.questions.models import Question
from bot.received_files import ReceivedFileRow
from bot.retention.deciding import decide_period, keep_without_limit, resume, suspend
from bot.retention.models import DeletionRow
from bot.retention.nightly import EVERYTHING, NIGHT, ensure_night, months_before, next_night
from bot.retention.values import Category
from bot.teams.turns import TurnRow
from tests.people.rosters import account, entry
from tests.retention.stored import Stored, a_night, stored

NOW = datetime(2027, 3, 3, 3, 0, tzinfo=UTC)  # at 4.00 in Copenhagen
OLD = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # a year ago and a little more
YOUNG = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # a year ago to the day, by Copenhagen's clock

AS_FAR_AS_IT_COMES = 0.3  # seconds

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def there(sessions: Sessions) -> Stored:
    """A database with Ada of the directorate, Bo and Lin."""
    leaders = (entry("Lin Lærke", unit="Børn og unge/Dagtilbud"), entry("Bo Bøg"))
    return await stored(sessions, leaders, now=OLD)


async def decides(there: Stored, category: Category, months: int = 12) -> None:
    await decide_period(
        there.sessions, category, months, "Arkivloven", by=there.people["Ada"], now=OLD
    )


async def deletions(there: Stored) -> list[tuple[str, int]]:
    async with there.sessions.read() as session:
        rows = await session.scalars(select(DeletionRow).order_by(DeletionRow.category))
        return [(row.category, row.number) for row in rows]


async def test_what_is_older_than_its_period_is_deleted_and_counted(there: Stored) -> None:
    await there.question("Lin", OLD)
    young = await there.question("Lin", YOUNG)
    await decides(there, Category.QUESTIONS)

    with capture_logs() as logs:
        await a_night(there.sessions, now=NOW)

    assert await there.ids(Question) == {young}
    assert await deletions(there) == [("questions", 1)]
    assert [(one["category"], one["number"]) for one in logs if one["event"] == "deleted"] == [
        ("questions", 1)
    ]


async def test_without_a_decided_period_everything_stays(there: Stored) -> None:
    await there.question("Lin", OLD)
    await there.inquiry("Lin", OLD)
    await decides(there, Category.QUESTIONS)
    await keep_without_limit(there.sessions, Category.QUESTIONS, by=there.people["Ada"], now=OLD)

    await a_night(there.sessions, now=NOW)

    assert (await there.number(Question), await there.number(InquiryRow)) == (1, 1)
    assert await deletions(there) == []


async def test_while_deleting_is_suspended_only_what_is_technical_goes(there: Stored) -> None:
    ada = there.people["Ada"]
    await there.question("Lin", OLD)
    await there.add(TurnRow(key="gammel", done=True, until=NOW - timedelta(days=15)))
    await there.add(TurnRow(key="ny", done=True, until=NOW - timedelta(days=13)))
    async with there.sessions.write() as session:
        for name, at in (("gammel", NOW - timedelta(days=2)), ("ny", NOW)):
            await received_files.keep(session, name, b"x", of=ada.id, turn_key=name, now=at)
    await decides(there, Category.QUESTIONS)
    await suspend(there.sessions, "Aktindsigt i sag 24/277", by=ada, now=NOW)

    await a_night(there.sessions, now=NOW)

    async with there.sessions.read() as session:
        assert list(await session.scalars(select(TurnRow.key))) == ["ny"]
        assert list(await session.scalars(select(ReceivedFileRow.name))) == ["ny"]
    assert await there.number(Question) == 1

    await resume(there.sessions, by=ada, now=NOW)
    await a_night(there.sessions, now=NOW)

    assert await there.number(Question) == 0


async def test_a_big_first_night_is_many_short_transactions(there: Stored) -> None:
    async with there.sessions.write() as session:
        lin = there.people["Lin"].id
        session.add_all(
            Question(
                turn_key=uuid4().hex,
                asker_id=lin,
                conversation_id="a:1",
                text="?",
                asked_at=OLD,
                tier="offered",
                shown=[],
            )
            for _ in range(700)
        )
    await decides(there, Category.QUESTIONS)

    transactions = await a_night(there.sessions, now=NOW)

    assert await there.number(Question) == 0
    assert transactions == 3
    assert await deletions(there) == [("questions", 700)]


async def test_what_dies_in_the_middle_has_deleted_nothing_and_goes_on_later(
    there: Stored,
) -> None:
    await there.question("Lin", OLD)
    await decides(there, Category.QUESTIONS)
    await ensure_night(there.sessions, now=OLD)

    with pytest.raises(KeyboardInterrupt):
        async with there.sessions.write() as session:
            await nightly().night(session, Due(EVERYTHING, NOW))
            raise KeyboardInterrupt

    assert await there.number(Question) == 1
    assert await deletions(there) == []
    async with there.sessions.read() as session:
        assert await session.scalar(select(DueTime.due_at)) == next_night(OLD)

    await a_night(there.sessions, now=NOW)
    assert await there.number(Question) == 0


async def test_the_next_night_is_set_and_starting_again_changes_nothing(there: Stored) -> None:
    await a_night(there.sessions, now=NOW)
    await ensure_night(there.sessions, now=NOW + timedelta(days=3))

    async with there.sessions.read() as session:
        [row] = await session.scalars(select(DueTime).where(DueTime.kind == NIGHT))
    assert row.due_at == NOW + timedelta(days=1)
    assert row.done_at is None


async def test_an_inquiry_goes_with_all_about_it_and_saved_knowledge_stays(there: Stored) -> None:
    ada = there.people["Ada"]
    root = await there.inquiry("Lin", OLD)
    merged = await there.inquiry(
        "Bo", OLD, phase=Phase.MERGED, settled_at=None, merged_into_id=root
    )
    answer = await there.entry(root, "Ada", OLD)
    await there.add(VerdictRow(entry_id=answer, person_id=there.people["Bo"].id, at=OLD))
    knowledge = await there.add(
        KnowledgeRow(
            turn_key="k",
            phase=KnowledgePhase.DRAFT,
            content={},
            inquiry_id=root,
            changed_by_id=ada.id,
            changed_at=OLD,
        )
    )
    async with there.sessions.write() as session:
        await wanting.want(
            session,
            kinds.ANSWER,
            answer,
            to=[there.people["Lin"].id],
            priority=Priority.ANSWER,
            now=OLD,
        )
    await decides(there, Category.INQUIRIES)

    await a_night(there.sessions, now=NOW)

    assert {root, merged}.isdisjoint(await there.ids(InquiryRow))
    for gone in (EntryRow, VerdictRow, Message):
        assert await there.number(gone) == 0
    async with there.sessions.read() as session:
        kept = await session.get_one(KnowledgeRow, knowledge)
    assert kept.inquiry_id is None
    assert await deletions(there) == [("inquiries", 2)]


async def test_an_inquiry_stays_while_anything_about_it_goes_on(there: Stored) -> None:
    is_open = await there.inquiry("Lin", OLD, phase=Phase.OPEN, settled_at=None)
    young = await there.inquiry("Lin", OLD, settled_at=YOUNG)
    root = await there.inquiry("Lin", OLD)
    middle = await there.inquiry("Bo", OLD, phase=Phase.MERGED, merged_into_id=root)
    asked_lately = await there.inquiry(
        "Bo", YOUNG, phase=Phase.MERGED, settled_at=None, merged_into_id=middle
    )
    withdrawn = await there.inquiry("Bo", OLD, phase=Phase.WITHDRAWN, settled_at=None)
    await decides(there, Category.INQUIRIES)

    await a_night(there.sessions, now=NOW)

    left = await there.ids(InquiryRow)
    assert left == {is_open, young, root, middle, asked_lately}
    assert withdrawn not in left


async def test_who_was_introduced_to_the_bot_is_not_introduced_again(there: Stored) -> None:
    lin = there.people["Lin"]
    prefs = replace(Preferences(), introduction="Hej. Jeg er botten.")
    everybody = select(Person.id).where(Person.id == lin.id)

    async def introduced(now: datetime) -> None:
        async with there.sessions.write() as session:
            await introduce(session, everybody, prefs, before=uuid4(), not_before=now, now=now)

    await introduced(OLD)
    async with there.sessions.write() as session:
        await session.execute(update(Message).values(state=State.SETTLED, shown=1, sent_at=OLD))
    await decides(there, Category.RECEIPTS)

    await a_night(there.sessions, now=NOW)
    await introduced(NOW)

    async with there.sessions.read() as session:
        assert list(await session.scalars(select(Message.state))) == [State.SETTLED]


@pytest.mark.databases("postgresql")
async def test_the_night_and_who_edits_the_roster_do_not_wait_for_each_other(
    there: Stored,
) -> None:
    lin = there.people["Lin"]
    async with there.sessions.write() as session:
        await session.execute(
            update(Person).where(Person.id == lin.id).values(active=False, changed_at=OLD)
        )
    await decides(there, Category.PEOPLE)

    async with there.sessions.write() as editing:
        await lock_roster(editing)
        night = asyncio.create_task(a_night(there.sessions, now=NOW))
        await asyncio.sleep(AS_FAR_AS_IT_COMES)
        # She is back before the night came to her.
        await editing.execute(
            update(Person).where(Person.id == lin.id).values(active=True, changed_at=NOW)
        )
    await night

    async with there.sessions.read() as session:
        assert (await session.get_one(Person, lin.id)).name == lin.name


async def test_who_left_loses_everything_that_tells_who_it_was(there: Stored) -> None:
    lin = there.people["Lin"]
    await there.add(
        Conversation(
            id="a:lin",
            place=Place.PERSONAL,
            service_url="https://x",
            person_id=lin.id,
            brought_by="t",
        )
    )
    await there.add(PersonReach(person_id=lin.id, state=Reach.REACHABLE, since=OLD))
    await there.add(
        Message(
            person_id=lin.id,
            kind="broadcasts.received",
            subject=uuid4(),
            priority=Priority.BROADCAST,
            shown=1,
            state=State.SETTLED,
            chat_id="a:lin",
            activity_id="m1",
            sent_at=OLD,
            changed_at=OLD,
        )
    )
    async with there.sessions.write() as session:
        row = await session.get_one(Person, lin.id)
        row.object_id, row.groups = account(7), ["MED"]
    await there.roster_is(entry("Bo Bøg"), now=OLD)  # Lin leaves
    await decides(there, Category.PEOPLE)

    await a_night(there.sessions, now=NOW)

    async with there.sessions.read() as session:
        left = await person(session, lin.id)
        bo = await person(session, there.people["Bo"].id)
    assert (left.name, left.email, left.title, left.unit) == (
        "Tidligere leder", "", "", "Børn og unge"
    )  # fmt: skip
    assert (left.object_id, left.groups, left.active) == (None, (), False)
    assert bo == there.people["Bo"]
    assert await there.number(Conversation) == await there.number(PersonReach) == 0
    assert await there.number(Message) == 1  # so that the account still counts it


async def test_who_left_lately_or_came_back_keeps_everything(there: Stored) -> None:
    await there.roster_is(entry("Bo Bøg"), now=YOUNG)
    await decides(there, Category.PEOPLE)

    await a_night(there.sessions, now=NOW)

    async with there.sessions.read() as session:
        assert (await person(session, there.people["Lin"].id)).name == "Lin Lærke"


async def test_two_namesakes_who_left_break_no_later_roster(there: Stored) -> None:
    """Nobody new is taken for somebody whose name was deleted."""
    await there.roster_is(now=OLD)
    await decides(there, Category.PEOPLE)
    await a_night(there.sessions, now=NOW)

    await there.roster_is(entry("Lin Lærke"), entry("Bo Bøg"), now=NOW)

    async with there.sessions.read() as session:
        names = sorted(await session.scalars(select(Person.name)))
    assert names == ["Ada Atlas", "Bo Bøg", "Lin Lærke", "Tidligere leder", "Tidligere leder"]


async def test_old_messages_go_but_broadcasts_and_what_is_under_way_stay(there: Stored) -> None:
    lin = there.people["Lin"].id
    for kind, state, changed_at in (
        ("broadcasts.reminder", State.SETTLED, OLD),
        ("broadcasts.reminder", State.SETTLED, YOUNG),
        ("broadcasts.reminder", State.HELD, OLD),
        ("broadcasts.received", State.SETTLED, OLD),
    ):
        await there.add(
            Message(
                person_id=lin,
                kind=kind,
                subject=uuid4(),
                priority=Priority.NOTICE,
                state=state,
                changed_at=changed_at,
            )
        )
    await decides(there, Category.RECEIPTS)

    await a_night(there.sessions, now=NOW)

    async with there.sessions.read() as session:
        left = (await session.execute(select(Message.kind, Message.state))).all()
    assert sorted(left) == [
        ("broadcasts.received", "settled"),
        ("broadcasts.reminder", "held"),
        ("broadcasts.reminder", "settled"),
    ]


async def test_old_events_go_but_those_that_figures_depend_on(there: Stored) -> None:
    ada = there.people["Ada"]
    async with there.sessions.write() as session:
        for act, at in (
            ("broadcasts.send", OLD),
            ("broadcasts.stop", YOUNG),
            ("broadcasts.forget_receipts", OLD),
        ):
            await record(session, actor=ada, act=act, now=at)
    await decides(there, Category.AUDIT)

    await a_night(there.sessions, now=NOW)

    async with there.sessions.read() as session:
        left = set(await session.scalars(select(AuditRow.act)))
    assert left == {"broadcasts.stop", "broadcasts.forget_receipts"}


async def test_the_night_is_at_four_in_copenhagen_summer_and_winter() -> None:
    assert next_night(datetime(2026, 1, 10, 2, 59, tzinfo=UTC)) == datetime(
        2026, 1, 10, 3, 0, tzinfo=UTC
    )
    assert next_night(datetime(2026, 1, 10, 3, 0, tzinfo=UTC)) == datetime(
        2026, 1, 11, 3, 0, tzinfo=UTC
    )
    assert next_night(datetime(2026, 3, 28, 12, 0, tzinfo=UTC)) == datetime(
        2026, 3, 29, 2, 0, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ((2027, 3, 3), 12, (2026, 3, 3)),
        ((2027, 3, 31), 1, (2027, 2, 28)),
        ((2027, 1, 15), 1, (2026, 12, 15)),
        ((2027, 12, 31), 240, (2007, 12, 31)),
    ],
)
async def test_months_are_those_of_the_calendar(
    now: tuple[int, int, int], months: int, then: tuple[int, int, int]
) -> None:
    before = months_before(datetime(*now, 12, tzinfo=UTC), months)

    assert before == datetime(*then, tzinfo=UTC) - timedelta(hours=1)
