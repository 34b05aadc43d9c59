from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.matching import compare
from bot.people.values import (
    Column,
    Doubt,
    Entry,
    FieldChange,
    Level,
    Person,
    PersonChange,
    Role,
    RosterChanges,
)
from tests.people.rosters import account, entry, person


def only_change(changes: RosterChanges) -> PersonChange:
    [change] = changes.changed
    assert (changes.new, changes.gone, changes.back) == ((), (), ())
    return change


def assert_somebody_else(changes: RosterChanges, old: Person, new: Entry) -> None:
    assert (changes.gone, changes.new) == ((old,), (new,))
    assert (changes.changed, changes.back) == ((), ())


def test_the_object_id_tells_who_it_is_when_name_and_address_change() -> None:
    ada = person("Ada Atlas", object_id=account(1))
    married = entry("Ada Bølge", email="bolge@kommune.example", object_id=account(1))

    change = only_change(compare([ada], [married]))

    assert change.person == ada
    assert change.fields == (
        FieldChange(Column.NAME, "Ada Atlas", "Ada Bølge"),
        FieldChange(Column.EMAIL, "ada@kommune.example", "bolge@kommune.example"),
    )


def test_the_address_tells_who_it_is_when_everything_else_changes() -> None:
    ada = person("Ada Atlas", object_id=account(1), groups=("MED",))
    moved = entry(
        "Ada Bølge", unit="Skole/Nord", level=Level.CHEF, role=Role.DIRECTORATE, groups=("A", "B")
    )

    assert only_change(compare([ada], [moved])).fields == (
        FieldChange(Column.NAME, "Ada Atlas", "Ada Bølge"),
        FieldChange(Column.UNIT, "Skole", "Skole/Nord"),
        FieldChange(Column.LEVEL, "leder", "chef"),
        FieldChange(Column.ROLE, "manager", "directorate"),
        FieldChange(Column.GROUPS, "MED", "A, B"),
    )


def test_an_object_id_becomes_known_and_is_never_forgotten() -> None:
    known, unknown = entry("Ada Atlas", object_id=account(1)), entry("Ada Atlas")

    [field] = only_change(compare([person("Ada Atlas")], [known])).fields
    later = compare([person("Ada Atlas", object_id=account(1))], [unknown])

    assert field == FieldChange(Column.OBJECT_ID, "", str(account(1)))
    assert later.unchanged == 1


def test_groups_in_another_order_are_no_change() -> None:
    ada = person("Ada Atlas", groups=("A", "B"))

    assert compare([ada], [entry("Ada Atlas", groups=("B", "A"))]).unchanged == 1


def test_another_address_with_the_same_name_title_and_unit_is_probably_the_same_person() -> None:
    ada = person("Ada Atlas")

    change = only_change(compare([ada], [entry("Ada Atlas", email="adat@kommune.example")]))

    assert change.person == ada
    assert change.probable


@pytest.mark.parametrize("other", [{"title": "Skoleleder"}, {"unit": "Dagtilbud"}])
def test_a_namesake_with_another_job_is_somebody_else(other: dict[str, str]) -> None:
    old, new = person("Ada Atlas"), entry("Ada Atlas", email="adat@kommune.example", **other)

    assert_somebody_else(compare([old], [new]), old, new)


def test_nobody_is_taken_for_one_of_two_namesakes() -> None:
    stays, leaves = person("Ada Atlas"), person("Ada Atlas", email="ada2@kommune.example")
    new = entry("Ada Atlas", email="ada3@kommune.example", line=3)

    changes = compare([stays, leaves], [entry("Ada Atlas"), new])

    assert_somebody_else(changes, leaves, new)


@pytest.mark.parametrize("known", [None, account(1)])
def test_the_next_in_office_with_the_same_address_is_somebody_else(known: UUID | None) -> None:
    address = "skolechef@kommune.example"
    old = person("Ada Atlas", email=address, object_id=known)
    new = entry("Bo Bro", email=address)

    assert_somebody_else(compare([old], [new]), old, new)


@pytest.mark.parametrize("name", ["Ada Bølge", "Atlas, Ada", "ada atlas-bølge"])
def test_an_address_and_a_part_of_the_name_tell_who_it_is(name: str) -> None:
    ada = person("Ada Atlas")

    assert only_change(compare([ada], [entry(name, email=ada.email)])).person == ada


def test_an_account_that_was_made_anew_is_the_same_persons_and_doubted() -> None:
    ada = person("Ada Atlas", object_id=account(1), role=Role.DIRECTORATE)
    anew = entry("ada Atlas", object_id=account(2), role=Role.DIRECTORATE)

    changes = compare([ada], [anew])

    assert only_change(changes).person == ada
    assert only_change(changes).fields[-1] == FieldChange(
        Column.OBJECT_ID, str(account(1)), str(account(2))
    )
    assert changes.doubts == (Doubt.OTHER_ACCOUNT,)


