"""A fake of Microsoft Teams: the one way in which tests speak with the bot.

People write and press as in Teams; what they do reaches a real server over HTTP with a real
token, and what the bot sends stands in the fake connector, where they see it.
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import pytest
from sqlalchemy import func, select
from yarl import URL

from app import router_of
from bot.database.sessions import Sessions
from bot.delivery.models import DueTime
from bot.delivery.models import Message as MessageRow
from bot.delivery.values import State
from bot.documents.library import Library
from bot.people.importing import apply_import, preview_import
from bot.people.queries import everybody
from bot.people.values import Entry, Level, Role, Roster
from bot.rounds.keys import Keys
from bot.router import Router
from bot.server import Serving, serving
from bot.settings import Settings
from bot.teams.services import Services
from tests.teams.activities import APP_ID, TENANT_ID, said
from tests.teams.connector import FakeConnector, Message
from tests.teams.key_server import KeyServer
from tests.teams.onedrive import OneDrive
from tests.teams.token_server import TokenServer

CARD = "application/vnd.microsoft.card.adaptive"
FILE_OFFER = "application/vnd.microsoft.teams.card.file.consent"
FILE = "application/vnd.microsoft.teams.card.file.info"


@dataclass
class Clock:
    """The bot's clock, which stands still until it is moved."""

    now: datetime = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, time: timedelta) -> None:
        """Let time pass."""
        self.now += time


@dataclass(frozen=True)
class Delivery:
    """How the bot's door answered a delivery."""

    status: int
    body: Any


@dataclass
class Chat:
    """A chat, group chat or channel. kind: as Teams names it. team: that the channel is in."""

    teams: "FakeTeams"
    id: str
    kind: str
    team: "Team | None" = None

    @property
    def messages(self) -> list[Message]:
        """What the bot has said here, oldest first."""
        return self.teams.connector.messages(self.id)

    @property
    def texts(self) -> list[str]:
        """What can be read in each message, cards included."""
        return [readable(message.activity) for message in self.messages]


@dataclass
class Team:
    """A team. channels: their names by their ids, None for the first, whose id is the team's."""

    teams: "FakeTeams"
    id: str
    name: str
    channels: dict[str, str | None]

    @property
    def general(self) -> Chat:
        """The team's first channel."""
        return Chat(self.teams, self.id, "channel", self)

    def channel(self, name: str) -> Chat:
        """The channel of this name."""
        [channel_id] = [one for one, its_name in self.channels.items() if its_name == name]
        return Chat(self.teams, channel_id, "channel", self)

    def add(self, name: str) -> Chat:
        """A new channel, of which the bot isn't told yet."""
        self.channels[f"19:{uuid4().hex}@thread.tacv2"] = name
        self.tell()
        return self.channel(name)

    def tell(self) -> None:
        """Have the connector know the team as it now is."""
        self.teams.connector.add_team(self.id, self.name, self.channels)


