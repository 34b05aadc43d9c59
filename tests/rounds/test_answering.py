"""What is filled in is kept and counted once, or refused with a reason."""

import asyncio
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import DateTime, func, select, update

from bot.broadcasts.timing import ALL_REMINDERS
from bot.database.base import Base, UtcDateTime
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.models import Message
from bot.delivery.values import Priority, State
from bot.rounds import kinds, queries
from bot.rounds.answering import decline, hand_in, participant, save
from bot.rounds.answers import Fault, FaultyAnswers
from bot.rounds.closing import close_round
from bot.rounds.inviting import invite
from bot.rounds.keys import Keys
from bot.rounds.models import AnswerRow, CountRow, EnvelopeRow, ParticipantRow, RoundRow
from bot.rounds.values import (
    Answer,
    Content,
    KeyLost,
    NotInvited,
    NotOpen,
    NotSealed,
    Participation,
    Partition,
    Phase,
)
from tests.people.rosters import person
from tests.rounds.rounds import CLOSES, CONTENT, NOW, answers, in_open, opened, people

LATER = NOW + timedelta(hours=1)


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [CONTENT, in_open()])
async def test_what_is_filled_in_is_kept_between_pages_and_handed_in_until_the_end(
    sessions: Sessions, keys: Keys, content: Content
) -> None:
    [first, *_] = await people(sessions, 6)
    round_id = await opened(sessions, keys, first, content)

    await save(sessions, keys, round_id, {"mood": 3, "words": "Ro"}, by=first, now=LATER)
    kept = await save(sessions, keys, round_id, {"words": None, "time": 1}, by=first, now=LATER)
    assert (kept.state, kept.filled.draft) == (Participation.INVITED, {"mood": 3, "time": 1})
    assert kept.filled.answers is None

    done = await hand_in(sessions, keys, round_id, {"stop": [0, 2]}, by=first, now=LATER)
    assert done.state is Participation.ANSWERED
    assert done.filled.answers == {"mood": 3, "time": 1, "stop": [0, 2]}

    changing = await save(sessions, keys, round_id, {"mood": 5}, by=first, now=LATER)
    assert changing.filled.answers == {"mood": 3, "time": 1, "stop": [0, 2]}  # until handed in
    assert (await participant(sessions, keys, round_id, by=first)).filled == changing.filled


@pytest.mark.asyncio
async def test_faulty_answers_are_refused_at_their_question_and_store_nothing(
    sessions: Sessions, keys: Keys
) -> None:
    [first, *_] = await people(sessions, 6)
    round_id = await opened(sessions, keys, first)
    faulty: dict[str, Answer | None] = {
        "mood": 6,
        "time": 2,
        "stop": [0, 0],
        "first": [0, 1, 2, 3],
        "words": "Spørg 010203-1234",
        "item": ["", "Fordi"],
    }
    with pytest.raises(FaultyAnswers) as refused:
        await save(sessions, keys, round_id, faulty, by=first, now=LATER)
    assert refused.value.faults == {
        "mood": Fault.UNKNOWN,
        "time": Fault.UNKNOWN,
        "stop": Fault.UNKNOWN,
        "first": Fault.UNKNOWN,
        "words": Fault.CPR_NUMBER,
        "item": Fault.MISSING,
    }
    with pytest.raises(FaultyAnswers) as refused:
        await hand_in(sessions, keys, round_id, {"words": "ø" * 1001}, by=first, now=LATER)
    assert refused.value.faults == {"words": Fault.TOO_LONG}
    with pytest.raises(FaultyAnswers) as refused:
        await hand_in(sessions, keys, round_id, {"words": "ø" * 1000}, by=first, now=LATER)
    assert refused.value.faults == {"mood": Fault.MISSING}
    assert not (await participant(sessions, keys, round_id, by=first)).filled.draft


@pytest.mark.asyncio
async def test_who_was_not_asked_and_who_comes_too_late_changes_nothing(
    sessions: Sessions, keys: Keys
) -> None:
    [first, second, *_] = await people(sessions, 6)
    round_id = await opened(sessions, keys, first)
    stranger = person("Frede Fremmed")
    with pytest.raises(NotInvited):
        await hand_in(sessions, keys, round_id, {"mood": 1}, by=stranger, now=LATER)
    with pytest.raises(NotInvited):
        await participant(sessions, keys, round_id, by=stranger)
    with pytest.raises(NotOpen):
        await hand_in(sessions, keys, round_id, {"mood": 1}, by=second, now=CLOSES)

    assert await decline(sessions, round_id, by=second, now=LATER) is Participation.DECLINED
    done = await hand_in(sessions, keys, round_id, {"mood": 1}, by=second, now=LATER)
    assert done.state is Participation.ANSWERED
    assert await decline(sessions, round_id, by=second, now=LATER) is Participation.ANSWERED


