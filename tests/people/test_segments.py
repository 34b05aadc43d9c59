import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Column, MetaData, String, Table, Uuid, delete, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.people import models, queries
from bot.people.importing import apply_import
from bot.people.saved_segments import (
    EmptyName,
    NameTooLong,
    SegmentNameTaken,
    UnknownChoice,
    UnknownSegment,
    change_segment,
    remove_segment,
    restore_segment,
    save_segment,
    segment,
    segments,
)
from bot.people.segments import belongs, choices, members, number_of_members
from bot.people.sorting import danish_order, in_danish_order
from bot.people.values import Audience, Choice, Level, Person, Role, Segment
from tests.people.rosters import entry, person, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
EVERYONE = Audience()
MED = Audience(groups=("MED",))

PEOPLE = (
    entry(
        "Ada Atlas", unit="Børn", level=Level.CHEF, groups=("MED", "Nord"), role=Role.DIRECTORATE
    ),
    entry("Bo Bro", unit="Børn/Skole", groups=("MED",)),
    entry("Cy Cirkel", unit="Børn og unge"),
    entry("Di Disk", unit="Børn og unge/Skole/Syd", level=Level.AFTALEHOLDER, groups=("Nord",)),
    entry("Ea Elg", unit="Kultur", level=Level.AFTALEHOLDER),
)


@pytest_asyncio.fixture
async def ada(sessions: Sessions) -> UUID:
    """Who saves segments, with all of PEOPLE on the roster."""
    await apply_import(sessions, roster(*PEOPLE, director=False), now=NOW)
    return (await everybody(sessions))[0].id


async def everybody(sessions: Sessions) -> list[Person]:
    async with sessions.read() as session:
        return await queries.everybody(session)


async def first_names(sessions: Sessions, audience: Audience) -> str:
    async with sessions.read() as session:
        selected = select(models.Person.name).where(models.Person.id.in_(members(audience)))
        return " ".join(sorted(name.split()[0] for name in await session.scalars(selected)))


async def names(sessions: Sessions) -> list[str]:
    async with sessions.read() as session:
        return [segment.name for segment in await segments(session)]


@pytest.mark.parametrize(
    ("audience", "found"),
    [
        (EVERYONE, "Ada Bo Cy Di Ea"),
        (Audience(units=("Børn",)), "Ada Bo"),
        (Audience(units=("Børn og unge",)), "Cy Di"),
        (Audience(units=("Børn/Skole", "Kultur")), "Bo Ea"),
        (Audience(units=("B_rn", "%", "børn")), ""),
        (Audience(levels=(Level.CHEF, Level.AFTALEHOLDER)), "Ada Di Ea"),
        (Audience(groups=("MED",)), "Ada Bo"),
        (Audience(groups=("MED", "Nord")), "Ada Bo Di"),
        (Audience(groups=("med", "ME")), ""),
        (Audience(units=("Børn", "Kultur"), levels=(Level.CHEF,), groups=("Nord",)), "Ada"),
        (Audience(units=("Kultur",), levels=(Level.CHEF,)), ""),
    ],
    ids=str,
)
@pytest.mark.asyncio
@pytest.mark.usefixtures("ada")
async def test_members_are_in_one_of_the_units_and_of_the_levels_and_of_the_groups(
    sessions: Sessions, audience: Audience, found: str
) -> None:
    assert await first_names(sessions, audience) == found
    async with sessions.read() as session:
        assert await number_of_members(session, audience) == len(found.split())


@pytest.mark.asyncio
async def test_who_left_is_nobodys_member(sessions: Sessions) -> None:
    await apply_import(sessions, roster(*PEOPLE, director=False), now=NOW)
    await apply_import(sessions, roster(*PEOPLE[:-1], director=False), now=NOW)

    assert await first_names(sessions, EVERYONE) == "Ada Bo Cy Di"
    assert not belongs(person("Ea Elg", active=False), EVERYONE)


@pytest.mark.asyncio
@pytest.mark.usefixtures("ada")
async def test_members_can_be_inserted_without_being_loaded(sessions: Sessions) -> None:
    letters = Table(
        "letter", MetaData(), Column("to", Uuid, primary_key=True), Column("text", String(10))
    )
    audience = Audience(("Børn",), (Level.CHEF, Level.LEDER), ("MED",))
    async with sessions.write() as session:
        await (await session.connection()).run_sync(letters.create)

        chosen = members(audience).add_columns(literal("Kære alle"))
        await session.execute(insert(letters).from_select(["to", "text"], chosen))

        written = await session.execute(select(letters))
        assert set(written.all()) == {
            (one.id, "Kære alle") for one in await everybody(sessions) if belongs(one, audience)
        }
        assert await session.scalar(select(func.count()).select_from(letters)) == 2


