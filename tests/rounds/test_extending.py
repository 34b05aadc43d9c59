"""More time, while a round is open; and none once it is closed."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.audit import entries
from bot.delivery.models import DueTime
from bot.people.values import NotAllowed
from bot.rounds import kinds
from bot.rounds.extending import extend
from bot.rounds.values import Phase
from tests.rounds import making
from tests.rounds.answering import Shown, person
from tests.rounds.finished import answered, ends
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio]


async def test_those_who_owe_an_answer_get_more_time_and_everybody_sees_it(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, *others], round_id = await answered(teams, tmp_path, number=2)
    missing = others[-1]
    await ada.writes("Inputrunder")
    await ada.presses("Status")
    await ada.presses("Forlæng fristen")
    form = Shown(ada, ada.chat.messages[-1])

    before = await form.presses("Forlæng fristen", closes_on="2026-03-12")
    assert "senere end den nuværende" in before.text
    assert before.typed["closes_on"] == "2026-03-12"
    late = await before.presses("Forlæng fristen", closes_on="2026-03-20")
    assert "lovet resultatet senest den 20. marts 2026." in late.text
    press = late.pressing("Forlæng fristen", closes_on="2026-03-16", closes_at="10:00")
    extended = await Shown.after(ada, press)
    await Shown.after(ada, press | {"id": "pressed again"})
    await teams.delivered()

    new = "mandag den 16. marts kl. 10.00"
    assert f"lukker nu {new}." in extended.text
    assert missing.sees_once("Der er mere tid: ")
    assert f"Du kan svare til {new}." in missing.chat.texts[-1]
    assert not lin.sees("Der er mere tid")
    assert any(new in text for text in lin.chat.texts)  # in place
    async with teams.sessions.read() as session:
        closing = await session.scalar(select(DueTime.due_at).where(DueTime.kind == kinds.CLOSE))
        done = await entries(session, offset=0, limit=9)
    assert closing == (await making.the_round(teams)).closes
    assert [one.number for one in done if one.act == "rounds.extend"] == [10]
    with pytest.raises(NotAllowed):
        await extend(
            teams.sessions,
            round_id,
            date(2026, 3, 17),
            time(10),
            by=await person(teams, lin),
            now=teams.clock(),
        )


@pytest.mark.databases("sqlite")
async def test_what_is_closed_stays_closed_and_says_so(teams: FakeTeams, tmp_path: Path) -> None:
    ada, [lin, *_], _round_id = await answered(teams, tmp_path)
    ask = ada.pressing("Forlæng fristen")
    await ada.presses("Forlæng fristen")
    late = ada.pressing("Forlæng fristen", closes_on="2026-03-16")
    await ends(teams)
    teams.clock.pass_(timedelta(hours=1))

    answer = await Shown.after(ada, late)
    await ada.delivers(ask | {"id": "pressed late"})
    await teams.settled()

    assert "Runden kan ikke åbnes igen" in answer.text
    assert "kan ikke åbnes igen" in ada.chat.texts[-1]
    assert (await making.the_round(teams)).phase is Phase.CLOSED
    assert not lin.sees("Der er mere tid")