@pytest.mark.asyncio
async def test_without_its_key_a_round_takes_nothing_in_and_is_not_closed(
    sessions: Sessions, keys: Keys, tmp_path: Path
) -> None:
    [first, second, *_] = await people(sessions, 6)
    round_id = await opened(sessions, keys, first)
    await hand_in(sessions, keys, round_id, answers(1), by=first, now=LATER)

    shutil.move(tmp_path / "keys", tmp_path / "elsewhere")
    with pytest.raises(KeyLost):
        await hand_in(sessions, keys, round_id, answers(2), by=second, now=LATER)
    with pytest.raises(KeyLost):
        async with sessions.write() as session:
            await close_round(session, keys, round_id, now=CLOSES)

    shutil.move(tmp_path / "elsewhere", tmp_path / "keys")
    await hand_in(sessions, keys, round_id, answers(2), by=second, now=LATER)
    (tmp_path / "keys" / f"{round_id.hex}.key").write_bytes(bytes(32))  # another key
    with pytest.raises(KeyLost):
        await participant(sessions, keys, round_id, by=second)


@pytest.mark.asyncio
async def test_answers_that_come_as_it_closes_are_counted_with_a_receipt_or_refused(
    sessions: Sessions, keys: Keys
) -> None:
    members = await people(sessions, 24)
    round_id = await opened(sessions, keys, members[0])

    async def answer(number: int) -> bool:
        try:
            await hand_in(sessions, keys, round_id, answers(number), by=members[number], now=LATER)
        except NotOpen:
            return False
        return True

    async def close() -> bool:
        async with sessions.write() as session:
            return await close_round(session, keys, round_id, now=LATER)

    for number in range(10):
        assert await answer(number)
    late = [answer(number) for number in range(10, 24)]
    *receipts, closed, again = await asyncio.gather(*late, close(), close())
    assert sorted([closed, again]) == [False, True]

    async with sessions.read() as session:
        [mood] = [
            one
            for one in await queries.counts(session, round_id)
            if (one.question, one.partition) == ("mood", Partition.ALL)
        ]
        texts = await session.scalar(select(func.count()).where(AnswerRow.question == "words"))
        assert await session.scalar(select(func.count()).select_from(EnvelopeRow)) == 0
        done = await queries.participation(session, round_id)
    assert mood.answered == texts == 10 + sum(receipts) == done[Participation.ANSWERED]


@pytest.mark.asyncio
async def test_of_too_few_answers_nothing_is_shown_or_kept(sessions: Sessions, keys: Keys) -> None:
    members = await people(sessions, 12)
    round_id = await opened(sessions, keys, members[0])
    for number in range(9):  # enough for numbers, one too few for texts
        await hand_in(sessions, keys, round_id, answers(number), by=members[number], now=LATER)
    async with sessions.write() as session:
        assert await close_round(session, keys, round_id, now=CLOSES)
    async with sessions.read() as session:
        counted = {one.question for one in await queries.counts(session, round_id)}
        assert counted == {"mood", "time", "stop", "first"}
        assert await session.scalar(select(func.count()).select_from(AnswerRow)) == 0
        assert (await queries.round_(session, round_id)).phase is Phase.CLOSED
    after = await participant(sessions, keys, round_id, by=members[0])
    assert not after.filled.draft  # nobody can be shown their answers any more


@pytest.mark.asyncio
async def test_an_open_round_keeps_who_answered_what(sessions: Sessions, keys: Keys) -> None:
    members = await people(sessions, 6)
    round_id = await opened(sessions, keys, members[0], in_open())
    await hand_in(sessions, keys, round_id, answers(1), by=members[1], now=LATER)
    async with sessions.write() as session:
        assert await close_round(session, keys, round_id, now=CLOSES)
    async with sessions.read() as session:
        counted = (await session.scalars(select(CountRow.answered))).all()
    assert set(counted) == {1}