@dataclass
class User:
    """Somebody with a Teams account, whether or not they are on the roster."""

    teams: "FakeTeams"
    name: str
    object_id: UUID
    id: str
    chat: Chat
    locale: str = "da-DK"

    async def delivers(self, activity: dict[str, Any]) -> Delivery:
        """Deliver any activity on the person's behalf."""
        return await self.teams.deliver(activity)

    def writing(self, text: str, *, chat: Chat | None = None, **fields: Any) -> dict[str, Any]:
        """The activity of a message; in a group chat or channel it mentions the bot."""
        chat = chat or self.chat
        activity = said(text, service_url=self.teams.connector.url)
        if chat.kind != "personal":
            mention = "<at>Lederlinjen</at>"
            activity["text"] = f"{mention} {text}"
            activity["entities"] = [
                {
                    "type": "mention",
                    "text": mention,
                    "mentioned": {"id": activity["recipient"]["id"], "name": "Lederlinjen"},
                }
            ]
        return activity | self._envelope(chat) | fields

    async def writes(self, text: str, *, chat: Chat | None = None) -> list[str]:
        """Write to the bot; what it says to that, each message as it can be read."""
        chat = chat or self.chat
        before = len(chat.messages)
        delivery = await self.delivers(self.writing(text, chat=chat))
        assert delivery.status == 200, delivery
        return chat.texts[before:]

    def dropping(self, *files: tuple[str, bytes], text: str = "") -> dict[str, Any]:
        """The activity of a message with files: the name and content of each."""
        attached = [self.teams.onedrive.attachment(name, content) for name, content in files]
        html = {"contentType": "text/html", "content": f"<p>{text}</p>"}
        return self.writing(text, attachments=[*attached, html])

    async def drops(self, *files: tuple[str, bytes], text: str = "") -> list[str]:
        """Drop files into the chat; what the bot says to that, each message as it can be read."""
        before = len(self.chat.messages)
        delivery = await self.delivers(self.dropping(*files, text=text))
        assert delivery.status == 200, delivery
        await self.teams.settled()
        return self.chat.texts[before:]

    async def installs(self, *, chat: Chat | None = None) -> Delivery:
        """Add the bot to the chat."""
        return await self.delivers(self.installing("add", chat=chat))

    async def removes(self, *, chat: Chat | None = None) -> Delivery:
        """Take the bot out of the chat."""
        return await self.delivers(self.installing("remove", chat=chat))

    def installing(self, action: str, *, chat: Chat | None = None) -> dict[str, Any]:
        """The activity with which Teams tells that the bot was added or removed."""
        activity = self.writing("", chat=chat)
        del activity["text"]
        return activity | {"type": "installationUpdate", "action": action}

    async def changes(self, change: str, chat: Chat) -> Delivery:
        """Change a team or a channel; `change` as Teams names it, such as "channelCreated"."""
        activity = self.writing("", chat=chat)
        del activity["text"], activity["entities"]
        assert chat.team
        activity["channelData"] |= {
            "eventType": change,
            "channel": {"id": chat.id, "name": chat.team.channels.get(chat.id)},
            "team": {"id": chat.team.id, "name": chat.team.name},
        }
        delivery = await self.delivers(activity | {"type": "conversationUpdate"})
        await self.teams.settled()
        return delivery

    def pressing(
        self,
        title: str,
        /,
        *,
        number: int = 0,
        message: Message | None = None,
        chat: Chat | None = None,
        submit: bool = False,
        **inputs: Any,
    ) -> dict[str, Any]:
        """The activity of a press on a button of a card, the newest that has it.

        number: which of several buttons of that title, from 0. submit: as clients send it that
        don't know Action.Execute. inputs: what is typed over what the card's form is filled with.
        """
        chat = chat or self.chat
        message = message or next(
            message for message in reversed(chat.messages) if title in titles(message.activity)
        )
        button = [button for button in buttons(message.activity) if button["title"] == title][
            number
        ]
        activity = self.writing("", chat=chat) | {"replyToId": message.id}
        del activity["text"]
        if button.get("associatedInputs") != "none":
            typed = filled(message.activity) | inputs
            inputs = {name: value for name, value in typed.items() if value != ""}
        if submit:
            data = button["fallback"]["data"] | inputs
            return activity | {"value": data}
        action = {
            "type": button["type"],
            "verb": button["verb"],
            "data": button["data"] | inputs,
            "title": title,
        }
        value = {"action": action, "trigger": "manual"}
        return activity | {"type": "invoke", "name": "adaptiveCard/action", "value": value}

    async def presses(self, title: str, /, **how: Any) -> str:
        """Press a button (see `pressing`); what the answer shows, as it can be read."""
        delivery = await self.delivers(self.pressing(title, **how))
        await self.teams.settled()
        assert delivery.status == 200, delivery
        if how.get("submit"):
            return self.chat.texts[-1]
        value = delivery.body["value"]
        return value if isinstance(value, str) else "\n".join(words(value))

    async def thumbs(self, tone: str, message: Message, comment: str = "") -> Delivery:
        """Press a thumb ("like" or "dislike") below a message of the bot."""
        activity = self.writing("") | {
            "type": "invoke",
            "name": "message/submitAction",
            "replyToId": message.id,
            "value": {
                "actionName": "feedback",
                "actionValue": {
                    "reaction": tone,
                    "feedback": json.dumps({"feedbackText": comment}),
                },
            },
        }
        return await self.delivers(activity)

    def consenting(
        self, *, message: Message | None = None, action: str | None = "accept", **fields: Any
    ) -> dict[str, Any]:
        """The activity of a yes ("accept") or no ("decline") to an offered file, the newest.

        fields: put in the place of those of the invoke's value.
        """
        offers = [one for one in self.chat.messages if _attached(one.activity, FILE_OFFER)]
        message = message or offers[-1]
        [offer] = _attached(message.activity, FILE_OFFER)
        value = {
            "type": "fileUpload",
            "action": action,
            "context": offer["content"]["acceptContext"],
        }
        if action == "accept":
            value["uploadInfo"] = self.teams.onedrive.destination(offer["name"])
        else:
            value["context"] = offer["content"]["declineContext"]
        activity = self.writing("")
        del activity["text"]
        return activity | {
            "type": "invoke",
            "name": "fileConsent/invoke",
            "replyToId": message.id,
            "value": value | fields,
        }

    async def accepts_file(self, **how: Any) -> list[str]:
        """Say yes to an offered file (see `consenting`); what the bot then says."""
        return await self._consents("accept", **how)

    async def declines_file(self, **how: Any) -> list[str]:
        """Say no to an offered file (see `consenting`); what the bot then says."""
        return await self._consents("decline", **how)

    async def _consents(self, action: str, **how: Any) -> list[str]:
        before = {message.id for message in self.chat.messages}
        delivery = await self.delivers(self.consenting(action=action, **how))
        await self.teams.settled()
        assert delivery == Delivery(200, {}), delivery
        return [
            readable(message.activity) for message in self.chat.messages if message.id not in before
        ]

    def sees(self, text: str) -> bool:
        """Whether the text can be read in the person's own chat."""
        return any(text in said for said in self.chat.texts)

    def sees_once(self, text: str) -> bool:
        """Whether the text can be read in exactly one message of the person's own chat."""
        return sum(text in said for said in self.chat.texts) == 1

    def _envelope(self, chat: Chat) -> dict[str, Any]:
        channel_data: dict[str, Any] = {"tenant": {"id": TENANT_ID}}
        if chat.team:
            channel_data |= {"team": {"id": chat.team.id}, "channel": {"id": chat.id}}
        return {
            "channelData": channel_data,
            "id": f"m{next(self.teams.numbers)}",
            "from": {"id": self.id, "name": self.name, "aadObjectId": str(self.object_id)},
            "conversation": {
                "id": chat.id,
                "conversationType": chat.kind,
                "tenantId": TENANT_ID,
                "isGroup": chat.kind != "personal",
            },
            "locale": self.locale,
        }


