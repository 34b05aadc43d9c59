"""What every test of delivery may ask for: an outbox."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from bot.database.sessions import Sessions
from tests.delivery.outbox import PATIENCE, Outbox
from tests.teams.connector import FakeConnector


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[Any]]:
    """What is logged, line by line; as there is much of it, it isn't written out."""
    with capture_logs() as lines:
        yield lines


@pytest_asyncio.fixture
async def outbox(sessions: Sessions) -> AsyncIterator[Outbox]:
    """An outbox on a fresh database, with a connector that takes what is sent."""
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    async with FakeConnector() as connector, aiohttp.ClientSession(timeout=limit) as http:
        yield Outbox(sessions, connector, http)
