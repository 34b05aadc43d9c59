"""The directorate sees what becomes of a broadcast, in one card whose numbers always add up."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.audit import entries
from bot.broadcasts.approving import approve
from bot.broadcasts.drafting import choose_time
from bot.broadcasts.following import recall
from bot.broadcasts.sending import send
from bot.broadcasts.undoing import stop
from bot.calendar import COPENHAGEN
from bot.delivery.standings import Standing
from bot.messages import Action
from bot.people.values import Audience, Level, Role
from cards.broadcasts.after import DecideUncertain, DontRemind, LeaveAsIs, Recall, Remind, Stop
from cards.broadcasts.status import (
    AskToRecall,
    AskToStop,
    ChooseReminder,
    Correct,
    ExportAccount,
    ExportRecord,
    Reschedule,
    ShowUncertain,
    TakeBack,
    TryAgain,
)
from tests.broadcasts.sent import (
    TITLE,
    begins,
    confirm,
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
from tests.teams.connector import FakeConnector
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

SUM = re.compile(r"^(\d+ [^=]*) = (\d+)$", re.MULTILINE)
A_WHILE = timedelta(seconds=5)

Trouble = Callable[..., None]


def status_card(of: User) -> str:
    """The newest card on a broadcast's status."""
    return next(text for text in reversed(of.chat.texts) if text.startswith(f"{TITLE}\n**"))


