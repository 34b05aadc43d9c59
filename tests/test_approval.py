"""A second director says yes to a named version of something, and to nothing else."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.approval import (
    Approvals,
    Asked,
    CommentHoldsCprNumber,
    CommentMissing,
    CommentTooLong,
    FaultyComment,
    NobodyToApprove,
    NotAwaiting,
    OwnWork,
    Work,
    questions,
)
from bot.database.sessions import Sessions
from bot.delivery.models import DueTime
from bot.people.importing import apply_import, preview_import
from bot.people.queries import active_people
from bot.people.values import Entry, Level, NotAllowed, Person, Role, Roster

pytestmark = pytest.mark.asyncio

NOW = datetime(2026, 3, 3, 8, tzinfo=UTC)
THING = UUID(int=7)
REQUESTS = Approvals(
    "things",
    approval="things.approval",
    status="things.status",
    notice="things.notice",
    unapproved="things.unapproved",
    approver_slow="things.approver_slow",
)

People = dict[str, Person]


@pytest_asyncio.fixture
async def people(sessions: Sessions) -> People:
    """Three directors and a manager, by name."""
    entries = tuple(
        Entry(0, name, f"{name.lower()}@kommune.example", "Titel", "Enhed", Level.CHEF, role)
        for name, role in (
            ("Ada", Role.DIRECTORATE),
            ("Anne", Role.DIRECTORATE),
            ("Bo", Role.DIRECTORATE),
            ("Lin", Role.MANAGER),
        )
    )
    roster = Roster(entries)
    seen = await preview_import(sessions, roster)
    await apply_import(sessions, roster, now=NOW, confirmed=seen)
    async with sessions.read() as session:
        return {one.name: one for one in await active_people(session)}


async def ask(sessions: Sessions, people: People, revision: int = 1) -> None:
    """Have Ada ask Anne."""
    async with sessions.write() as session:
        await questions.ask(
            session, THING, revision, by=people["Ada"].id, of=people["Anne"].id, now=NOW
        )


async def approve(sessions: Sessions, by: Person, author: Person, revision: int = 1) -> None:
    work = Work(THING, revision, "Årsmødet", author.id)
    async with sessions.write() as session:
        await questions.approve(session, work, revision, by=by, now=NOW)


async def question(sessions: Sessions, revision: int = 1) -> Asked | None:
    async with sessions.read() as session:
        return await questions.question(session, THING, revision)


async def test_the_possible_approvers_are_the_other_directors(
    sessions: Sessions, people: People
) -> None:
    async with sessions.read() as session:
        found = await questions.possible_approvers(session, people["Ada"].id)

    assert [one.name for one in found] == ["Anne", "Bo"]


async def test_a_yes_closes_the_question(sessions: Sessions, people: People) -> None:
    await ask(sessions, people)

    await approve(sessions, people["Anne"], people["Ada"])

    answered = await question(sessions)
    assert answered
    assert not answered.is_open
    assert answered.approved_by_id == people["Anne"].id
    with pytest.raises(NotAwaiting):
        await approve(sessions, people["Bo"], people["Ada"])


async def test_another_director_than_the_one_who_was_asked_may_say_yes(
    sessions: Sessions, people: People
) -> None:
    await ask(sessions, people)

    await approve(sessions, people["Bo"], people["Ada"])

    answered = await question(sessions)
    assert answered
    assert answered.approved_by_id == people["Bo"].id


@pytest.mark.parametrize("who", ["Ada", "Bo"])
async def test_neither_who_wrote_it_nor_who_asked_may_say_yes(
    sessions: Sessions, people: People, who: str
) -> None:
    """Ada asked; Bo wrote it last."""
    await ask(sessions, people)

    with pytest.raises(OwnWork):
        await approve(sessions, people[who], people["Bo"])

    answered = await question(sessions)
    assert answered
    assert answered.is_open


async def test_a_manager_says_neither_yes_nor_no(sessions: Sessions, people: People) -> None:
    await ask(sessions, people)

    with pytest.raises(NotAllowed):
        await approve(sessions, people["Lin"], people["Ada"])
    with pytest.raises(NotAllowed):
        async with sessions.write() as session:
            await questions.decline(session, THING, 1, comment="Nej.", by=people["Lin"], now=NOW)


async def test_a_yes_to_an_earlier_revision_counts_for_nothing(
    sessions: Sessions, people: People
) -> None:
    await ask(sessions, people, revision=1)
    await ask(sessions, people, revision=2)

    with pytest.raises(NotAwaiting):
        await approve(sessions, people["Anne"], people["Ada"], revision=1)

    async with sessions.read() as session:
        waiting = await questions.open_question(session, THING)
    assert waiting
    assert waiting.revision == 2
    first = await question(sessions, revision=1)
    assert first
    assert not first.is_open
    assert first.approved_by_id is None


async def test_a_voided_question_takes_no_answer(sessions: Sessions, people: People) -> None:
    await ask(sessions, people)
    async with sessions.write() as session:
        await questions.void(session, THING, now=NOW)

    with pytest.raises(NotAwaiting):
        await approve(sessions, people["Anne"], people["Ada"])

    async with sessions.read() as session:
        assert await questions.open_question(session, THING) is None


async def test_a_no_keeps_its_comment(sessions: Sessions, people: People) -> None:
    await ask(sessions, people)

    async with sessions.write() as session:
        await questions.decline(session, THING, 1, comment="æ" * 500, by=people["Anne"], now=NOW)

    answered = await question(sessions)
    assert answered
    assert answered.comment == "æ" * 500
    assert not answered.is_open
    assert answered.approved_by_id is None


async def test_what_was_never_asked_about_has_no_answer(sessions: Sessions, people: People) -> None:
    with pytest.raises(NotAwaiting):
        await approve(sessions, people["Anne"], people["Ada"])

    assert await question(sessions) is None


async def test_of_two_yeses_at_once_one_counts(sessions: Sessions, people: People) -> None:
    await ask(sessions, people)

    outcomes = await asyncio.gather(
        approve(sessions, people["Anne"], people["Ada"]),
        approve(sessions, people["Bo"], people["Ada"]),
        return_exceptions=True,
    )

    assert sorted(map(type, outcomes), key=str) == sorted([type(None), NotAwaiting], key=str)


async def test_what_waits_is_listed_the_oldest_first(sessions: Sessions, people: People) -> None:
    others = [uuid4(), uuid4()]
    for number, subject in enumerate(others):
        async with sessions.write() as session:
            await questions.ask(
                session,
                subject,
                1,
                by=people["Ada"].id,
                of=people["Anne"].id,
                now=NOW - timedelta(hours=number),
            )

    async with sessions.read() as session:
        waiting = {name: await questions.awaiting(session, one) for name, one in people.items()}

    assert waiting == {"Ada": [], "Anne": others[::-1], "Bo": others[::-1], "Lin": []}


async def test_neither_does_who_wrote_some_of_it_say_yes(
    sessions: Sessions, people: People
) -> None:
    """Nor are they asked, or reminded in a director's place."""
    work = Work(THING, 1, "Årsmødet", people["Ada"].id, frozenset({people["Bo"].id}))
    async with sessions.write() as session:
        with pytest.raises(NobodyToApprove):
            await REQUESTS.request(session, work, of=people["Bo"].id, by=people["Ada"], now=NOW)
        await REQUESTS.request(session, work, of=people["Anne"].id, by=people["Ada"], now=NOW)

    with pytest.raises(OwnWork):
        async with sessions.write() as session:
            await REQUESTS.approve(session, work, 1, by=people["Bo"], now=NOW)