@dataclass
class FakeTeams:
    """Teams with the bot installed."""

    connector: FakeConnector
    keys: KeyServer
    tokens: TokenServer
    serving: Serving
    sessions: Sessions
    clock: Clock
    http: aiohttp.ClientSession
    onedrive: OneDrive
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def director(self, name: str) -> User:
        """Somebody of the directorate, on the roster."""
        return await self._person(name, role=Role.DIRECTORATE, level=Level.DIREKTION)

    async def manager(self, name: str, **fields: Any) -> User:
        """A manager, on the roster."""
        return await self._person(name, **fields)

    def stranger(self, name: str) -> User:
        """Somebody in the tenant who isn't on the roster."""
        object_id = uuid4()
        user_id = f"29:{object_id}"
        email = f"{name.split()[0].lower()}@kommune.example"
        self.connector.add_member(
            user_id, object_id=str(object_id), name=name, email=email, tenant_id=TENANT_ID
        )
        chat = Chat(self, f"a:{object_id}", "personal")
        return User(self, name, object_id, user_id, chat)

    def group_chat(self) -> Chat:
        """A group chat that the bot is part of."""
        return Chat(self, f"19:{uuid4().hex}@thread.v2", "groupChat")

    def channel(self) -> Chat:
        """A channel of a team that the bot is part of."""
        return Chat(self, f"19:{uuid4().hex}@thread.tacv2", "channel")

    def team(self, name: str, *channels: str) -> Team:
        """A team with these channels beside its first one."""
        team_id = f"19:{uuid4().hex}@thread.tacv2"
        named = {f"19:{uuid4().hex}@thread.tacv2": channel for channel in channels}
        team = Team(self, team_id, name, {team_id: None, **named})
        team.tell()
        return team

    async def deliver(
        self, activity: dict[str, Any] | bytes, *, url: str | None = None, **headers: str
    ) -> Delivery:
        """Post to the bot's door with a good token, unless `headers` have another Authorization."""
        if isinstance(activity, dict):
            token = self.keys.token(APP_ID, activity["serviceUrl"])
            headers = {"Authorization": f"Bearer {token}", **headers}
            activity = json.dumps(activity).encode()
        target = f"{url or self.serving.url}/api/messages"
        headers = {"Content-Type": "application/json", **headers}
        async with self.http.post(target, data=activity, headers=headers) as response:
            is_json = response.content_type == "application/json"
            return Delivery(response.status, await response.json() if is_json else None)

    async def settled(self) -> None:
        """Wait until the bot has sent what it answers beside the response."""
        await self.serving.bot.settled()

    async def delivered(self) -> None:
        """Wait until the outbox has nothing to do until time passes."""
        async with asyncio.timeout(30):
            while await self._is_busy():
                self.serving.courier.wake()
                await asyncio.sleep(0.02)

    async def _is_busy(self) -> bool:
        now = self.clock()
        async with self.sessions.read() as session:
            # What was due before the messages: it may be done in between, and want more of them.
            due = await session.scalar(
                select(func.count()).where(DueTime.done_at.is_(None), DueTime.due_at <= now)
            )
            messages = await session.scalar(
                select(func.count()).where(
                    MessageRow.state.in_((State.QUEUED, State.SENDING))
                    | ((MessageRow.state == State.HELD) & (MessageRow.not_before <= now))
                )
            )
        return bool(messages or due)

    async def _person(self, name: str, **fields: Any) -> User:
        user = self.stranger(name)
        async with self.sessions.read() as session:
            present = await everybody(session)
        known = [
            Entry(0, one.name, one.email, one.title, one.unit, one.level, one.role, one.groups)
            for one in present
        ]
        usual: dict[str, Any] = {
            "title": "Dagtilbudsleder",
            "unit": "Børn og unge",
            "level": Level.LEDER,
            "role": Role.MANAGER,
        }
        email = f"{name.split()[0].lower()}@kommune.example"
        new = Entry(0, name, email, **usual | fields)
        roster = Roster((*known, new))
        seen = await preview_import(self.sessions, roster)
        await apply_import(self.sessions, roster, now=self.clock(), confirmed=seen)
        return user


