import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.database.sessions import Sessions
from bot.people import models, queries
from bot.people.importing import Unconfirmed, apply_import, preview_import
from bot.people.values import Doubt, Person, Role
from tests.people.rosters import account, entry, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)

pytestmark = pytest.mark.asyncio


async def everybody(sessions: Sessions) -> dict[str, Person]:
    """By e-mail, without the domain; of two with the same, the active one."""
    async with sessions.read() as session:
        people = await queries.everybody(session)
    return {one.email.split("@")[0]: one for one in sorted(people, key=lambda one: one.active)}


async def test_a_preview_tells_what_would_change_and_changes_nothing(sessions: Sessions) -> None:
    changes = await preview_import(sessions, roster(entry("Ada Atlas", line=3)))

    assert [one.name for one in changes.new] == ["Karla Kompas", "Ada Atlas"]
    assert await everybody(sessions) == {}


async def test_an_import_changes_what_its_preview_told(sessions: Sessions) -> None:
    await apply_import(sessions, roster(entry("Ada Atlas"), entry("Bo Bro")), now=NOW)
    new_roster = roster(entry("Ada Atlas", title="Chef", groups=("MED",)), entry("Cy Cirkel"))

    preview = await preview_import(sessions, new_roster)
    changes = await apply_import(sessions, new_roster, now=LATER)

    assert changes == preview
    people = await everybody(sessions)
    assert (people["ada"].title, people["ada"].groups) == ("Chef", ("MED",))
    assert people["cy"].active
    assert not people["bo"].active


async def test_an_import_repeated_changes_nothing(sessions: Sessions) -> None:
    same = roster(entry("Ada Atlas", groups=("B", "A"), object_id=account(1)))
    await apply_import(sessions, same, now=NOW)

    changes = await apply_import(sessions, same, now=LATER)

    assert changes.unchanged == 2
    assert (changes.new, changes.changed, changes.gone, changes.back) == ((), (), (), ())


async def test_who_left_and_comes_back_is_the_same_person(sessions: Sessions) -> None:
    await apply_import(sessions, roster(entry("Ada Atlas")), now=NOW)
    before = (await everybody(sessions))["ada"]
    await apply_import(sessions, roster(), now=NOW)

    changes = await apply_import(sessions, roster(entry("Ada Atlas")), now=LATER)

    assert [change.person.id for change in changes.back] == [before.id]
    assert (await everybody(sessions))["ada"] == before


async def test_a_person_is_kept_when_name_and_address_change(sessions: Sessions) -> None:
    await apply_import(sessions, roster(entry("Ada Atlas", object_id=account(1))), now=NOW)
    before = (await everybody(sessions))["ada"]

    renamed = entry("Ada Bølge", email="bolge@kommune.example", object_id=account(1))
    await apply_import(sessions, roster(renamed), now=LATER)

    after = (await everybody(sessions))["bolge"]
    assert (after.id, after.name, after.object_id) == (before.id, "Ada Bølge", account(1))


async def test_two_people_may_swap_their_addresses(sessions: Sessions) -> None:
    ada, bo = entry("Ada Atlas", object_id=account(1)), entry("Bo Bro", object_id=account(2))
    await apply_import(sessions, roster(ada, bo), now=NOW)
    before = await everybody(sessions)

    swapped = (
        entry("Ada Atlas", email=bo.email, object_id=account(1)),
        entry("Bo Bro", email=ada.email, object_id=account(2)),
    )
    await apply_import(sessions, roster(*swapped), now=LATER)

    after = await everybody(sessions)
    assert (after["bo"].id, after["ada"].id) == (before["ada"].id, before["bo"].id)
    assert after["ada"].active
    assert after["bo"].active


async def test_an_address_passes_to_somebody_new_and_its_former_owner_stays(
    sessions: Sessions,
) -> None:
    await apply_import(sessions, roster(entry("Ada Atlas", object_id=account(1))), now=NOW)
    former = (await everybody(sessions))["ada"]

    newcomer = entry("Ada Bølge", object_id=account(2))
    changes = await apply_import(sessions, roster(newcomer), now=LATER)

    assert (changes.gone, changes.new) == ((former,), (newcomer,))
    async with sessions.read() as session:
        people = [one for one in await queries.everybody(session) if one.email == former.email]
    assert {(one.name, one.active) for one in people} == {("Ada Atlas", False), ("Ada Bølge", True)}


