"""The way out to Teams: each call goes out exactly once, and its outcome is one of four.

It succeeded, it surely had no effect (`NotDelivered`), it was turned down (`Refused`), or nobody
knows (`Uncertain`). Teams takes no idempotency key, so nothing is ever sent a second time here.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from urllib.request import getproxies
from uuid import UUID

import aiohttp
from aiohttp.hdrs import AUTHORIZATION, RETRY_AFTER
from botbuilder.schema import Activity, ChannelAccount, ConversationParameters
from botframework.connector import AsyncBfPipeline, BotFrameworkConnectorConfiguration
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth.connector_factory import ConnectorFactory
from msrest.pipeline import Request, Response, SansIOHTTPPolicy
from msrest.pipeline.async_abc import AsyncHTTPSender
from msrest.universal_http import ClientRequest
from msrest.universal_http.async_abc import AsyncClientResponse

from bot.delivery.outcomes import NotDelivered, Refused, Uncertain
from bot.teams.credentials import CredentialRefused, Credentials, CredentialUnavailable

TIME_LIMIT = 8.0  # seconds for a whole call; a turn has 15 in all
TIME_TO_CONNECT = 4.0  # seconds of it

_SURELY_NOTHING_DONE = (412, 429)
_PERHAPS_DONE = 408  # and everything from 500 up


@dataclass(frozen=True)
class Member:
    """Somebody in a conversation, as Teams vouches for them.

    object_id: in Entra. tenant_id: the person's own, which a guest's or an external's is not ours.
    role: "user" for those of the tenant, "guest" or "anonymous" for others.
    """

    object_id: str | None
    name: str | None
    email: str | None
    user_principal_name: str | None
    tenant_id: str | None
    role: str | None

    def belongs_to(self, tenant_id: str) -> bool:
        """Whether the person is one of the tenant's own, and no guest in it."""
        own = (self.tenant_id or "").casefold() == tenant_id.casefold()
        return own and self.role in (None, "user")


@dataclass(frozen=True)
class Team:
    """A team, and the names of its channels by their ids; None for the first, which has none."""

    name: str | None
    channels: Mapping[str, str | None]


def open_http() -> aiohttp.ClientSession:
    """A session for everything that the bot asks of others; to be closed at the end."""
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=TIME_LIMIT, connect=TIME_TO_CONNECT),
        # A municipality may reach the internet through a proxy only. Else nothing of the
        # environment is wanted, as aiohttp would read ~/.netrc at each request.
        trust_env=bool(getproxies()),
        cookie_jar=aiohttp.DummyCookieJar(),  # what one call is given is no other call's business
    )


