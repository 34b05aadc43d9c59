import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import jwt
import pytest
import pytest_asyncio
from aiohttp import web
from botbuilder.schema import Activity

from bot.delivery.outcomes import NotDelivered, Refused
from bot.settings import AppType, Settings
from bot.teams.connector import Connector, open_http
from bot.teams.credentials import (
    CredentialRefused,
    Credentials,
    CredentialUnavailable,
    CredentialUnusable,
)
from tests.teams.activities import APP_ID, TENANT_ID
from tests.teams.connector import FakeConnector
from tests.teams.token_server import TokenServer, certificate

HELLO = Activity(type="message", text="Hej")


@pytest_asyncio.fixture
async def entra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TokenServer]:
    async with TokenServer(tmp_path) as server:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(server.pem))
        yield server


@pytest_asyncio.fixture
async def teams() -> AsyncIterator[FakeConnector]:
    async with FakeConnector() as fake:
        yield fake


def _settings(
    *,
    password: str = "",
    certificate: Path | None = None,
    app_type: AppType = AppType.SINGLE_TENANT,
) -> Settings:
    return Settings(
        _env_file=None,
        app_id=APP_ID,
        tenant_id=TENANT_ID,
        app_password=password,
        app_certificate=certificate,
        app_type=app_type,
    )


@pytest.mark.asyncio
async def test_a_burst_of_sends_asks_for_one_token_and_every_send_carries_it(
    entra: TokenServer, teams: FakeConnector
) -> None:
    credentials = Credentials(_settings(password="not-a-secret"), authority=entra.url)
    async with open_http() as http:
        connector = Connector(http, credentials)
        await asyncio.gather(*(connector.send(teams.url, f"a:{n}", HELLO) for n in range(50)))
        await connector.send(teams.url, "a:ada", HELLO)

    assert len(entra.requests) == 1
    assert entra.requests[0]["client_secret"] == "not-a-secret"
    assert entra.requests[0]["scope"] == "https://api.botframework.com/.default"
    assert {call.headers["Authorization"] for call in teams.requests} == {"Bearer token-1"}
    assert len(teams.requests) == 51


@pytest.mark.asyncio
async def test_the_event_loop_runs_on_while_a_token_is_fetched(entra: TokenServer) -> None:
    """The server lives on the same loop: it couldn't answer otherwise."""
    credentials = Credentials(_settings(password="not-a-secret"), authority=entra.url)

    assert await asyncio.wait_for(credentials.token(), 5) == "token-1"


@pytest.mark.asyncio
@pytest.mark.parametrize(("expires_in", "requests"), [(3600, 1), (302, 1), (299, 2)])
async def test_a_token_is_used_until_five_minutes_before_its_end(
    entra: TokenServer, expires_in: int, requests: int
) -> None:
    entra.expires_in = expires_in
    credentials = Credentials(_settings(password="not-a-secret"), authority=entra.url)

    await credentials.token()
    await credentials.token()

    assert len(entra.requests) == requests


@pytest.mark.asyncio
async def test_a_certificate_signs_for_the_bot_and_its_key_stays_here(
    entra: TokenServer, tmp_path: Path
) -> None:
    pem = certificate(tmp_path / "bot.pem")
    credentials = Credentials(_settings(certificate=pem), authority=entra.url)

    assert await credentials.token() == "token-1"

    (form,) = entra.requests
    assertion = form["client_assertion"]
    assert jwt.decode(assertion, options={"verify_signature": False})["iss"] == APP_ID
    assert jwt.get_unverified_header(assertion)["x5c"]
    assert "client_secret" not in form
    key = pem.read_text().split("-----END PRIVATE KEY-----")[0].splitlines()[1]
    assert key not in str(form) + str(jwt.get_unverified_header(assertion))


@pytest.mark.asyncio
async def test_a_managed_identity_asks_the_machine_it_runs_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    async def identity(request: web.Request) -> web.Response:
        asked.append(dict(request.query))
        expires_on = str(int(time.time()) + 3600)
        return web.json_response({"access_token": "token-of-machine", "expires_on": expires_on})

    app = web.Application()
    app.router.add_get("/token", identity)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{port}/token")
    monkeypatch.setenv("IDENTITY_HEADER", "header")
    credentials = Credentials(_settings(app_type=AppType.MANAGED_IDENTITY))

    tokens = await asyncio.gather(*(credentials.token() for _ in range(10)))
    await runner.cleanup()

    assert set(tokens) == {"token-of-machine"}
    (query,) = asked
    assert query["client_id"] == APP_ID
    assert query["resource"] == "https://api.botframework.com"


@pytest.mark.asyncio
async def test_a_refusal_by_entra_is_told_once_to_all_who_wait_and_nothing_is_sent(
    entra: TokenServer, teams: FakeConnector
) -> None:
    entra.refuses_with = "invalid_client"
    credentials = Credentials(_settings(password="wrong"), authority=entra.url)
    with pytest.raises(CredentialRefused) as refused:
        await credentials.token()
    assert refused.value.code == "invalid_client"

    async with open_http() as http:
        connector = Connector(http, credentials)
        outcomes = await asyncio.gather(
            *(connector.send(teams.url, f"a:{n}", HELLO) for n in range(20)),
            return_exceptions=True,
        )

    for outcome in outcomes:
        assert isinstance(outcome, Refused)
        assert (outcome.status, outcome.code) == (401, "invalid_client")
    assert teams.requests == []
    assert len(entra.requests) <= 2


@pytest.mark.asyncio
async def test_while_entra_is_down_nothing_is_delivered_and_afterwards_it_is(
    entra: TokenServer, teams: FakeConnector
) -> None:
    entra.down = True
    credentials = Credentials(_settings(password="not-a-secret"), authority=entra.url)
    with pytest.raises(CredentialUnavailable):
        await credentials.token()

    async with open_http() as http:
        connector = Connector(http, credentials)
        with pytest.raises(NotDelivered):
            await connector.send(teams.url, "a:ada", HELLO)
        assert teams.requests == []

        entra.down = False
        await connector.send(teams.url, "a:ada", HELLO)

    assert len(teams.messages("a:ada")) == 1


@pytest.mark.asyncio
async def test_the_trial_has_no_token_and_sends_none(teams: FakeConnector) -> None:
    credentials = Credentials(Settings(_env_file=None))

    assert await credentials.token() is None
    async with open_http() as http:
        await Connector(http, credentials).send(teams.url, "a:ada", HELLO)

    assert "Authorization" not in teams.requests[0].headers


def test_a_bot_without_a_usable_credential_does_not_start(tmp_path: Path) -> None:
    garbled = tmp_path / "garbled.pem"
    garbled.write_text("hej")
    only_key = tmp_path / "key.pem"
    only_key.write_text(certificate(tmp_path / "both.pem").read_text().split("-----BEGIN CERT")[0])

    for settings in (
        _settings(),
        _settings(certificate=tmp_path / "missing.pem"),
        _settings(certificate=garbled),
        _settings(certificate=only_key),
    ):
        with pytest.raises(CredentialUnusable):
            Credentials(settings)
