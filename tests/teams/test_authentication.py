import asyncio
import base64
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import jwt
import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.settings import Settings
from bot.teams.authentication import Authentication, Forbidden, Unauthorized
from bot.teams.connector import Connector, open_http
from bot.teams.credentials import Credentials
from bot.teams.keys import (
    FRESH,
    PAUSE,
    PAUSE_WITHOUT_KEYS,
    KeysUnavailable,
    SigningKeys,
)
from tests.teams.activities import APP_ID, SERVICE_URL, TENANT_ID, said
from tests.teams.key_server import Key, KeyServer, private_key

OTHER_ID = "99999999-9999-4999-8999-999999999999"
PLAYGROUND = "http://localhost:56150/_connector"


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_http() as session:
        yield session


@pytest_asyncio.fixture
async def key_server() -> AsyncIterator[KeyServer]:
    async with KeyServer() as server:
        yield server


def _authentication(
    http: aiohttp.ClientSession, keys_url: str, settings: Settings
) -> Authentication:
    connector = Connector(http, Credentials(settings))
    return Authentication(settings, http, connector, keys_url=keys_url)


@pytest.fixture
def registered() -> Settings:
    return Settings(_env_file=None, app_id=APP_ID, app_password="not-a-secret", tenant_id=TENANT_ID)


@pytest.fixture
def authentication(
    http: aiohttp.ClientSession, key_server: KeyServer, registered: Settings
) -> Authentication:
    return _authentication(http, key_server.url, registered)


@pytest.fixture
def trial(http: aiohttp.ClientSession, key_server: KeyServer) -> Authentication:
    return _authentication(http, key_server.url, Settings(_env_file=None))


def _signed_with_the_public_key(claims: dict[str, Any], key: Key) -> str:
    """The old trick: HS256 with what everybody knows. By hand, as PyJWT refuses to do it."""
    pem = (
        private_key(key.number)
        .public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    head, payload = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
        for part in ({"alg": "HS256", "typ": "JWT", "kid": key.id}, claims)
    )
    signature = hmac.digest(pem, head + b"." + payload, "sha256")
    return b".".join((head, payload, base64.urlsafe_b64encode(signature).rstrip(b"="))).decode()


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.asyncio
async def test_what_teams_sends_about_our_tenant_is_let_in(
    authentication: Authentication, key_server: KeyServer
) -> None:
    token = key_server.token(APP_ID, SERVICE_URL)

    caller = await authentication.authenticate(said("hej"), f"Bearer {token}")

    assert caller.claims_identity.is_authenticated
    assert caller.claims_identity.claims["aud"] == APP_ID
    client = await caller.connector_factory.create(SERVICE_URL, caller.audience)
    assert client.config.base_url == SERVICE_URL
    assert await authentication.create_user_token_client(caller.claims_identity) is None


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer hej",
        "Bearer a.b.c",
        "Bearer ...",
        "Bearer \udcff.\udcff.\udcff",
        "Bearer æ.ø.å",
        "Basic YTpi",
        # a header of brackets in brackets, deeper than Python follows
        f"Bearer {base64.urlsafe_b64encode(b'[' * 30_000).decode().rstrip('=')}.e30.e30",
    ],
)
async def test_a_missing_or_garbled_token_is_refused(
    authentication: Authentication, header: str | None
) -> None:
    with pytest.raises(Unauthorized):
        await authentication.authenticate(said("hej"), header)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"},
        {"iss": "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0"},
        {"iss": "https://api.botframework.com/"},
        {"iss": None},
        {"aud": OTHER_ID},
        {"aud": [APP_ID, OTHER_ID]},
        {"aud": None},
        {"exp": int(time.time()) - 301},
        {"exp": "soon"},
        {"exp": None},
        {"nbf": int(time.time()) + 36_000},
        {"serviceurl": SERVICE_URL.rstrip("/")},
        {"serviceurl": "https://example.org/"},
        {"serviceurl": None},
    ],
)
async def test_a_token_for_something_else_is_refused(
    authentication: Authentication, key_server: KeyServer, claims: dict[str, Any]
) -> None:
    token = key_server.token(APP_ID, SERVICE_URL, **claims)

    with pytest.raises(Unauthorized):
        await authentication.authenticate(said("hej"), f"Bearer {token}")


