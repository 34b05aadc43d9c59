"""The directorate decides about the bot; what it decides is checked, kept and on record."""

import asyncio
from datetime import UTC, datetime, time
from uuid import uuid4

import pytest
import pytest_asyncio

from bot.audit import entries
from bot.calendar import WorkingHours
from bot.database.sessions import Sessions
from bot.people.importing import apply_import
from bot.people.queries import everybody
from bot.people.values import NotAllowed, Person, Role
from bot.preferences import Changes, Preferences, change_preferences, preferences
from bot.preferences.values import (
    LONGEST_INTRODUCTION,
    FaultyPreference,
    IntroductionHoldsCprNumber,
    IntroductionTooLong,
    NeverOpen,
    OwnStandIn,
    SenderNotDirector,
    StandInNotDirector,
)
from tests.people.rosters import entry, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)

pytestmark = pytest.mark.asyncio

People = dict[str, Person]


@pytest_asyncio.fixture
async def people(sessions: Sessions) -> People:
    """Ada, Bo and Cy of the directorate, Lin, who leads, and Eva, who administrates."""
    await apply_import(
        sessions,
        roster(
            entry("Ada Atlas", role=Role.DIRECTORATE),
            entry("Bo Bøg", role=Role.DIRECTORATE),
            entry("Cy Cedertræ", role=Role.DIRECTORATE),
            entry("Lin Lærke"),
            entry("Eva Eg", role=Role.ADMINISTRATOR),
            director=False,
        ),
        now=NOW,
    )
    async with sessions.read() as session:
        return {one.name.split()[0]: one for one in await everybody(session)}


async def held(sessions: Sessions) -> Preferences:
    async with sessions.read() as session:
        return await preferences(session)


async def on_record(sessions: Sessions) -> list[tuple[str, str, str]]:
    async with sessions.read() as session:
        told = await entries(session, offset=0, limit=100)
    return [(one.actor, one.act, one.about) for one in told]


async def test_until_somebody_decides_there_are_sensible_defaults(sessions: Sessions) -> None:
    holds = await held(sessions)

    assert holds == Preferences()
    assert holds.working_hours == WorkingHours(time(7), time(17))
    assert holds.second_approval
    assert holds.introduction_sender is None


async def test_what_is_decided_holds_and_the_rest_stays(sessions: Sessions, people: People) -> None:
    ada, bo = people["Ada"], people["Bo"]
    await change_preferences(
        sessions, {"opens": time(8, 30), "stand_ins": {ada.id: bo.id}}, by=ada, now=NOW
    )
    after = await change_preferences(
        sessions,
        {
            "second_approval": False,
            "introduction_sender": bo.id,
            "introduction": " Hej. Her er en bot.\n",
        },
        by=people["Eva"],
        now=NOW,
    )

    assert after == await held(sessions)
    assert after == Preferences(
        opens=time(8, 30),
        second_approval=False,
        stand_ins={ada.id: bo.id},
        introduction_sender=bo.id,
        introduction="Hej. Her er en bot.",
    )


async def test_the_names_of_what_changed_go_on_record_and_no_texts(
    sessions: Sessions, people: People
) -> None:
    changes: Changes = {"closes": time(16), "opens": time(7), "introduction": "Hej med jer"}

    await change_preferences(sessions, changes, by=people["Ada"], now=NOW)
    await change_preferences(sessions, changes, by=people["Bo"], now=NOW)

    assert await on_record(sessions) == [
        ("Ada Atlas", "preferences.change", "closes, introduction")
    ]


async def test_a_manager_decides_nothing(sessions: Sessions, people: People) -> None:
    with pytest.raises(NotAllowed):
        await change_preferences(sessions, {"opens": time(9)}, by=people["Lin"], now=NOW)

    assert await held(sessions) == Preferences()


async def test_a_value_that_cannot_hold_is_refused_by_its_field(
    sessions: Sessions, people: People
) -> None:
    ada, lin = people["Ada"], people["Lin"]
    refusals: list[tuple[Changes, type[FaultyPreference], str]] = [
        ({"opens": time(17)}, NeverOpen, "closes"),
        ({"opens": time(9), "closes": time(9)}, NeverOpen, "closes"),
        ({"stand_ins": {ada.id: ada.id}}, OwnStandIn, "stand_ins"),
        ({"stand_ins": {ada.id: lin.id}}, StandInNotDirector, "stand_ins"),
        ({"stand_ins": {lin.id: ada.id}}, StandInNotDirector, "stand_ins"),
        ({"introduction_sender": lin.id}, SenderNotDirector, "introduction_sender"),
        ({"introduction_sender": uuid4()}, SenderNotDirector, "introduction_sender"),
        (
            {"introduction": "æ" * (LONGEST_INTRODUCTION + 1)},
            IntroductionTooLong,
            "introduction",
        ),
        (
            {"introduction": "Ring om 010203-1234"},
            IntroductionHoldsCprNumber,
            "introduction",
        ),
    ]
    for changes, refusal, field in refusals:
        with pytest.raises(refusal) as refused:
            await change_preferences(
                sessions, {"second_approval": False, **changes}, by=ada, now=NOW
            )
        assert refused.value.field == field

    assert await held(sessions) == Preferences()
    assert await on_record(sessions) == []


async def test_the_longest_introduction_fits(sessions: Sessions, people: People) -> None:
    longest = "æ" * LONGEST_INTRODUCTION

    after = await change_preferences(sessions, {"introduction": longest}, by=people["Ada"], now=NOW)

    assert after.introduction == longest


async def test_a_stand_in_is_taken_away_and_who_left_drops_out(
    sessions: Sessions, people: People
) -> None:
    ada, bo, cy = people["Ada"], people["Bo"], people["Cy"]
    await change_preferences(
        sessions,
        {"stand_ins": {ada.id: bo.id, bo.id: cy.id, cy.id: ada.id}},
        by=ada,
        now=NOW,
    )
    left = roster(
        entry("Ada Atlas", role=Role.DIRECTORATE),
        entry("Bo Bøg", role=Role.DIRECTORATE),
        entry("Cy Cedertræ"),
        entry("Lin Lærke"),
        entry("Eva Eg", role=Role.ADMINISTRATOR),
        director=False,
    )
    await apply_import(sessions, left, now=NOW)

    untouched = await change_preferences(sessions, {"opens": time(8)}, by=ada, now=NOW)
    after = await change_preferences(
        sessions, {"stand_ins": {ada.id: None, bo.id: ada.id}}, by=ada, now=NOW
    )

    assert len(untouched.stand_ins) == 3
    assert after.stand_ins == {bo.id: ada.id}


async def test_of_two_who_decide_at_once_neither_undoes_the_other(
    sessions: Sessions, people: People
) -> None:
    ada, bo, cy = people["Ada"], people["Bo"], people["Cy"]
    pairs = [(ada, bo), (bo, cy), (cy, ada)]

    await asyncio.gather(
        *(
            change_preferences(sessions, {"stand_ins": {one.id: other.id}}, by=one, now=NOW)
            for one, other in pairs
        )
    )

    assert (await held(sessions)).stand_ins == {one.id: other.id for one, other in pairs}
