"""Who answers for a follow-up, or a decision, is reminded in time, at work and not too often."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from bot.calendar import WorkingHours, in_copenhagen
from bot.decisions.following import follow_ups
from bot.decisions.following.gathered import next_morning
from bot.decisions.publication.undoing import recall
from bot.decisions.values import State
from bot.decisions.writing.deeds import add, change
from bot.people.values import Audience
from tests.decisions.drafting import leaves
from tests.decisions.following import (
    FRIDAY,
    NAME,
    PLAN,
    WEEK_BEFORE,
    follow_up_of,
    followed,
    passes_to,
    reminders,
)
from tests.decisions.made import (
    MEANING,
    TITLE,
    corrected,
    director,
    drafted,
    managers,
    only_decision,
    person,
    published,
)
from tests.teams.fake_teams import FakeTeams, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

DAY_BEFORE = datetime(2026, 3, 19, 8, tzinfo=UTC)
DAY_AFTER = datetime(2026, 3, 23, 8, tzinfo=UTC)  # Monday


async def test_the_owner_is_told_a_week_before_and_reports_by_one_press(teams: FakeTeams) -> None:
    ada, [lin, bo] = await director(teams, "Ada Atlas"), await managers(teams, "Lin", "Bo")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))
    [told] = reminders(lin)
    assert told.startswith("Du er ansvarlig for en opfølgning\n1 opfølgning venter på dig:")

    await passes_to(teams, WEEK_BEFORE)

    *_earlier, week_before = reminders(lin)
    assert len(reminders(lin)) == 2
    assert week_before.startswith(NAME)
    assert f"**{PLAN}**\nFrist fredag den 20. marts" in week_before
    assert titles(lin.chat.messages[-1].activity) == [
        *("I gang", "Færdig", "Forsinket"),
        *("Mere", "Se beslutningen", "Frist til kalenderen"),
    ]
    assert not reminders(bo)

    answer = await lin.presses("I gang")
    assert "Frist fredag den 20. marts · I gang" in answer
    await passes_to(teams, WEEK_BEFORE + timedelta(minutes=1))
    assert titles(lin.chat.messages[-1].activity)[:3] == ["Færdig", "Forsinket", "Mere"]
    await lin.presses("Færdig")

    assert (await follow_up_of(teams, plan)).follow_up.state is State.DONE
    await passes_to(teams, DAY_AFTER + timedelta(days=7))
    assert len(reminders(lin)) == 2
    assert f"Færdig: {PLAN}" in reminders(lin)[-1]


async def test_the_decision_comes_first_and_what_is_theirs_the_morning_after(
    teams: FakeTeams,
) -> None:
    """Also where its date had passed already, as in old minutes; a change meanwhile delays none."""
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    decision_id = await drafted(teams, ada)
    by, owner_id, deed = await person(teams, ada), (await person(teams, lin)).id, uuid4()
    await add(
        teams.sessions,
        decision_id,
        deed,
        what=PLAN,
        owner_id=owner_id,
        due_on=date(2026, 1, 30),
        by=by,
        now=teams.clock(),
    )
    await published(teams, ada, decision_id)
    assert lin.chat.texts[-1].startswith("Besluttet: ")
    assert not reminders(lin)
    await change(
        teams.sessions,
        decision_id,
        deed,
        what=f"{PLAN} i år",
        owner_id=owner_id,
        due_on=date(2026, 1, 30),
        revision=1,
        by=by,
        now=teams.clock(),
    )
    morning = next_morning(teams.clock(), WorkingHours())

    await passes_to(teams, morning - timedelta(minutes=1))
    assert not reminders(lin)
    await passes_to(teams, morning)

    [told] = reminders(lin)
    assert told.startswith("Du er ansvarlig for en opfølgning\n")
    assert "Over fristen, som var fredag den 30. januar" in told


async def test_who_answers_for_it_gets_to_know_the_decision_that_was_for_others(
    teams: FakeTeams,
) -> None:
    ada, [lin, bo] = await director(teams, "Ada Atlas"), await managers(teams, "Lin", "Bo")
    owner_id = (await person(teams, bo)).id
    schools = Audience(units=("Skoler",))

    await followed(
        teams, ada, (PLAN, lin, FRIDAY), owner_id=owner_id, audience=schools, open_to_all=False
    )

    assert not any(text.startswith("Besluttet: ") for text in lin.chat.texts)
    assert reminders(lin)[0].startswith("Du er ansvarlig for en opfølgning\n")
    await lin.presses("Se beslutningen")
    assert MEANING in lin.chat.texts[-1]
    told = next(text for text in bo.chat.texts if text.startswith("Du er ansvarlig for en beslutn"))
    assert TITLE in told
    await bo.presses("Se beslutningen")
    assert MEANING in bo.chat.texts[-1]
    assert not reminders(bo)


@on_one_database
async def test_what_was_recalled_is_nobodys_any_more(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    owner_id = (await person(teams, lin)).id
    schools = Audience(units=("Skoler",))
    publication_id = await published(teams, ada, owner_id=owner_id, audience=schools)
    assert lin.sees("Du er ansvarlig for en beslutning")

    await recall(teams.sessions, publication_id, by=await person(teams, ada), now=teams.clock())
    await teams.delivered()

    assert not lin.sees("Du er ansvarlig for en beslutning")


async def test_who_says_nothing_hears_of_it_the_day_before_and_once_when_it_is_late(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    await followed(teams, ada, (PLAN, lin, FRIDAY))

    await passes_to(teams, WEEK_BEFORE)
    await passes_to(teams, DAY_BEFORE - timedelta(minutes=1))
    assert len(reminders(lin)) == 2
    await passes_to(teams, DAY_BEFORE)
    assert len(reminders(lin)) == 3
    assert "Frist i morgen, fredag den 20. marts" in reminders(lin)[-1]
    await passes_to(teams, DAY_AFTER - timedelta(minutes=1))
    assert len(reminders(lin)) == 3
    await passes_to(teams, DAY_AFTER)
    assert len(reminders(lin)) == 4
    assert "Over fristen, som var fredag den 20. marts" in reminders(lin)[-1]
    await passes_to(teams, DAY_AFTER + timedelta(days=30))
    assert len(reminders(lin)) == 4


async def test_a_day_has_one_reminder_of_everything(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")

    await followed(
        teams, ada, (PLAN, lin, FRIDAY), ("Skriv til alle", lin, FRIDAY), ("Mål igen", lin, None)
    )
    await passes_to(teams, teams.clock() + timedelta(seconds=10))

    [reminder] = reminders(lin)
    assert "3 opfølgninger venter på dig:" in reminder
    assert "Ingen frist" in reminder


@on_one_database
async def test_who_has_had_enough_of_reminders_gets_it_when_there_is_room(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    await followed(teams, ada, (PLAN, lin, FRIDAY))
    await followed(teams, ada, ("Skriv til alle", lin, date(2026, 4, 30)), title="En anden")
    assert len(reminders(lin)) == 2

    await followed(teams, ada, ("Mål igen", lin, date(2026, 4, 30)), title="En tredje")
    await passes_to(teams, datetime(2026, 3, 10, 12, tzinfo=UTC))
    assert len(reminders(lin)) == 2
    await passes_to(teams, datetime(2026, 3, 11, 8, tzinfo=UTC))
    assert len(reminders(lin)) == 3
    assert "Mål igen" in reminders(lin)[-1]


async def test_who_answers_for_a_decision_hears_when_it_is_to_be_looked_at_again(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    owner_id = (await person(teams, lin)).id
    publication_id = await published(
        teams, ada, review_on=date(2026, 3, 14), owner_id=owner_id, title="Kurset"
    )
    await published(teams, ada, review_on=date(2026, 3, 14), title="Uden ejer")
    await passes_to(teams, datetime(2026, 3, 13, 22, tzinfo=UTC))
    assert not reminders(lin)

    await passes_to(teams, datetime(2026, 3, 16, 8, tzinfo=UTC))  # on Monday

    [reminder] = reminders(lin)
    assert "**Kurset**\nSkal ses på igen lørdag den 14. marts" in reminder
    assert "Uden ejer" not in reminder
    assert "Uden ejer" in reminders(ada)[0]
    decision = await only_decision(teams, publication_id)
    await corrected(
        teams, ada, decision.id, lambda content: replace(content, review_on=date(2027, 3, 15))
    )
    await passes_to(teams, teams.clock() + timedelta(seconds=10))
    assert reminders(lin) == [f"{NAME}\nTak. Der venter ikke længere noget på dig her."]


@on_one_database
async def test_when_who_answered_and_who_wrote_it_have_left_the_directorate_looks_at_it_again(
    teams: FakeTeams,
) -> None:
    ada, bo = await director(teams, "Ada Atlas"), await director(teams, "Bo Bakke")
    [lin] = await managers(teams, "Lin")
    owner_id = (await person(teams, lin)).id
    await published(teams, ada, review_on=date(2026, 3, 14), owner_id=owner_id, title="Kurset")
    await passes_to(teams, datetime(2026, 3, 16, 8, tzinfo=UTC))
    [before] = await bo.writes("Det venter på dig")
    for name in ("Ada Atlas", "Lin"):
        await leaves(teams, name)

    [after] = await bo.writes("Det venter på dig")

    assert "Kurset" not in before
    assert "**Kurset**\nSkal ses på igen lørdag den 14. marts" in after


@pytest.mark.parametrize(
    ("due_on", "times"),
    [
        (date(2026, 3, 20), ["13-03 09", "19-03 09", "23-03 09"]),
        (date(2026, 4, 7), ["31-03 09", "01-04 09", "08-04 09"]),  # Easter lies before it
        (date(2026, 1, 2), ["23-12 09", "30-12 09", "05-01 09"]),
    ],
    ids=["plain", "easter", "new year"],
)
async def test_reminders_come_while_people_are_at_work(due_on: date, times: list[str]) -> None:
    at, found = datetime(2025, 12, 1, tzinfo=UTC), []
    while following := follow_ups.next_time(due_on, WorkingHours(), after=at):
        at = following
        found.append(f"{in_copenhagen(at):%d-%m %H}")
    assert found == times
