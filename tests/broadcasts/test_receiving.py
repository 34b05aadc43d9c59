"""A manager gets a broadcast, acknowledges it with one press, and writes to the sender."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bot.broadcasts.drafting import save, send_to_me
from bot.broadcasts.following import recall
from bot.broadcasts.models import ReceiptRow
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import TEXT_LENGTH
from tests.broadcasts.sent import (
    TITLE,
    begins,
    confirmed,
    corrected,
    director,
    drafted,
    managers,
    passes,
    person,
    sent,
    status_of,
)
from tests.teams.fake_teams import FakeTeams, User, buttons, filled

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

A_WHILE = timedelta(seconds=5)  # after which what was pressed shows in other cards too


async def number_of(teams: FakeTeams, rows: type[ReceiptRow] | type[InquiryRow]) -> int:
    async with teams.sessions.read() as session:
        return await session.scalar(select(func.count()).select_from(rows)) or 0


async def recalled(teams: FakeTeams, by: User, broadcast_id: UUID) -> None:
    await recall(teams.sessions, broadcast_id, by=await person(teams, by), now=teams.clock())
    await teams.delivered()


def pressed_elsewhere(presser: User, press: dict[str, Any]) -> dict[str, Any]:
    """Somebody else's press, as if their card stood in this person's own chat."""
    taken = ("id", "from", "conversation")
    return press | {name: presser.writing("")[name] for name in taken}


# What receivers see


@on_one_database
async def test_a_receiver_sees_who_it_is_from_what_it_says_and_what_to_do(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada *Atlas*")
    [lin] = await managers(teams, "Lin Lærke")
    author = await person(teams, ada)

    await sent(
        teams,
        ada,
        sender_id=author.id,
        link_title="Se program",
        link="https://kommune.example/program",
        asks_receipt=True,
        useful_until=teams.clock().date() + timedelta(days=6),
    )

    [_, card] = lin.chat.messages
    text = lin.chat.texts[-1]
    assert text.startswith(
        f"{TITLE}\nFra Ada \\*Atlas\\*, Dagtilbudsleder · Gælder til 9. marts 2026"
    )
    assert "Vi mødes den **3. marts** kl. 9." in text
    assert "Afsenderen ser, om du har kvitteret." in text
    assert "ikke til at vurdere dig" in text
    assert "Rettet" not in text
    assert [one["title"] for one in buttons(card.activity)] == [
        "Se program",
        "Jeg har læst det",
        "Skriv til afsenderen",
    ]
    assert buttons(card.activity)[0] == {
        "type": "Action.OpenUrl",
        "title": "Se program",
        "url": "https://kommune.example/program",
    }
    assert card.activity["summary"] == f"{TITLE} (fra Ada *Atlas*)"


@on_one_database
async def test_nobody_is_asked_to_acknowledge_unless_the_sender_wants_it(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")

    await sent(teams, ada)

    assert lin.sees("Fra Direktionen")
    assert not lin.sees("Jeg har læst det")
    assert not lin.sees("kvitteret")
    assert await lin.writes("det venter på dig") == [
        "Det venter på dig\nLige nu venter der ikke noget på dig."
    ]


@on_one_database
async def test_lines_that_were_written_apart_are_shown_apart(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")

    await sent(teams, ada, text="Kære alle\nHusk:\n- kaffe\n- kage\n\nHilsen\nAda")

    assert lin.sees("Kære alle\n\nHusk:\n- kaffe\n- kage\n\nHilsen\n\nAda")


@on_one_database
async def test_who_writes_it_sees_it_as_receivers_will_with_buttons_that_do_nothing(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    draft = await drafted(teams, ada, asks_receipt=True)

    await send_to_me(teams.sessions, draft, by=await person(teams, ada), now=teams.clock())
    await teams.delivered()

    assert ada.sees("**Jeg har læst det**")
    assert ada.sees("Knapperne virker, når beskeden er sendt.")
    assert buttons(ada.chat.messages[-1].activity) == []


# Acknowledging


async def test_one_press_acknowledges_and_shows_when(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")
    broadcast = await sent(teams, ada, asks_receipt=True)
    teams.clock.pass_(timedelta(minutes=14))

    answer = await lin.presses("Jeg har læst det")

    assert "Kvitteret i dag kl. 9.14" in answer
    assert "Jeg har læst det" not in answer
    await passes(teams, A_WHILE)
    assert "Kvitteret tirsdag den 3. marts kl. 9.14" in lin.chat.texts[-1]
    assert ada.sees_once("1 af 2 har kvitteret")
    assert (await status_of(teams, broadcast)).acknowledged == 1


@on_one_database
async def test_clients_that_know_no_execute_acknowledge_too(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada, asks_receipt=True)

    await lin.presses("Jeg har læst det", submit=True)
    await passes(teams, A_WHILE)

    assert lin.sees_once("Kvitteret tirsdag den 3. marts kl. 9.00")


async def test_acknowledging_twice_changes_nothing(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada, asks_receipt=True)
    press = lin.pressing("Jeg har læst det")
    again = press | {"id": "another-press"}

    await lin.delivers(press)
    teams.clock.pass_(timedelta(hours=1))
    delivered_again = await lin.delivers(press)
    pressed_again = await lin.delivers(again)

    for delivery in (delivered_again, pressed_again):
        assert "Kvitteret i dag kl. 9.00" in str(delivery.body)
    assert await number_of(teams, ReceiptRow) == 1


@on_one_database
async def test_who_is_no_receiver_cannot_acknowledge_nor_see_it_from_a_forwarded_card(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _ = await managers(teams, "Lin Lærke", "Bo Birk")
    await sent(teams, ada, asks_receipt=True)
    [pia] = await managers(teams, "Pia Pil")
    press = lin.pressing("Jeg har læst det")

    in_own_chat = await pia.delivers(pressed_elsewhere(pia, press))
    group = teams.group_chat()
    in_group = await lin.delivers(
        press | {"id": "forwarded", "conversation": lin.writing("", chat=group)["conversation"]}
    )

    assert "ikke sendt til dig" in in_own_chat.body["value"]
    assert TITLE not in str(in_own_chat.body)
    assert "Det tager vi to alene" in in_group.body["value"]
    assert await number_of(teams, ReceiptRow) == 0


@on_one_database
async def test_what_was_recalled_cannot_be_acknowledged_nor_answered(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    broadcast = await sent(teams, ada, asks_receipt=True)
    acknowledge = lin.pressing("Jeg har læst det")
    await lin.presses("Skriv til afsenderen")
    answer = lin.pressing("Send svaret", text="Tak")

    await recalled(teams, ada, broadcast)

    for press in (acknowledge, answer):
        delivery = await lin.delivers(press)
        assert "eller den er trukket tilbage" in delivery.body["value"]
    assert not lin.sees("Vi mødes den")
    assert await number_of(teams, ReceiptRow) == 0
    assert await number_of(teams, InquiryRow) == 0


@on_one_database
async def test_a_correction_keeps_the_receipt_and_says_when_it_was_made(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    broadcast = await sent(teams, ada, asks_receipt=True)
    await lin.presses("Jeg har læst det")
    teams.clock.pass_(timedelta(minutes=40))

    await corrected(teams, ada, broadcast, lambda one: replace(one, text="Det er kl. 10."))

    assert lin.sees_once(TITLE)
    text = lin.chat.texts[-1]
    assert "Rettet tirsdag den 3. marts kl. 9.40" in text
    assert "Det er kl. 10." in text
    assert "Kvitteret tirsdag den 3. marts kl. 9.00" in text


# Writing to the sender


async def test_a_reply_is_an_inquiry_tied_to_the_message_and_the_writer_sees_that_it_was_sent(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin *Lærke*")
    await sent(teams, ada)
    teams.clock.pass_(timedelta(minutes=20))

    await lin.presses("Skriv til afsenderen")
    answer = await lin.presses("Send svaret", text="Kan <at>alle</at>\n[komme](https://x.example)?")

    assert f"Dit svar om »{TITLE}« er sendt til afsenderen i dag kl. 9.20." in answer
    await passes(teams, A_WHILE)
    assert lin.sees_once("Sendt til afsenderen tirsdag den 3. marts kl. 9.20")
    notice = ada.chat.texts[-1]
    assert notice.startswith("1 ny i indbakken")
    assert f"1 svar på »{TITLE}«" in notice
    assert ada.sees("1 svar til afsenderen")
    await ada.presses("Åbn indbakken")
    await ada.presses("Åbn")
    opened = ada.chat.texts[-1]
    assert f"Svar på fællesbeskeden »{TITLE}«" in opened
    assert "Lin \\*Lærke\\*, Dagtilbudsleder, Børn og unge" in opened
    assert "Kan &lt;at&gt;alle&lt;/at&gt;\n\n\\[komme\\]" in opened


async def test_a_reply_that_is_delivered_twice_is_sent_once(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada)
    await lin.presses("Skriv til afsenderen")
    press = lin.pressing("Send svaret", text="Tak for det")

    await lin.delivers(press)
    again = await lin.delivers(press)
    await teams.delivered()

    assert "Sendt til afsenderen" in str(again.body)
    assert ada.sees_once("1 ny i indbakken")
    assert await number_of(teams, InquiryRow) == 1


@on_one_database
async def test_a_reply_that_is_too_long_comes_back_whole_and_can_be_shortened(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada)
    text = "æ" * (TEXT_LENGTH + 1)

    await lin.presses("Skriv til afsenderen")

    await lin.presses("Send svaret", text=text)
    await teams.settled()

    form = lin.chat.texts[-1]
    assert form.startswith("Skriv til afsenderen")
    assert "Skriv højst 2.000 tegn. Lige nu er der 2.001." in form
    assert text in str(lin.chat.messages[-1].activity)
    still = await lin.presses("Send svaret", text=f"{text}æ")
    assert "Lige nu er der 2.002." in still
    shortened = await lin.presses("Send svaret", text=text[1:])
    assert f"Dit svar om »{TITLE}« er sendt til afsenderen i dag kl. 9.00." in shortened
    await passes(teams, A_WHILE)
    assert await number_of(teams, InquiryRow) == 1
    assert lin.sees_once("Sendt til afsenderen tirsdag den 3. marts kl. 9.00")


@on_one_database
async def test_an_empty_reply_is_not_sent(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada)

    await lin.presses("Skriv til afsenderen")
    assert "Skriv noget her." in await lin.presses("Send svaret", text=" \n ")
    assert "Skriv noget her." in await lin.presses("Send svaret", text="")
    assert await number_of(teams, InquiryRow) == 0


@on_one_database
async def test_a_reply_with_a_cpr_number_comes_back_without_it_and_is_not_stored(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada)

    await lin.presses("Skriv til afsenderen")
    answer = await lin.presses("Send svaret", text="Det gælder 010190-1234.")

    assert "Jeg har fjernet det, der lignede et CPR-nummer, og intet er sendt." in answer
    assert "allerede nået til Microsoft Teams" in answer
    assert filled(lin.chat.messages[-1].activity)["text"] == "Det gælder [fjernet]."
    assert "010190" not in answer
    assert await number_of(teams, InquiryRow) == 0
    await teams.delivered()
    assert not ada.sees("010190")


@on_one_database
async def test_a_stranger_to_the_broadcast_learns_nothing_from_writing_too_much(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada)
    [pia] = await managers(teams, "Pia Pil")
    await lin.presses("Skriv til afsenderen")
    press = lin.pressing("Send svaret", text="æ" * 3000)

    delivery = await pia.delivers(pressed_elsewhere(pia, press))

    assert "ikke sendt til dig" in delivery.body["value"]
    assert not pia.sees(TITLE)


@on_one_database
async def test_what_is_typed_to_the_sender_outlives_a_press_on_the_broadcast(
    teams: FakeTeams,
) -> None:
    """A card that is edited loses what is typed in it, so the form stands in another."""
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada, asks_receipt=True)
    [_, broadcast] = lin.chat.messages
    await lin.presses("Skriv til afsenderen")
    form = lin.chat.messages[-1]
    before = form.activity
    promise = "Svar kan være omfattet af aktindsigt"

    await lin.presses("Jeg har læst det")
    await passes(teams, A_WHILE)

    assert form is not broadcast
    assert promise in lin.chat.texts[-1]
    assert lin.chat.messages[-1].activity == before
    assert lin.sees_once("Kvitteret")


@on_one_database
async def test_a_reply_names_what_was_sent_not_what_is_being_written(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    broadcast = await sent(teams, ada)
    status = await status_of(teams, broadcast)
    await save(
        teams.sessions,
        broadcast,
        replace(status.broadcast.content, title="Ikke sendt endnu"),
        revision=status.broadcast.revision,
        by=await person(teams, ada),
        now=teams.clock(),
    )

    await lin.presses("Skriv til afsenderen")
    await lin.presses("Send svaret", text="Tak for det")
    await passes(teams, A_WHILE)

    assert ada.sees_once(f"1 svar på »{TITLE}«")
    assert not ada.sees("1 svar på »Ikke sendt endnu«")


@on_one_database
async def test_who_acknowledges_has_received_it_so_that_nobody_needs_to_decide(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")
    teams.connector.fail(500, conversation_id=lin.chat.id, delivered=True)
    broadcast = await sent(teams, ada, asks_receipt=True)
    before = (await status_of(teams, broadcast)).account.open_uncertain

    await lin.presses("Jeg har læst det")
    await passes(teams, A_WHILE)

    assert before == 1
    assert (await status_of(teams, broadcast)).account.open_uncertain == 0
    assert not ada.sees("[Afgør de uviste]")


# What waits


async def test_what_waits_for_a_receipt_is_listed_with_its_day_until_it_is_given(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await sent(teams, ada, title="Første", asks_receipt=True)
    teams.clock.pass_(timedelta(days=1))
    await sent(teams, ada, title="Anden", asks_receipt=True)

    [listed] = await lin.writes("Det venter på dig")
    left = await lin.presses("Jeg har læst det", number=1)
    await teams.delivered()
    nothing = await lin.presses("Jeg har læst det")

    assert listed.index("**Anden**") < listed.index("**Første**")
    assert "Sendt i dag kl. 9.01" in listed
    assert "Sendt i går kl. 9.00" in listed
    assert "**Anden**" in left
    assert "**Første**" not in left
    assert "Lige nu venter der ikke noget på dig." in nothing
    await passes(teams, A_WHILE)
    assert sum("Kvitteret" in text for text in lin.chat.texts) == 2  # on the broadcasts themselves


@on_one_database
async def test_what_is_shown_again_is_corrected_and_recalled_like_the_first(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    broadcast = await sent(teams, ada, asks_receipt=True)
    await lin.writes("Det venter på dig")

    await lin.presses("Vis den igen")
    await teams.delivered()
    await corrected(teams, ada, broadcast, lambda one: replace(one, text="Det er kl. 10."))

    assert sum("Det er kl. 10." in text for text in lin.chat.texts) == 2
    assert (await status_of(teams, broadcast)).account.total == 1
    [listed] = await lin.writes("Det venter på dig")
    assert listed.count(f"**{TITLE}**") == 1
    await recalled(teams, ada, broadcast)
    assert not lin.sees("Det er kl. 10.")
    [nothing] = await lin.writes("Det venter på dig")
    assert "venter der ikke noget" in nothing


@on_one_database
async def test_a_long_list_of_what_waits_says_how_much_more_there_is(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    for number in range(12):
        await confirmed(teams, ada, title=f"Besked {number}", asks_receipt=True)
    await begins(teams)

    [listed] = await lin.writes("Det venter på dig")

    assert listed.count("**Besked") == 10
    assert "Og 2 til." in listed