@pytest.mark.asyncio
async def test_clocks_may_differ_by_five_minutes(
    authentication: Authentication, key_server: KeyServer
) -> None:
    now = int(time.time())

    for token in (
        key_server.token(APP_ID, SERVICE_URL, exp=now - 290),
        key_server.token(APP_ID, SERVICE_URL, nbf=now + 290),
    ):
        await authentication.authenticate(said("hej"), f"Bearer {token}")


@pytest.mark.asyncio
async def test_only_microsofts_own_signature_counts(
    authentication: Authentication, key_server: KeyServer
) -> None:
    known = key_server.key.id
    claims = jwt.decode(key_server.token(APP_ID, SERVICE_URL), options={"verify_signature": False})
    forged = [
        key_server.token(APP_ID, SERVICE_URL, key=Key(7), headers={"kid": known}),
        key_server.token(APP_ID, SERVICE_URL, key=Key(7)),
        key_server.token(APP_ID, SERVICE_URL, headers={"kid": ""}),
        jwt.encode(claims, "", algorithm="none", headers={"kid": known}),
        _signed_with_the_public_key(claims, key_server.key),
        key_server.token(APP_ID, SERVICE_URL)[:-8] + "AAAAAAAA",
    ]

    for token in forged:
        with pytest.raises(Unauthorized):
            await authentication.authenticate(said("hej"), f"Bearer {token}")


@pytest.mark.asyncio
@pytest.mark.parametrize("endorsements", [(), ("webchat",)])
async def test_a_key_must_be_endorsed_for_teams(
    authentication: Authentication, key_server: KeyServer, endorsements: tuple[str, ...]
) -> None:
    key_server.key = Key(1, endorsements)
    token = key_server.token(APP_ID, SERVICE_URL)

    with pytest.raises(Unauthorized, match="vouch"):
        await authentication.authenticate(said("hej"), f"Bearer {token}")


@pytest.mark.asyncio
async def test_another_channel_is_refused_even_when_its_token_is_genuine(
    authentication: Authentication, key_server: KeyServer
) -> None:
    key_server.key = Key(1, ("msteams", "webchat"))
    token = key_server.token(APP_ID, SERVICE_URL)

    with pytest.raises(Forbidden):
        await authentication.authenticate(said("hej", channelId="webchat"), f"Bearer {token}")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("in_channel_data", "in_conversation", "let_in"),
    [
        (TENANT_ID, TENANT_ID, True),
        (TENANT_ID, None, True),
        (None, TENANT_ID, True),
        (TENANT_ID.upper(), TENANT_ID, True),
        (OTHER_ID, OTHER_ID, False),
        (OTHER_ID, TENANT_ID, False),
        (TENANT_ID, OTHER_ID, False),
        (OTHER_ID, None, False),
        (None, OTHER_ID, False),
        (None, None, False),
        ("", "", False),
    ],
)
async def test_only_our_own_tenant_is_let_in(
    authentication: Authentication,
    key_server: KeyServer,
    in_channel_data: str | None,
    in_conversation: str | None,
    let_in: bool,
) -> None:
    token = key_server.token(APP_ID, SERVICE_URL)
    activity = said(
        "hej",
        channelData=None if in_channel_data is None else {"tenant": {"id": in_channel_data}},
        conversation={"id": "a:ada", "tenantId": in_conversation},
    )

    if let_in:
        await authentication.authenticate(activity, f"Bearer {token}")
    else:
        with pytest.raises(Forbidden):
            await authentication.authenticate(activity, f"Bearer {token}")


@pytest.mark.asyncio
async def test_the_trial_lets_in_what_this_machine_sends_without_a_token(
    trial: Authentication, key_server: KeyServer
) -> None:
    for service_url in (PLAYGROUND, "http://127.0.0.1:1/", "http://[::1]:1/"):
        caller = await trial.authenticate(said("hej", service_url=service_url), None)
        assert caller.connector_factory

    assert key_server.requests == 0


