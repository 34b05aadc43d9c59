from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from sqlalchemy.exc import IntegrityError

from bot.audit import ABOUT_LENGTH, Entry, entries, number_of_entries, record
from bot.database.sessions import Sessions
from bot.people.importing import apply_import
from bot.people.queries import everybody
from bot.people.values import Person
from tests.people.rosters import entry, person, roster

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SENT, ROUND = uuid4(), uuid4()

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def ada(sessions: Sessions) -> Person:
    await apply_import(sessions, roster(entry("Ada Atlas")), now=NOW)
    async with sessions.read() as session:
        return next(one for one in await everybody(session) if one.name == "Ada Atlas")


async def recorded(
    sessions: Sessions, *, offset: int = 0, limit: int = 10, subject: UUID | None = None
) -> list[Entry]:
    async with sessions.read() as session:
        return await entries(session, offset=offset, limit=limit, subject=subject)


async def test_an_act_is_told_as_it_was_recorded(sessions: Sessions, ada: Person) -> None:
    async with sessions.write() as session:
        await record(
            session,
            actor=ada,
            act="broadcasts.send",
            subject=SENT,
            about="Årsmødet",
            number=312,
            now=NOW,
        )

    assert await recorded(sessions) == [
        Entry(NOW, ada.id, "Ada Atlas", "broadcasts.send", SENT, "Årsmødet", 312)
    ]


async def test_an_act_stands_under_the_name_that_the_actor_had(
    sessions: Sessions, ada: Person
) -> None:
    async with sessions.write() as session:
        await record(session, actor=ada, act="people.import", now=NOW)
    renamed = roster(entry("Ada Boreas", email=ada.email))
    await apply_import(sessions, renamed, now=NOW)

    [told] = await recorded(sessions)

    assert (told.actor, told.actor_id) == ("Ada Atlas", ada.id)
    assert (told.subject, told.about, told.number) == (None, "", None)


async def test_acts_come_newest_first_and_in_pages(sessions: Sessions, ada: Person) -> None:
    async with sessions.write() as session:
        for hour in (2, 0, 3, 1):
            await record(
                session, actor=ada, act="rounds.open", number=hour, now=NOW + timedelta(hours=hour)
            )

    assert [one.number for one in await recorded(sessions, limit=3)] == [3, 2, 1]
    assert [one.number for one in await recorded(sessions, offset=3)] == [0]


async def test_what_was_done_to_one_thing_is_found_and_counted(
    sessions: Sessions, ada: Person
) -> None:
    async with sessions.write() as session:
        for act, subject in (("rounds.open", ROUND), ("rounds.close", ROUND), ("x.send", SENT)):
            await record(session, actor=ada, act=act, subject=subject, now=NOW)

    assert {one.act for one in await recorded(sessions, subject=ROUND)} == {
        "rounds.open",
        "rounds.close",
    }
    async with sessions.read() as session:
        assert await number_of_entries(session) == 3
        assert await number_of_entries(session, subject=ROUND) == 2
        assert await number_of_entries(session, subject=uuid4()) == 0


async def test_a_long_title_is_cut_so_that_it_shows(sessions: Sessions, ada: Person) -> None:
    async with sessions.write() as session:
        await record(session, actor=ada, act="x.send", about="å" * ABOUT_LENGTH, now=NOW)
        await record(
            session, actor=ada, act="y.send", about="ø" * 500, now=NOW + timedelta(hours=1)
        )

    cut, whole = await recorded(sessions)

    assert whole.about == "å" * ABOUT_LENGTH
    assert cut.about == "ø" * (ABOUT_LENGTH - 1) + "…"


async def test_an_act_that_is_undone_is_not_on_record(sessions: Sessions, ada: Person) -> None:
    with pytest.raises(LookupError):
        async with sessions.write() as session:
            await record(session, actor=ada, act="x.send", now=NOW)
            raise LookupError

    assert await recorded(sessions) == []


async def test_nobody_but_who_was_on_the_roster_can_have_done_it(
    sessions: Sessions, ada: Person
) -> None:
    with pytest.raises(IntegrityError):
        async with sessions.write() as session:
            await record(session, actor=person("Lin Lanterne"), act="x.send", now=NOW)

    assert await recorded(sessions) == []
