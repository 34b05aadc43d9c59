"""A director writes a broadcast: the form, the drafts, copies, and two who write at once."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.broadcasts.values import Phase
from tests.broadcasts import drafting, sent
from tests.broadcasts.sent import TEXT, TITLE
from tests.teams.fake_teams import FakeTeams, User, filled, titles

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

CPR = "010190-1234"


def newest(user: User, button: str) -> dict[str, str]:
    """What the form of the newest card with this button is filled in with."""
    message = next(one for one in reversed(user.chat.messages) if button in titles(one.activity))
    return filled(message.activity)


@pytest.mark.databases("sqlite", "postgresql")
async def test_what_is_written_is_a_draft_and_then_asks_for_whom(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    [form] = await ada.writes("ny fællesbesked")

    card = await ada.presses(
        "Gem og gå videre",
        title=f"  {TITLE} ",
        text=TEXT,
        link_title="Tilmeld dig",
        link="https://kommune.example/tilmeld",
        asks_receipt="true",
        useful_until="2026-03-20",
    )

    draft = await drafting.the_broadcast(teams)
    assert "Fra" in form
    assert "Direktionen" in form
    assert "Hvem skal have den?" in card
    assert draft.phase is Phase.DRAFT
    assert draft.content.title == TITLE
    assert draft.content.asks_receipt
    assert not draft.content.urgent
    assert str(draft.content.useful_until) == "2026-03-20"
    assert draft.sender is None


async def test_the_secretariat_writes_in_a_directors_name(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")

    preview = await drafting.writes_to_managers(
        ada, sender=str(await drafting.person_id(teams, bo))
    )

    assert "Fra Bo Bakke" in preview
    assert (await drafting.the_broadcast(teams)).author.name == "Ada Ager"


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"title": ""}, "Skriv en overskrift."),
        ({"title": "æ" * 121}, "Der er 121 tegn, og der er plads til 120. Fjern 1 tegn."),
        ({"text": ""}, "Skriv en tekst."),
        ({"text": "ø" * 4213}, "Der er 4.213 tegn, og der er plads til 4.000. Fjern 213 tegn."),
        ({"text": "# Overskrift"}, "Teams viser ikke overskrifter, tabeller"),
        ({"text": "Se [her](http://kommune.example)"}, "begynder med https://"),
        ({"link": "kommune.example", "link_title": "Se"}, "begynder med https://"),
        ({"link": "https://kommune.example"}, "Skriv, hvad der skal stå på knappen."),
        ({"link_title": "Se"}, "Skriv den adresse, som knappen fører til."),
        ({"useful_until": "2026-03-02"}, "Den dag er passeret."),
        ({"for_newcomers": "true"}, "Vælg, hvor længe den gælder"),
    ],
)
async def test_a_faulty_form_comes_back_as_it_was_filled_in(
    teams: FakeTeams, inputs: dict[str, Any], said: str
) -> None:
    ada = await teams.director("Ada Ager")

    card = await drafting.writes(ada, **inputs)

    assert said in card
    assert "Intet er gemt endnu" in card
    assert not await drafting.broadcasts(teams)
    typed = {"title": TITLE, "text": TEXT} | inputs
    assert {name: newest(ada, "Gem og gå videre")[name] for name in typed} == typed

    await ada.presses(
        "Gem og gå videre",
        title=TITLE,
        text=TEXT,
        link="",
        link_title="",
        for_newcomers="false",
        useful_until="",
    )
    assert (await drafting.the_broadcast(teams)).content.title == TITLE


async def test_a_cpr_number_is_refused_and_not_shown_again(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    said = await drafting.writes(ada, text=f"Det handler om {CPR}.")

    assert "ser ud til at indeholde et CPR-nummer" in said
    assert not ada.sees(CPR)
    assert not await drafting.broadcasts(teams)


async def test_a_form_delivered_twice_makes_one_draft(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await ada.writes("Ny fællesbesked")
    press = ada.pressing("Gem og gå videre", title=TITLE, text=TEXT)

    first = await ada.delivers(press)
    second = await ada.delivers(press)

    assert "Hvem skal have den?" in str(first.body)
    assert "Hvem skal have den?" in str(second.body)
    assert len(await drafting.broadcasts(teams)) == 1


async def test_cancelling_a_new_one_stores_nothing(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await ada.writes("Ny fællesbesked")

    card = await ada.presses("Annullér")

    assert "Den blev ikke gemt" in card
    assert not await drafting.broadcasts(teams)


async def test_there_are_no_drafts_and_nothing_was_sent(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    [none] = await ada.writes("Mine kladder")
    assert "Der er ingen kladder til fællesbeskeder." in none
    assert "[Beslutningskladder]\n[Inputrunder]" in none
    assert "Der er ikke sendt nogen endnu." in (await ada.writes("Fællesbeskeder"))[0]


async def test_a_draft_is_found_again_and_edited(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.writes_to_managers(ada)
    teams.clock.pass_(timedelta(days=8))

    [listed] = await ada.writes("mine kladder")
    opened = await ada.presses("Åbn")
    await ada.presses("Ret")
    saved = await ada.presses("Gem og gå videre", title="Årsmødet er aflyst")

    assert f"**{TITLE}**" in listed
    assert "Senest ændret af Ada Ager tirsdag den 3. marts kl. 9.00." in listed
    assert TITLE in opened
    assert "Før du sender" in saved
    assert "Årsmødet er aflyst" in saved
    assert (await drafting.the_broadcast(teams)).content.text == TEXT


async def test_cancelling_an_edit_leaves_the_draft_as_it_was(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.writes_to_managers(ada)
    await ada.presses("Ret")

    card = await ada.presses("Annullér", title="Noget andet")

    assert TITLE in card
    assert "Noget andet" not in card


async def test_many_drafts_come_in_pages(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    for number in range(7):
        await drafting.writes(ada, title=f"Kladde {number}")
        teams.clock.pass_(timedelta(minutes=1))

    [first] = await ada.writes("Mine kladder")
    second = await ada.presses("Ældre")
    back = await ada.presses("Nyere")

    assert "Kladde 6" in first
    assert "1-5 af 7" in first
    assert "Kladde 1" not in first
    assert "Kladde 0" in second
    assert "6-7 af 7" in second
    assert back == first


async def test_many_sent_ones_come_in_pages_with_what_became_of_them(teams: FakeTeams) -> None:
    ada = await sent.director(teams, "Ada Ager")
    await sent.managers(teams, "Lin Lærke")
    for number in range(6):
        await sent.sent(teams, ada, title=f"Besked {number}")

    [first] = await ada.writes("fællesbeskeder")
    status = await ada.presses("Status")

    assert "Besked 5" in first
    assert "1-5 af 6" in first
    assert "1 modtager." in first
    assert "1 sendt = 1" in status


async def test_an_earlier_one_is_copied_with_its_audience_but_not_its_end(
    teams: FakeTeams,
) -> None:
    ada = await sent.director(teams, "Ada Ager")
    await sent.managers(teams, "Lin Lærke")
    await drafting.writes_to_managers(ada, useful_until="2026-03-04", asks_receipt="true")
    await ada.presses("Send til 1")
    await sent.begins(teams)
    teams.clock.pass_(timedelta(days=30))

    await ada.writes("Fællesbeskeder")
    form = await ada.presses("Kopiér")
    preview = await ada.presses("Gem og gå videre", title="Årsmødet, igen")

    copied = (await drafting.broadcasts(teams))[-1]
    assert "Ny fællesbesked" in form
    assert "Årsmødet, igen" in preview
    assert copied.phase is Phase.DRAFT
    assert copied.content.text == TEXT
    assert copied.content.asks_receipt
    assert copied.content.useful_until is None
    assert copied.audience == sent.MANAGERS


async def test_two_who_edit_at_once_lose_nothing(teams: FakeTeams) -> None:
    """Who saves last sees what the other saved, beside what they typed, and decides."""
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await drafting.writes_to_managers(ada)
    await bo.writes("Mine kladder")
    await bo.presses("Ret")
    await ada.presses("Ret")
    await ada.presses("Gem og gå videre", text="Adas tekst")

    card = await bo.presses("Gem og gå videre", text="Bos tekst")
    before = (await drafting.the_broadcast(teams)).content.text
    typed = newest(bo, "Gem og gå videre")["text"]
    await bo.presses("Gem og gå videre")

    assert "Den blev ændret i dag kl. 9.00, mens du skrev." in card
    assert "Adas tekst" in card
    assert before == "Adas tekst"
    assert typed == "Bos tekst"
    assert (await drafting.the_broadcast(teams)).content.text == "Bos tekst"


@pytest.mark.databases("sqlite", "postgresql")
async def test_of_two_who_save_in_the_same_moment_one_is_asked(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await drafting.writes_to_managers(ada)
    await ada.presses("Ret")
    await bo.writes("Mine kladder")
    await bo.presses("Ret")
    presses = [
        ada.delivers(ada.pressing("Gem og gå videre", text="Adas tekst")),
        bo.delivers(bo.pressing("Gem og gå videre", text="Bos tekst")),
    ]

    answers = [str(answer.body) for answer in await asyncio.gather(*presses)]
    await teams.settled()

    asked = [answer for answer in answers if "mens du skrev" in answer]
    saved = (await drafting.the_broadcast(teams)).content.text
    assert len(asked) == 1
    assert saved in ("Adas tekst", "Bos tekst")
    assert "Adas tekst" in asked[0]
    assert "Bos tekst" in asked[0]


async def test_a_draft_thrown_away_under_the_pen_becomes_a_new_one(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await drafting.writes_to_managers(ada)
    await bo.writes("Mine kladder")
    await bo.presses("Ret")
    await ada.presses("Slet kladde")

    card = await bo.presses("Gem og gå videre", text="Bos tekst")
    await bo.presses("Gem og gå videre")

    assert "Kladden er slettet, mens du skrev." in card
    assert (await drafting.the_broadcast(teams)).content.text == "Bos tekst"


async def test_an_edit_of_what_was_confirmed_meanwhile_is_not_lost(teams: FakeTeams) -> None:
    ada, bo = await sent.director(teams, "Ada Ager"), await teams.director("Bo Bakke")
    await sent.managers(teams, "Lin Lærke")
    await drafting.writes_to_managers(ada)
    await bo.writes("Mine kladder")
    await bo.presses("Ret")
    await ada.presses("Send til 1")

    card = await bo.presses("Gem og gå videre", text="Bos tekst")

    assert "kan ikke ændres nu" in card
    assert newest(bo, "Gem og gå videre")["text"] == "Bos tekst"
    assert (await drafting.the_broadcast(teams)).content.text == TEXT


async def test_a_saved_edit_delivered_again_changes_nothing(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.writes_to_managers(ada)
    await ada.presses("Ret")
    press = ada.pressing("Gem og gå videre", text="Den første")
    await ada.delivers(press)
    await ada.presses("Ret")
    await ada.presses("Gem og gå videre", text="Den anden")

    await ada.delivers(press)

    assert (await drafting.the_broadcast(teams)).content.text == "Den anden"


async def test_what_was_sent_is_corrected_in_place(teams: FakeTeams) -> None:
    """Only title, text and link; receivers see that it was corrected."""
    ada = await sent.director(teams, "Ada Ager")
    [lin] = await sent.managers(teams, "Lin Lærke")
    await drafting.writes_to_managers(ada, asks_receipt="true")
    await ada.presses("Send til 1")
    await sent.begins(teams)

    await ada.presses("Ret teksten")
    await teams.settled()
    fields = newest(ada, "Gem og gå videre")
    preview = await ada.presses("Gem og gå videre", text="Vi mødes kl. 10.")
    unsent = lin.sees("kl. 10")
    await ada.presses("Send rettelsen")
    await teams.delivered()

    assert set(fields) == {"title", "text", "link_title", "link"}
    assert "Beskeden ændres hos 1, som har fået den." in preview
    assert not unsent
    assert lin.sees_once("Vi mødes kl. 10.")
    assert not lin.sees("**3. marts**")
    assert lin.sees_once("Rettet tirsdag den 3. marts kl. 9.00")
    assert (await drafting.the_broadcast(teams)).content.asks_receipt


MAY_NOT: tuple[dict[str, Any], ...] = (
    {"action": "broadcasts.new"},
    {"action": "broadcasts.copy", "broadcast_id": str(UUID(int=7))},
    {"action": "broadcasts.edit", "broadcast_id": str(UUID(int=7))},
    {"action": "broadcasts.open", "broadcast_id": str(UUID(int=7)), "apart": False},
    {
        "action": "broadcasts.save",
        "revision": 0,
        "title": "Fra mig",
        "text": "Til alle",
    },
    {"action": "broadcasts.drafts", "offset": 0},
    {"action": "broadcasts.sent", "offset": 0},
)


async def test_a_manager_who_forges_a_press_is_refused(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    for press in MAY_NOT:
        said = await drafting.forges(lin, press)
        assert "Det er kun direktionen og dens sekretariat, der kan det." in said, press

    assert not await drafting.broadcasts(teams)


async def test_a_manager_may_not_write_one(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.writes("Ny fællesbesked")

    assert "Det er kun direktionen" in said
