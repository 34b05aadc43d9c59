"""A fake of Microsoft's connector: keeps what it is sent, and can be told to fail."""

import asyncio
import itertools
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web


@dataclass(frozen=True)
class Call:
    """One request as it arrived. path: decoded, without the part that is the service URL's own."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


@dataclass
class Message:
    """A message that stands in a conversation. reply_to: the thread it was sent to."""

    id: str
    activity: dict[str, Any]
    reply_to: str | None = None
    edits: int = 0


@dataclass
class _Trouble:
    """What goes wrong with the next calls. times: None for all of them until `recover`."""

    times: int | None
    conversation_id: str | None
    delivered: bool = False
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str = "{}"
    cuts: bool = False


class FakeConnector:
    """Plays the connector on a port of 127.0.0.1 for as long as its context is open.

    `delivered`, where it is asked for: whether the message arrived all the same.
    """

    def __init__(self) -> None:
        self.requests: list[Call] = []
        self.latency = 0.0  # seconds before anything is done
        self.installed: set[str] = set()  # the object ids of people who have the app
        self._messages: dict[str, dict[str, Message]] = defaultdict(dict)
        self._members: dict[str, dict[str, Any]] = {}
        self._teams: dict[str, tuple[str, dict[str, str | None]]] = {}
        self._troubles: list[_Trouble] = []
        self._peers: set[object] = set()
        self._ids = itertools.count(1_700_000_000_000)
        self._port = 0
        self._runner: web.AppRunner | None = None
        self._released = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self.accept()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._released.set()
        await self.refuse()

    @property
    def url(self) -> str:
        """The service URL, with a path as Microsoft's have."""
        return f"http://127.0.0.1:{self._port}/teams/"

    def messages(self, conversation_id: str) -> list[Message]:
        """What stands in the conversation now, oldest first."""
        return list(self._messages[conversation_id].values())

    @property
    def connections(self) -> int:
        """How many connections carried the requests so far."""
        return len(self._peers)

    def calls(self, method: str) -> list[Call]:
        """The requests of this method."""
        return [call for call in self.requests if call.method == method]

    def add_member(
        self,
        user_id: str,
        *,
        object_id: str,
        name: str,
        email: str,
        user_principal_name: str | None = None,
        tenant_id: str = "",
        role: str = "user",
    ) -> None:
        """Somebody who is a member of every conversation."""
        self._members[user_id] = {
            "id": user_id,
            "name": name,
            "aadObjectId": object_id,
            "email": email,
            "userPrincipalName": user_principal_name or email,
            "tenantId": tenant_id,
            "userRole": role,
        }

    def add_team(self, team_id: str, name: str, channels: Mapping[str, str | None]) -> None:
        """A team as it now is, and its channels' names by their ids; the first one's is None."""
        self._teams[team_id] = (name, dict(channels))

    def fail(
        self,
        status: int,
        *,
        code: str | None = None,
        subcode: str | None = None,
        retry_after: int | None = None,
        location: str | None = None,
        times: int | None = 1,
        conversation_id: str | None = None,
        delivered: bool = False,
        body: str = "{}",
    ) -> None:
        """Answer with a status. code, subcode: as Teams words them, in the place of the body."""
        if code:
            body = json.dumps({"error": {"code": code, "message": "no"}})
        if subcode:
            body = json.dumps({"errorCode": 209, "message": json.dumps({"subCode": subcode})})
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        if location:
            headers["Location"] = location
        self._troubles.append(
            _Trouble(times, conversation_id, delivered, status=status, headers=headers, body=body)
        )

    def hang(
        self,
        *,
        times: int | None = 1,
        conversation_id: str | None = None,
        delivered: bool = False,
    ) -> None:
        """Never answer."""
        self._troubles.append(_Trouble(times, conversation_id, delivered))

    def cut(
        self,
        *,
        times: int | None = 1,
        conversation_id: str | None = None,
        delivered: bool = False,
    ) -> None:
        """Cut the line instead of answering."""
        self._troubles.append(_Trouble(times, conversation_id, delivered, cuts=True))

    def recover(self) -> None:
        """Answer again, also what hangs."""
        self._troubles.clear()
        self._released.set()
        self._released = asyncio.Event()

    async def refuse(self) -> None:
        """Take no connections any more, and drop the ones there are."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def accept(self) -> None:
        """Take connections, on the same port as before."""
        app = web.Application(client_max_size=10 * 1024 * 1024)
        app.router.add_post("/teams/v3/conversations", self._open_chat)
        app.router.add_route("*", "/teams/v3/conversations/{conversation}/{tail:.*}", self._take)
        app.router.add_get("/teams/v3/teams/{team}", self._describe_team)
        app.router.add_get("/teams/v3/teams/{team}/conversations", self._list_channels)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _open_chat(self, request: web.Request) -> web.StreamResponse:
        """Open somebody's personal chat, if the app is installed for them."""
        body = await request.json()
        self.requests.append(Call("POST", "/v3/conversations", request.headers, body))
        object_id = body["members"][0]["id"]
        trouble = self._next_trouble("")
        if trouble and trouble.status is not None:
            return web.json_response(
                text=trouble.body, status=trouble.status, headers=trouble.headers
            )
        if object_id not in self.installed:
            error = {"error": {"code": "ForbiddenOperationException", "message": "no"}}
            return web.json_response(error, status=403)
        return web.json_response({"id": f"a:{object_id}"}, status=201)

    async def _describe_team(self, request: web.Request) -> web.StreamResponse:
        team_id = request.match_info["team"]
        name, channels = self._teams.get(team_id, ("", {}))
        return self._told_of_team(
            request, {"id": team_id, "name": name, "channelCount": len(channels)}
        )

    async def _list_channels(self, request: web.Request) -> web.StreamResponse:
        _name, channels = self._teams.get(request.match_info["team"], ("", {}))
        listed = [
            {"id": one} if name is None else {"id": one, "name": name}
            for one, name in channels.items()
        ]
        return self._told_of_team(request, {"conversations": listed})

    def _told_of_team(self, request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        path = request.path.removeprefix("/teams")
        self.requests.append(Call(request.method, path, request.headers, None))
        team_id = request.match_info["team"]
        trouble = self._next_trouble(team_id)
        if trouble and trouble.status is not None:
            return web.json_response(text=trouble.body, status=trouble.status)
        if team_id not in self._teams:
            return _not_found("TeamNotFound")
        return web.json_response(body)

    async def _take(self, request: web.Request) -> web.StreamResponse:
        body = await request.json() if request.can_read_body else None
        path = request.path.removeprefix("/teams")
        self.requests.append(Call(request.method, path, request.headers, body))
        assert request.transport
        self._peers.add(request.transport.get_extra_info("peername"))
        await asyncio.sleep(self.latency)
        trouble = self._next_trouble(request.match_info["conversation"])
        if trouble is None:
            return self._do(request, body)
        if trouble.delivered:
            self._do(request, body)
        if trouble.status is not None:
            return web.json_response(
                text=trouble.body, status=trouble.status, headers=trouble.headers
            )
        if trouble.cuts:
            request.transport.abort()
        else:
            await self._released.wait()
        return web.Response(status=500)  # read by nobody

    def _next_trouble(self, conversation_id: str) -> _Trouble | None:
        for trouble in self._troubles:
            if trouble.conversation_id in (None, conversation_id):
                if trouble.times is not None:
                    trouble.times -= 1
                    if not trouble.times:
                        self._troubles.remove(trouble)
                return trouble
        return None

    def _do(self, request: web.Request, body: Any) -> web.Response:
        messages = self._messages[request.match_info["conversation"]]
        match (request.method, *request.match_info["tail"].split("/")):
            case "POST", "activities", *reply_to:
                message = Message(str(next(self._ids)), body, reply_to[0] if reply_to else None)
                messages[message.id] = message
                return web.json_response({"id": message.id}, status=201)
            case "PUT", "activities", message_id if message_id in messages:
                messages[message_id].activity = body
                messages[message_id].edits += 1
                return web.json_response({"id": message_id})
            case "DELETE", "activities", message_id if message_id in messages:
                del messages[message_id]
                return web.Response()
            case "PUT" | "DELETE", "activities", _:
                return _not_found("ActivityNotFoundInConversation")
            case "GET", "members", user_id if user_id in self._members:
                return web.json_response(self._members[user_id])
            case "GET", "members", _:
                return _not_found("MemberNotFoundInConversation")
        return web.Response(status=405)


def _not_found(code: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": "no"}}, status=404)