@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        (" \n", CommentMissing),
        ("æ" * 501, CommentTooLong),
        ("Hun har 010190-1234. " + "æ" * 501, CommentHoldsCprNumber),
    ],
)
async def test_a_no_needs_a_comment_that_can_be_kept(
    sessions: Sessions, people: People, comment: str, fault: type[FaultyComment]
) -> None:
    work = Work(THING, 1, "Årsmødet", people["Ada"].id)
    await ask(sessions, people)

    with pytest.raises(fault):
        async with sessions.write() as session:
            await REQUESTS.decline(session, work, 1, comment=comment, by=people["Anne"], now=NOW)

    still = await question(sessions)
    assert still
    assert still.is_open


@pytest.mark.databases("sqlite")
async def test_only_what_must_be_approved_by_a_time_is_due_then(
    sessions: Sessions, people: People
) -> None:
    at_leisure = replace(REQUESTS, unapproved=None)

    async def due_after(approvals: Approvals) -> set[str]:
        subject = uuid4()
        work = Work(subject, 1, "Årsmødet", people["Ada"].id)
        async with sessions.write() as session:
            await approvals.request(
                session,
                work,
                of=people["Bo"].id,
                by=people["Ada"],
                now=NOW,
                needed_by=NOW + timedelta(days=1),
            )
            found = await session.scalars(select(DueTime.kind).where(DueTime.subject == subject))
            kinds = set(found)
            await approvals.withdraw(session, subject, now=NOW)
            assert not (
                await session.scalars(select(DueTime.kind).where(DueTime.subject == subject))
            ).all()
            return kinds

    assert await due_after(REQUESTS) == {"things.unapproved", "things.approver_slow"}
    assert await due_after(at_leisure) == {"things.approver_slow"}
