"""The rules of the roster: who may change what, and what is refused."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.audit import entries
from bot.database.sessions import Sessions
from bot.people.expiring import expire
from bot.people.importing import apply_import
from bot.people.queries import everybody
from bot.people.roster import FaultyRoster
from bot.people.values import Column, NotAllowed, Person, Reason, Role
from bot.roster.editing import add_person, bring_back, change_person, take_off
from bot.roster.finding import find, numbers
from bot.roster.leave import end_leave, set_leave
from bot.roster.values import (
    Details,
    HoldsCprNumber,
    LastDirector,
    OnlyByDirectorate,
    PastDay,
    UnknownPerson,
)
from tests.people.rosters import account, entry, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ADA = Details("Ada Åkjær", "Ada@kommune.example", "Leder", "Skole/Nord", "leder", "manager")

pytestmark = pytest.mark.asyncio


async def on_roster(sessions: Sessions) -> dict[str, Person]:
    """Karla of the directorate, an administrator and a manager, by first name."""
    it = entry("Ib It", role=Role.ADMINISTRATOR)
    lin = entry("Lin Lærke", object_id=account(1), groups=("MED",))
    await apply_import(sessions, roster(it, lin), now=NOW)
    return await by_name(sessions)


async def by_name(sessions: Sessions) -> dict[str, Person]:
    async with sessions.read() as session:
        return {one.name.split()[0]: one for one in await everybody(session)}


def faults(refusal: pytest.ExceptionInfo[FaultyRoster]) -> dict[Column | None, Reason]:
    return {fault.column: fault.reason for fault in refusal.value.faults}


async def test_somebody_is_added_as_they_were_typed_and_spelled_like_the_rest(
    sessions: Sessions,
) -> None:
    karla = (await on_roster(sessions))["Karla"]
    typed = Details(
        " Ada  Åkjær", "Ada@kommune.example", "", "skole / Nord ", "leder", "manager", ("med",)
    )

    ada = await add_person(sessions, typed, by=karla, now=NOW)

    assert (ada.name, ada.email, ada.unit) == ("Ada Åkjær", "ada@kommune.example", "Skole/Nord")
    assert (ada.groups, ada.active, ada.object_id) == (("MED",), True, None)
    async with sessions.read() as session:
        [told] = await entries(session, offset=0, limit=9)
    assert (told.act, told.actor, told.about) == ("people.add", "Karla Kompas", "Ada Åkjær")


async def test_everything_that_is_wrong_is_told_at_once(sessions: Sessions) -> None:
    karla = (await on_roster(sessions))["Karla"]

    with pytest.raises(FaultyRoster) as refused:
        await add_person(sessions, Details(email="ada", level="mester"), by=karla, now=NOW)

    assert faults(refused) == {
        Column.NAME: Reason.MISSING,
        Column.EMAIL: Reason.MALFORMED,
        Column.UNIT: Reason.MISSING,
        Column.LEVEL: Reason.UNKNOWN,
    }


async def test_no_two_who_are_active_have_one_address(sessions: Sessions) -> None:
    karla = (await on_roster(sessions))["Karla"]
    same = Details("Lin Lund", "LIN@kommune.example", "", "Skole", "leder")

    with pytest.raises(FaultyRoster) as refused:
        await add_person(sessions, same, by=karla, now=NOW)

    assert faults(refused) == {Column.EMAIL: Reason.TAKEN}


async def test_of_two_who_add_the_same_person_at_once_one_does(sessions: Sessions) -> None:
    karla = (await on_roster(sessions))["Karla"]

    outcomes = await asyncio.gather(
        *(add_person(sessions, ADA, by=karla, now=NOW) for _attempt in range(3)),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in outcomes) == [
        "FaultyRoster",
        "FaultyRoster",
        "Person",
    ]


async def test_a_change_leaves_the_account_and_what_others_changed(sessions: Sessions) -> None:
    people = await on_roster(sessions)
    karla, lin = people["Karla"], people["Lin"]
    shown = Details.of(lin)
    other = Details(lin.name, lin.email, "Chef", lin.unit, "chef", lin.role, lin.groups)
    await change_person(sessions, lin.id, other, before=shown, by=karla, now=NOW)

    renamed = Details("Lin Lund", lin.email, lin.title, lin.unit, lin.level, lin.role, ())
    after = await change_person(sessions, lin.id, renamed, before=shown, by=karla, now=NOW)

    assert (after.name, after.title, after.level, after.groups) == ("Lin Lund", "Chef", "chef", ())
    assert (after.id, after.object_id) == (lin.id, account(1))


async def test_the_last_director_stays(sessions: Sessions) -> None:
    people = await on_roster(sessions)
    karla, lin = people["Karla"], people["Lin"]
    shown = Details.of(karla)
    manager = Details(karla.name, karla.email, karla.title, karla.unit, karla.level, "manager")

    with pytest.raises(LastDirector):
        await take_off(sessions, karla.id, by=karla, now=NOW)
    with pytest.raises(LastDirector):
        await change_person(sessions, karla.id, manager, before=shown, by=karla, now=NOW)

    director = Details(lin.name, lin.email, lin.title, lin.unit, lin.level, "directorate")
    await change_person(sessions, lin.id, director, before=Details.of(lin), by=karla, now=NOW)
    after = await change_person(sessions, karla.id, manager, before=shown, by=karla, now=NOW)
    assert after.role is Role.MANAGER


async def test_of_two_directors_who_take_each_other_off_at_once_one_stays(
    sessions: Sessions,
) -> None:
    await apply_import(sessions, roster(entry("Bo Bro", role=Role.DIRECTORATE)), now=NOW)
    people = await by_name(sessions)
    karla, bo = people["Karla"], people["Bo"]

    outcomes = await asyncio.gather(
        take_off(sessions, bo.id, by=karla, now=NOW),
        take_off(sessions, karla.id, by=bo, now=NOW),
        return_exceptions=True,
    )

    assert [isinstance(one, LastDirector) for one in outcomes].count(True) == 1
    assert [one.active for one in (await by_name(sessions)).values()].count(True) == 1


async def test_an_administrator_doesnt_decide_who_the_directorate_is(sessions: Sessions) -> None:
    people = await on_roster(sessions)
    karla, ib, lin = people["Karla"], people["Ib"], people["Lin"]
    itself = Details(ib.name, ib.email, ib.title, ib.unit, ib.level, "directorate")
    own_address = Details(karla.name, "ib2@kommune.example", karla.title, karla.unit, karla.level,
                          karla.role)  # fmt: skip

    with pytest.raises(OnlyByDirectorate):
        await change_person(sessions, ib.id, itself, before=Details.of(ib), by=ib, now=NOW)
    with pytest.raises(OnlyByDirectorate):
        await change_person(
            sessions, karla.id, own_address, before=Details.of(karla), by=ib, now=NOW
        )
    with pytest.raises(OnlyByDirectorate):
        await take_off(sessions, karla.id, by=ib, now=NOW)
    assert not (await take_off(sessions, lin.id, by=ib, now=NOW)).active


async def test_a_manager_changes_nobody(sessions: Sessions) -> None:
    lin = (await on_roster(sessions))["Lin"]

    for attempt in (
        add_person(sessions, ADA, by=lin, now=NOW),
        take_off(sessions, lin.id, by=lin, now=NOW),
        set_leave(sessions, lin.id, date(2026, 5, 1), by=lin, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            await attempt


async def test_a_cpr_number_is_refused_and_not_quoted(sessions: Sessions) -> None:
    karla = (await on_roster(sessions))["Karla"]
    typed = Details("Ada", "ada@kommune.example", "010203-1234", "Skole", "leder")

    with pytest.raises(HoldsCprNumber) as refused:
        await add_person(sessions, typed, by=karla, now=NOW)

    assert "1234" not in repr(refused.value)


async def test_who_left_comes_back_as_the_same_person(sessions: Sessions) -> None:
    people = await on_roster(sessions)
    karla, lin = people["Karla"], people["Lin"]
    assert not (await take_off(sessions, lin.id, by=karla, now=NOW)).active

    again = await add_person(sessions, Details.of(lin), by=karla, now=NOW)
    assert (again.id, again.active, again.object_id) == (lin.id, True, account(1))

    await take_off(sessions, lin.id, by=karla, now=NOW)
    assert (await bring_back(sessions, lin.id, by=karla, now=NOW)).active


async def test_who_left_doesnt_come_back_to_an_address_that_somebody_has(
    sessions: Sessions,
) -> None:
    people = await on_roster(sessions)
    karla, lin = people["Karla"], people["Lin"]
    await take_off(sessions, lin.id, by=karla, now=NOW)
    successor = Details("Lis Lund", lin.email, "", "Skole", "leder")
    await add_person(sessions, successor, by=karla, now=NOW)

    with pytest.raises(FaultyRoster) as refused:
        await bring_back(sessions, lin.id, by=karla, now=NOW)

    assert faults(refused) == {Column.EMAIL: Reason.TAKEN}


async def test_who_left_so_long_ago_that_they_are_forgotten_doesnt_come_back(
    sessions: Sessions,
) -> None:
    people = await on_roster(sessions)
    karla, lin = people["Karla"], people["Lin"]
    await take_off(sessions, lin.id, by=karla, now=NOW)
    later = NOW + timedelta(days=400)
    async with sessions.write() as session:
        assert await expire(session, before=later, now=later) == 1

    with pytest.raises(UnknownPerson):
        await bring_back(sessions, lin.id, by=karla, now=later)
    async with sessions.read() as session:
        assert (await numbers(session, today=later.date())).left == 0
        assert (await find(session, "leder", offset=0, limit=9)).total == 2


async def test_a_leave_ends_today_at_the_earliest(sessions: Sessions) -> None:
    people = await on_roster(sessions)
    karla, lin = people["Karla"], people["Lin"]

    with pytest.raises(PastDay):
        await set_leave(sessions, lin.id, date(2026, 3, 1), by=karla, now=NOW)
    away = await set_leave(sessions, lin.id, date(2026, 3, 2), by=karla, now=NOW)

    assert away.is_away(date(2026, 3, 2))
    assert not away.is_away(date(2026, 3, 3))
    assert (await end_leave(sessions, lin.id, by=karla, now=NOW)).away_until is None


@pytest.mark.parametrize(
    "sought", ["aakj", "Akjær", "ÅKJÆR", "aakjaer skole", "åkjaer ada@", "nord"]
)
async def test_people_are_found_however_their_names_are_spelled(
    sessions: Sessions, sought: str
) -> None:
    karla = (await on_roster(sessions))["Karla"]
    await add_person(sessions, ADA, by=karla, now=NOW)

    async with sessions.read() as session:
        found = await find(session, sought, offset=0, limit=9)

    assert [one.name for one in found.people] == ["Ada Åkjær"]


async def test_the_roster_is_counted(sessions: Sessions) -> None:
    people = await on_roster(sessions)
    karla, lin, ib = people["Karla"], people["Lin"], people["Ib"]
    await set_leave(sessions, lin.id, date(2026, 3, 2), by=karla, now=NOW)
    await take_off(sessions, ib.id, by=karla, now=NOW)

    async with sessions.read() as session:
        counted = await numbers(session, today=date(2026, 3, 2))

    assert (counted.active, counted.away, counted.left) == (2, 1, 1)
    assert dict(counted.by_level) == {"leder": 2}
