import asyncio
from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.database.sessions import Sessions
from bot.people.identity import AlreadyTied, Left, NotOnRoster, choose_language, recognise, tie
from bot.people.importing import apply_import, preview_import
from bot.people.values import Person
from tests.people.rosters import account, entry, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ADA = entry("Ada Atlas", unit="Børn/Skole")

pytestmark = pytest.mark.asyncio


async def recognised(sessions: Sessions, object_id: UUID) -> Person | None:
    async with sessions.read() as session:
        return await recognise(session, object_id)


async def test_who_writes_first_is_tied_to_the_address_that_teams_vouches_for(
    sessions: Sessions,
) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)
    assert await recognised(sessions, account(1)) is None

    person = await tie(sessions, account(1), "ADA@Kommune.example", now=NOW)

    assert (person.name, person.unit, person.object_id) == ("Ada Atlas", "Børn/Skole", account(1))
    assert await recognised(sessions, account(1)) == person


async def test_the_roster_may_have_the_upn_or_the_email(sessions: Sessions) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)

    person = await tie(sessions, account(1), "aa@kommune.example", ADA.email, now=NOW)

    assert person.name == "Ada Atlas"


async def test_an_object_id_on_the_roster_needs_no_first_contact(sessions: Sessions) -> None:
    await apply_import(sessions, roster(entry("Ada Atlas", object_id=account(1))), now=NOW)

    person = await recognised(sessions, account(1))

    assert person
    assert person.name == "Ada Atlas"


async def test_a_stranger_is_refused(sessions: Sessions) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)

    with pytest.raises(NotOnRoster):
        await tie(sessions, account(1), "", "fremmed@kommune.example", now=NOW)


async def test_a_second_account_that_claims_an_address_is_refused(sessions: Sessions) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)
    ada = await tie(sessions, account(1), ADA.email, now=NOW)

    with pytest.raises(AlreadyTied) as refused:
        await tie(sessions, account(2), ADA.email, now=NOW)

    assert (refused.value.person, refused.value.object_id) == (ada, account(2))
    assert await recognised(sessions, account(1)) == ada
    assert await recognised(sessions, account(2)) is None


async def test_of_ten_accounts_that_claim_an_address_at_once_one_gets_it(
    sessions: Sessions,
) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)

    outcomes = await asyncio.gather(
        *(tie(sessions, account(number), ADA.email, now=NOW) for number in range(1, 11)),
        return_exceptions=True,
    )

    [winner] = [outcome for outcome in outcomes if isinstance(outcome, Person)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, AlreadyTied)]
    assert len(losers) == 9
    assert winner.object_id
    assert await recognised(sessions, winner.object_id) == winner


async def test_one_account_that_writes_ten_times_at_once_is_one_person(sessions: Sessions) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)

    people = await asyncio.gather(
        *(tie(sessions, account(1), ADA.email, now=NOW) for _attempt in range(10))
    )

    assert len(set(people)) == 1


async def test_first_contacts_and_an_import_at_once_all_come_through(sessions: Sessions) -> None:
    people = [entry(f"{letter} Atlas") for letter in "abcd"]
    await apply_import(sessions, roster(*people), now=NOW)

    renamed = roster(*(entry(one.name, title="Chef") for one in people))
    _changes, tied = await asyncio.gather(
        apply_import(sessions, renamed, now=NOW),
        asyncio.gather(
            *(tie(sessions, account(n), one.email, now=NOW) for n, one in enumerate(people, 1))
        ),
    )

    for n, one in enumerate(tied, 1):
        person = await recognised(sessions, account(n))
        assert person
        assert (person.id, person.title) == (one.id, "Chef")


async def test_who_left_is_no_longer_recognised(sessions: Sessions) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)
    ada = await tie(sessions, account(1), ADA.email, now=NOW)
    await apply_import(sessions, roster(), now=NOW)

    assert await recognised(sessions, account(1)) is None
    with pytest.raises(Left) as refused:
        await tie(sessions, account(1), ADA.email, now=NOW)
    assert refused.value.person.id == ada.id


async def test_an_account_follows_its_owner_who_came_back_under_another_name(
    sessions: Sessions,
) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)
    former = await tie(sessions, account(1), ADA.email, now=NOW)
    await apply_import(sessions, roster(), now=NOW)
    await apply_import(sessions, roster(entry("Ada Bølge")), now=NOW)

    person = await tie(sessions, account(1), ADA.email, now=NOW)

    assert (person.name, person.active) == ("Ada Bølge", True)
    assert person.id != former.id
    assert await recognised(sessions, account(1)) == person


async def test_a_changed_address_keeps_the_account(sessions: Sessions) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)
    ada = await tie(sessions, account(1), ADA.email, now=NOW)

    moved = entry("Ada Atlas", unit="Børn/Skole", email="adat@kommune.example")
    await apply_import(sessions, roster(moved), now=NOW)

    person = await recognised(sessions, account(1))
    assert person
    assert (person.id, person.email) == (ada.id, "adat@kommune.example")


async def test_an_account_made_anew_is_tied_by_the_rosters_object_id(sessions: Sessions) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)
    ada = await tie(sessions, account(1), ADA.email, now=NOW)
    with pytest.raises(AlreadyTied):
        await tie(sessions, account(2), ADA.email, now=NOW)

    anew = roster(entry("Ada Atlas", unit="Børn/Skole", object_id=account(2)))
    seen = await preview_import(sessions, anew)
    await apply_import(sessions, anew, now=NOW, confirmed=seen)

    person = await recognised(sessions, account(2))
    assert person
    assert person.id == ada.id
    assert await recognised(sessions, account(1)) is None


async def test_the_next_in_office_gets_the_address_and_the_last_is_let_in_no_more(
    sessions: Sessions,
) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)
    ada = await tie(sessions, account(1), ADA.email, now=NOW)
    await apply_import(sessions, roster(entry("Bo Bro", email=ADA.email)), now=NOW)

    bo = await tie(sessions, account(2), ADA.email, now=NOW)

    assert (bo.name, bo.id == ada.id) == ("Bo Bro", False)
    assert await recognised(sessions, account(1)) is None


async def test_a_chosen_language_is_remembered_and_survives_an_import(sessions: Sessions) -> None:
    await apply_import(sessions, roster(ADA), now=NOW)
    ada = await tie(sessions, account(1), ADA.email, now=NOW)

    assert (await choose_language(sessions, ada.id, "en", now=NOW)).language == "en"
    await apply_import(sessions, roster(entry("Ada Atlas", title="Chef")), now=NOW)

    person = await recognised(sessions, account(1))
    assert person
    assert (person.language, person.title) == ("en", "Chef")
