"""Owners report by one press; once, and only on what is theirs."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.audit import AuditRow
from bot.decisions.following import following_up
from bot.decisions.following.followed import ChangedFollowUp
from bot.decisions.models import ReportRow
from bot.decisions.values import State
from bot.roster.leave import set_leave
from tests.decisions.following import (
    FRIDAY,
    PLAN,
    WEEK_BEFORE,
    follow_up_of,
    followed,
    passes_to,
    reminders,
)
from tests.decisions.made import (
    TITLE,
    director,
    managers,
    person,
    published,
)
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")


async def test_more_time_needs_a_reason_and_a_later_date_and_moves_the_reminders(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin Lærke")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))
    await lin.presses("Forsinket")

    again = await lin.presses("Gem ny frist", reason="Vi mangler svar fra økonomi.")
    assert "Vælg en ny frist." in again
    again = await lin.presses(
        "Gem ny frist", reason="Vi mangler svar fra økonomi.", due_on="2026-03-20"
    )
    assert "Den nye frist skal ligge efter i dag og efter den nuværende frist." in again
    done = await lin.presses(
        "Gem ny frist", reason="Vi mangler svar fra økonomi.", due_on="2026-07-15"
    )

    assert "Noteret. Den nye frist er onsdag den 15. juli." in done
    assert "Fristen ligger i en ferieuge" in done
    assert "**Årsag:** Vi mangler svar fra økonomi." in done
    found = await follow_up_of(teams, plan)
    assert (found.follow_up.state, found.follow_up.due_on) == (State.DELAYED, date(2026, 7, 15))
    told = len(reminders(lin))
    await passes_to(teams, datetime(2026, 7, 7, 12, tzinfo=UTC))
    assert len(reminders(lin)) == told
    await passes_to(teams, datetime(2026, 7, 8, 8, tzinfo=UTC))
    assert len(reminders(lin)) == told + 1
    [line] = [text for text in await ada.writes("Opfølgninger") if "Opfølgninger" in text]
    assert "Forsinket: Vi mangler svar fra økonomi." in line


async def test_a_cpr_number_in_a_reason_is_neither_stored_nor_shown_again(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))
    await lin.presses("Forsinket")

    again = await lin.presses("Gem ny frist", reason="010203-1234 er syg", due_on="2026-04-01")

    assert "Jeg har fjernet det, der lignede et CPR-nummer, og intet er gemt." in again
    assert "010203" not in again
    assert (await follow_up_of(teams, plan)).follow_up.state is State.OPEN


async def test_it_waits_for_its_owner_and_the_directorate_sees_what_is_late(
    teams: FakeTeams,
) -> None:
    ada, [lin, bo] = await director(teams, "Ada Atlas"), await managers(teams, "Lin", "Bo")
    await followed(teams, ada, *((f"Punkt {place}", lin, FRIDAY) for place in range(1, 5)))

    [pending] = await lin.writes("Det venter på dig")
    done = await lin.presses("Færdig")

    assert "Punkt 3" in pending
    assert "Og 1 til." in pending
    assert "Færdig: Punkt 1" in done
    assert "Punkt 4" in done
    assert "Punkt 1" in (await lin.presses("Fortryd")).split("Og 1 til.")[0]
    assert "Punkt" not in (await bo.writes("Det venter på dig"))[0]
    assert "Punkt" not in (await ada.writes("Det venter på dig"))[0]
    await passes_to(teams, datetime(2026, 3, 23, 12, tzinfo=UTC))
    [late] = await ada.writes("Det venter på dig")
    assert "4 opfølgninger er åbne. **4 er over fristen.**" in late
    await ada.presses("Se opfølgninger")
    assert "Punkt 1" in ada.chat.texts[-1]


async def test_done_by_a_slip_of_the_finger_is_taken_back(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))
    await lin.writes("Mine opfølgninger")
    await lin.presses("I gang")
    done = await lin.presses("Færdig")
    assert f"»{PLAN}« er færdig. Tak." in done
    assert "Du har ingen opfølgninger at gøre noget ved." in done

    back = await lin.presses("Fortryd")

    assert "Fortrudt: den er ikke færdig." in back
    assert (await follow_up_of(teams, plan)).follow_up.state is State.UNDER_WAY
    await passes_to(teams, WEEK_BEFORE)
    assert len(reminders(lin)) == 2  # as if nothing had happened


async def test_what_was_late_before_it_was_done_is_late_again(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))
    await lin.presses("Forsinket")
    await lin.presses("Gem ny frist", reason="Vi mangler svar.", due_on="2026-04-15")
    teams.clock.pass_(timedelta(minutes=1))
    done = await lin.presses("Færdig")
    assert "**Status:** Færdig" in done
    teams.clock.pass_(timedelta(minutes=1))

    back = await lin.presses("Fortryd")

    assert "**Status:** Forsinket" in back
    assert "**Årsag:** Vi mangler svar." in back
    assert "**Frist:** onsdag den 15. april" in back
    assert "Fortrudt: den er ikke færdig. · Lin" in back
    assert back.count("Forsinket til 15. april 2026: Vi mangler svar.") == 1
    found = (await follow_up_of(teams, plan)).follow_up
    assert (found.state, found.reason) == (State.DELAYED, "Vi mangler svar.")
    assert found.due_on == date(2026, 4, 15)


async def test_a_press_counts_once_and_an_older_card_undoes_nothing(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))
    await lin.writes("Mine opfølgninger")
    older = lin.chat.messages[-1]
    await lin.writes("Mine opfølgninger")
    under_way = lin.pressing("I gang", message=older)
    await lin.presses("Færdig", message=older)
    once_more = lin.pressing("I gang", message=older) if "I gang" in titles(older.activity) else {}
    assert not once_more

    await lin.delivers(under_way)
    await teams.settled()

    assert (await follow_up_of(teams, plan)).follow_up.state is State.DONE
    async with teams.sessions.read() as session:
        reports = await session.scalar(select(func.count()).select_from(ReportRow))
        acts = await session.scalar(select(func.count()).where(AuditRow.act == "decisions.report"))
    assert (reports, acts) == (1, 1)
    said = await lin.presses("Færdig")  # on the newer card, which still offers it
    assert "var allerede meldt færdig" in said


async def test_nobody_else_reports_on_it(teams: FakeTeams) -> None:
    ada, [lin, bo] = await director(teams, "Ada Atlas"), await managers(teams, "Lin", "Bo")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))

    forged = lin.pressing("Færdig")
    forged["from"], forged["conversation"] = bo.writing("")["from"], bo.writing("")["conversation"]
    await bo.delivers(forged)
    await teams.settled()

    assert bo.sees("Det er en anden, der har ansvaret for den.")
    assert (await follow_up_of(teams, plan)).follow_up.state is State.OPEN


async def test_two_reports_at_once_are_noted_one_after_the_other(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))
    by, now = await person(teams, lin), teams.clock()

    async def delayed() -> None:
        await following_up.delay(
            teams.sessions,
            plan,
            "Vi venter",
            date(2026, 4, 1),
            revision=1,
            by=by,
            turn_key="later",
            now=now,
        )

    async def done() -> None:
        await following_up.report(teams.sessions, plan, State.DONE, by=by, turn_key="done", now=now)

    outcomes = await asyncio.gather(delayed(), done(), return_exceptions=True)

    found = await follow_up_of(teams, plan)
    assert found.follow_up.state is State.DONE  # whichever came first
    assert outcomes[1] is None
    assert outcomes[0] is None or isinstance(outcomes[0], ChangedFollowUp)


async def test_without_an_owner_the_decisions_owner_answers_and_then_who_is_chosen(
    teams: FakeTeams,
) -> None:
    ada, [lin, bo] = await director(teams, "Ada Atlas"), await managers(teams, "Lin", "Bo Birk")
    await followed(teams, ada, (PLAN, None, FRIDAY), owner_id=(await person(teams, lin)).id)
    assert "Uden ansvarlig" in reminders(lin)[0]
    await ada.writes("Opfølgninger")
    await ada.presses("Åbn")
    await ada.presses("Vælg ansvarlig")

    assert "Jeg kan ikke finde »Ingeborg«" in await ada.presses("Gem", named="Ingeborg")
    assert "Jeg fandt Bo Birk, Dagtilbudsleder." in await ada.presses("Gem", named="bo")
    assert "Bo Birk har ansvaret nu." in await ada.presses("Gem")

    await teams.delivered()
    assert PLAN in reminders(bo)[0]
    await passes_to(teams, teams.clock() + timedelta(seconds=10))
    assert reminders(lin) == ["Husk at følge op\nTak. Der venter ikke længere noget på dig her."]


@on_one_database
async def test_an_owner_on_leave_is_shown_as_none(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin Lærke")
    await followed(teams, ada, (PLAN, lin, FRIDAY))
    await set_leave(
        teams.sessions,
        (await person(teams, lin)).id,
        date(2026, 4, 30),
        by=await person(teams, ada),
        now=teams.clock(),
    )

    [listed] = await ada.writes("opfølgninger")

    assert "1 opfølgning er åben. Ingen er over fristen. 1 er uden ansvarlig." in listed
    assert "**Uden ansvarlig: Lin Lærke er på orlov**" in listed
    only = await ada.presses("Vis", which="without_owner")
    assert PLAN in only


@on_one_database
async def test_what_does_not_hold_any_more_is_not_followed_up(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    [plan] = await followed(teams, ada, (PLAN, lin, FRIDAY))
    older = (await follow_up_of(teams, plan)).decision.id
    await published(teams, ada, title="Den nye", replaces_id=older)

    said = await lin.presses("Færdig")

    assert "Tak. Der venter ikke længere noget på dig her." in said
    assert lin.sees("Beslutningen gælder ikke længere")
    await passes_to(teams, WEEK_BEFORE)
    assert len(reminders(lin)) == 1


@on_one_database
async def test_the_date_goes_into_the_calendar(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin")
    await followed(teams, ada, (PLAN, lin, FRIDAY))
    await lin.presses("Forsinket")
    await lin.presses("Tilbage")

    await lin.presses("Frist til kalenderen")
    await lin.accepts_file()

    [(name, content)] = teams.onedrive.files.items()
    assert "Frist 2026-03-20.ics" in name
    assert b"DTSTART;VALUE=DATE:20260320" in content
    assert f"Besluttet: {TITLE}".encode() in content.replace(b"\r\n ", b"")


@on_one_database
async def test_why_it_takes_longer_is_for_the_directorate_also_in_the_spreadsheet(
    teams: FakeTeams,
) -> None:
    ada, [lin, bo] = await director(teams, "Ada Atlas"), await managers(teams, "Lin", "Bo")
    await followed(teams, ada, (PLAN, lin, FRIDAY))
    await lin.presses("Forsinket")
    await lin.presses("Gem ny frist", reason="Min souschef er væk.", due_on="2026-04-10")

    to_bo, to_ada = await _exported(teams, bo), await _exported(teams, ada)

    assert PLAN in to_bo
    assert "Min souschef er væk." not in to_bo
    assert "Min souschef er væk." in to_ada


async def _exported(teams: FakeTeams, user: User) -> list[object]:
    """What stands in the cells of the follow-ups, as somebody gets them with the register."""
    await user.writes("Beslutninger")
    await user.presses("Hent som Excel")
    await user.accepts_file()
    book: Any = import_module("openpyxl").load_workbook(BytesIO(teams.onedrive.uploads[-1].content))
    return [cell for row in book["Opfølgninger"].iter_rows(values_only=True) for cell in row]
