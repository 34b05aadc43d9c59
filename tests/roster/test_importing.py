"""A roster from a dropped file: shown, said yes to, applied once, and to what was shown."""

import asyncio
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot import received_files
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.leave import hold, release
from bot.delivery.models import Message
from bot.delivery.values import Priority, Reason, State
from bot.people import models
from bot.people.importing import Unconfirmed, apply_import
from bot.people.queries import everybody
from bot.people.values import Doubt, Person, Role, Roster
from bot.received_files import ReceivedFile
from bot.roster.importing import import_dropped, propose
from bot.roster.values import ChangedMeanwhile, OnlyByDirectorate
from tests.people.rosters import entry, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
HEADING = "Navn;E-mail;Titel;Enhed;Niveau;Rolle;Grupper;Orlov til"
KARLA = "Karla Kompas;karla@kommune.example;Leder;Skole;Leder;Direktion;;"
LIN = "Lin Lærke;lin@kommune.example;Leder;Skole;Leder;;;"

pytestmark = pytest.mark.asyncio


async def on_roster(sessions: Sessions) -> dict[str, Person]:
    """Karla of the directorate, an administrator and a manager on leave, by first name."""
    it = entry("Ib It", role=Role.ADMINISTRATOR)
    lin = entry("Lin Lærke", away_until=date(2026, 8, 1), tells_leave=True)
    await apply_import(sessions, roster(it, lin), now=NOW)
    return await by_name(sessions)


async def by_name(sessions: Sessions) -> dict[str, Person]:
    async with sessions.read() as session:
        return {one.name.split()[0]: one for one in await everybody(session)}


async def dropped(sessions: Sessions, by: Person, *lines: str) -> ReceivedFile:
    content = "\n".join((HEADING, *lines)).encode()
    async with sessions.write() as session:
        return await received_files.keep(
            session, "ledere.csv", content, of=by.id, turn_key=uuid4().hex, now=NOW
        )


async def held_message(sessions: Sessions, person: Person) -> int:
    """The id of a message that the person's leave holds back."""
    message_id = await wanted_message(sessions, person)
    async with sessions.write() as session:
        await hold(session, await session.get_one(Message, message_id), now=NOW)
    return message_id


async def wanted_message(sessions: Sessions, person: Person) -> int:
    """The id of the only message, which is for this person."""
    async with sessions.write() as session:
        await wanting.want(
            session, "news", uuid4(), to=[person.id], priority=Priority.NOTICE, now=NOW
        )
        return (await session.scalars(select(Message.id))).one()


async def state(sessions: Sessions, message_id: int) -> tuple[str, str | None]:
    async with sessions.read() as session:
        row = await session.get_one(Message, message_id)
    return row.state, row.reason


async def test_of_two_presses_at_once_one_applies_it(sessions: Sessions) -> None:
    people = await on_roster(sessions)
    karla = people["Karla"]
    file = await dropped(sessions, karla, KARLA, LIN, "Ny Bro;ny@kommune.example;;Skole;Leder;;;")
    seen = (await propose(sessions, file, by=karla)).seen

    outcomes = await asyncio.gather(
        *(
            import_dropped(sessions, file.id, seen=seen, despite=(), by=karla, now=NOW)
            for _press in range(2)
        ),
        return_exceptions=True,
    )

    kinds = sorted(type(one).__name__ for one in outcomes)
    assert kinds[1] == "RosterChanges"
    assert kinds[0] in ("ChangedMeanwhile", "FileGone")
    assert [name for name, one in (await by_name(sessions)).items() if one.active] == [
        "Karla",
        "Lin",
        "Ny",
    ]


async def test_a_yes_is_to_what_was_shown(sessions: Sessions) -> None:
    karla = (await on_roster(sessions))["Karla"]
    file = await dropped(sessions, karla, KARLA, LIN)
    seen = (await propose(sessions, file, by=karla)).seen
    before = (*roster().entries, entry("Lin Lærke"), entry("Di Ny"), entry("Ib It"))
    await apply_import(sessions, Roster(before), now=NOW)

    with pytest.raises(ChangedMeanwhile):
        await import_dropped(sessions, file.id, seen=seen, despite=(), by=karla, now=NOW)

    assert (await by_name(sessions))["Di"].active


async def test_a_doubt_takes_a_yes_of_its_own(sessions: Sessions) -> None:
    karla = (await on_roster(sessions))["Karla"]
    file = await dropped(sessions, karla, LIN)
    seen = (await propose(sessions, file, by=karla)).seen

    with pytest.raises(Unconfirmed):
        await import_dropped(sessions, file.id, seen=seen, despite=(), by=karla, now=NOW)
    doubts = (Doubt.NO_DIRECTORATE, Doubt.MOST_LEAVE)
    await import_dropped(sessions, file.id, seen=seen, despite=doubts, by=karla, now=NOW)

    assert not (await by_name(sessions))["Karla"].active


async def test_an_administrator_takes_over_no_roster_that_changes_the_directorate(
    sessions: Sessions,
) -> None:
    people = await on_roster(sessions)
    ib = people["Ib"]
    it = "Ib It;ib@kommune.example;Leder;Skole;Leder;{};;"

    for lines in (
        (KARLA, LIN, it.format("Direktion")),
        (LIN, it.format("Administrator")),
        (KARLA.replace("karla@", "ib2@"), LIN, it.format("Administrator")),
    ):
        with pytest.raises(OnlyByDirectorate):
            await propose(sessions, await dropped(sessions, ib, *lines), by=ib)


async def test_a_roster_that_ends_a_leave_lets_go_out_what_was_held(sessions: Sessions) -> None:
    people = await on_roster(sessions)
    karla = people["Karla"]
    held = await held_message(sessions, people["Lin"])
    assert await state(sessions, held) == (State.HELD, Reason.AWAY)
    file = await dropped(
        sessions, karla, KARLA, LIN, "Ib It;ib@kommune.example;Leder;Skole;Leder;Administrator;;"
    )
    seen = (await propose(sessions, file, by=karla)).seen

    await import_dropped(sessions, file.id, seen=seen, despite=(), by=karla, now=NOW)

    assert (await by_name(sessions))["Lin"].away_until is None
    assert await state(sessions, held) == (State.QUEUED, None)


async def test_a_roster_without_the_column_ends_no_leave(sessions: Sessions) -> None:
    people = await on_roster(sessions)

    await apply_import(
        sessions,
        roster(entry("Ib It", role=Role.ADMINISTRATOR), entry("Lin Lærke", title="Chef")),
        now=NOW,
    )

    assert (await by_name(sessions))["Lin"].away_until == people["Lin"].away_until


async def test_a_message_isnt_held_for_a_leave_that_ends_in_that_moment(
    sessions: Sessions,
) -> None:
    """Whoever is second waits for the first: else the message would be left behind."""
    lin = (await on_roster(sessions))["Lin"]
    message_id = await wanted_message(sessions, lin)

    async def holds() -> None:
        async with sessions.write() as session:
            await hold(session, await session.get_one(Message, message_id), now=NOW)

    async with sessions.write() as session:
        await session.execute(
            update(models.Person).where(models.Person.id == lin.id).values(away_until=None)
        )
        assert await release(session, [lin.id], now=NOW) == 0
        holding = asyncio.create_task(holds())
        await asyncio.sleep(0.3)
    await holding

    async with sessions.read() as session:
        row = await session.get_one(Message, message_id)
    assert row.not_before == NOW