class Connector(ConnectorFactory):
    """Sends to Teams, edits, deletes, and asks who somebody is.

    Every method raises NotDelivered, Refused or Uncertain. So does whatever the SDK sends, as this
    is where it gets its clients from.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        credentials: Credentials,
        *,
        on_call: Callable[[], None] = lambda: None,
    ) -> None:
        """on_call: told of every call before it goes out."""
        self._sender = _Sender(http, credentials, on_call)
        self._clients: dict[str, ConnectorClient] = {}

    async def send(
        self,
        service_url: str,
        conversation_id: str,
        activity: Activity,
        *,
        reply_to: str | None = None,
    ) -> str:
        """Send a message, and return its id. reply_to: the id of what it answers in a thread."""
        conversations = self._client(service_url).conversations
        if reply_to:
            sent = await conversations.reply_to_activity(conversation_id, reply_to, activity)
        else:
            sent = await conversations.send_to_conversation(conversation_id, activity)
        if not sent or not sent.id:
            raise Uncertain("sent, but without an id")
        message_id: str = sent.id
        return message_id

    async def update(
        self, service_url: str, conversation_id: str, message_id: str, activity: Activity
    ) -> None:
        """Put the activity in the place of a message."""
        conversations = self._client(service_url).conversations
        await conversations.update_activity(conversation_id, message_id, activity)

    async def delete(self, service_url: str, conversation_id: str, message_id: str) -> None:
        """Take a message away."""
        conversations = self._client(service_url).conversations
        await conversations.delete_activity(conversation_id, message_id)

    async def open_chat(
        self, service_url: str, object_id: UUID, *, app_id: str, tenant_id: str
    ) -> str:
        """Open the personal chat with somebody who has the app; the conversation's id.

        Opening it again gives the same chat (Microsoft's "Send proactive messages").
        """
        parameters = ConversationParameters(
            bot=ChannelAccount(id=f"28:{app_id}"),
            members=[ChannelAccount(id=str(object_id))],
            is_group=False,
            tenant_id=tenant_id,
            channel_data={"tenant": {"id": tenant_id}},
        )
        opened = await self._client(service_url).conversations.create_conversation(parameters)
        if not opened or not opened.id:
            raise Uncertain("opened, but without an id")
        conversation_id: str = opened.id
        return conversation_id

    async def member(self, service_url: str, conversation_id: str, user_id: str) -> Member | None:
        """Who the user is; None when there is no such member. user_id: an activity's `from.id`.

        Asking changes nothing, so whatever goes wrong on the way is NotDelivered.
        """
        conversations = self._client(service_url).conversations
        try:
            account = await conversations.get_conversation_member(conversation_id, user_id)
        except Uncertain as uncertain:
            raise NotDelivered from uncertain
        except Refused as refused:
            if refused.status == 404:
                return None
            raise
        if not account:
            raise NotDelivered
        more = account.additional_properties
        return Member(
            object_id=account.aad_object_id,
            name=account.name,
            email=more.get("email"),
            user_principal_name=more.get("userPrincipalName"),
            tenant_id=more.get("tenantId"),
            role=more.get("userRole"),
        )

    async def team(self, service_url: str, team_id: str) -> Team:
        """The team's name and its channels, but private ones, of which Teams doesn't tell.

        Asking changes nothing, so whatever goes wrong on the way is NotDelivered.
        """
        details = await self._asked(service_url, f"v3/teams/{quote(team_id, safe='')}")
        listed = await self._asked(service_url, f"v3/teams/{quote(team_id, safe='')}/conversations")
        conversations = listed.get("conversations")
        if not isinstance(conversations, list):
            raise NotDelivered
        return Team(
            _text_in(details, "name"),
            {
                channel_id: _text_in(one, "name")
                for one in conversations
                if isinstance(one, dict) and (channel_id := _text_in(one, "id"))
            },
        )

    async def create(self, service_url: str, audience: str | None = None) -> ConnectorClient:
        """The SDK's client for a service URL, for the SDK itself."""
        return self._client(service_url)

    async def _asked(self, service_url: str, path: str) -> dict[str, Any]:
        """What Teams tells when it is asked; the SDK has this on its own threads only."""
        address = f"{service_url.rstrip('/')}/{path}"
        try:
            answer = await self._sender.send(Request(ClientRequest("GET", address)))
        except Uncertain as uncertain:
            raise NotDelivered from uncertain
        return _object_in(answer.http_response.body())

    def _client(self, service_url: str) -> ConnectorClient:
        if service_url not in self._clients:
            # The token is added by the sender. A policy with credentials, in the place of the
            # empty one, would quietly be linked back to the SDK's own threads and connections.
            configuration = BotFrameworkConnectorConfiguration(
                SansIOHTTPPolicy(),
                service_url,
                pipeline_type=AsyncBfPipeline,
                sender=self._sender,
            )
            self._clients[service_url] = ConnectorClient(None, custom_configuration=configuration)
        return self._clients[service_url]


class _Answer(AsyncClientResponse):
    """A success, in the form that the SDK reads.

    It knows 200, 201 and 202, and fails on a body that isn't JSON; but what Teams calls a success
    has been done, whatever the words.
    """

    def __init__(self, request: ClientRequest, body: bytes) -> None:
        super().__init__(request, None)
        self.status_code = 200
        self._body = body if _object_in(body) else b""

    def body(self) -> bytes:
        return self._body


class _Sender(AsyncHTTPSender[ClientRequest, AsyncClientResponse]):
    """Sends the SDK's requests over one session that keeps its connections, once each."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        credentials: Credentials,
        on_call: Callable[[], None],
    ) -> None:
        self._http = http
        self._credentials = credentials
        self._on_call = on_call

    async def __aexit__(self, *error: object) -> None:
        """Leave the session open: it is everybody's."""

    async def send(
        self, request: Request[ClientRequest], **config: Any
    ) -> Response[ClientRequest, AsyncClientResponse]:
        outgoing = request.http_request
        headers = dict(outgoing.headers)
        try:
            token = await self._credentials.token()
            if token:
                headers[AUTHORIZATION] = f"Bearer {token}"
            self._on_call()
            async with self._http.request(
                outgoing.method,
                outgoing.url,
                headers=headers,
                data=outgoing.data,
                allow_redirects=False,
                middlewares=(_once,),
            ) as answer:
                body = await answer.read()
        except CredentialRefused as error:
            raise Refused(401, error.code) from error
        except (
            CredentialUnavailable,
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
        ) as error:
            raise NotDelivered from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Uncertain(type(error).__name__) from error
        if not 200 <= answer.status < 300:
            raise _outcome(answer, body)
        return Response(request, _Answer(outgoing, body))


async def _once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keep aiohttp from sending a PUT or DELETE again on a line that was cut.

    It does so after two errors that it knows, and isn't to be told otherwise; so it gets another.
    """
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise Uncertain(type(error).__name__) from error


def _outcome(answer: aiohttp.ClientResponse, body: bytes) -> NotDelivered | Refused | Uncertain:
    if answer.status in _SURELY_NOTHING_DONE:
        return NotDelivered(_seconds(answer.headers.get(RETRY_AFTER)))
    if answer.status == _PERHAPS_DONE or answer.status >= 500:
        return Uncertain(str(answer.status))
    return Refused(answer.status, _code_in(body))


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After in seconds, which is the form that Teams uses; None for any other."""
    return float(retry_after) if retry_after and retry_after.isdecimal() else None


def _code_in(body: bytes) -> str | None:
    """Teams' word for what is wrong.

    It comes as {"error": {"code": ...}}; for somebody who has blocked the bot as {"errorCode":
    209, "message": ...} with the JSON {"subCode": "MessageWritesBlocked", ...} inside the message
    (Microsoft's "Send proactive messages", read in November 2026).
    """
    document = _object_in(body)
    error = document.get("error")
    error = error if isinstance(error, dict) else document
    within = error.get("message")
    within = _object_in(within.encode()) if isinstance(within, str) else {}
    code = within.get("subCode") or error.get("subCode") or error.get("code")
    return code if isinstance(code, str) else None


def _text_in(document: Mapping[str, Any], name: str) -> str | None:
    value = document.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _object_in(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
