from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.database.sessions import Sessions
from bot.people import queries
from bot.people.identity import recognise
from bot.people.importing import apply_import, preview_import
from bot.people.trial import NotATrial, begin_trial, has_trial_people, join_trial, trial_roster
from bot.people.values import Level, Role
from tests.people.rosters import account, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_every_role_level_and_group_can_be_played() -> None:
    entries = trial_roster().entries

    roles = Counter(one.role for one in entries)
    assert (roles[Role.DIRECTORATE], roles[Role.ADMINISTRATOR], roles[Role.MANAGER]) == (3, 1, 6)
    assert {one.level for one in entries} == set(Level)
    assert "MED" in {group for one in entries for group in one.groups}
    assert len({one.unit.split("/")[0] for one in entries}) >= 3


def test_everybody_of_the_trial_has_an_account_and_the_trials_address() -> None:
    for one in trial_roster().entries:
        assert one.object_id
        assert one.email.endswith("@proeve.example")


@pytest.mark.asyncio
async def test_the_trial_begins_with_its_people_once(sessions: Sessions) -> None:
    await begin_trial(sessions, now=NOW)
    await begin_trial(sessions, now=NOW)

    async with sessions.read() as session:
        assert len(await queries.active_people(session)) == 10


@pytest.mark.asyncio
async def test_the_trial_refuses_a_real_roster_and_leaves_it_as_it_is(sessions: Sessions) -> None:
    await apply_import(sessions, roster(), now=NOW)

    with pytest.raises(NotATrial):
        await begin_trial(sessions, now=NOW)

    async with sessions.read() as session:
        assert [one.name for one in await queries.everybody(session)] == ["Karla Kompas"]


@pytest.mark.asyncio
async def test_the_trial_refuses_a_database_whose_real_people_have_left(sessions: Sessions) -> None:
    await apply_import(sessions, roster(), now=NOW)
    seen = await preview_import(sessions, trial_roster())
    await apply_import(sessions, trial_roster(), now=NOW, confirmed=seen)

    with pytest.raises(NotATrial):
        await begin_trial(sessions, now=NOW)


@pytest.mark.asyncio
async def test_a_database_that_a_trial_used_stays_known_by_it(sessions: Sessions) -> None:
    async def used_by_a_trial() -> bool:
        async with sessions.read() as session:
            return await has_trial_people(session)

    await apply_import(sessions, roster(), now=NOW)
    assert not await used_by_a_trial()

    await join_trial(sessions, account(1), "Nina Nabo", now=NOW)
    assert await used_by_a_trial()

    seen = await preview_import(sessions, roster())
    await apply_import(sessions, roster(), now=NOW, confirmed=seen)
    assert await used_by_a_trial()


@pytest.mark.asyncio
async def test_who_writes_and_isnt_on_the_roster_joins_as_directorate(sessions: Sessions) -> None:
    await begin_trial(sessions, now=NOW)

    first = await join_trial(sessions, account(1), "Nina Nabo", now=NOW)
    again = await join_trial(sessions, account(1), "Nina Nabo", now=NOW)
    await join_trial(sessions, account(2), "Nils Nabo", now=NOW)

    assert (first.name, first.role, first.active) == ("Nina Nabo", Role.DIRECTORATE, True)
    assert first.email == f"{account(1)}@proeve.example"
    assert again == first
    async with sessions.read() as session:
        assert await recognise(session, account(1)) == first
        assert len(await queries.active_people(session)) == 12


@pytest.mark.asyncio
async def test_who_is_on_the_roster_joins_as_who_they_are(sessions: Sessions) -> None:
    await begin_trial(sessions, now=NOW)
    luna = next(one for one in trial_roster().entries if one.name == "Luna Legeplads")
    assert luna.object_id

    person = await join_trial(sessions, luna.object_id, "?", now=NOW)

    assert (person.name, person.role, person.email) == (luna.name, Role.MANAGER, luna.email)


@pytest.mark.asyncio
async def test_who_joined_and_was_left_out_by_an_import_joins_again(sessions: Sessions) -> None:
    first = await join_trial(sessions, account(1), "Nina Nabo", now=NOW)
    seen = await preview_import(sessions, trial_roster())
    await apply_import(sessions, trial_roster(), now=NOW, confirmed=seen)

    again = await join_trial(sessions, account(1), "Nina Nabo", now=NOW)

    assert again == first