@asynccontextmanager
async def fake_teams(
    database_url: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    routes: Callable[[Library, Keys], Router] = router_of,
) -> AsyncIterator[FakeTeams]:
    """Teams, with a bot that serves from this database. routes: what it answers."""
    clock = Clock()
    async with (
        FakeConnector() as connector,
        KeyServer() as keys,
        TokenServer(folder) as tokens,
        OneDrive() as onedrive,
        aiohttp.ClientSession() as http,
    ):
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tokens.pem))
        async with bot_serving(
            database_url,
            keys.url,
            tokens.url,
            connector.url,
            clock,
            routes,
            keys_dir=folder / "keys",
        ) as running:
            sessions = Sessions(database_url)
            yield FakeTeams(connector, keys, tokens, running, sessions, clock, http, onedrive)
            await sessions.close()


def bot_serving(
    database_url: str,
    keys_url: str,
    authority: str,
    connector_url: str,
    clock: Callable[[], datetime],
    routes: Callable[[Library, Keys], Router] = router_of,
    *,
    keys_dir: Path = Path("keys"),
) -> AbstractAsyncContextManager[Serving]:
    """One instance of the bot, registered and with credentials, as it is in production."""
    settings = Settings(
        _env_file=None,
        host="127.0.0.1",
        port=0,
        database_url=database_url,
        keys_dir=keys_dir,
        app_id=APP_ID,
        app_password="hemmelighed",
        tenant_id=TENANT_ID,
    )
    services = Services(
        authority=authority,
        keys_url=keys_url,
        connector_url=connector_url,
        may_upload_to=_is_at_home,
    )
    return serving(settings, routes, clock=clock, services=services)


