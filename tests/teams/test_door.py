"""What the bot's door answers to what comes over HTTP: never 500, never a stack trace."""

import json
import time
from typing import Any

import jwt
import pytest
from sqlalchemy import text

from tests.teams.activities import APP_ID
from tests.teams.fake_teams import FakeTeams
from tests.teams.key_server import Key

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

ANOTHER_TENANT = "99999999-9999-4999-8999-999999999999"


async def bytes_posted(teams: FakeTeams, body: bytes, **headers: str) -> int:
    """The status for these bytes, sent with a good token; there is nothing else in the answer."""
    token = teams.keys.token(APP_ID, teams.connector.url)
    delivery = await teams.deliver(body, Authorization=f"Bearer {token}", **headers)
    assert delivery.body is None
    return delivery.status


async def status_with(teams: FakeTeams, authorization: str | None, **fields: Any) -> int:
    """The status for a good message under this Authorization."""
    activity = teams.stranger("Nogen").writing("hej", **fields)
    headers = {"Authorization": authorization} if authorization is not None else {}
    return (await teams.deliver(json.dumps(activity).encode(), **headers)).status


async def test_a_good_token_is_let_in(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    assert (await lin.delivers(lin.writing("hej"))).status == 200
    assert lin.sees("Hej Lin")


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Bearer vrøvl", "Basic YTpi", "Bearer a.b.c", "æøå"],
)
async def test_without_a_token_nobody_is_let_in(
    teams: FakeTeams, authorization: str | None
) -> None:
    if authorization is not None:
        authorization = authorization.encode().decode("latin-1")

    assert await status_with(teams, authorization) == 401
    assert not teams.connector.requests


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int(time.time()) - 600},
        {"nbf": int(time.time()) + 36_000},
        {"aud": "another-app"},
        {"aud": None},
        {"iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"},  # the emulator's
        {"iss": "https://login.microsoftonline.com/common/v2.0"},
        {"iss": None},
        {"exp": None},
        {"serviceurl": "https://smba.trafficmanager.net/teams/"},
        {"serviceurl": None},
    ],
)
async def test_a_token_for_something_else_is_refused(
    teams: FakeTeams, claims: dict[str, Any]
) -> None:
    token = teams.keys.token(APP_ID, teams.connector.url, **claims)

    assert await status_with(teams, f"Bearer {token}") == 401


async def test_a_trailing_slash_makes_another_service_url(teams: FakeTeams) -> None:
    token = teams.keys.token(APP_ID, teams.connector.url.rstrip("/"))

    assert await status_with(teams, f"Bearer {token}") == 401


async def test_a_little_lateness_is_forgiven(teams: FakeTeams) -> None:
    token = teams.keys.token(APP_ID, teams.connector.url, exp=int(time.time()) - 60)

    assert await status_with(teams, f"Bearer {token}") == 200


async def test_a_token_under_a_foreign_key_is_refused(teams: FakeTeams) -> None:
    foreign = Key(77)
    token = teams.keys.token(APP_ID, teams.connector.url, key=foreign)
    forged = teams.keys.token(
        APP_ID, teams.connector.url, key=foreign, headers={"kid": teams.keys.key.id}
    )

    assert await status_with(teams, f"Bearer {token}") == 401
    assert await status_with(teams, f"Bearer {forged}") == 401


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_token_without_a_real_signature_is_refused(
    teams: FakeTeams, algorithm: str
) -> None:
    good = jwt.decode(
        teams.keys.token(APP_ID, teams.connector.url), options={"verify_signature": False}
    )
    secret = "x" * 32 if algorithm == "HS256" else ""
    forged = jwt.encode(good, secret, algorithm, headers={"kid": teams.keys.key.id})

    assert await status_with(teams, f"Bearer {forged}") == 401


async def test_a_key_must_vouch_for_the_channel(teams: FakeTeams) -> None:
    teams.keys.key = Key(1, endorsements=("webchat",))

    token = teams.keys.token(APP_ID, teams.connector.url)

    assert await status_with(teams, f"Bearer {token}") == 401


async def test_another_channel_is_not_for_us(teams: FakeTeams) -> None:
    teams.keys.key = Key(1, endorsements=("msteams", "webchat"))
    token = teams.keys.token(APP_ID, teams.connector.url)

    assert await status_with(teams, f"Bearer {token}", channelId="webchat") == 403


