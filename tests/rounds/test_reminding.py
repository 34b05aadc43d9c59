"""Only who is missing is reminded, seldom; and a round ends by itself."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.broadcasts.timing import ALL_REMINDERS
from bot.delivery import due
from bot.delivery.models import DueTime
from bot.delivery.models import Message as MessageRow
from bot.delivery.rendering import Due
from bot.delivery.values import State
from bot.rounds import kinds, queries
from bot.rounds.forgetting import forget_keys
from bot.rounds.inviting import set_times
from bot.rounds.keys import Keys
from bot.rounds.reminding import close, remind
from bot.rounds.timing import TRIED_AGAIN_AFTER
from bot.rounds.values import Content, Phase
from tests.rounds import making
from tests.rounds.answering import SHORT, invited, opens, person
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = [pytest.mark.asyncio]

on_one_database = pytest.mark.databases("sqlite")

HALFWAY = datetime(2026, 3, 9, 6, tzinfo=UTC)  # Monday morning: the middle is on Sunday
LAST = datetime(2026, 3, 12, 11, tzinfo=UTC)
NAME = "Husk at svare"


async def passes_to(teams: FakeTeams, now: datetime) -> None:
    """Let it be then, once all is done that was due, and all be done that is due."""
    await teams.delivered()
    teams.clock.now = now
    await teams.delivered()


def reminders(user: User) -> list[str]:
    """Those that somebody sees."""
    return [text for text in user.chat.texts if text.startswith(NAME)]


async def town(teams: FakeTeams) -> tuple[User, list[User]]:
    """A director and five managers."""
    return await making.director(teams, "Ada Ager"), await making.managers(teams, 5)


async def test_only_who_is_missing_is_reminded_and_the_reminder_says_when_nothing_is_left(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, bo, ida, *_] = await town(teams)
    await invited(teams, tmp_path, ada, SHORT)
    await (await opens(lin)).presses("Aflever", answer_1="Godt")
    await bo.presses("Jeg deltager ikke")
    await passes_to(teams, HALFWAY - timedelta(minutes=1))
    assert not reminders(ida)

    await passes_to(teams, HALFWAY)

    assert [len(reminders(one)) for one in (lin, bo, ida, ada)] == [0, 0, 1, 0]
    [reminder] = reminders(ida)
    assert "1 inputrunde venter på dit svar:\n**Hvordan går det?**" in reminder
    assert "Frist fredag den 13. marts kl. 12.00" in reminder
    assert titles(ida.chat.messages[-1].activity) == ["Svar", "Jeg deltager ikke"]
    await (await opens(ida)).presses("Aflever", answer_1="Godt")
    await teams.delivered()
    assert reminders(ida) == [f"{NAME}\nTak. Der venter ikke længere noget på dit svar her."]
    assert ida.sees("Tak, du har svaret.")
    await passes_to(teams, LAST)
    assert [len(reminders(one)) for one in (lin, bo, ida)] == [0, 0, 1]


async def test_two_rounds_of_a_day_are_one_reminder_and_a_week_has_two_at_most(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, *_] = await town(teams)
    await invited(teams, tmp_path, ada, SHORT)
    await invited(teams, tmp_path, ada, replace(SHORT, title="Hvad nu?"))
    third = replace(SHORT, title="Hvad så?", closes_on=date(2026, 3, 16))
    await invited(teams, tmp_path, ada, third)

    await passes_to(teams, HALFWAY)
    [reminder] = reminders(lin)
    assert "3 inputrunder venter på dit svar:" in reminder
    for day in range(10, 16):
        await passes_to(teams, datetime(2026, 3, day, 12, tzinfo=UTC))
    assert len(reminders(lin)) == 2


@on_one_database
async def test_nobody_is_reminded_twice_on_a_day_of_different_things(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, bo, *_] = await town(teams)
    await invited(teams, tmp_path, ada, SHORT)
    async with teams.sessions.write() as session:
        session.add(
            MessageRow(
                person_id=(await person(teams, lin)).id,
                kind="broadcasts.reminder",
                subject=ALL_REMINDERS,
                occasion="2026-03-09",
                priority=20,
                wanted=1,
                shown=1,
                state=State.SETTLED,
                sent_at=HALFWAY,
                changed_at=HALFWAY,
            )
        )
    await passes_to(teams, HALFWAY)
    assert [len(reminders(one)) for one in (lin, bo)] == [0, 1]


@on_one_database
async def test_a_reminder_on_its_way_is_not_sent_to_who_answers_first(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, bo, *_] = await town(teams)
    await invited(teams, tmp_path, ada, SHORT)
    teams.connector.fail(429, retry_after=600, conversation_id=lin.chat.id)
    await passes_to(teams, HALFWAY)
    await (await opens(lin)).presses("Aflever", answer_1="Godt")
    teams.connector.recover()
    for minutes in (15, 30):
        await passes_to(teams, HALFWAY + timedelta(minutes=minutes))
    assert [len(reminders(one)) for one in (lin, bo)] == [0, 1]


@on_one_database
@pytest.mark.parametrize(
    "content",
    [replace(SHORT, reminds=False), replace(SHORT, closes_on=date(2026, 3, 3))],
    ids=["unwanted", "short"],
)
async def test_no_reminder_where_it_is_not_wanted_or_makes_no_sense(
    teams: FakeTeams, tmp_path: Path, content: Content
) -> None:
    ada, _managers = await town(teams)
    await invited(teams, tmp_path, ada, content)
    async with teams.sessions.read() as session:
        kinds_due = set(await session.scalars(select(DueTime.kind)))
    assert kinds.CLOSE in kinds_due
    assert not kinds_due & {kinds.REMIND_HALFWAY, kinds.REMIND_LAST}


@on_one_database
async def test_a_reminder_that_comes_late_waits_until_people_are_at_work(
    teams: FakeTeams, tmp_path: Path
) -> None:
    """The bot was away at noon, and is back in the evening; there are hours left next morning."""
    ada, [lin, *_] = await town(teams)
    content = replace(SHORT, closes_on=date(2026, 3, 5), closes_at=time(12))
    round_id = await invited(teams, tmp_path, ada, content)
    teams.clock.now = datetime(2026, 3, 4, 19, tzinfo=UTC)
    async with teams.sessions.write() as session:
        await remind(kinds.REMIND_LAST, session, Due(round_id, teams.clock()))
    await passes_to(teams, teams.clock())
    assert not reminders(lin)
    await passes_to(teams, datetime(2026, 3, 5, 6, tzinfo=UTC))
    assert len(reminders(lin)) == 1


@on_one_database
async def test_with_more_time_everything_moves(teams: FakeTeams, tmp_path: Path) -> None:
    ada, [lin, *_] = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)
    async with teams.sessions.write() as session:
        row = await queries.row_for_update(session, round_id)
        row.closes = datetime(2026, 3, 20, 11, tzinfo=UTC)
        await set_times(session, row, now=teams.clock())
        useful = set(await session.scalars(select(MessageRow.useful_until)))
    assert datetime(2026, 3, 20, 11, tzinfo=UTC) in useful
    await passes_to(teams, datetime(2026, 3, 13, 12, tzinfo=UTC))
    assert (await making.the_round(teams)).phase is Phase.OPEN
    assert len(reminders(lin)) == 1
    async with teams.sessions.write() as session:  # as if the old time had been on its way
        await due.set_due(session, kinds.CLOSE, round_id, teams.clock())
    await teams.delivered()
    assert (await making.the_round(teams)).phase is Phase.OPEN
    await passes_to(teams, datetime(2026, 3, 20, 11, tzinfo=UTC))
    assert (await making.the_round(teams)).phase is Phase.CLOSED


async def test_without_its_key_it_is_not_counted_which_everybody_can_see_until_it_is(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, *_] = await town(teams)
    await making.plans(ada, title="Er det trygt?")
    await ada.presses("Åbn for 5")
    teams.clock.pass_(timedelta(seconds=30))
    await making.becomes(teams, Phase.OPEN)
    await teams.delivered()
    assert SHORT.closing
    shutil.move(tmp_path / "keys", tmp_path / "elsewhere")

    with capture_logs() as logs:
        await passes_to(teams, SHORT.closing)
        [mine] = [m for m in lin.chat.messages if "Er det trygt?" in str(m.activity)]
        edits = mine.edits
        await passes_to(teams, SHORT.closing + TRIED_AGAIN_AFTER)

    assert [one["log_level"] for one in logs if "KEYS_DIR" in one["event"]] == ["critical"] * 2
    assert (await making.the_round(teams)).phase is Phase.OPEN
    assert ada.sees("svarene kan ikke tælles endnu. Det skal it se på.")
    assert lin.sees("og der kan ikke svares mere.")
    assert mine.edits == edits  # nobody's card is edited every ten minutes

    shutil.move(tmp_path / "elsewhere", tmp_path / "keys")
    await passes_to(teams, SHORT.closing + 2 * TRIED_AGAIN_AFTER)
    assert (await making.the_round(teams)).phase is Phase.CLOSED
    assert ada.sees("0 af 5 har svaret")


async def test_the_key_is_forgotten_once_it_is_counted_and_not_before(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)
    keys = Keys(tmp_path / "keys")

    async def forget() -> int:
        async with teams.sessions.write() as session:
            await forget_keys(keys, session, Due(round_id, teams.clock()))
        return len(list((tmp_path / "keys").glob("*.key")))

    assert await forget() == 1  # it is still open
    assert SHORT.closing
    with rolled_back():
        async with teams.sessions.write() as session:
            await close(keys, session, Due(round_id, SHORT.closing))
            raise ZeroDivisionError
    assert await forget() == 1
    await passes_to(teams, SHORT.closing)
    assert (await making.the_round(teams)).phase is Phase.CLOSED
    assert await forget() == 0
    assert await forget() == 0


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction that fails at its end."""
    with pytest.raises(ZeroDivisionError):
        yield
