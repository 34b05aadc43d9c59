"""Killed in the middle of closing: every answer is counted all the same, once."""

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.database.sessions import Sessions
from bot.rounds import queries
from bot.rounds.answering import hand_in, participant
from bot.rounds.closing import close_round
from bot.rounds.keys import Keys
from bot.rounds.models import AnswerRow, EnvelopeRow
from bot.rounds.values import Partition, Phase
from tests.rounds.rounds import CLOSES, NOW, answers, opened, people

NUMBER = 12


@pytest.mark.asyncio
async def test_a_round_whose_closing_was_killed_is_as_it_was_and_can_be_closed(
    sessions: Sessions, keys: Keys, database_url: str, tmp_path: Path
) -> None:
    members = await people(sessions, NUMBER)
    round_id = await opened(sessions, keys, members[0])
    for number, member in enumerate(members):
        await hand_in(sessions, keys, round_id, answers(number), by=member, now=NOW)

    closing = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.rounds.closing_process"),
        *(database_url, str(tmp_path / "keys"), str(round_id)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert closing.stdout
    async with asyncio.timeout(30):
        assert await closing.stdout.readline() == b"counted\n"
    closing.kill()
    await closing.wait()

    kept = await participant(sessions, keys, round_id, by=members[3])
    assert (kept.round.phase, kept.filled.answers) == (Phase.OPEN, answers(3))
    async with sessions.write() as session:
        assert await close_round(session, keys, round_id, now=CLOSES)
    async with sessions.read() as session:
        counts = await queries.counts(session, round_id)
        assert {one.answered for one in counts if one.partition is Partition.ALL} == {NUMBER}
        texts = select(func.count()).select_from(AnswerRow)
        assert await session.scalar(texts) == 2 * NUMBER
        assert await session.scalar(select(func.count()).select_from(EnvelopeRow)) == 0