@pytest.mark.parametrize("other", [{"name": "Ada Bølge"}, {"email": "adat@kommune.example"}])
def test_another_object_id_is_somebody_else_when_the_name_or_the_address_is_another(
    other: dict[str, str],
) -> None:
    old = person("Ada Atlas", object_id=account(1))
    same = {"name": "Ada Atlas", "email": old.email}
    new = entry(**same | other, object_id=account(2))

    assert_somebody_else(compare([old], [new]), old, new)


def test_an_account_made_anew_doesnt_bring_back_who_left() -> None:
    former = person("Ada Atlas", object_id=account(1), active=False)
    new = entry("Ada Atlas", object_id=account(2))

    changes = compare([former], [new])

    assert (changes.new, changes.back) == ((new,), ())


def test_who_left_comes_back_with_the_same_name_and_address() -> None:
    ada = person("Ada Atlas", active=False)

    changes = compare([ada], [entry("Ada Atlas", title="Chef")])

    assert changes.back == (
        PersonChange(
            ada,
            entry("Ada Atlas", title="Chef"),
            (FieldChange(Column.TITLE, "Leder", "Chef"),),
        ),
    )
    assert (changes.new, changes.changed) == ((), ())


def test_who_gets_the_address_of_somebody_who_left_is_new() -> None:
    former, new = person("Ada Atlas", active=False), entry("Ada Bølge")

    changes = compare([former], [new])

    assert (changes.new, changes.back) == ((new,), ())


def test_a_roster_without_directorate_is_doubted() -> None:
    director = person("Karla Kompas", role=Role.DIRECTORATE)

    assert compare([director], [entry("Karla Kompas")]).doubts == (Doubt.NO_DIRECTORATE,)


@pytest.mark.parametrize(("leave", "doubts"), [(2, ()), (3, (Doubt.MOST_LEAVE,))])
def test_a_roster_that_loses_more_than_half_is_doubted(
    leave: int, doubts: tuple[Doubt, ...]
) -> None:
    names = [f"{letter} Atlas" for letter in "abcd"]
    left = [entry(name, role=Role.DIRECTORATE) for name in names[leave:]]
    long_gone = [person(f"x{number}", active=False) for number in range(9)]

    changes = compare([person(name) for name in names] + long_gone, left)

    assert changes.doubts == doubts


NAMES = st.sampled_from(["Ada Atlas", "Otto Ordstyrer", "Åse Årshjul"])
ADDRESSES = st.sampled_from([f"{letter}@kommune.example" for letter in "abcde"])
IDS = st.none() | st.integers(1, 5).map(account)


@st.composite
def everybody(draw: st.DrawFn) -> list[Person]:
    """People as the database allows them."""
    people = draw(
        st.lists(st.builds(person, NAMES, email=ADDRESSES, object_id=IDS, active=st.booleans()))
    )
    addresses = Counter(one.email for one in people if one.active)
    ids = Counter(one.object_id for one in people if one.object_id)
    return [
        one
        for one in people
        if (not one.active or addresses[one.email] == 1)
        and (one.object_id is None or ids[one.object_id] == 1)
    ]


@st.composite
def rosters(draw: st.DrawFn) -> list[Entry]:
    """Entries as a faultless roster has them."""
    entries = draw(
        st.lists(
            st.builds(entry, NAMES, email=ADDRESSES, object_id=IDS),
            unique_by=(lambda one: one.email, lambda one: one.object_id or one.email),
        )
    )
    return [Entry(**vars(one) | {"line": line}) for line, one in enumerate(entries, start=2)]


@given(everybody(), rosters())
def test_everybody_is_accounted_for_once(people: list[Person], entries: list[Entry]) -> None:
    changes = compare(people, entries)

    known = [change.person.id for change in (*changes.changed, *changes.back)]
    assert len(set(known)) == len(known)
    assert len(changes.new) + len(known) + changes.unchanged == len(entries)
    active = sum(one.active for one in people)
    assert len(changes.changed) + changes.unchanged + len(changes.gone) == active


@given(everybody(), rosters())
def test_an_account_never_passes_to_another_person(
    people: list[Person], entries: list[Entry]
) -> None:
    changes = compare(people, entries)

    for change in (*changes.changed, *changes.back):
        old, new = change.person, change.entry
        if new.object_id and old.object_id not in (None, new.object_id):
            assert (old.active, old.name, old.email) == (True, new.name, new.email)
            assert Doubt.OTHER_ACCOUNT in changes.doubts
    known = {one.object_id for one in people} - {None}
    assert not known & {one.object_id for one in changes.new}
