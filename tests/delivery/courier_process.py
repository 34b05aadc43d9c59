"""A courier in a process of its own, so that it can be killed and frozen."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.database.sessions import Sessions
from bot.delivery.courier import Courier
from bot.delivery.pace import Pace
from bot.settings import Settings
from bot.teams.connector import Connector, open_http
from bot.teams.credentials import Credentials
from bot.teams.post import TeamsPost
from tests.delivery.outbox import Words
from tests.teams.activities import APP_ID, TENANT_ID

TIME_TO_LIVE = 1.0  # seconds, of the lease
RATE = 400.0  # messages a second, so that the test is over soon


@dataclass(frozen=True)
class CourierProcess:
    """A running courier."""

    process: asyncio.subprocess.Process

    async def kill(self) -> None:
        """Kill it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    def freeze(self) -> None:
        """Stop it in whatever it is doing, as a machine that is put to sleep."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was stopped."""
        self.process.send_signal(signal.SIGCONT)


@asynccontextmanager
async def courier_process(database_url: str, connector_url: str) -> AsyncIterator[CourierProcess]:
    """Start a courier, with the real clock; killed at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.delivery.courier_process",
        env=os.environ | {"BOT_DATABASE": database_url, "BOT_CONNECTOR": connector_url},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    async with asyncio.timeout(30):
        assert b"at work" in await process.stdout.readline()
    drained = asyncio.create_task(process.stdout.read())
    try:
        yield CourierProcess(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await drained


async def main() -> None:
    """Work until killed."""
    sessions = Sessions(os.environ["BOT_DATABASE"])
    async with open_http() as http:
        post = TeamsPost(
            Connector(http, Credentials(Settings(_env_file=None))),
            app_id=APP_ID,
            tenant_id=TENANT_ID,
            service_url=os.environ["BOT_CONNECTOR"],
        )
        courier = Courier(
            sessions,
            Words(),
            post,
            pace=Pace(RATE, RATE),
            clock=lambda: datetime.now(UTC),
            time_to_live=TIME_TO_LIVE,
        )
        async with courier.working():
            print("at work", flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