def _is_at_home(address: URL) -> bool:
    return address.scheme == "http" and address.host == "127.0.0.1"


def readable(activity: dict[str, Any]) -> str:
    """What can be read in a message: its text, the words of its card, or the name of its file."""
    cards = [one["content"] for one in _attached(activity, CARD)]
    names = [one["name"] for kind in (FILE_OFFER, FILE) for one in _attached(activity, kind)]
    said = [activity.get("text"), *names, *(word for card in cards for word in words(card))]
    return "\n".join(filter(None, said))


def _attached(activity: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """What is attached to a message of this kind."""
    return [one for one in activity.get("attachments", ()) if one["contentType"] == kind]


def words(element: Any) -> Iterator[str]:
    """Every text of a card, in reading order; of a button, its title."""
    if isinstance(element, list):
        for part in element:
            yield from words(part)
    elif isinstance(element, dict):
        if "title" in element and "value" in element:  # a fact
            yield f"{element['title']}: {element['value']}"
            return
        if str(element.get("type", "")).startswith("Action."):
            yield f"[{element['title']}]"
            yield from words(element.get("card"))  # what it unfolds
            return
        for name in ("text", "label"):
            if isinstance(element.get(name), str):
                yield element[name]
        for name in ("body", "items", "columns", "facts", "rows", "cells", "choices", "actions"):
            yield from words(element.get(name))


def buttons(activity: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons of a message's card, in reading order."""
    return [
        button for one in activity.get("attachments", ()) for button in _buttons(one["content"])
    ]


def filled(activity: dict[str, Any]) -> dict[str, str]:
    """What the form of a message's card is filled in with, by the names of its inputs."""
    return {
        entry["id"]: entry.get("value", "")
        for one in _attached(activity, CARD)
        for entry in _inputs(one["content"])
    }


def titles(activity: dict[str, Any]) -> list[str]:
    """What the buttons of a message's card say."""
    return [button["title"] for button in buttons(activity)]


def _buttons(element: Any) -> Iterator[dict[str, Any]]:
    if isinstance(element, list):
        for part in element:
            yield from _buttons(part)
    elif isinstance(element, dict):
        if str(element.get("type", "")).startswith("Action."):
            yield element
            yield from _buttons(element.get("card"))  # what it unfolds
            return
        for name in ("body", "items", "columns", "actions"):
            yield from _buttons(element.get(name))


def _inputs(element: Any) -> Iterator[dict[str, Any]]:
    if isinstance(element, list):
        for part in element:
            yield from _inputs(part)
    elif isinstance(element, dict):
        if str(element.get("type", "")).startswith("Input."):
            yield element
            return
        for name in ("body", "items", "columns", "actions", "card"):
            yield from _inputs(element.get(name))
