"""Files of the local trial: links to this machine, for a while."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.messages import File
from bot.server import Serving, serving
from bot.settings import Settings
from bot.teams.links import MOST, Links
from tests.teams.activities import said
from tests.teams.connector import FakeConnector
from tests.teams.exporting import Export, routes
from tests.teams.fake_teams import FakeTeams

Client = TestClient[web.Request, web.Application]

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


@pytest_asyncio.fixture
async def trial(tmp_path: Path) -> AsyncIterator[Serving]:
    settings = Settings(_env_file=None, port=0, data_dir=tmp_path)
    async with serving(settings, routes) as running:
        yield running


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


def file(name: str = "Ledere.xlsx") -> File:
    return File(name, b"Ada", "Lederne *i dag*.", Export())


def link_in(text: str) -> str:
    [link] = re.findall(r"\((http://[^)]+)\)", text)
    return str(link)


async def offered(trial: Serving, http: aiohttp.ClientSession) -> str:
    """What the trial says to "Eksport", with its link."""
    async with FakeConnector() as connector:
        body = json.dumps(said("Eksport", service_url=connector.url))
        headers = {"Content-Type": "application/json"}
        address = f"{trial.url}/api/messages"
        async with http.post(address, data=body, headers=headers) as response:
            assert response.status == 200
        return str(connector.messages("a:ada")[-1].activity["text"])


async def test_in_the_trial_a_file_is_a_link_to_this_machine(
    trial: Serving, http: aiohttp.ClientSession
) -> None:
    text = await offered(trial, http)

    assert text.startswith("Lederne, som de er nu.\n\n[Ledere.csv](")
    assert text.endswith("Linket virker i 15 minutter på denne computer.")
    assert link_in(text).startswith(f"{trial.url}/files/")
    for _again in range(2):
        async with http.get(link_in(text)) as response:
            assert response.status == 200
            assert "Ada Prøvesen" in await response.text()


async def test_a_link_isnt_for_what_comes_from_elsewhere(
    trial: Serving, http: aiohttp.ClientSession
) -> None:
    link = link_in(await offered(trial, http))

    for headers in ({"Host": "lederlinjen.kommune.example"}, {"X-Forwarded-For": "203.0.113.7"}):
        async with http.get(link, headers=headers) as response:
            assert response.status == 403


async def test_a_link_that_was_made_up_opens_nothing(
    trial: Serving, http: aiohttp.ClientSession
) -> None:
    await offered(trial, http)

    async with http.get(f"{trial.url}/files/x") as response:
        assert response.status == 404
        assert await response.text() == "Linket virker ikke længere. Bed om filen igen."


async def test_there_are_no_links_outside_the_trial(teams: FakeTeams) -> None:
    async with teams.http.get(f"{teams.serving.url}/files/x") as response:
        assert response.status == 404
        assert "Linket" not in await response.text()


def client(links: Links) -> Client:
    app = web.Application()
    app.router.add_get("/files/{token}", links.get)
    return TestClient(TestServer(app))


def path_of(offer_text: str) -> str:
    [path] = re.findall(r"\((/files/[^)]+)\)", offer_text)
    return str(path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ledere.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("Møde.ICS", "text/calendar"),
        ("Ledere.ukendt", "application/octet-stream"),
    ],
)
async def test_a_file_is_saved_under_its_name_and_not_shown(name: str, kind: str) -> None:
    links = Links()
    async with client(links) as browser:
        response = await browser.get(path_of(links.offer(file(name)).text))

        assert await response.read() == b"Ada"
        assert response.content_type == kind
        assert response.content_disposition
        assert response.content_disposition.type == "attachment"
        assert response.content_disposition.filename == name
        assert response.headers["Cache-Control"] == "no-store"


async def test_a_link_stops_working() -> None:
    links = Links(seconds=0.2)
    async with client(links) as browser:
        path = path_of(links.offer(file()).text)

        assert (await browser.get(path)).status == 200
        await asyncio.sleep(0.3)
        assert (await browser.get(path)).status == 404


async def test_of_too_many_files_the_oldest_goes() -> None:
    links = Links()
    async with client(links) as browser:
        paths = [path_of(links.offer(file()).text) for _number in range(MOST + 1)]

        statuses = [(await browser.get(path)).status for path in paths]
        assert statuses == [404] + [200] * MOST


async def test_what_the_file_is_called_and_about_formats_nothing() -> None:
    text = Links().offer(file("[Ledere](x).xlsx")).text

    assert text.startswith(r"Lederne \*i dag\*.")
    assert r"[\[Ledere\]\(x\).xlsx](/files/" in text
