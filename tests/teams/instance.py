"""One more instance of the bot, in a process of its own, so that it can be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.server import now
from tests.teams.fake_teams import FakeTeams, bot_serving


@dataclass(frozen=True)
class Instance:
    """A running instance. url: the address that it listens on."""

    process: asyncio.subprocess.Process
    url: str

    async def kill(self) -> None:
        """Kill it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


@asynccontextmanager
async def instance(teams: FakeTeams, database_url: str) -> AsyncIterator[Instance]:
    """Start an instance on this database, with the real clock; killed at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.teams.instance",
        env=os.environ
        | {
            "BOT_DATABASE": database_url,
            "BOT_KEYS": teams.keys.url,
            "BOT_TOKENS": teams.tokens.url,
            "BOT_CONNECTOR": teams.connector.url,
        },
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    line = (await process.stdout.readline()).decode()
    while not line.startswith("http"):
        assert line, "the instance didn't start"
        line = (await process.stdout.readline()).decode()
    try:
        yield Instance(process, line.strip())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def main() -> None:
    """Serve until killed; print the address."""
    environment = os.environ
    async with bot_serving(
        environment["BOT_DATABASE"],
        environment["BOT_KEYS"],
        environment["BOT_TOKENS"],
        environment["BOT_CONNECTOR"],
        now,
    ) as running:
        print(running.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