# Every example replaces everybody, so that all of them may use the database of the test.
_on_one_database = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_written = some.text("aAåÅ\u030aæÆøØäÄöÖüÜéÉèÈ -'bzZ{}", min_size=1, max_size=4).filter(str.strip)
# Names that begin alike, are alike but for their case, and have what LIKE gives a meaning.
_names = some.sampled_from(["a", "A", "a b", "a_b", "æ", "Æ", "%", "\\", "'", '"', "a/a", "æ/a/%"])
_people = some.lists(
    some.builds(
        person,
        some.just("Ada Atlas"),
        id=some.uuids(version=4),
        unit=_names,
        level=some.sampled_from(Level),
        groups=some.lists(_names, max_size=3).map(tuple),
        active=some.booleans(),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)
_audiences = some.builds(
    Audience,
    units=some.lists(_names, max_size=2).map(tuple),
    levels=some.lists(some.sampled_from(Level), max_size=2).map(tuple),
    groups=some.lists(_names, max_size=2).map(tuple),
)


@pytest.mark.asyncio
@given(people=_people, audiences=some.lists(_audiences, min_size=1, max_size=5))
@_on_one_database
async def test_the_database_selects_exactly_those_who_belong(
    sessions: Sessions, people: list[Person], audiences: list[Audience]
) -> None:
    await replace_everybody(sessions, people)
    async with sessions.read() as session:
        for audience in audiences:
            assert set(await session.scalars(members(audience))) == {
                one.id for one in people if belongs(one, audience)
            }


@pytest.mark.asyncio
@given(people=_people)
@_on_one_database
async def test_a_choice_has_as_many_people_as_an_audience_that_names_it(
    sessions: Sessions, people: list[Person]
) -> None:
    await replace_everybody(sessions, people)
    async with sessions.read() as session:
        found = await choices(session)
        for audience, choice in (
            *((Audience(units=(one.value,)), one) for one in found.units),
            *((Audience(levels=(one.value,)), one) for one in found.levels),
            *((Audience(groups=(one.value,)), one) for one in found.groups),
        ):
            assert await number_of_members(session, audience) == choice.number > 0


async def replace_everybody(sessions: Sessions, people: Iterable[Person]) -> None:
    """Make these the people on the roster, whatever a roster's file may say."""
    people = list(people)
    units = {path: uuid4() for path in {one.unit for one in people}}
    rows: list[dict[str, Any]] = [
        {
            "id": one.id,
            "name": one.name,
            "email": f"{one.id}@kommune.example",
            "title": one.title,
            "unit_id": units[one.unit],
            "level": one.level,
            "role": one.role,
            "groups": list(one.groups),
            "active": one.active,
            "changed_at": NOW,
        }
        for one in people
    ]
    async with sessions.write() as session:
        await session.execute(delete(models.Person))
        await session.execute(delete(models.Unit))
        if rows:
            tree = [{"id": unit_id, "path": path} for path, unit_id in units.items()]
            await session.execute(insert(models.Unit), tree)
            await session.execute(insert(models.Person), rows)


async def in_order(session: AsyncSession, audience: Audience) -> list[models.Person]:
    """The audience, in the order in which lists of people are read from the database."""
    ordered = (
        select(models.Person)
        .where(models.Person.id.in_(members(audience)))
        .order_by(in_danish_order(session, models.Person.name), models.Person.id)
    )
    return list(await session.scalars(ordered))


@pytest.mark.asyncio
async def test_the_database_orders_members_as_danes_sort(sessions: Sessions) -> None:
    named = ["Åge Ask", "Øjvind Ask", "aage bask", "Ærø Ask", "Zita Ask", "Ada Ask", "Éa Bask"]
    await apply_import(
        sessions,
        roster(*(entry(name, email=f"{n}@kommune.example") for n, name in enumerate(named))),
        now=NOW,
    )

    async with sessions.read() as session:
        skole = Audience(units=("Skole",), levels=(Level.LEDER,))
        ordered = await in_order(session, skole)

    assert [one.name for one in ordered] == [
        "Ada Ask",
        "Éa Bask",
        "Karla Kompas",
        "Zita Ask",
        "Ærø Ask",
        "Øjvind Ask",
        "Åge Ask",
        "aage bask",
    ]


def test_danish_order_knows_letters_that_are_written_in_two_ways() -> None:
    in_order = ["Anna", "Émile", "Evald", "zoo", "Ä", "Æble", "Ø", "Ågård", "Aakær"]

    assert sorted(set(in_order), key=danish_order) == in_order
    assert danish_order("A\u030age") == danish_order("Åge") == danish_order("AAGE")


@pytest.mark.asyncio
@given(people=some.lists(some.builds(person, _written, id=some.uuids()), max_size=12))
@_on_one_database
async def test_the_database_orders_names_as_python_does(
    sessions: Sessions, people: list[Person]
) -> None:
    await replace_everybody(sessions, people)
    async with sessions.read() as session:
        page = await in_order(session, EVERYONE)

    assert [one.id for one in page] == [
        one.id for one in sorted(people, key=lambda one: (danish_order(one.name), one.id))
    ]


@pytest.mark.asyncio
@pytest.mark.usefixtures("ada")
async def test_choices_tell_how_many_are_in_each_unit_level_and_group(sessions: Sessions) -> None:
    async with sessions.read() as session:
        found = await choices(session)

    assert found.units == (
        Choice("Børn", 2),
        Choice("Børn/Skole", 1),
        Choice("Børn og unge", 2),
        Choice("Børn og unge/Skole", 1),
        Choice("Børn og unge/Skole/Syd", 1),
        Choice("Kultur", 1),
    )
    assert found.levels == (
        Choice(Level.CHEF, 1),
        Choice(Level.AFTALEHOLDER, 2),
        Choice(Level.LEDER, 2),
    )
    assert found.groups == (Choice("MED", 2), Choice("Nord", 2))


@given(_audiences)
def test_an_audience_survives_being_stored(audience: Audience) -> None:
    assert Audience.from_json(audience.to_json()) == audience


@pytest.mark.parametrize(
    "stored",
    [
        None,
        {},  # would be everyone
        {"units": ["Børn"], "levels": []},
        {"units": "Børn", "levels": [], "groups": []},
        {"units": [""], "levels": [], "groups": []},
        {"units": [], "levels": ["konge"], "groups": []},
        {"units": [], "levels": [], "groups": [], "roles": ["manager"]},
    ],
    ids=str,
)
def test_what_was_not_stored_as_an_audience_is_refused(stored: object) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Audience.from_json(stored)


@pytest.mark.asyncio
async def test_a_saved_segment_keeps_its_audience_and_who_made_it(
    sessions: Sessions, ada: UUID
) -> None:
    audience = Audience(("Børn", "Kultur"), (Level.CHEF,), ("MED",))

    saved = await save_segment(sessions, "  Chefer\n i  MED\u200b ", audience, by=ada, now=NOW)

    assert saved == Segment(saved.id, "Chefer i MED", audience, ada, NOW, NOW)
    async with sessions.read() as session:
        assert await segments(session) == [saved]
        assert await segment(session, saved.id) == saved


@pytest.mark.asyncio
async def test_segments_are_listed_as_danes_sort(sessions: Sessions, ada: UUID) -> None:
    for name in ("Åben", "alle", "Ældre", "Øst"):
        await save_segment(sessions, name, EVERYONE, by=ada, now=NOW)

    assert await names(sessions) == ["alle", "Ældre", "Øst", "Åben"]


@pytest.mark.asyncio
async def test_a_name_is_taken_whatever_its_case(sessions: Sessions, ada: UUID) -> None:
    await save_segment(sessions, "Ørsted Å", EVERYONE, by=ada, now=NOW)

    with pytest.raises(SegmentNameTaken) as refused:
        await save_segment(sessions, "ørsted A\u030a", MED, by=ada, now=NOW)

    assert refused.value.name == "Ørsted Å"


@pytest.mark.parametrize("name", ["", " \n", "\u200b \x00"])
@pytest.mark.asyncio
async def test_a_segment_needs_a_name_that_can_be_seen(
    sessions: Sessions, ada: UUID, name: str
) -> None:
    with pytest.raises(EmptyName):
        await save_segment(sessions, name, EVERYONE, by=ada, now=NOW)


@pytest.mark.asyncio
async def test_the_longest_name_fits_and_a_longer_one_is_refused(
    sessions: Sessions, ada: UUID
) -> None:
    longest = "ΐ" * 100  # folds to 300 characters
    await save_segment(sessions, longest, EVERYONE, by=ada, now=NOW)

    with pytest.raises(NameTooLong) as refused:
        await save_segment(sessions, f"{longest}x", EVERYONE, by=ada, now=NOW)

    assert refused.value.longest == 100
    assert await names(sessions) == [longest]


@pytest.mark.asyncio
async def test_what_nobody_has_cannot_be_chosen(sessions: Sessions, ada: UUID) -> None:
    audience = Audience(("Børn", "MED"), (Level.DIREKTION, Level.CHEF), ("MED", "Kultur"))

    with pytest.raises(UnknownChoice) as refused:
        await save_segment(sessions, "Mine", audience, by=ada, now=NOW)

    assert refused.value.values == ("MED", Level.DIREKTION, "Kultur")
    assert await names(sessions) == []


@pytest.mark.asyncio
async def test_of_ten_who_save_the_same_name_at_once_one_wins(
    sessions: Sessions, ada: UUID
) -> None:
    outcomes = await asyncio.gather(
        *(save_segment(sessions, name, EVERYONE, by=ada, now=NOW) for name in ["Ørne", "ØRNE"] * 5),
        return_exceptions=True,
    )

    [winner] = [outcome for outcome in outcomes if isinstance(outcome, Segment)]
    assert sum(isinstance(outcome, SegmentNameTaken) for outcome in outcomes) == 9
    assert await names(sessions) == [winner.name]


@pytest.mark.asyncio
async def test_two_segments_renamed_alike_at_once_do_not_both_get_the_name(
    sessions: Sessions, ada: UUID
) -> None:
    saved = [await save_segment(sessions, name, EVERYONE, by=ada, now=NOW) for name in "ab"]

    outcomes = await asyncio.gather(
        *(change_segment(sessions, one.id, "c", EVERYONE, now=LATER) for one in saved),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Segment", "SegmentNameTaken"]
    assert len(await names(sessions)) == 2


@pytest.mark.asyncio
async def test_a_segment_can_change_name_and_audience(sessions: Sessions, ada: UUID) -> None:
    saved = await save_segment(sessions, "med", EVERYONE, by=ada, now=NOW)

    changed = await change_segment(sessions, saved.id, "MED", MED, now=LATER)

    assert changed == Segment(saved.id, "MED", MED, ada, NOW, LATER)
    async with sessions.read() as session:
        assert await segment(session, saved.id) == changed


@pytest.mark.asyncio
async def test_a_refused_change_changes_nothing(sessions: Sessions, ada: UUID) -> None:
    saved = await save_segment(sessions, "MED", MED, by=ada, now=NOW)
    await save_segment(sessions, "Alle", EVERYONE, by=ada, now=NOW)

    with pytest.raises(UnknownChoice):
        await change_segment(sessions, saved.id, "Syd", Audience(groups=("Syd",)), now=LATER)
    with pytest.raises(SegmentNameTaken):
        await change_segment(sessions, saved.id, "alle", EVERYONE, now=LATER)
    with pytest.raises(UnknownSegment):
        await change_segment(sessions, uuid4(), "Andre", EVERYONE, now=LATER)

    async with sessions.read() as session:
        assert await segment(session, saved.id) == saved


@pytest.mark.asyncio
async def test_a_segment_whose_people_have_left_can_be_renamed(
    sessions: Sessions, ada: UUID
) -> None:
    saved = await save_segment(sessions, "MED", MED, by=ada, now=NOW)
    without = [replace(one, groups=()) for one in PEOPLE]
    await apply_import(sessions, roster(*without, director=False), now=NOW)

    renamed = await change_segment(sessions, saved.id, "Tidligere MED", MED, now=LATER)

    assert (renamed.name, renamed.audience) == ("Tidligere MED", MED)


@pytest.mark.asyncio
async def test_a_removed_segment_is_kept_and_comes_back(sessions: Sessions, ada: UUID) -> None:
    saved = await save_segment(sessions, "MED", MED, by=ada, now=NOW)

    removed = await remove_segment(sessions, saved.id, now=NOW)
    assert await remove_segment(sessions, saved.id, now=LATER) == removed
    assert removed.removed_at == NOW
    assert await names(sessions) == []
    with pytest.raises(UnknownSegment):
        await change_segment(sessions, saved.id, "Andre", EVERYONE, now=LATER)

    assert await restore_segment(sessions, saved.id) == saved
    assert await restore_segment(sessions, saved.id) == saved
    assert await names(sessions) == ["MED"]


@pytest.mark.asyncio
async def test_a_removed_segments_name_is_free_and_may_be_taken_when_it_comes_back(
    sessions: Sessions, ada: UUID
) -> None:
    first = await save_segment(sessions, "MED", MED, by=ada, now=NOW)
    await remove_segment(sessions, first.id, now=NOW)
    second = await save_segment(sessions, "Med", EVERYONE, by=ada, now=NOW)

    with pytest.raises(SegmentNameTaken) as refused:
        await restore_segment(sessions, first.id)

    assert refused.value.name == "Med"
    async with sessions.read() as session:
        assert await segments(session) == [second]


@pytest.mark.asyncio
async def test_what_never_was_a_segment_is_refused(sessions: Sessions) -> None:
    for refused in (remove_segment(sessions, uuid4(), now=NOW), restore_segment(sessions, uuid4())):
        with pytest.raises(UnknownSegment):
            await refused
    async with sessions.read() as session:
        with pytest.raises(UnknownSegment):
            await segment(session, uuid4())
