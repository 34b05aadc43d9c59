"""Those who haven't acknowledged decisions are reminded once, together, when people are at work."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.decisions import kinds
from bot.decisions.models import PublicationRow
from bot.decisions.publication.pursuing import remind
from bot.delivery import due
from tests.decisions.following import (
    FRIDAY,
    NAME,
    PLAN,
    WEEK_BEFORE,
    followed,
    passes_to,
    reminders,
)
from tests.decisions.made import director, managers, passes, person, published
from tests.teams.fake_teams import FakeTeams, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")


async def is_due(teams: FakeTeams, *publications: object) -> None:
    """Have those reminded who haven't acknowledged these."""
    async with teams.sessions.write() as session:
        for one in publications:
            row = await session.get_one(PublicationRow, one)
            row.remind_at = teams.clock()
            await due.set_due(session, kinds.REMIND, one, teams.clock())  # type: ignore[arg-type]
    await teams.delivered()


async def test_only_who_has_not_acknowledged_is_reminded_and_does_it_in_the_list(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    first = await published(teams, ada, title="Kursus", asks_receipt=True)
    second = await published(teams, ada, title="Ferie", asks_receipt=True)
    await bo.presses("Jeg har læst det")
    await bo.presses("Jeg har læst det", message=bo.chat.messages[1])
    said_to_bo = len(bo.chat.messages)
    teams.clock.pass_(timedelta(hours=2))

    await is_due(teams, first, second)

    assert len(bo.chat.messages) == said_to_bo
    reminder = lin.chat.messages[-1]
    assert "Kursus" in lin.chat.texts[-1]
    assert "Ferie" in lin.chat.texts[-1]
    assert titles(reminder.activity).count("Jeg har læst det") == 2
    left = await lin.presses("Jeg har læst det", message=reminder)
    assert "Kursus" in left
    assert "Ferie" not in left
    await passes(teams, timedelta(seconds=5))
    assert "Ferie" not in lin.chat.texts[-1]
    await lin.presses("Jeg har læst det", message=lin.chat.messages[-1])
    await passes(teams, timedelta(seconds=5))
    assert "Jeg har læst det" not in titles(lin.chat.messages[-1].activity)


@on_one_database
async def test_people_are_reminded_once_and_never_of_what_nobody_chose_a_day_for(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin Lærke")
    publication = await published(teams, ada, title="Kursus", asks_receipt=True)
    await published(teams, ada, title="Uden dag", asks_receipt=True)
    await remind(
        teams.sessions,
        publication,
        date(2026, 3, 9),
        by=await person(teams, ada),
        now=teams.clock(),
    )

    await followed(teams, ada, (PLAN, lin, FRIDAY), title="Planen")  # told on Wednesday
    [before] = reminders(lin)
    await passes_to(teams, datetime(2026, 3, 9, 9, tzinfo=UTC))
    [_told, of_receipt] = reminders(lin)
    await passes_to(teams, WEEK_BEFORE)
    [_told, still_there, later] = reminders(lin)

    assert "Jeg har læst det" not in before
    assert "Kursus" in of_receipt
    assert "Kursus" in still_there
    assert PLAN in later
    assert "Jeg har læst det" not in later
    assert not any("Uden dag" in one for one in (before, of_receipt, still_there, later))
    [waits] = await lin.writes("Det venter på dig")
    assert "Kursus" in waits
    assert "Uden dag" in waits


@pytest.mark.parametrize("where", ["reminder", "pending", "card"])
@on_one_database
async def test_a_receipt_given_in_one_place_stands_in_the_others(
    teams: FakeTeams, where: str
) -> None:
    ada, [lin] = await director(teams, "Ada Atlas"), await managers(teams, "Lin Lærke")
    publication = await published(teams, ada, title="Kursus", asks_receipt=True)
    card = lin.chat.messages[-1]
    await is_due(teams, publication)
    reminder = lin.chat.messages[-1]
    await lin.writes("Det venter på dig")
    places = {"reminder": reminder, "pending": lin.chat.messages[-1], "card": card}

    await lin.presses("Jeg har læst det", message=places[where])
    await passes(teams, timedelta(seconds=6))

    [of_card] = [text for text in lin.chat.texts if text.startswith("Besluttet: ")]
    assert "Kvitteret" in of_card
    assert "Jeg har læst det" not in of_card
    assert reminders(lin) == [f"{NAME}\nTak. Der venter ikke længere noget på dig her."]


@on_one_database
async def test_a_reminder_that_comes_due_in_the_evening_waits_for_the_morning(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada, asks_receipt=True)
    said = len(lin.chat.messages)
    teams.clock.now = datetime(2026, 3, 3, 20, 0, tzinfo=UTC)

    await is_due(teams, publication)
    evening = len(lin.chat.messages)
    teams.clock.now = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)
    await teams.delivered()

    assert evening == said
    assert len(lin.chat.messages) == said + 1


@on_one_database
async def test_nobody_is_reminded_of_a_publication_without_receipts(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada)
    said = len(lin.chat.messages)

    await is_due(teams, publication)

    assert len(lin.chat.messages) == said


@on_one_database
async def test_what_a_reminder_lists_can_be_shown_again(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada, title="Kursus", asks_receipt=True)
    await is_due(teams, publication)

    answer = await lin.presses("Vis igen")
    await teams.delivered()

    assert answer == "Det kommer nederst i chatten om et øjeblik."
    assert lin.chat.texts[-1].startswith("Besluttet: Kursus")
    await lin.presses("Jeg har læst det", message=lin.chat.messages[-1])
    await passes(teams, timedelta(seconds=5))
    assert "Kvitteret" in lin.chat.texts[-1]
    assert "Kvitteret" in lin.chat.texts[1]  # the first card, too