@pytest.mark.asyncio
async def test_what_nobody_sees_is_left_out_of_texts_and_lines_are_kept(
    sessions: Sessions, keys: Keys
) -> None:
    [first, *_] = await people(sessions, 6)
    for content in (CONTENT, replace(in_open(), title="Med navne")):
        round_id = await opened(sessions, keys, first, content)
        typed: dict[str, Answer | None] = {
            "words": "Ro\x00 nu\ud83d\n\nog \x1bplads\r\ntil faget",
            "item": ["Ti\udc00d\x07", "\x00"],
        }
        await save(sessions, keys, round_id, typed, by=first, now=LATER)
        kept = await participant(sessions, keys, round_id, by=first)
        assert kept.filled.draft == {
            "words": "Ro nu\n\nog plads\ntil faget",
            "item": ["Tid", ""],
        }
    with pytest.raises(FaultyAnswers) as refused:
        hidden: dict[str, Answer | None] = {"words": "Spørg 010203-\x0012\u200b34"}
        await save(sessions, keys, round_id, hidden, by=first, now=LATER)
    assert refused.value.faults == {"words": Fault.CPR_NUMBER}


@pytest.mark.asyncio
async def test_an_envelope_that_was_tampered_with_is_refused_to_its_owner_alone(
    sessions: Sessions, keys: Keys
) -> None:
    [first, second, *_] = await people(sessions, 6)
    round_id = await opened(sessions, keys, first)
    for number, by in enumerate((first, second)):
        await hand_in(sessions, keys, round_id, answers(number), by=by, now=LATER)
    async with sessions.write() as session:
        envelope = await session.get_one(EnvelopeRow, (round_id, first.id))
        envelope.sealed = envelope.sealed[:-1] + bytes([envelope.sealed[-1] ^ 1])
    with pytest.raises(NotSealed):
        await participant(sessions, keys, round_id, by=first)
    with pytest.raises(NotSealed):
        await save(sessions, keys, round_id, {"mood": 1}, by=first, now=LATER)
    assert (await participant(sessions, keys, round_id, by=second)).filled.answers == answers(1)


@pytest.mark.asyncio
@pytest.mark.parametrize("anonymous", [True, False])
async def test_no_time_tells_when_somebody_handed_in_an_anonymous_round(
    sessions: Sessions, keys: Keys, *, anonymous: bool
) -> None:
    members = await people(sessions, 6)
    round_id = await opened(sessions, keys, members[0], CONTENT if anonymous else in_open())
    async with sessions.write() as session:
        await invite(session, await session.get_one(RoundRow, round_id), now=NOW)
        await wanting.want(
            session,
            kinds.REMINDER,
            ALL_REMINDERS,
            to=[one.id for one in members],
            occasion=NOW.date().isoformat(),
            priority=Priority.NOTICE,
            now=NOW,
        )
        await session.execute(
            update(Message)
            .where(Message.kind == kinds.INVITATION)
            .values(shown=1, state=State.SETTLED)
        )
    for place, one in enumerate(members[:3], start=1):
        at = NOW + timedelta(hours=place)
        await hand_in(sessions, keys, round_id, answers(place), by=one, now=at)
    await decline(sessions, round_id, by=members[3], now=NOW + timedelta(hours=4))

    async with sessions.read() as session:
        times = [
            time
            for table in Base.metadata.sorted_tables
            if table.name == "message" or table.name.startswith("round")
            for column in table.columns
            if isinstance(column.type, DateTime | UtcDateTime)
            for time in (await session.scalars(select(column))).all()
        ]
        edited = await session.scalar(
            select(func.count()).where(
                Message.kind == kinds.INVITATION,
                Message.state == State.QUEUED,
                Message.wanted == 2,
                Message.not_before.is_(None),
            )
        )
        stopped = await session.scalar(select(func.count()).where(Message.state == State.CANCELLED))
    assert edited == stopped == 4  # they are at once, all the same
    assert NOW in times
    assert any(NOW < time < CLOSES for time in times if time) is not anonymous


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [CONTENT, in_open()])
async def test_once_it_is_counted_nobody_is_known_by_the_group_they_were_counted_in(
    sessions: Sessions, keys: Keys, content: Content
) -> None:
    members = await people(sessions, 6)
    round_id = await opened(sessions, keys, members[0], content)
    other = await opened(sessions, keys, members[0], replace(content, title="En anden"))
    async with sessions.write() as session:
        assert await close_round(session, keys, round_id, now=CLOSES)
    async with sessions.read() as session:
        rows = (await session.scalars(select(ParticipantRow))).all()
    assert len(rows) == 12
    for row in rows:
        assert bool(row.unit_group or row.level) == (row.round_id == other)