async def test_a_path_of_units_becomes_a_tree(sessions: Sessions) -> None:
    people = (entry("Ada Atlas", unit="Børn/Skole/Nord"), entry("Bo Bro", unit="Børn/Skole"))

    await apply_import(sessions, roster(*people), now=NOW)

    async with sessions.read() as session:
        units = {unit.path: unit for unit in await session.scalars(select(models.Unit))}
    assert set(units) == {"Skole", "Børn", "Børn/Skole", "Børn/Skole/Nord"}
    assert units["Børn"].parent_id is None
    assert units["Børn/Skole"].parent_id == units["Børn"].id
    assert units["Børn/Skole/Nord"].parent_id == units["Børn/Skole"].id
    assert (await everybody(sessions))["ada"].unit == "Børn/Skole/Nord"


async def test_a_doubtful_roster_is_applied_only_when_confirmed(sessions: Sessions) -> None:
    await apply_import(sessions, roster(entry("Ada Atlas"), entry("Bo Bro")), now=NOW)
    before = await everybody(sessions)
    wrong = roster(entry("Ada Atlas"), director=False)

    with pytest.raises(Unconfirmed) as refused:
        await apply_import(sessions, wrong, now=LATER)

    assert refused.value.changes.doubts == (Doubt.NO_DIRECTORATE, Doubt.MOST_LEAVE)
    assert await everybody(sessions) == before

    seen = await preview_import(sessions, wrong)
    await apply_import(sessions, wrong, now=LATER, confirmed=seen)
    assert [one.active for one in (await everybody(sessions)).values()].count(True) == 1


async def test_a_yes_counts_for_nothing_that_it_wasnt_said_to(sessions: Sessions) -> None:
    people = [entry(f"{name} Bro") for name in ("Åse", "Bo", "Ea")]
    await apply_import(sessions, roster(*people), now=NOW)
    wrong = roster()
    seen = await preview_import(sessions, wrong)
    await apply_import(sessions, roster(*people, entry("Ib Bro")), now=NOW)
    before = await everybody(sessions)

    with pytest.raises(Unconfirmed) as refused:
        await apply_import(sessions, wrong, now=LATER, confirmed=seen)

    assert seen.doubts == refused.value.changes.doubts
    assert await everybody(sessions) == before


async def test_units_that_differ_from_the_known_only_by_case_are_those(sessions: Sessions) -> None:
    await apply_import(sessions, roster(entry("Ada Atlas", unit="Børn og unge/Nord")), now=NOW)
    await apply_import(sessions, roster(), now=NOW)
    again = roster(entry("Ada Atlas", unit="Børn og Unge/nord"), entry("Bo Bro", unit="SKOLE/Syd"))

    preview = await preview_import(sessions, again)
    changes = await apply_import(sessions, again, now=LATER)

    assert changes == preview
    assert [change.fields for change in changes.back] == [()]
    async with sessions.read() as session:
        paths = set(await session.scalars(select(models.Unit.path)))
    assert paths == {"Skole", "Børn og unge", "Børn og unge/Nord", "Skole/Syd"}


async def test_a_roster_imported_twice_at_once_has_everybody_once(sessions: Sessions) -> None:
    people = roster(*(entry(f"{letter} Atlas", unit=f"Skole/{letter}") for letter in "abcdefgh"))

    outcomes = await asyncio.gather(
        *(apply_import(sessions, people, now=NOW) for _attempt in range(4))
    )

    assert sorted(len(changes.new) for changes in outcomes) == [0, 0, 0, 9]
    async with sessions.read() as session:
        assert len(await queries.everybody(session)) == 9


async def test_people_are_listed_as_danes_sort_and_by_role(sessions: Sessions) -> None:
    names = ["Åse A", "Ærlig B", "Øjvind C", "Zita D", "anton E"]
    people = [
        entry(name, email=f"{number}@kommune.example", role=Role.ADMINISTRATOR)
        for number, name in enumerate(names)
    ]
    await apply_import(sessions, roster(*people), now=NOW)

    async with sessions.read() as session:
        administrators = await queries.people_with_role(session, Role.ADMINISTRATOR)
        active = await queries.active_people(session)

    assert [one.name for one in administrators] == [
        "anton E",
        "Zita D",
        "Ærlig B",
        "Øjvind C",
        "Åse A",
    ]
    assert {one.name for one in active} == {"Karla Kompas", *names}
