"""The local trial: Microsoft's Agents Playground beside the bot, where npx is there to start it.

It is a development tool under Microsoft's pre-release licence: started, never shipped.
"""

import asyncio
import json
import os
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.people.values import Entry

PLAYGROUND = "@microsoft/m365agentsplayground@0.2.28"
PORT = 56150
TIME_TO_STOP = 3.0  # seconds
OTHERS = 5  # neither more nor fewer are accepted
TENANT = "00000000-0000-4000-8000-0000000000aa"
TEAM = "00000000-0000-4000-8000-0000000000c0"


def configuration(people: Sequence[Entry], current: Entry) -> str:
    """The Playground's configuration (YAML, of which JSON is a part).

    people: who can be spoken of, 5 besides the one who sits before it; their object ids are
    known. The ids of chats differ from person to person, so that several Playgrounds can stand
    before one bot.
    """
    others = [one for one in people if one != current][:OTHERS]
    return json.dumps(
        {
            "version": "0.1.1",
            "tenantId": TENANT,
            "bot": {"id": "lederlinjen", "name": "Lederlinjen"},
            "currentUser": _user(current),
            "users": [_user(one) for one in others],
            "personalChat": {"id": f"personal-{current.object_id}"},
            "groupChat": {"id": f"group-{current.object_id}", "name": "Chefgruppen"},
            "team": {
                "id": f"team-{current.object_id}",
                "name": "Ledere",
                "aadGroupId": TEAM,
                "channels": [{"id": f"channel-{current.object_id}", "name": "Ledermøde"}],
            },
        },
        ensure_ascii=False,
        indent=2,
    )


@asynccontextmanager
async def playground(
    folder: Path, *, settings: str, bot_url: str, port: int = PORT
) -> AsyncIterator["Page | None"]:
    """Run the Playground against the bot until the end of the block.

    folder: where its configuration is put and it keeps its log. settings: what `configuration`
    gives. None where it can't be started: without npx, or with the port taken.
    """
    npx = shutil.which("npx")
    if not npx or not _is_free(port):
        yield None
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".m365agentsplayground.yml").write_text(settings, encoding="utf-8")
    with (folder / "playground.log").open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            npx, "--yes", PLAYGROUND, "start",
            "-e", f"{bot_url}/api/messages", "-c", "msteams", "--dt", "-p", str(port),
            cwd=folder, stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield Page(process, port)
    finally:
        await _stop(process)


@dataclass(frozen=True)
class Page:
    """The page to write on, once it opens."""

    process: asyncio.subprocess.Process
    port: int

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self.port}"

    async def opens(self) -> bool:
        """Wait until it can be opened, the first time until npm has fetched it; whether it can."""
        async with aiohttp.ClientSession() as http:
            while self.process.returncode is None:
                try:
                    # Its port opens once before the page is there, as a trial.
                    async with http.get(self.address, raise_for_status=True):
                        return True
                except aiohttp.ClientError:
                    await asyncio.sleep(0.2)
        return False


def _is_free(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _user(person: Entry) -> dict[str, str]:
    first, _, last = person.name.partition(" ")
    return {
        "id": f"29:{person.object_id}",
        "name": person.name,
        "userPrincipleName": person.email,  # spelt so by the Playground
        "aadObjectId": str(person.object_id),
        "givenName": first,
        "surname": last,
        "email": person.email,
    }


async def _stop(process: asyncio.subprocess.Process) -> None:
    """Stop npx and the node it started, which has the same process group and may outlive it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        async with asyncio.timeout(TIME_TO_STOP):
            await process.wait()
    except TimeoutError:
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