async def test_tokens_under_a_new_key_are_accepted_at_once(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")

    teams.keys.rotate()

    assert await lin.writes("hej")
    assert teams.keys.requests == 2


async def test_a_key_server_that_is_down_keeps_nobody_out_who_was_let_in_before(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hej")

    teams.keys.down = True

    assert await lin.writes("hej")


async def test_a_key_server_that_never_answered_means_try_again(teams: FakeTeams) -> None:
    teams.keys.down = True

    token = teams.keys.token(APP_ID, teams.connector.url)

    assert await status_with(teams, f"Bearer {token}") == 503


@pytest.mark.parametrize(
    "fields",
    [
        {"channelData": {"tenant": {"id": ANOTHER_TENANT}}},
        {"conversation": {"id": "a:x", "conversationType": "personal", "tenantId": ANOTHER_TENANT}},
        {"channelData": {}, "conversation": {"id": "a:x", "conversationType": "personal"}},
    ],
)
async def test_another_tenant_is_refused(teams: FakeTeams, fields: dict[str, Any]) -> None:
    token = teams.keys.token(APP_ID, teams.connector.url)

    assert await status_with(teams, f"Bearer {token}", **fields) == 403
    assert not teams.connector.requests


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"ikke json",
        b'{"type": "message"',
        b"[]",
        b'[{"type": "message"}]',
        b'"message"',
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    ],
    ids=["nothing", "words", "half", "array", "array of one", "string", "null", "bytes",
         "deep arrays", "deep objects"],
)  # fmt: skip
async def test_what_is_no_activity_is_a_bad_request(teams: FakeTeams, body: bytes) -> None:
    assert await bytes_posted(teams, body) == 400


@pytest.mark.parametrize(
    "field", ["type", "id", "serviceUrl", "channelId", "from", "conversation", "recipient"]
)
async def test_an_activity_without_a_field_that_matters_is_a_bad_request(
    teams: FakeTeams, field: str
) -> None:
    activity = teams.stranger("Nogen").writing("hej")
    del activity[field]

    assert await bytes_posted(teams, json.dumps(activity).encode()) == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", ["message"]),
        ("type", ""),
        ("id", 7),
        ("serviceUrl", "file:///etc/passwd"),
        ("serviceUrl", {"a": 1}),
        ("conversation", "a:x"),
        ("conversation", {"id": ""}),
        ("from", []),
        ("from", {"id": None}),
        ("timestamp", "i går"),
        ("text", {"a": 1}),
        ("channelData", "tekst"),
        ("entities", "tekst"),
        ("text", "nul\0tegn"),
    ],
)
async def test_a_field_of_the_wrong_kind_is_a_bad_request(
    teams: FakeTeams, field: str, value: object
) -> None:
    activity = teams.stranger("Nogen").writing("hej") | {field: value}

    assert await bytes_posted(teams, json.dumps(activity).encode()) == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "deflate"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
async def test_a_body_that_is_not_as_it_says_is_a_bad_request(
    teams: FakeTeams, headers: dict[str, str]
) -> None:
    activity = teams.stranger("Nogen").writing("hej")

    assert await bytes_posted(teams, json.dumps(activity).encode(), **headers) == 400


async def test_a_body_over_the_limit_is_too_large(teams: FakeTeams) -> None:
    activity = teams.stranger("Nogen").writing("x" * 300_000)

    assert await bytes_posted(teams, json.dumps(activity).encode()) == 413


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("adaptiveCard/action", None),
        ("adaptiveCard/action", {"action": None}),
        ("task/fetch", {}),
        ("task/submit", {"data": {}}),
        ("fileConsent/invoke", {"action": "accept"}),
        ("application/search", {"queryText": "x"}),
        ("suggestedAction/submit", {}),
        ("composeExtension/query", {}),
        (None, None),
    ],
)
async def test_an_invoke_that_we_have_no_use_for_is_refused_deliberately(
    teams: FakeTeams, name: str | None, value: object
) -> None:
    lin = await teams.manager("Lin Lærke")
    activity = lin.writing("") | {"type": "invoke", "name": name, "value": value}

    assert (await lin.delivers(activity)).status == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "messageUpdate", "channelData": {"eventType": "editMessage"}},
        {"type": "messageDelete", "channelData": {"eventType": "softDeleteMessage"}},
        {"type": "event", "name": "application/vnd.microsoft.readReceipt", "value": {}},
        {"type": "conversationUpdate", "channelData": {"eventType": "channelRenamed"}},
        {"type": "typing"},
        {"type": "noget nyt"},
    ],
)
async def test_what_needs_no_answer_gets_none(teams: FakeTeams, fields: dict[str, Any]) -> None:
    lin = await teams.manager("Lin Lærke")
    activity = lin.writing("hej")
    if "channelData" in fields:
        fields = fields | {"channelData": activity["channelData"] | fields["channelData"]}

    assert (await lin.delivers(activity | fields)).status == 200
    assert not teams.connector.requests


async def test_the_bot_is_not_ready_on_a_database_of_another_age(teams: FakeTeams) -> None:
    async with teams.sessions.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = 'older'"))

    async with teams.http.get(f"{teams.serving.url}/readyz") as response:
        assert response.status == 503
        assert await response.json() == {
            "database": True,
            "migrations": False,
            "index": True,
            "delivery": True,
        }


async def test_the_process_says_that_it_lives_and_is_ready(teams: FakeTeams) -> None:
    async with teams.http.get(f"{teams.serving.url}/healthz") as response:
        assert response.status == 200
    async with teams.http.get(f"{teams.serving.url}/readyz") as response:
        assert response.status == 200
        assert all((await response.json()).values())
