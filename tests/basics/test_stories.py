"""What everyone meets: welcome, help, language, what is stored; and what strangers meet."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.delivery.conversations import Conversation
from bot.people.models import Person
from bot.people.values import Role
from tests.teams.activities import TENANT_ID
from tests.teams.fake_teams import Chat, FakeTeams, buttons

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

MANIFEST = Path(__file__).parents[2] / "manifest"


async def test_the_one_who_installs_the_bot_is_welcomed_once(teams: FakeTeams) -> None:
    """Teams tells of it twice, as an installation and as a new member of the conversation."""
    lin = await teams.manager("Lin Lærke")
    activity = lin.writing("")
    bot = activity["recipient"]

    await lin.installs()
    await lin.delivers(activity | {"type": "conversationUpdate", "membersAdded": [bot]})
    await lin.installs()

    [welcome] = lin.chat.texts
    assert "Hej Lin." in welcome
    assert "Prøv for eksempel:" in welcome
    assert "Dine spørgsmål gemmes med dit navn" in welcome


async def test_who_installs_the_bot_again_is_welcomed_again(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.installs()

    await lin.removes()
    async with teams.sessions.read() as session:
        assert (await session.get_one(Conversation, lin.chat.id)).left_at is not None
    await lin.installs()

    assert len(lin.chat.messages) == 2
    async with teams.sessions.read() as session:
        assert (await session.get_one(Conversation, lin.chat.id)).left_at is None


async def test_someone_who_is_not_on_the_roster_is_not_written_to_on_install(
    teams: FakeTeams,
) -> None:
    await teams.stranger("Kim Kval").installs()

    assert not teams.connector.calls("POST")


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("locale", ["da-DK", "en-GB"])
async def test_the_examples_of_the_welcome_are_answered(teams: FakeTeams, locale: str) -> None:
    lin = await teams.manager("Lin Lærke")
    lin.locale = locale
    await lin.installs()
    [welcome] = lin.chat.messages

    examples = [button["title"] for button in buttons(welcome.activity)]

    assert len(examples) == 3
    for example in examples:
        before = len(lin.chat.messages)
        await lin.presses(example)
        [answer] = lin.chat.texts[before:]
        assert answer.startswith("»"), example


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("file", ["manifest.json", "en.json"])
async def test_the_prompt_starters_of_the_package_are_answered(teams: FakeTeams, file: str) -> None:
    lin = await teams.manager("Lin Lærke")
    package = json.loads((MANIFEST / file).read_text())

    prompts = set(_prompts(package))

    assert len(prompts) >= 3
    for prompt in prompts:
        [answer] = await lin.writes(prompt)
        assert answer.startswith("»"), prompt


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("file", ["manifest.json", "en.json"])
async def test_the_commands_of_the_package_are_understood(teams: FakeTeams, file: str) -> None:
    lin = await teams.manager("Lin Lærke")
    package = json.loads((MANIFEST / file).read_text())
    prompts = set(_prompts(package))

    for title in _titles(package):
        if not title.endswith("?") and title not in prompts:
            [card] = await lin.writes(title)
            assert "du spurgte" not in card.casefold()
            assert "ubesvaret" not in card


async def test_an_upgrade_of_the_app_is_no_reason_to_write(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.installs()

    await lin.delivers(lin.installing("remove-upgrade"))
    await lin.delivers(lin.installing("add-upgrade"))

    assert len(lin.chat.messages) == 1


async def test_a_welcome_that_was_not_delivered_comes_with_the_next_delivery(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Lærke")
    installing = lin.installing("add")
    await lin.delivers(lin.writing("") | {"type": "typing"})
    teams.connector.fail(429, conversation_id=lin.chat.id)
    lookup = await lin.delivers(installing)
    teams.connector.fail(429, conversation_id=lin.chat.id)

    refused = await lin.delivers(installing)
    welcomed = await lin.delivers(installing)
    again = await lin.delivers(installing)

    assert [d.status for d in (lookup, refused, welcomed, again)] == [503, 503, 200, 200]
    assert lin.sees_once("Velkommen til Lederlinjen")


async def test_a_roster_that_teams_cannot_give_now_is_asked_for_again(teams: FakeTeams) -> None:
    """Nobody is called a stranger, or gets an apology, because Teams stumbled."""
    lin = await teams.manager("Lin Lærke")
    message = lin.writing("hej")
    teams.connector.fail(502)

    refused = await lin.delivers(message)
    answered = await lin.delivers(message)

    assert (refused.status, answered.status) == (503, 200)
    assert lin.chat.texts == ["Hej Lin. Hvad vil du vide om udviklingsforløbet?"]


async def test_in_a_meeting_nothing_personal_is_shown(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    meeting = Chat(teams, "19:meeting_x@thread.v2", "meeting")

    [said] = await lin.writes("Mine oplysninger", chat=meeting)

    assert "i vores egen chat" in said
    async with teams.sessions.read() as session:
        assert (await session.get_one(Conversation, meeting.id)).person_id is None


async def test_where_people_are_reached_is_kept_up_to_date(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")

    async with teams.sessions.read() as session:
        conversation = await session.get_one(Conversation, lin.chat.id)
        person = await session.scalar(select(Person).where(Person.name == "Lin Lærke"))
    assert conversation.service_url == teams.connector.url
    assert person
    assert conversation.person_id == person.id
    assert person.object_id == lin.object_id


async def test_help_says_what_the_bot_can_do(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [card] = await lin.writes("hjælp!")

    for command in ("Mine opfølgninger", "Beslutninger", "Temaer"):
        assert f"[{command}]" in card
    for expected in ("Det venter på dig", "Mine oplysninger", "Sprog", "Automatisk tjeneste"):
        assert expected in card


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hvem er du?", "Automatisk tjeneste"),
        ("er du en robot", "Automatisk tjeneste"),
        ("hvem kan se, hvad jeg skriver?", "Det er gemt om dig"),
        ("skift sprog", "Which language should I use?"),
    ],
)
async def test_questions_about_the_bot_itself_are_answered_by_the_bot(
    teams: FakeTeams, text: str, shown: str
) -> None:
    lin = await teams.manager("Lin Lærke")

    [card] = await lin.writes(text)

    assert shown in card


async def test_nothing_waits_for_anyone_yet(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [card] = await lin.writes("Det venter på dig")

    assert "Lige nu venter der ikke noget på dig." in card


async def test_a_chosen_language_is_kept(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("sprog")

    card = await lin.presses("English")
    [said] = await lin.writes("hvad er 17 gange 23")
    [question] = await lin.writes("Is psychological safety part of it?")

    assert "I will write English to you" in card
    assert "It is not in the documents" in said
    assert "Source: " in question
    assert "psykologisk tryghed" in question.casefold()

    await lin.writes("language")
    card = await lin.presses("Dansk")
    assert "Jeg skriver dansk til dig" in card


async def test_a_language_that_is_named_is_spoken_at_once(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [english] = await lin.writes("skift til engelsk")
    [chooser] = await lin.writes("language")
    [danish] = await lin.writes("skift til dansk")

    assert "I will write English to you" in english
    assert "Hvilket sprog skal jeg bruge?" in chooser
    assert "Jeg skriver dansk til dig" in danish


@pytest.mark.parametrize(
    ("text", "shown"),
    [("det venter paa dig", "Det venter på dig"), ("hjaelp", "Det kan jeg hjælpe med"),
     ("foreslaa", "Foreslå noget for direktionen"), ("beslutning", "Beslutninger")],
)  # fmt: skip
async def test_a_command_may_be_written_without_the_danish_letters(
    teams: FakeTeams, text: str, shown: str
) -> None:
    lin = await teams.manager("Lin Lærke")

    [card] = await lin.writes(text)

    assert card.startswith(shown)


async def test_a_forged_language_is_refused(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("sprog")

    said = await lin.presses("English", language="klingon")

    assert "Den knap virker ikke længere" in said
    [said] = await lin.writes("hej")
    assert said.startswith("Hej Lin")


async def test_whose_teams_is_english_is_spoken_english_to(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    lin.locale = "en-GB"

    [said] = await lin.writes("Hello")

    assert said == "Hello Lin. What would you like to know about the programme?"


@pytest.mark.parametrize("text", ["hej", "Hej!", "godmorgen", "Hejsa :)"])
async def test_a_greeting_is_answered_as_a_person_would(teams: FakeTeams, text: str) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.writes(text)

    assert said.startswith("Hej Lin.")


@pytest.mark.parametrize("text", ["tak", "Tusind tak!", "tak for hjælpen", "Thanks"])
async def test_a_thank_you_is_answered_as_a_person_would(teams: FakeTeams, text: str) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.writes(text)

    assert said == "Selv tak. Skriv endelig igen."


async def test_in_a_channel_a_question_is_answered_in_its_thread(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    channel = teams.channel()
    activity = lin.writing("er MED med i det?", chat=channel)

    await lin.delivers(activity)

    [message] = channel.messages
    assert message.reply_to == activity["id"]
    assert message.activity["text"].startswith("»")


async def test_among_others_everything_personal_moves_to_the_personal_chat(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Lærke")
    group = teams.group_chat()

    [moved] = await lin.writes("Mine oplysninger", chat=group)
    [help_] = await lin.writes("Hjælp", chat=group)

    assert "i vores egen chat" in moved
    assert "Nævn mig med @" in help_
    assert "Dine spørgsmål gemmes med dit navn" in help_


async def test_in_a_group_chat_the_bot_says_once_how_it_is_used(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    group = teams.group_chat()

    await lin.installs(chat=group)
    await lin.installs(chat=group)

    [said] = group.texts
    assert "Nævn mig med @" in said


async def test_a_stranger_learns_nothing(teams: FakeTeams) -> None:
    kim = teams.stranger("Kim Kval")

    [said] = await kim.writes("er MED med i det?")

    assert "jeg kan ikke finde dig på lederlisten" in said
    assert "MED" not in said


async def test_a_guest_is_a_stranger_even_with_an_address_on_the_roster(teams: FakeTeams) -> None:
    await teams.manager("Lin Lærke")
    guest = teams.stranger("Lin Lærke")
    for fields in ({"tenant_id": str(uuid4())}, {"tenant_id": TENANT_ID, "role": "guest"}):
        teams.connector.add_member(
            guest.id,
            object_id=str(guest.object_id),
            name=guest.name,
            email="lin@kommune.example",
            **fields,
        )
        [said] = await guest.writes("er MED med i det?")
        assert "jeg kan ikke finde dig på lederlisten" in said


async def test_a_second_account_with_a_taken_address_is_refused(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")
    other = teams.stranger("Lin Lærke")

    [said] = await other.writes("hej")

    assert "jeg kan ikke finde dig på lederlisten" in said
    assert (await lin.writes("hej"))[0].startswith("Hej Lin")


async def test_what_a_card_or_a_name_claims_makes_nobody_known(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")
    await lin.writes("sprog")
    kim = teams.stranger("Lin Lærke")
    teams.connector.add_member(
        kim.id,
        object_id=str(kim.object_id),
        name="Lin Lærke",
        email="kim@kommune.example",
        tenant_id=TENANT_ID,
    )

    [said] = await kim.writes("mine oplysninger")
    pressed = await kim.presses(
        "English", message=lin.chat.messages[-1], email="lin@kommune.example", person=str(uuid4())
    )

    assert "jeg kan ikke finde dig på lederlisten" in said
    assert "jeg kan ikke finde dig på lederlisten" in pressed


async def test_without_an_account_in_entra_nobody_is_known(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    activity = lin.writing("hej")
    del activity["from"]["aadObjectId"]

    await lin.delivers(activity)

    assert lin.sees("jeg kan ikke finde dig på lederlisten")


async def test_a_director_may_all_that_a_manager_may(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ask")
    asta = await teams.manager("Asta Adgang", role=Role.ADMINISTRATOR)

    assert (await ada.writes("hej"))[0].startswith("Hej Ada")
    assert (await asta.writes("hej"))[0].startswith("Hej Asta")


def _prompts(package: Any) -> Iterator[str]:
    """The texts that the package's prompt starters put in the compose box."""
    if isinstance(package, dict):
        for name, value in package.items():
            if isinstance(value, str) and name.split(".")[-1] == "prompt":
                yield value
            else:
                yield from _prompts(value)
    elif isinstance(package, list):
        for value in package:
            yield from _prompts(value)


def _titles(package: Any) -> Iterator[str]:
    """The titles of the package's commands."""
    if isinstance(package, dict):
        for name, value in package.items():
            if isinstance(value, str) and name.split(".")[-1] == "title":
                yield value
            else:
                yield from _titles(value)
    elif isinstance(package, list):
        for value in package:
            yield from _titles(value)
