from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.database.sessions import Sessions
from bot.people import queries
from bot.people.identity import AlreadyTied, recognise
from bot.people.importing import apply_import
from bot.people.trial import begin_trial, join_trial, trial_roster
from bot.people.values import Level, Role
from tests.people.rosters import account, entry, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_every_role_level_and_group_can_be_played() -> None:
    entries = trial_roster().entries

    roles = Counter(one.role for one in entries)
    assert (roles[Role.DIRECTORATE], roles[Role.ADMINISTRATOR], roles[Role.MANAGER]) == (3, 1, 6)
    assert {one.level for one in entries} == set(Level)
    assert "MED" in {group for one in entries for group in one.groups}
    assert len({one.unit.split("/")[0] for one in entries}) >= 3


def test_everybody_of_the_trial_has_an_account_and_an_address_that_cannot_exist() -> None:
    for one in trial_roster().entries:
        assert one.object_id
        assert one.email.endswith(".example")


@pytest.mark.asyncio
async def test_the_trial_begins_with_its_people_once(sessions: Sessions) -> None:
    await begin_trial(sessions, now=NOW)
    await begin_trial(sessions, now=NOW)

    async with sessions.read() as session:
        assert len(await queries.active_people(session)) == 10


@pytest.mark.asyncio
async def test_the_trial_leaves_a_roster_as_it_is(sessions: Sessions) -> None:
    await apply_import(sessions, roster(), now=NOW)

    await begin_trial(sessions, now=NOW)

    async with sessions.read() as session:
        assert [one.name for one in await queries.everybody(session)] == ["Karla Kompas"]


@pytest.mark.asyncio
@pytest.mark.parametrize("email", ["Nina@nabo.example", ""])
async def test_who_writes_and_isnt_on_the_roster_joins_as_directorate(
    sessions: Sessions, email: str
) -> None:
    await begin_trial(sessions, now=NOW)

    first = await join_trial(sessions, account(1), "Nina Nabo", email, now=NOW)
    again = await join_trial(sessions, account(1), "Nina Nabo", email, now=NOW)
    await join_trial(sessions, account(2), "Nils Nabo", email and "nils@nabo.example", now=NOW)

    assert (first.name, first.role, first.active) == ("Nina Nabo", Role.DIRECTORATE, True)
    assert again == first
    async with sessions.read() as session:
        assert await recognise(session, account(1)) == first
        assert len(await queries.active_people(session)) == 12


@pytest.mark.asyncio
async def test_who_is_on_the_roster_joins_as_who_they_are(sessions: Sessions) -> None:
    await apply_import(sessions, roster(entry("Ada Atlas")), now=NOW)

    person = await join_trial(sessions, account(1), "?", "ADA@kommune.example", now=NOW)

    assert (person.name, person.role) == ("Ada Atlas", Role.MANAGER)
    with pytest.raises(AlreadyTied):
        await join_trial(sessions, account(2), "?", "ada@kommune.example", now=NOW)


@pytest.mark.asyncio
async def test_who_joined_and_was_left_out_by_an_import_joins_again(sessions: Sessions) -> None:
    first = await join_trial(sessions, account(1), "Nina Nabo", "nina@nabo.example", now=NOW)
    await apply_import(sessions, roster(), now=NOW, confirmed=True)

    again = await join_trial(sessions, account(1), "Nina Nabo", "nina@nabo.example", now=NOW)

    assert again == first
