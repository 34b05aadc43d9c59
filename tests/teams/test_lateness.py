"""Presses whose answer takes long: the person hears so, and the answer comes once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from bot.documents.library import Library
from bot.messages import Action, Card, File, Reply
from bot.people.values import Role
from bot.rounds.keys import Keys
from bot.router import Router, Turn
from bot.teams import bot, lateness
from cards.parts import buttons, card
from tests.teams.exporting import routes
from tests.teams.fake_teams import FakeTeams, User, fake_teams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


@dataclass(frozen=True)
class Gather(Action, name="tests.gather", makes_file=True):
    """That the person wants a file that takes long."""


@dataclass(frozen=True)
class Flip(Action, name="tests.flip"):
    """That the person wants another card in this one's place, which takes long."""


@dataclass(frozen=True)
class Slip(Action, name="tests.slip"):
    """That the bot is to fail, which takes long."""


@dataclass(frozen=True)
class Whisper(Action, name="tests.whisper"):
    """That the person wants what mustn't stay in the chat, which takes long."""


class Slow:
    """Handlers that wait until they are let go. made: how many files were made."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.made = 0

    def routes(self, library: Library, keys: Keys) -> Router:
        """Everything that the bot answers, and "langsomt": a card with slow buttons."""
        router = routes(library, keys)
        router.on_command("langsomt", handler=self._offer, role=Role.MANAGER)
        router.on_command("vent", handler=self._wait, role=Role.MANAGER)
        router.on_action(Gather, self._gather, again=self._gather, role=Role.MANAGER)
        router.on_action(Flip, self._flip, again=self._flip, role=Role.MANAGER)
        router.on_action(Whisper, self._whisper, again=self._whisper, role=Role.MANAGER)
        router.on_action(Slip, self._slip, again=self._slip, role=Role.MANAGER)
        return router

    async def _offer(self, _turn: Turn) -> Reply:
        return Reply((_card("Langsomt"),))

    async def _wait(self, _turn: Turn) -> Reply:
        await self.go.wait()
        return Reply.text("Nu.")

    async def _gather(self, _turn: Turn, action: Gather) -> Reply:
        self.made += 1
        await self.go.wait()
        return Reply((File("Alt.csv", b"alt", "Alt.", action),))

    async def _flip(self, _turn: Turn, _action: Flip) -> Reply:
        await self.go.wait()
        return Reply(replace=_card("Vendt"))

    async def _whisper(self, _turn: Turn, _action: Whisper) -> Reply:
        await self.go.wait()
        return Reply(replace=_card("Hemmeligt"), lasting=False)

    async def _slip(self, _turn: Turn, _action: Slip) -> Reply:
        await self.go.wait()
        raise RuntimeError("slipped")


def _card(name: str) -> Card:
    return card(
        name,
        buttons(("Hent alt", Gather()), ("Vend", Flip()), ("Fejl", Slip()), ("Hvisk", Whisper())),
    )


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest_asyncio.fixture
async def teams(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: Slow
) -> AsyncIterator[FakeTeams]:
    async with fake_teams(database_url, tmp_path, monkeypatch, slow.routes) as teams:
        yield teams


@pytest_asyncio.fixture
async def lin(teams: FakeTeams) -> AsyncIterator[User]:
    lin = await teams.manager("Lin Fiktivsen")
    await lin.writes("langsomt")
    with patch.object(lateness, "PATIENCE", 0.1):
        yield lin


def said(body: Any) -> str:
    return str(body["value"])


async def test_a_file_that_takes_long_comes_later_and_once(
    teams: FakeTeams, lin: User, slow: Slow
) -> None:
    """The press is delivered again, and the person presses again, while the file is made."""
    press = lin.pressing("Hent alt")

    with capture_logs() as logs:
        first = await lin.delivers(press)
        repeated = await lin.delivers(press)
        impatient = await lin.delivers(lin.pressing("Hent alt"))

    assert {one.status for one in (first, repeated, impatient)} == {200}
    assert {said(one.body) for one in (first, repeated, impatient)} == {
        "Jeg samler filen. Den kommer her om et øjeblik."
    }
    assert [one["event"] for one in logs if one["log_level"] == "warning"] == ["answer takes long"]
    assert not lin.sees("Alt.csv")

    slow.go.set()
    await teams.settled()
    late = await lin.delivers(press)
    await teams.settled()

    assert late.status == 200
    assert lin.sees_once("Alt.csv")
    assert slow.made == 1


async def test_a_file_that_takes_long_can_be_taken(teams: FakeTeams, lin: User, slow: Slow) -> None:
    """To make it again for whoever says yes may take longer than an answer."""
    slow.go.set()
    await lin.presses("Hent alt")
    slow.go.clear()

    with patch.object(bot, "TIME_TO_COMPOSE", 0.1):
        await lin.delivers(lin.consenting())
        await asyncio.sleep(0.3)
        slow.go.set()
        await teams.settled()

    assert teams.onedrive.files == {"Alt.csv": b"alt"}


async def test_a_card_that_takes_long_is_shown_in_its_place_later(
    teams: FakeTeams, lin: User, slow: Slow
) -> None:
    delivery = await lin.delivers(lin.pressing("Vend"))
    assert said(delivery.body) == "Jeg er i gang. Svaret kommer her om et øjeblik."

    slow.go.set()
    await teams.settled()

    assert lin.sees_once("Vendt")
    assert not lin.sees("Langsomt")


async def test_what_may_not_stay_in_the_chat_is_not_said_there_when_it_comes_late(
    teams: FakeTeams, lin: User, slow: Slow
) -> None:
    await lin.delivers(lin.pressing("Hvisk"))
    slow.go.set()
    await teams.settled()

    assert lin.sees_once("Tryk igen for at se det.")
    assert not lin.sees("Hemmeligt")
    assert "Hemmeligt" not in str([call.body for call in teams.connector.requests])


async def test_what_fails_after_a_long_time_is_said(
    teams: FakeTeams, lin: User, slow: Slow
) -> None:
    await lin.delivers(lin.pressing("Fejl"))

    with capture_logs() as logs:
        slow.go.set()
        await teams.settled()

    [failed] = [one for one in logs if one["event"] == "turn failed"]
    assert lin.sees_once(failed["log_id"])


async def test_words_that_take_too_long_are_logged_and_asked_for_again(
    teams: FakeTeams, lin: User
) -> None:
    with capture_logs() as logs, patch.object(bot, "TIME_TO_COMPOSE", 0.1):
        delivery = await lin.delivers(lin.writing("vent"))

    assert delivery.status == 503
    assert "not answered in time" in [one["event"] for one in logs]