def adds_up(of: User) -> str:
    """The line with the sum on the status card, which is true of itself."""
    [(parts, total)] = SUM.findall(status_card(of))
    assert sum(int(part.split()[0]) for part in parts.split(" · ")) == int(total)
    return f"{parts} = {total}"


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of a workbook."""
    book = import_module("openpyxl").load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


# Before it is sent


async def test_the_status_follows_from_the_confirmation_to_the_account(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")

    await confirmed(teams, ada)
    await teams.delivered()
    before = status_card(ada)
    assert not lin.sees(TITLE)
    await begins(teams)

    assert "**Sender om 30 sek.**" in before
    assert "Fra Direktionen · Til ledere" in before
    assert "2 modtagere." in before
    assert "[Fortryd]" in before
    assert "**Sendt tirsdag den 3. marts kl. 9.00**" in status_card(ada)
    assert adds_up(ada) == "2 sendt = 2"
    assert "[Fortryd]" not in status_card(ada)
    assert ada.sees_once(TITLE)


async def test_until_it_begins_it_can_be_undone_and_is_a_draft_again(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await confirmed(teams, ada)
    await teams.delivered()

    answer = await ada.presses("Fortryd")
    await begins(teams)

    assert "**Kladde: den er ikke sendt**" in answer
    assert "**Kladde: den er ikke sendt**" in status_card(ada)
    assert not lin.sees(TITLE)


async def test_undoing_too_late_says_so_and_what_can_be_done_instead(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await confirmed(teams, ada)
    await teams.delivered()
    press = ada.pressing("Fortryd")
    await begins(teams)

    delivery = await ada.delivers(press)
    await teams.delivered()

    assert "**Sendt i dag kl. 9.00**" in str(delivery.body)
    assert ada.sees("Det var for sent at fortryde: beskeden er på vej.")
    assert lin.sees_once(TITLE)


async def scheduled(teams: FakeTeams, by: User) -> UUID:
    """A broadcast that is to be sent the next morning at nine."""
    broadcast_id = await drafted(teams, by)
    at = datetime(2026, 3, 4, 9, 0, tzinfo=COPENHAGEN)
    author = await person(teams, by)
    await choose_time(teams.sessions, broadcast_id, at, by=author, now=teams.clock())
    await confirm(teams, by, broadcast_id)
    await teams.delivered()
    return broadcast_id


async def test_what_waits_for_its_time_can_be_given_another(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await scheduled(teams, ada)
    assert "**Sendes onsdag den 4. marts kl. 9.00**" in status_card(ada)

    answer = await ada.presses("Gem tidspunktet", day="2026-03-05", at="10:30")
    await passes(teams, timedelta(days=1))
    assert not lin.sees(TITLE)
    await passes(teams, timedelta(days=1, hours=1, minutes=31))

    assert "**Sendes torsdag den 5. marts kl. 10.30**" in answer
    assert lin.sees_once(TITLE)


async def test_a_time_that_has_passed_comes_back_filled_in_with_the_error_at_the_field(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    await scheduled(teams, ada)

    await ada.presses("Gem tidspunktet", day="2026-03-02", at="10:30")
    await teams.delivered()

    form = ada.chat.texts[-1]
    assert "er ikke flyttet endnu" in form
    assert form.index("Vælg et tidspunkt, der ikke er gået") < form.index("Dag")
    assert '"value": "10:30"' in str(ada.chat.messages[-1].activity).replace("'", '"')
    skipped = await ada.presses("Gem tidspunktet", day="2026-03-29", at="02:30")
    assert "hvor uret stilles frem" in skipped
    assert "Vælg en dag." in await ada.presses("Gem tidspunktet", day="")
    moved = await ada.presses("Gem tidspunktet", day="2026-03-04", at="11:00")
    assert "**Sendes i morgen kl. 11.00**" in moved
    await teams.delivered()
    shown = [text for text in ada.chat.texts if "**Sendes onsdag den 4. marts kl. 11.00**" in text]
    assert len(shown) == 1


async def test_who_was_asked_to_approve_and_when_is_seen_until_they_do(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    anne = await director(teams, "Anne Aks")
    broadcast_id = await drafted(teams, ada, audience=Audience())
    await managers(teams, "Lin Lærke")
    author, approver = await person(teams, ada), await person(teams, anne)
    broadcast = (await status_of(teams, broadcast_id)).broadcast

    await send(
        teams.sessions,
        broadcast_id,
        revision=broadcast.revision,
        expected=3,
        by=author,
        approver_id=approver.id,
        now=teams.clock(),
    )
    await teams.delivered()

    assert "**Venter på godkendelse**" in status_card(ada)
    assert "Anne Aks blev bedt om at godkende den tirsdag den 3. marts kl. 9.00." in status_card(
        ada
    )
    [waiting] = await anne.writes("Det venter på dig")
    assert "Skrevet af Ada Atlas. Anne Aks blev bedt om at godkende i dag kl. 9.00." in waiting
    assert "[Se beskeden]" in waiting
    assert "venter der ikke noget" in (await ada.writes("Det venter på dig"))[0]
    await anne.presses("Se beskeden")
    assert "[Godkend og send til " in anne.chat.texts[-1]
    taken_back = await ada.presses("Gør den til kladde igen")
    assert "**Kladde: den er ikke sendt**" in taken_back
    assert "venter der ikke noget" in (await anne.writes("Det venter på dig"))[0]


# The account


async def test_every_way_to_fail_is_accounted_for_and_says_what_to_do(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    people = await managers(teams, "Lin L", "Bo B", "Cai C", "Dan D", "Eva E", "Fie F", "Gry G")
    _lin, bo, cai, dan, eva, fie, gry = people
    await teams.manager("Ida Ikkeher")
    fail = teams.connector.fail
    fail(403, code="ConversationBlockedByUser", conversation_id=bo.chat.id)
    fail(403, code="BotNotInConversationRoster", conversation_id=cai.chat.id)
    fail(403, code="NotEnoughPermissions", conversation_id=dan.chat.id)
    fail(413, code="MessageSizeTooBig", conversation_id=eva.chat.id)
    fail(502, conversation_id=fie.chat.id)
    teams.connector.cut(conversation_id=gry.chat.id, delivered=True)

    broadcast_id = await sent(teams, ada, asks_receipt=True)

    assert adds_up(ada) == "1 sendt · 2 fejlede · 2 uviste · 3 kunne ikke nås = 8"
    card = status_card(ada)
    assert "0 af 1 har kvitteret" in card
    assert "Hos 1 er Lederlinjen blokeret." in card
    assert "2 har ikke Lederlinjen i Teams. Bed it-afdelingen om at installere den for dem" in card
    assert "Hos 1 sagde Teams nej." in card
    assert "Hos 1 fylder beskeden for meget for Teams. Ret teksten" in card
    assert "Hos 2 er det uvist, om den er modtaget." in card
    assert card.index("[Afgør de uviste]") < card.index("[Prøv igen]") < card.index("[Mere]")
    assert "[Stop resten]" not in card
    account = (await status_of(teams, broadcast_id)).account
    assert account.total == (await status_of(teams, broadcast_id)).broadcast.number == 8


async def test_a_message_that_nobody_answers_is_uncertain(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _ = await managers(teams, "Lin Lærke", "Bo Birk")
    teams.connector.hang(conversation_id=lin.chat.id, delivered=True)

    await sent(teams, ada)

    assert adds_up(ada) == "1 sendt · 1 uvist = 2"


DIFFICULTIES: list[Callable[[FakeConnector], Trouble]] = [
    lambda teams: lambda **how: teams.fail(403, code="ConversationBlockedByUser", **how),
    lambda teams: lambda **how: teams.fail(403, code="BotNotInConversationRoster", **how),
    lambda teams: lambda **how: teams.fail(403, code="NotEnoughPermissions", **how),
    lambda teams: lambda **how: teams.fail(404, code="ConversationNotFound", **how),
    lambda teams: lambda **how: teams.fail(413, **how),
    lambda teams: lambda **how: teams.fail(429, retry_after=3600, **how),
    lambda teams: lambda **how: teams.fail(500, **how),
    lambda teams: teams.cut,
]
NAMES = ["blocked", "taken out", "refused", "gone", "too large", "throttled", "500", "cut"]


@pytest.mark.parametrize("trouble", DIFFICULTIES, ids=NAMES)
async def test_whatever_goes_wrong_the_account_adds_up_also_once_corrected_stopped_and_recalled(
    teams: FakeTeams, trouble: Callable[[FakeConnector], Trouble]
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, *_others = await managers(teams, "Lin Lærke", "Bo Birk")
    await teams.manager("Ida Ikkeher")
    by = await person(teams, ada)
    trouble(teams.connector)(conversation_id=lin.chat.id)

    broadcast_id = await sent(teams, ada)
    assert adds_up(ada).endswith("= 3")
    await corrected(teams, ada, broadcast_id, lambda one: replace(one, text="Kl. 10."))
    await passes(teams, A_WHILE)
    assert adds_up(ada).endswith("= 3")
    await stop(teams.sessions, broadcast_id, by=by, now=teams.clock())
    await passes(teams, A_WHILE)
    assert adds_up(ada).endswith("= 3")
    trouble(teams.connector)(conversation_id=lin.chat.id)
    await recall(teams.sessions, broadcast_id, by=by, now=teams.clock())
    await passes(teams, A_WHILE)

    assert adds_up(ada).endswith("= 3")
    assert "**Trukket tilbage tirsdag den 3. marts kl. 9.00**" in status_card(ada)
    assert (await status_of(teams, broadcast_id)).account.total == 3


async def test_while_it_goes_it_can_be_stopped_which_is_confirmed_first(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    teams.connector.fail(429, retry_after=600, conversation_id=lin.chat.id)
    broadcast_id = await sent(teams, ada)
    assert "**Sender nu**" in status_card(ada)
    assert adds_up(ada) == "1 sendt · 1 på vej = 2"

    await ada.presses("Stop resten")
    question = ada.chat.texts[-1]
    kept = await ada.presses("Lad den køre")
    assert (await status_of(teams, broadcast_id)).account[Standing.ON_ITS_WAY] == 1
    await ada.presses("Stop resten", message=_message(ada, "**Sender nu**"))
    press = ada.pressing("Stop resten")
    done = await ada.presses("Stop resten")
    await ada.delivers(press | {"id": "another-press"})
    await passes(teams, timedelta(minutes=20))

    assert "1 har fået den. 1, der venter, får den så ikke." in question
    assert "Det kan ikke fortrydes." in question
    assert "Intet er ændret" in kept
    assert "1 får den ikke." in done
    assert "**Stoppet tirsdag den 3. marts kl. 9.00**" in status_card(ada)
    assert adds_up(ada) == "1 sendt · 1 ikke sendt = 2"
    assert bo.sees_once(TITLE)
    assert not lin.sees(TITLE)
    async with teams.sessions.read() as session:
        acts = await entries(session, offset=0, limit=20, subject=broadcast_id)
    assert [one.act for one in acts].count("broadcasts.stop") == 1


def _message(of: User, text: str) -> Any:
    [found] = [
        message
        for message, said in zip(of.chat.messages, of.chat.texts, strict=True)
        if text in said
    ]
    return found


async def test_what_failed_is_tried_again_and_only_that(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    teams.connector.fail(403, code="NotEnoughPermissions", conversation_id=lin.chat.id)
    await sent(teams, ada)
    assert adds_up(ada) == "1 sendt · 1 fejlede = 2"

    await ada.presses("Prøv igen")
    await passes(teams, A_WHILE)

    assert adds_up(ada) == "2 sendt = 2"
    assert "[Prøv igen]" not in status_card(ada)
    assert lin.sees_once(TITLE)
    assert bo.sees_once(TITLE)


async def test_those_who_may_have_got_it_are_decided_about_one_by_one(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo, _cai = await managers(teams, "Lin Lærke", "Bo *Birk*", "Cai Cuba")
    teams.connector.fail(500, conversation_id=lin.chat.id)
    teams.connector.fail(500, conversation_id=bo.chat.id, delivered=True)
    await sent(teams, ada)

    await ada.presses("Afgør de uviste")
    listed = ada.chat.texts[-1]
    left = await ada.presses("Send ikke igen", number=0)
    nobody = await ada.presses("Send igen")
    await passes(teams, A_WHILE)

    assert listed.index("**Bo \\*Birk\\***") < listed.index("**Lin Lærke**")
    assert "så kan det ske, at den kommer to gange" in listed
    assert "Lin Lærke" in left
    assert "Bo" not in left
    assert "Der er ikke flere at tage stilling til." in nobody
    assert adds_up(ada) == "2 sendt · 1 uvist = 3"
    assert "[Afgør de uviste]" not in status_card(ada)
    assert lin.sees_once(TITLE)
    assert bo.sees_once(TITLE)


# The files


async def test_the_account_is_a_spreadsheet_with_the_sums_first_and_then_each_person(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Åse Ås")
    teams.connector.fail(403, code="ConversationBlockedByUser", conversation_id=bo.chat.id)
    await sent(teams, ada, title="Ret/vrang: 5%?", asks_receipt=True)
    await lin.presses("Jeg har læst det")
    await lin.presses("Skriv til afsenderen")
    await lin.presses("Send svaret", text="Tak")

    await ada.presses("Regnskab som Excel")
    await ada.accepts_file()

    [(name, content)] = teams.onedrive.files.items()
    assert name == "Regnskab Ret vrang 5 2026-03-03.xlsx"
    book = sheets(content)
    assert list(book) == ["Opgørelse", "Modtagere", "Om"]
    assert book["Opgørelse"] == [
        ("Status", "Antal"),
        ("sendt", 1),
        ("kunne ikke nås", 1),
        ("I alt", 2),
        ("Har kvitteret", 1),
        ("Svar til afsenderen", 1),
    ]
    heading, first, second = book["Modtagere"]
    assert heading == (
        "Navn", "Titel", "Enhed", "Status", "Årsag", "Kode til it", "Sendt", "Kvitteret", "Svaret",
    )  # fmt: skip
    at = datetime(2026, 3, 3, 9, 0, 30)  # noqa: DTZ001 - as Excel has it
    pressed = at + timedelta(seconds=5)
    who = ("Dagtilbudsleder", "Børn og unge")
    assert first == ("Lin Lærke", *who, "sendt", None, None, at, pressed, pressed)
    assert second[:5] == ("Åse Ås", *who, "kunne ikke nås", "Lederlinjen er blokeret")
    assert "ConversationBlockedByUser" in second[5]
    assert second[6:] == (None, None, None)
    assert ("Af", "Ada Atlas") in book["Om"]


async def test_what_is_for_the_record_is_one_file_with_versions_account_and_acts(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    anne = await director(teams, "Anne Aks")
    await managers(teams, "Lin Lærke")
    broadcast_id = await drafted(
        teams, ada, audience=Audience(), link_title="Program", link="https://kommune.example/p"
    )
    author, approver = await person(teams, ada), await person(teams, anne)
    revision = (await status_of(teams, broadcast_id)).broadcast.revision
    teams.clock.pass_(timedelta(seconds=1))
    now = teams.clock()
    await send(
        teams.sessions,
        broadcast_id,
        revision=revision,
        expected=3,
        by=author,
        approver_id=approver.id,
        now=now,
    )
    teams.clock.pass_(timedelta(minutes=1))
    now = teams.clock()
    await approve(teams.sessions, broadcast_id, revision=revision, expected=3, by=approver, now=now)
    await begins(teams)

    await ada.presses("Til journal")
    await ada.accepts_file()

    [(name, content)] = teams.onedrive.files.items()
    assert name == f"Til journal {TITLE} 2026-03-03.xlsx"
    book = sheets(content)
    assert list(book) == ["Fællesbesked", "Udgaver", "Opgørelse", "Hændelser", "Om"]
    facts = dict(book["Fællesbesked"])
    assert facts["Emne"] == TITLE
    assert facts["Dato"] == datetime(2026, 3, 3, 9, 1, 31)  # noqa: DTZ001 - as Excel has it
    assert facts["Afsender"] == "Direktionen"
    assert facts["Skrevet af"] == "Ada Atlas"
    assert facts["Godkendt af"] == "Anne Aks"
    assert facts["Modtagere"] == "alle ledere"
    assert "Sagsnummer" in facts
    [_, version] = book["Udgaver"]
    assert version[0] == 1
    assert version[2] == TITLE
    assert version[5] == "https://kommune.example/p"
    assert ("I alt", 3) in book["Opgørelse"]
    acts = [row[2] for row in book["Hændelser"][1:]]
    assert acts[:2] == ["oprettede en fællesbesked", "bad om godkendelse af"]
    assert sorted(acts[2:]) == ["godkendte", "sendte"]  # both at the same moment


# Who may


async def test_a_manager_can_press_none_of_the_directorates_buttons(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    boss = await teams.manager("Mia Maskine", role=Role.ADMINISTRATOR, level=Level.DIREKTION)
    await boss.installs()
    one = await sent(teams, ada, asks_receipt=True)
    before = await status_of(teams, one)
    forged: list[Action] = [
        TakeBack(one), Reschedule(one, False), TryAgain(one), AskToStop(one), AskToRecall(one),
        ShowUncertain(one), Correct(one), ChooseReminder(one), ExportAccount(one),
        ExportRecord(one), Stop(one), Recall(one), LeaveAsIs(), Remind(one), DontRemind(one),
        DecideUncertain(one, 1, again=True),
    ]  # fmt: skip

    for presser in (lin, boss):
        for action in forged:
            delivery = await presser.delivers(pressing(presser, action))
            assert "kun direktionen" in delivery.body["value"], action
    await teams.delivered()

    assert await status_of(teams, one) == before
    assert lin.sees_once(TITLE)


def pressing(presser: User, action: Action) -> dict[str, Any]:
    """A press on a button that no card of this person's has."""
    activity = presser.writing("") | {"type": "invoke", "name": "adaptiveCard/action"}
    del activity["text"]
    execute = {"type": "Action.Execute", "verb": action.name, "data": action.data(), "title": "?"}
    return activity | {"value": {"action": execute, "trigger": "manual"}}


async def test_buttons_of_a_broadcast_that_is_not_there_say_so(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")

    for action in (TakeBack(uuid4()), ExportRecord(uuid4()), Recall(uuid4())):
        delivery = await ada.delivers(pressing(ada, action))
        assert "er slettet" in delivery.body["value"]
