"""The directorate is told once a day what is new, and somebody is reminded before it is late."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.inquiries import handling
from bot.preferences.changing import change_preferences
from tests.broadcasts.sent import TITLE
from tests.broadcasts.sent import sent as sent_broadcast
from tests.inquiries.asked import QUESTION, answers, asks, doing, manager, person, sent
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

A_WHILE = timedelta(seconds=5)  # after which changes that come together show in a notice
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


async def director(teams: FakeTeams, name: str = "Ada Atlas") -> User:
    """Somebody of the directorate who has the bot."""
    ada = await teams.director(name)
    await ada.installs()
    return ada


async def passes(teams: FakeTeams, time: timedelta = A_WHILE) -> None:
    """Let time pass once the outbox has nothing to do, and it do what it has to do then."""
    await teams.delivered()
    teams.clock.pass_(time)
    await teams.delivered()


def notices(user: User) -> list[str]:
    """The notices of the inbox that the user has, as they now stand."""
    return [text for text in user.chat.texts if "[Åbn indbakken]" in text]


async def test_a_day_has_one_notice_that_is_edited_as_more_comes(teams: FakeTeams) -> None:
    ada, bo, lin = await director(teams), await director(teams, "Bo Bred"), await manager(teams)
    await asks(lin, sender="hidden")
    await passes(teams)
    await passes(teams, AN_HOUR)
    await asks(lin, "Hvem retter til?")
    await passes(teams)

    for user in (ada, bo):
        [notice] = notices(user)
        assert notice.startswith("2 nye i indbakken\n2 venter på svar. Ingen er over fristen.")
        assert "Den første skal være besvaret senest fredag den 6. marts." in notice
        assert "Lærke" not in notice
    await ada.presses("Åbn indbakken")
    assert QUESTION in ada.chat.texts[-1]
    await passes(teams, A_DAY)
    await asks(lin, "Må vi tage på kursus?")
    await passes(teams)
    [yesterdays, todays] = notices(ada)
    assert yesterdays.startswith("2 nye i indbakken")
    assert todays.startswith("1 ny i indbakken\n3 venter på svar.")


@on_one_database
async def test_what_comes_in_the_evening_is_told_when_people_are_at_work(
    teams: FakeTeams,
) -> None:
    ada, lin = await director(teams), await manager(teams)
    teams.clock.now = datetime(2026, 3, 6, 19, 0, tzinfo=UTC)  # a Friday
    await asks(lin)
    await passes(teams, A_DAY)
    before = notices(ada)

    teams.clock.now = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
    await teams.delivered()

    assert before == []
    [notice] = notices(ada)
    assert notice.startswith("1 ny i indbakken")


@on_one_database
async def test_when_all_is_answered_the_notice_says_so(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await passes(teams)

    await answers(teams, ada, inquiry_id)
    await passes(teams)

    [notice] = notices(ada)
    assert notice.startswith("Indbakken\nDer er ikke noget, der venter på svar.")


async def test_the_working_day_before_it_is_due_the_directorate_is_reminded(
    teams: FakeTeams,
) -> None:
    ada, lin = await director(teams), await manager(teams)
    answered = await sent(teams, lin, "Hvem retter til?")
    await asks(lin)
    await passes(teams)
    await answers(teams, ada, answered)

    teams.clock.now = datetime(2026, 3, 5, 5, 59, tzinfo=UTC)  # due on Friday the 6th
    await teams.delivered()
    before = len(notices(ada))
    await passes(teams, timedelta(minutes=1))

    assert before == 1
    assert len(notices(ada)) == 2
    assert notices(ada)[-1].startswith("Indbakken\n1 venter på svar.")
    assert "senest fredag den 6. marts" in notices(ada)[-1]
    await passes(teams, A_DAY)
    assert len(notices(ada)) == 2


async def test_who_has_it_is_reminded_and_nobody_else(teams: FakeTeams) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    await passes(teams)
    to = (await person(teams, bo)).id
    await handling.hand_over(teams.sessions, await doing(teams, ada, inquiry_id), to)

    teams.clock.now = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
    await teams.delivered()

    assert len(notices(ada)) == 1
    reminder = bo.chat.texts[-1]
    assert reminder.startswith(f"Det venter på dit svar\n**{QUESTION}**")
    assert "Skal besvares senest fredag den 6. marts" in reminder
    assert titles(bo.chat.messages[-1].activity) == ["Åbn"]
    await bo.presses("Åbn")
    assert titles(bo.chat.messages[-1].activity) == ["Svar", "Jeg ved det ikke"]


@on_one_database
async def test_an_answer_that_is_promised_for_tomorrow_is_reminded_of_tomorrow(
    teams: FakeTeams,
) -> None:
    ada, lin = await director(teams), await manager(teams)
    await change_preferences(
        teams.sessions, {"answer_within": 1}, by=await person(teams, ada), now=teams.clock()
    )
    await asks(lin)
    await passes(teams)

    teams.clock.now = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
    await teams.delivered()

    assert len(notices(ada)) == 2
    assert "senest onsdag den 4. marts" in notices(ada)[-1]


@on_one_database
async def test_replies_to_messages_of_the_same_title_are_told_apart(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    bo = await manager(teams, "Bo Birk")
    for writers in ((lin, bo), (lin,)):
        await sent_broadcast(teams, ada)
        for one in writers:
            await one.presses("Skriv til afsenderen")
            await one.presses("Send svaret", text="Tak for det")
            teams.clock.pass_(timedelta(minutes=1))
    await passes(teams)

    [notice] = notices(ada)
    assert f"2 svar på »{TITLE}«\n1 svar på »{TITLE}«" in notice


@on_one_database
async def test_what_is_handed_over_at_night_is_told_the_next_working_morning_with_who_did_it(
    teams: FakeTeams,
) -> None:
    ada, bo, lin = await director(teams), await manager(teams, "Bo Birk"), await manager(teams)
    teams.clock.now = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)  # a Friday
    await asks(lin)
    await passes(teams)
    await ada.presses("Åbn indbakken")
    await ada.presses("Åbn")
    teams.clock.now = datetime(2026, 3, 6, 22, 0, tzinfo=UTC)
    await ada.presses("Giv videre")
    told = await ada.presses("Giv videre", named="Bo Birk", text="Du kender aftalen.")
    await passes(teams)
    await passes(teams, A_DAY)
    before = list(bo.chat.texts)

    teams.clock.now = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
    await teams.delivered()

    assert "Bo Birk har den nu og får besked mandag den 9. marts kl. 7.00." in told
    assert not any(QUESTION in one for one in before)
    [notice] = bo.chat.texts[len(before) :]
    assert notice.startswith("Ada Atlas har givet dig en henvendelse")
    assert QUESTION in notice
    assert "Besked til dig: Du kender aftalen." in notice
    await bo.presses("Svar")
    await bo.presses("Send svaret", text="Det gør vi.")
    await teams.delivered()
    assert lin.sees_once("Det gør vi.")


@on_one_database
async def test_who_has_it_no_more_in_the_morning_is_not_told_of_it(teams: FakeTeams) -> None:
    """Only who it was handed over to last is, once, and by whom."""
    ada, eva = await director(teams), await director(teams, "Eva Eng")
    bo, ib, lin = [await manager(teams, name) for name in ("Bo Birk", "Ib Ibsen", "Lin Lærke")]
    teams.clock.now = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)  # a Friday
    inquiry_id = await sent(teams, lin)
    answered = await sent(teams, lin, "Hvem retter til?")
    teams.clock.now = datetime(2026, 3, 6, 22, 0, tzinfo=UTC)
    for by, one, to in (
        (ada, inquiry_id, bo),
        (ada, inquiry_id, ib),
        (eva, inquiry_id, ib),
        (ada, answered, bo),
    ):
        whom = (await person(teams, to)).id
        await handling.hand_over(teams.sessions, await doing(teams, by, one), whom)
        teams.clock.pass_(A_WHILE)
    await answers(teams, ada, answered)
    before = len(bo.chat.texts), len(ib.chat.texts)

    teams.clock.now = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
    await teams.delivered()

    assert len(bo.chat.texts) == before[0]
    [notice] = ib.chat.texts[before[1] :]
    assert notice.startswith("Eva Eng har givet dig en henvendelse")
