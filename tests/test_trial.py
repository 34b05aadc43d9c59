"""The local trial at the door: this machine's own programs, and nobody else."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from app import router_of
from bot.server import Serving, serving
from bot.settings import Settings
from tests.teams.activities import said
from tests.teams.connector import FakeConnector

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def trial(tmp_path: Path) -> AsyncIterator[Serving]:
    settings = Settings(_env_file=None, port=0, data_dir=tmp_path)
    async with serving(settings, router_of) as running:
        yield running


async def post(trial: Serving, connector: FakeConnector, **headers: str) -> int:
    body = json.dumps(said("hej", service_url=connector.url))
    headers = {"Content-Type": "application/json", **headers}
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{trial.url}/api/messages", data=body, headers=headers) as response,
    ):
        return response.status


async def test_who_writes_joins_as_directorate_and_is_told_so(trial: Serving) -> None:
    async with FakeConnector() as connector:
        assert await post(trial, connector) == 200
        assert await post(trial, connector) == 200

        first, *rest = [message.activity["text"] for message in connector.messages("a:ada")]

    assert "Du stod ikke på prøvens lederliste og er nu med som direktion." in first
    assert [text.split(".")[0] for text in rest] == ["Hej Ada", "Hej Ada"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer x.y.z"},
        {"Host": "lederlinjen.kommune.example"},
        {"X-Forwarded-For": "203.0.113.7"},
        {"X-Forwarded-Host": "localhost"},
        {"Forwarded": "for=203.0.113.7"},
        {"Content-Type": "text/plain"},
    ],
)
async def test_what_may_come_from_elsewhere_is_not_let_in(
    trial: Serving, headers: dict[str, str]
) -> None:
    async with FakeConnector() as connector:
        assert await post(trial, connector, **headers) in (400, 401, 403)
        assert not connector.requests
