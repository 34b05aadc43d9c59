"""After a broadcast was sent: corrected and taken back where it stands, and reminded of once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.broadcasts import kinds
from bot.broadcasts.following import remind
from bot.delivery.models import Message
from bot.delivery.standings import Standing
from bot.people.importing import apply_import, preview_import
from bot.people.queries import everybody
from bot.people.values import Entry, Roster
from tests.broadcasts.sent import (
    TEXT,
    TITLE,
    confirmed,
    corrected,
    director,
    managers,
    passes,
    person,
    sent,
    status_of,
)
from tests.broadcasts.test_account import adds_up, status_card
from tests.teams.connector import FakeConnector
from tests.teams.fake_teams import FakeTeams, User, filled

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

A_WHILE = timedelta(seconds=5)
A_DAY = timedelta(days=1)

Trouble = Callable[..., None]


async def recalled_by(teams: FakeTeams, ada: User) -> None:
    """Take it back with the buttons."""
    await ada.presses("Træk tilbage")
    have = (ada.chat.texts[-1].split("[Træk tilbage fra "))[1].split("]")[0]
    await ada.presses(f"Træk tilbage fra {have}")
    await teams.delivered()  # or the next look at the account is after the test's end
    await passes(teams, A_WHILE)


def newest(of: User, text: str) -> str:
    """What the newest message says that has the text in it."""
    return next(said for said in reversed(of.chat.texts) if text in said)


# Correcting


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_correction_changes_every_copy_in_place_and_marks_it(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    people = await managers(teams, "Lin Lærke", "Bo Birk", "Cai Cuba")
    broadcast_id = await sent(teams, ada)
    ids = {one.name: one.chat.messages[-1].id for one in people}
    teams.clock.pass_(timedelta(minutes=40))

    await corrected(
        teams, ada, broadcast_id, lambda one: replace(one, title="Rettet dag", text="Kl. 10.")
    )
    await passes(teams, A_WHILE)

    for one in people:
        assert one.sees_once("Kl. 10.")
        assert one.sees_once("Rettet tirsdag den 3. marts kl. 9.40")
        assert not one.sees(TEXT)
        assert one.chat.messages[-1].id == ids[one.name]
    card = newest(ada, "= 3")
    assert card.startswith("Rettet dag\n**Sendt tirsdag den 3. marts kl. 9.00**")
    assert "Rettet tirsdag den 3. marts kl. 9.40" in card
    assert "kort" not in card


async def test_what_cannot_be_corrected_is_told_and_can_be_tried_again(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")
    broadcast_id = await sent(teams, ada)
    teams.connector.fail(403, code="NotEnoughPermissions", conversation_id=lin.chat.id)

    await corrected(teams, ada, broadcast_id, lambda one: replace(one, text="Kl. 10."))
    await passes(teams, A_WHILE)
    assert adds_up(ada) == "2 sendt = 2"
    assert "1 kort kunne ikke ændres" in status_card(ada)
    assert lin.sees(TEXT)
    await ada.presses("Prøv igen")
    await passes(teams, A_WHILE)

    assert lin.sees_once("Kl. 10.")
    assert "kunne ikke ændres" not in status_card(ada)


async def test_the_correction_is_written_in_a_card_that_stays_while_the_status_changes(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada, asks_receipt=True)

    await ada.presses("Ret teksten")
    form = ada.chat.messages[-1]
    await lin.presses("Jeg har læst det")
    await passes(teams, A_WHILE)

    assert ada.chat.messages[-1] is form
    assert filled(form.activity)["text"] == TEXT
    assert "1 af 1 har kvitteret" in status_card(ada)


async def test_who_could_not_be_reached_gets_the_corrected_text_when_it_is_tried_again(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _ = await managers(teams, "Lin Lærke", "Bo Birk")
    teams.connector.fail(413, conversation_id=lin.chat.id)
    broadcast_id = await sent(teams, ada)

    await corrected(teams, ada, broadcast_id, lambda one: replace(one, text="Kort."))
    await passes(teams, A_WHILE)
    assert adds_up(ada) == "1 sendt · 1 fejlede = 2"
    await ada.presses("Prøv igen")
    await passes(teams, A_WHILE)

    assert lin.sees_once("Kort.")
    assert adds_up(ada) == "2 sendt = 2"


# Recalling


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_recall_says_what_will_happen_and_then_from_whom_it_was_removed(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    await sent(teams, ada)

    await ada.presses("Træk tilbage")
    question = ada.chat.texts[-1]
    answer = await ada.presses("Træk tilbage fra 2")
    question_is_gone = not ada.sees("Det kan ikke fortrydes.")
    await teams.delivered()  # or the next look at the account is after the test's end
    await passes(teams, A_WHILE)

    assert "fjernes fra chatten hos de 2, der har fået den" in question
    assert "Den kan være læst, og kopier kan findes i Microsoft 365." in question
    assert "Det kan ikke fortrydes." in question
    assert "Trukket tilbage" in answer
    assert question_is_gone
    assert not lin.sees(TITLE)
    assert not bo.sees(TITLE)
    card = status_card(ada)
    assert "**Trukket tilbage tirsdag den 3. marts kl. 9.00**" in card
    assert "Fjernet fra 2 af 2 chats. Den kan være læst, og kopier kan findes" in card
    assert adds_up(ada) == "2 fjernet = 2"
    assert "[Træk tilbage]" not in card
    assert "[Ret teksten]" not in card


REFUSALS: list[Callable[[FakeConnector], Trouble]] = [
    lambda teams: lambda **how: teams.fail(403, code="ConversationBlockedByUser", **how),
    lambda teams: lambda **how: teams.fail(403, code="NotEnoughPermissions", **how),
    lambda teams: lambda **how: teams.fail(404, code="ConversationNotFound", **how),
]
WHY = [
    "Lederlinjen er blokeret",
    "Teams afviste det",
    "chatten eller beskeden findes ikke mere",
]


@pytest.mark.parametrize(("trouble", "why"), list(zip(REFUSALS, WHY, strict=True)), ids=WHY)
async def test_where_it_cannot_be_removed_is_said_with_the_reason(
    teams: FakeTeams, trouble: Callable[[FakeConnector], Trouble], why: str
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _, cai = await managers(teams, "Lin Lærke", "Bo Birk", "Cai Cuba")
    teams.connector.fail(413, conversation_id=cai.chat.id)
    broadcast_id = await sent(teams, ada)
    trouble(teams.connector)(conversation_id=lin.chat.id)

    await recalled_by(teams, ada)

    card = status_card(ada)
    assert "Fjernet fra 1 af 2 chats." in card
    assert f"Kunne ikke fjernes hos 1: {why}." in card
    assert "fylder" not in card  # why somebody didn't get it is past
    assert adds_up(ada) == "1 fjernet · 1 kunne ikke fjernes · 1 fejlede = 3"
    assert (await status_of(teams, broadcast_id)).account.is_settled


async def test_a_removal_that_failed_is_tried_again(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada)
    teams.connector.fail(403, code="NotEnoughPermissions", conversation_id=lin.chat.id)
    await recalled_by(teams, ada)
    assert lin.sees(TITLE)

    await ada.presses("Prøv igen")
    await passes(teams, A_WHILE)

    assert not lin.sees(TITLE)
    assert "Fjernet fra 1 af 1 chat." in status_card(ada)
    assert "[Prøv igen]" not in status_card(ada)


async def test_where_nobody_knows_whether_it_arrived_it_cannot_be_removed_and_that_is_said(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _ = await managers(teams, "Lin Lærke", "Bo Birk")
    teams.connector.fail(500, conversation_id=lin.chat.id, delivered=True)
    broadcast_id = await sent(teams, ada)
    await ada.presses("Afgør de uviste")
    decide = ada.pressing("Send igen")

    await recalled_by(teams, ada)
    await ada.delivers(decide)
    await passes(teams, A_WHILE)

    assert adds_up(ada) == "1 fjernet · 1 uvist = 2"
    assert "uvist, om den blev modtaget, så jeg kan ikke fjerne den der" in status_card(ada)
    assert lin.sees_once(TITLE)
    assert (await status_of(teams, broadcast_id)).account[Standing.UNCERTAIN] == 1


async def test_recalling_before_everybody_has_it_sends_it_to_nobody_more(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _ = await managers(teams, "Lin Lærke", "Bo Birk")
    teams.connector.fail(429, retry_after=600, conversation_id=lin.chat.id)
    await sent(teams, ada)

    await recalled_by(teams, ada)
    await passes(teams, timedelta(minutes=20))

    assert not lin.sees(TITLE)
    assert adds_up(ada) == "1 fjernet · 1 ikke sendt = 2"


# Reminding


async def reminders(teams: FakeTeams) -> int:
    async with teams.sessions.read() as session:
        return (
            await session.scalar(
                select(func.count()).select_from(Message).where(Message.kind == kinds.REMINDER)
            )
            or 0
        )


async def test_on_the_chosen_day_those_who_are_missing_are_reminded_once(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo, cai = await managers(teams, "Lin Lærke", "Bo Birk", "Cai Cuba")
    teams.connector.fail(403, code="ConversationBlockedByUser", conversation_id=cai.chat.id)
    await sent(teams, ada, asks_receipt=True)
    await bo.presses("Jeg har læst det")

    await ada.presses("Påmind")
    form = ada.chat.texts[-1]
    answer = await ada.presses("Påmind den dag")
    await passes(teams, A_WHILE)
    planned = status_card(ada)
    await passes(teams, 2 * A_DAY)

    assert "Lige nu mangler 1 at kvittere." in form
    assert "Det sker kun én gang." in form
    when = "torsdag den 5. marts kl. 9.00"
    assert f"De, der ikke har kvitteret, får en påmindelse {when}." in answer
    assert f"får en påmindelse {when}" in planned
    assert lin.sees_once("1 besked venter på, at du kvitterer:")
    assert not bo.sees("venter på, at du kvitterer")
    assert "fik en påmindelse torsdag den 5. marts kl. 9.00" in status_card(ada)
    assert "[Påmind]" not in status_card(ada)
    await lin.presses("Jeg har læst det")
    await passes(teams, A_WHILE)
    assert lin.sees_once("Tak. Du har kvitteret for det, der ventede.")
    await passes(teams, 7 * A_DAY)
    assert await reminders(teams) == 1


async def test_a_reminder_can_be_moved_and_taken_back_until_it_is_sent(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada, asks_receipt=True)
    await ada.presses("Påmind")
    await ada.presses("Påmind den dag", day="2026-03-04")
    await ada.presses("Påmind")

    moved = await ada.presses("Påmind den dag", day="2026-03-07")
    await passes(teams, 2 * A_DAY)
    assert not lin.sees("Husk at kvittere")
    await ada.presses("Påmind")
    taken_back = await ada.presses("Påmind ikke")
    await passes(teams, 7 * A_DAY)

    assert "mandag den 9. marts kl. 7.00" in moved  # the next working day, when it begins
    assert "Ingen får en påmindelse." in taken_back
    assert not lin.sees("Husk at kvittere")


async def test_a_day_that_has_passed_is_refused_at_the_field(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    broadcast_id = await sent(teams, ada, asks_receipt=True)
    await ada.presses("Påmind")

    passed = await ada.presses("Påmind den dag", day="2026-03-02")
    missing = await ada.presses("Påmind den dag", day="")

    assert passed.index("Vælg en dag, hvor klokken") < passed.index("Dag\n")
    assert "Vælg en dag." in missing
    assert (await status_of(teams, broadcast_id)).broadcast.remind_at is None


async def test_a_second_reminder_of_the_same_is_refused(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    await sent(teams, ada, asks_receipt=True)
    await ada.presses("Påmind")
    await ada.presses("Påmind den dag", day="2026-03-04")
    await ada.presses("Påmind")
    press = ada.pressing("Påmind den dag", day="2026-03-06")
    await passes(teams, A_DAY)

    delivery = await ada.delivers(press)

    assert "Det sker kun én gang." in delivery.body["value"]


async def test_what_a_day_has_to_remind_of_is_one_message_and_a_week_has_two_at_most(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    by = await person(teams, ada)
    # Reminded of on Wednesday (two of them), Thursday, and Friday.
    for title, day in (("Et", 4), ("To", 4), ("Tre", 5), ("Fire", 6)):
        one = await confirmed(teams, ada, title=title, asks_receipt=True)
        await passes(teams, timedelta(minutes=1))
        date = teams.clock().date().replace(day=day)
        await remind(teams.sessions, one, date, by=by, now=teams.clock())

    await passes(teams, A_DAY)
    first = newest(lin, "Husk at kvittere")
    await passes(teams, A_DAY)
    await passes(teams, A_DAY)
    await passes(teams, A_DAY)

    assert "4 beskeder venter på, at du kvitterer:" in first
    assert "**Et**" in first
    assert "**Fire**" in first
    assert sum("Husk at kvittere" in text for text in lin.chat.texts) == 2


async def test_nobody_is_reminded_of_what_was_recalled(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada, asks_receipt=True)
    await ada.presses("Påmind")
    await ada.presses("Påmind den dag", day="2026-03-04")

    await recalled_by(teams, ada)
    await passes(teams, 2 * A_DAY)

    assert not lin.sees("Husk at kvittere")
    assert await reminders(teams) == 0


async def test_who_has_left_the_roster_is_not_reminded_and_still_accounted_for(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    broadcast_id = await sent(teams, ada, asks_receipt=True)
    await ada.presses("Påmind")
    await ada.presses("Påmind den dag", day="2026-03-04")

    await leaves(teams, bo)
    await passes(teams, A_DAY)

    assert lin.sees_once("Husk at kvittere")
    assert not bo.sees("Husk at kvittere")
    assert (await status_of(teams, broadcast_id)).account.total == 2


async def leaves(teams: FakeTeams, who: User) -> None:
    """Take somebody off the roster."""
    async with teams.sessions.read() as session:
        staying = [one for one in await everybody(session) if one.name != who.name]
    roster = Roster(
        tuple(
            Entry(0, one.name, one.email, one.title, one.unit, one.level, one.role, one.groups)
            for one in staying
        )
    )
    seen = await preview_import(teams.sessions, roster)
    await apply_import(teams.sessions, roster, now=teams.clock(), confirmed=seen)
