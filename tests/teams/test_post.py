"""The outbox's way out, in Teams and in the Playground."""

from collections.abc import AsyncIterator
from uuid import UUID

import aiohttp
import pytest
import pytest_asyncio

from bot.delivery.outcomes import Refused
from bot.delivery.values import Address
from bot.messages import Text
from bot.settings import Settings
from bot.teams.connector import Connector
from bot.teams.credentials import Credentials
from bot.teams.post import TeamsPost
from tests.teams.connector import FakeConnector

pytestmark = pytest.mark.asyncio

LIN = UUID(int=7)


@pytest_asyncio.fixture
async def connector() -> AsyncIterator[FakeConnector]:
    async with FakeConnector() as connector:
        yield connector


def post(
    connector: FakeConnector, http: aiohttp.ClientSession, *, in_playground: bool
) -> TeamsPost:
    return TeamsPost(
        Connector(http, Credentials(Settings(_env_file=None))),
        app_id="app",
        tenant_id="tenant",
        service_url=connector.url,
        in_playground=in_playground,
    )


async def test_a_chat_is_opened_by_the_object_id_in_the_tenant(connector: FakeConnector) -> None:
    connector.installed.add(str(LIN))
    async with aiohttp.ClientSession() as http:
        chat = await post(connector, http, in_playground=False).open_chat(LIN)

    [call] = connector.requests
    assert chat == Address(connector.url, f"a:{LIN}")
    assert call.body["members"] == [{"id": str(LIN)}]
    assert call.body["bot"] == {"id": "28:app"}
    assert call.body["channelData"] == {"tenant": {"id": "tenant"}}
    assert call.body["tenantID"] == "tenant"


async def test_in_the_playground_no_chat_is_opened_and_nobody_is_asked_to(
    connector: FakeConnector,
) -> None:
    async with aiohttp.ClientSession() as http:
        with pytest.raises(Refused):
            await post(connector, http, in_playground=True).open_chat(LIN)

    assert not connector.requests


async def test_in_the_playground_a_recalled_message_says_so(connector: FakeConnector) -> None:
    chat = Address(connector.url, "a:lin")
    async with aiohttp.ClientSession() as http:
        out = post(connector, http, in_playground=True)
        await out.delete(chat, await out.send(chat, Text("Nyt")))

    [message] = connector.messages("a:lin")
    assert message.activity["text"] == "Beskeden er trukket tilbage."