@pytest.mark.asyncio
async def test_the_trial_refuses_a_token_that_it_cannot_check(
    trial: Authentication, key_server: KeyServer
) -> None:
    """It is a sign that Teams reaches the trial through a tunnel."""
    token = key_server.token(APP_ID, SERVICE_URL)

    with pytest.raises(Unauthorized):
        await trial.authenticate(said("hej", service_url=PLAYGROUND), f"Bearer {token}")


@pytest.mark.asyncio
@pytest.mark.parametrize("url", [SERVICE_URL, "http://10.0.0.1/", "http://localhost.example.org/"])
async def test_the_trial_speaks_to_this_machine_only(trial: Authentication, url: str) -> None:
    with pytest.raises(Forbidden):
        await trial.authenticate(said("hej", service_url=url), None)


@pytest.mark.asyncio
async def test_a_token_under_a_new_key_is_let_in_at_once(
    authentication: Authentication, key_server: KeyServer
) -> None:
    old = key_server.token(APP_ID, SERVICE_URL)
    await authentication.authenticate(said("hej"), f"Bearer {old}")

    key_server.rotate()
    new = key_server.token(APP_ID, SERVICE_URL)
    await authentication.authenticate(said("hej"), f"Bearer {new}")

    assert key_server.requests == 2
    with pytest.raises(Unauthorized):  # what Microsoft no longer publishes no longer counts
        await authentication.authenticate(said("hej"), f"Bearer {old}")


@pytest.mark.asyncio
async def test_invented_key_ids_do_not_make_the_bot_ask_again_and_again(
    http: aiohttp.ClientSession, key_server: KeyServer
) -> None:
    clock = Clock()
    keys = SigningKeys(http, key_server.url, clock=clock)

    await asyncio.gather(*(keys.find(f"invented-{number}") for number in range(50)))
    assert key_server.requests == 2  # once for the keys, once more for one that isn't there

    clock.now += PAUSE - 1
    assert await keys.find("invented") is None
    assert key_server.requests == 2

    clock.now += 1
    assert await keys.find("invented") is None
    assert key_server.requests == 3


@pytest.mark.asyncio
async def test_keys_are_kept_for_a_day(http: aiohttp.ClientSession, key_server: KeyServer) -> None:
    clock = Clock()
    keys = SigningKeys(http, key_server.url, clock=clock)

    await asyncio.gather(*(keys.find("key-1") for _ in range(20)))
    clock.now += FRESH - 1
    assert await keys.find("key-1")
    assert key_server.requests == 1

    clock.now += 1
    assert await keys.find("key-1")
    assert key_server.requests == 2


@pytest.mark.asyncio
async def test_known_keys_stay_in_use_while_the_key_server_is_down(
    http: aiohttp.ClientSession, key_server: KeyServer
) -> None:
    clock = Clock()
    keys = SigningKeys(http, key_server.url, clock=clock)
    assert await keys.find("key-1")

    key_server.down = True
    clock.now += 3 * FRESH
    assert await keys.find("key-1")
    with pytest.raises(KeysUnavailable):  # it may be genuine, and nobody can tell
        await keys.find("key-2")

    key_server.down = False
    key_server.rotate()
    clock.now += PAUSE
    assert await keys.find("key-2")


@pytest.mark.asyncio
async def test_without_any_key_nobody_is_let_in_and_the_server_is_asked_again_soon(
    http: aiohttp.ClientSession, key_server: KeyServer
) -> None:
    clock = Clock()
    keys = SigningKeys(http, key_server.url, clock=clock)
    key_server.down = True
    with pytest.raises(KeysUnavailable):
        await keys.find("key-1")

    key_server.down = False
    with pytest.raises(KeysUnavailable):
        await keys.find("key-1")
    clock.now += PAUSE_WITHOUT_KEYS
    assert await keys.find("key-1")


@pytest.mark.asyncio
async def test_a_key_server_that_cannot_be_reached_is_no_fault_of_the_caller(
    http: aiohttp.ClientSession, registered: Settings, key_server: KeyServer
) -> None:
    authentication = _authentication(http, "http://127.0.0.1:9/", registered)
    token = key_server.token(APP_ID, SERVICE_URL)

    with pytest.raises(KeysUnavailable) as refused:
        await authentication.authenticate(said("hej"), f"Bearer {token}")

    assert refused.value.status == 503
