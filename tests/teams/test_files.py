"""Files handed out in Teams: offered, taken or left, and put into the person's OneDrive."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import update
from structlog.testing import capture_logs
from yarl import URL

from bot.language import _, speaking
from bot.people.models import Person
from bot.people.values import Role
from bot.teams.uploading import LARGEST, NotSaved, Unsaved, is_in_onedrive, upload
from tests.teams.connector import Message
from tests.teams.exporting import routes
from tests.teams.fake_teams import FILE, FILE_OFFER, FakeTeams, User, fake_teams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


@pytest_asyncio.fixture
async def teams(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FakeTeams]:
    async with fake_teams(database_url, tmp_path, monkeypatch, routes) as teams:
        yield teams


@pytest_asyncio.fixture
async def ada(teams: FakeTeams) -> User:
    return await teams.director("Ada Prøvesen")


def offers(user: User) -> list[Message]:
    """The offers that can still be pressed."""
    return [
        message
        for message in user.chat.messages
        for one in message.activity.get("attachments", ())
        if one["contentType"] == FILE_OFFER
    ]


async def test_a_file_is_offered_with_its_name_size_and_purpose(
    teams: FakeTeams, ada: User
) -> None:
    said = await ada.writes("Eksport")

    assert said == ["Her er listen.", "Ledere.csv"]
    activity = offers(ada)[0].activity
    [offer] = activity["attachments"]
    pressed = {"action": "tests.export", "version": 1, "limit": 100}
    assert offer == {
        "contentType": "application/vnd.microsoft.teams.card.file.consent",
        "name": "Ledere.csv",
        "content": {
            "description": "Lederne, som de er nu.",
            "sizeInBytes": len("Ada Prøvesen".encode()),
            "acceptContext": pressed,
            "declineContext": pressed,
        },
    }
    assert activity["summary"] == "Lederne, som de er nu."
    assert not teams.onedrive.uploads


async def test_a_file_that_is_taken_is_made_anew_and_can_be_opened_from_the_chat(
    teams: FakeTeams, ada: User
) -> None:
    await ada.writes("Eksport")
    await teams.manager("Lin Fiktivsen")

    said = await ada.accepts_file()

    assert said == ["Ledere.csv"]
    assert teams.onedrive.files["Ledere.csv"].decode() == "Ada Prøvesen\nLin Fiktivsen"
    [file] = ada.chat.messages[-1].activity["attachments"]
    assert file == {
        "contentType": FILE,
        "contentUrl": "https://kommune-my.sharepoint.com/personal/ada/Documents/Ledere.csv",
        "name": "Ledere.csv",
        "content": {"uniqueId": "id-1", "fileType": "csv"},
    }
    assert ada.chat.messages[-1].activity["summary"] == "Ledere.csv ligger i din OneDrive."
    assert not offers(ada)


async def test_a_file_is_uploaded_whole_and_without_the_bots_token(
    teams: FakeTeams, ada: User
) -> None:
    await ada.writes("Eksport")

    await ada.accepts_file()

    [upload] = teams.onedrive.uploads
    size = len(upload.content)
    assert upload.method == "PUT"
    assert upload.headers["Content-Range"] == f"bytes 0-{size - 1}/{size}"
    assert upload.headers["Content-Length"] == str(size)
    assert "Authorization" not in upload.headers


async def test_a_file_that_is_left_is_offered_no_longer(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Eksport")

    said = await ada.declines_file()

    assert said == ["Helt i orden. Filen bliver ikke gemt."]
    assert not offers(ada)
    assert not teams.onedrive.uploads


async def test_who_may_no_longer_have_the_file_gets_none(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Eksport")
    async with teams.sessions.write() as session:
        await session.execute(update(Person).values(role=Role.MANAGER))

    [said] = await ada.accepts_file()

    assert said.startswith("Det er kun direktionen")
    assert not teams.onedrive.uploads


async def test_a_forged_yes_gives_nobody_a_file(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Eksport")
    lin = await teams.manager("Lin Fiktivsen")
    offer = offers(ada)[0]

    [to_manager] = await lin.accepts_file(message=offer)
    [to_stranger] = await teams.stranger("Bo Ukendt").accepts_file(message=offer)

    assert to_manager.startswith("Det er kun direktionen")
    assert "jeg kan ikke finde dig på lederlisten" in to_stranger
    assert not teams.onedrive.uploads


@pytest.mark.parametrize("context", [{}, {"action": "tests.other", "version": 1}])
async def test_a_yes_to_something_unknown_is_answered_kindly(
    teams: FakeTeams, ada: User, context: dict[str, Any]
) -> None:
    await ada.writes("Eksport")

    [said] = await ada.accepts_file(context=context)

    assert said.startswith("Den knap virker ikke længere")
    assert not teams.onedrive.uploads


@pytest.mark.parametrize(
    "value",
    [
        {"action": "accept", "context": None},
        {"action": "accept", "context": "tests.export"},
        {"action": "accept", "uploadInfo": None},
        {"action": "accept", "uploadInfo": {"name": "Ledere.csv"}},
        {"action": "accept", "uploadInfo": {"uploadUrl": 7}},
        {"action": "perhaps"},
        {"action": None},
    ],
)
async def test_a_malformed_consent_is_refused(
    teams: FakeTeams, ada: User, value: dict[str, Any]
) -> None:
    await ada.writes("Eksport")

    delivery = await ada.delivers(ada.consenting(**value))

    assert delivery.status == 400
    assert not teams.onedrive.uploads


async def test_a_yes_is_answered_before_the_file_is_there(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Eksport")
    teams.onedrive.hold()

    delivery = await ada.delivers(ada.consenting())

    assert delivery.status == 200
    assert not teams.onedrive.files
    teams.onedrive.release()
    await teams.settled()
    assert list(teams.onedrive.files) == ["Ledere.csv"]


async def test_a_yes_that_is_delivered_again_saves_one_file(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Eksport")
    activity = ada.consenting()

    first, again = await asyncio.gather(ada.delivers(activity), ada.delivers(activity))
    await teams.settled()
    late = await ada.delivers(activity)
    await teams.settled()

    assert [one.status for one in (first, again, late)] == [200, 200, 200]
    assert len(teams.onedrive.uploads) == 1
    assert ada.sees_once("Ledere.csv")


async def test_two_presses_in_quick_succession_save_one_file(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Eksport")
    teams.onedrive.hold()

    await ada.delivers(ada.consenting())
    await ada.delivers(ada.consenting())
    teams.onedrive.release()
    await teams.settled()

    assert len(teams.onedrive.uploads) == 1
    assert ada.sees_once("Ledere.csv")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "for der gik for lang tid"),
        (404, "for der gik for lang tid"),
        (410, "for der gik for lang tid"),
        (507, "der er ikke plads i din OneDrive"),
        (202, "din OneDrive tog ikke imod den"),
        (409, "din OneDrive tog ikke imod den"),
        (500, "din OneDrive tog ikke imod den"),
    ],
)
async def test_what_onedrive_refuses_is_said_and_can_be_tried_again(
    teams: FakeTeams, ada: User, status: int, words: str
) -> None:
    await ada.writes("Eksport")
    teams.onedrive.status = status

    [said] = await ada.accepts_file()

    assert words in said
    teams.onedrive.status = 200
    assert await ada.accepts_file() == ["Ledere.csv"]
    assert not offers(ada)


async def test_an_upload_is_not_led_elsewhere(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Eksport")
    teams.onedrive.status = 307
    teams.onedrive.location = f"{teams.onedrive.url}/upload/7/elsewhere.csv"

    [said] = await ada.accepts_file()

    assert "din OneDrive tog ikke imod den" in said
    assert [upload.name for upload in teams.onedrive.uploads] == ["Ledere.csv"]


async def test_a_cut_line_leaves_the_offer_and_claims_nothing(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Eksport")
    teams.onedrive.cuts = True

    [said] = await ada.accepts_file()

    assert said.startswith("Jeg ved ikke, om filen blev gemt")
    assert len(offers(ada)) == 1


async def test_the_log_tells_why_a_file_was_not_saved_and_not_whose(
    teams: FakeTeams, ada: User
) -> None:
    await ada.writes("Eksport")
    with capture_logs() as logs:
        teams.onedrive.status = 507
        await ada.accepts_file()
        teams.onedrive.cuts = True
        await ada.accepts_file()

    told = [entry for entry in logs if entry["event"] == "file not saved"]
    assert [(entry["reason"], entry["status"]) for entry in told] == [("full", 507), ("cut", None)]
    for secret in ("upload/", "tempauth", "Ledere", "Ada"):
        assert secret not in str(logs)


@pytest.mark.parametrize(
    "address", ["http://localhost:9/upload", "/upload", "http://127.0.0.1:9/å", "http://["]
)
async def test_nothing_is_uploaded_to_a_place_that_isnt_onedrive(
    teams: FakeTeams, ada: User, address: str
) -> None:
    await ada.writes("Eksport")
    destination = teams.onedrive.destination("Ledere.csv") | {"uploadUrl": address}

    [said] = await ada.accepts_file(uploadInfo=destination)

    assert "et sted, som jeg ikke kender som OneDrive" in said
    assert len(offers(ada)) == 1


async def test_a_file_that_cant_be_made_any_more_is_explained(teams: FakeTeams, ada: User) -> None:
    await ada.writes("Lille eksport")
    await teams.manager("Lin Fiktivsen")

    nothing = await ada.accepts_file()
    await teams.manager("Bo Opdigtet")
    [fault] = await ada.accepts_file()

    assert nothing == ["Der er ikke længere noget at hente."]
    assert fault.startswith("Undskyld, der gik noget galt hos mig")
    assert not teams.onedrive.uploads
    assert len(offers(ada)) == 1


async def test_a_file_that_is_too_large_isnt_offered(ada: User) -> None:
    [said] = await ada.writes("Stor eksport")

    assert "den er for stor. Grænsen er 50 MB" in said
    assert not offers(ada)


async def test_when_nothing_can_be_said_of_a_saved_file_the_offer_stays(
    teams: FakeTeams, ada: User
) -> None:
    await ada.writes("Eksport")
    teams.connector.fail(403)

    assert await ada.accepts_file() == []
    assert list(teams.onedrive.files) == ["Ledere.csv"]
    assert len(offers(ada)) == 1


async def test_the_words_are_of_the_language_that_the_person_chose(
    teams: FakeTeams, ada: User
) -> None:
    await ada.writes("Eksport")
    async with teams.sessions.write() as session:
        await session.execute(update(Person).values(language="en"))

    [said] = await ada.declines_file()

    with speaking("en"):
        assert said == _("Helt i orden. Filen bliver ikke gemt.")


async def test_a_file_over_the_limit_is_not_uploaded() -> None:
    async with aiohttp.ClientSession() as http:
        with pytest.raises(NotSaved) as refused:
            await upload(
                http, "http://127.0.0.1:9/", bytes(LARGEST + 1), may_upload_to=lambda _url: True
            )

    assert refused.value.reason is Unsaved.TOO_LARGE


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://kommune-my.sharepoint.com/personal/ada/_api/uploadSession?guid=1", True),
        ("https://Kommune.SharePoint.com:443/upload", True),
        ("http://kommune-my.sharepoint.com/upload", False),
        ("https://kommune-my.sharepoint.com:8443/upload", False),
        ("https://sharepoint.com/upload", False),
        ("https://evilsharepoint.com/upload", False),
        ("https://kommune-my.sharepoint.com.example/upload", False),
        ("https://example/kommune-my.sharepoint.com", False),
        ("https://kommune-my.sharepoint.com@example/upload", False),
        ("https://127.0.0.1/upload", False),
        ("/upload", False),
    ],
)
async def test_only_work_accounts_onedrive_is_uploaded_to(address: str, allowed: bool) -> None:
    assert is_in_onedrive(URL(address, encoded=True)) is allowed
