"""A bot in trial mode, and Playgrounds before it: one for each person of the roster who is needed.

All of it runs for as long as the tests do.
"""

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, async_playwright, expect

from bot.calendar import in_copenhagen, moment_of, working_days_after
from bot.people.trial import trial_roster
from bot.playground import configuration, playground
from tests.playground.person import AT_WORK, Person

APP = Path(__file__).parents[2] / "app.py"
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # The Playground asks Microsoft for its fonts. Playwright's own way to refuse it turns off the
    # cache, without which a page takes three times as long to open.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
TIME_TO_START = 30.0  # seconds
TIME_TO_FETCH = 240.0  # seconds; the first time, npm fetches the Playground
TIME_TO_STOP = 10.0  # seconds

expect.set_options(timeout=20_000)  # milliseconds; a busy machine draws slowly

SitDown = Callable[[str], Awaitable[Person]]
Operates = Callable[..., Awaitable[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a round be answered before the shorter stories, as it is open for minutes.

    Whoever made and approved it is told when it closes, and isn't in those.
    """
    places = {"test_broadcasts": 1, "test_decisions": 2, "test_rounds": 5}
    places |= {"test_basics": 0, "test_a_round_is_made_approved_and_answered": 3}
    ours = [item for item in items if Path(__file__).parent in item.path.parents]
    ours.sort(key=lambda item: places.get(item.name, places.get(item.path.stem, 4)))
    items[:] = [item for item in items if item not in ours] + ours


@pytest.fixture(scope="session", autouse=True)
def wanted(request: pytest.FixtureRequest) -> None:
    """Skip what wasn't asked for; what was asked for and can't run has failed."""
    if not request.config.getoption("--playground"):
        pytest.skip("needs npx and Chromium; `make playground` runs it")
    missing = [tool for tool in ("npx", "chromium", "faketime") if not shutil.which(tool)]
    if missing:
        pytest.fail(f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the bot and its commands run in: a folder and a port of their own."""
    # Nothing else of the environment, so that nobody's own settings reach the bot.
    return {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path_factory.mktemp("bot")),
        "KEYS_DIR": str(tmp_path_factory.mktemp("keys")),
        "PORT": str(free_port()),
    }


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def bot_url(environment: dict[str, str]) -> AsyncIterator[str]:
    """The address of a bot in trial mode, in a process of its own."""
    folder = Path(environment["DATA_DIR"])
    url = f"http://127.0.0.1:{environment['PORT']}"
    with (folder / "bot.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(APP)),
            cwd=folder,
            env=environment | at_work_time(),
            stdout=log,
            stderr=log,
        )
    try:
        async with asyncio.timeout(TIME_TO_START):
            await answers(f"{url}/readyz")
        yield url
    except TimeoutError:
        pytest.fail((folder / "bot.log").read_text("utf-8"))
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(TIME_TO_STOP):
            await process.wait()
    said = (folder / "bot.log").read_text("utf-8")
    assert process.returncode == 0, said
    assert "[error" not in said, said


@pytest_asyncio.fixture(loop_scope="session")
async def operates(bot_url: str, environment: dict[str, str]) -> Operates:
    """Runs a command of the operator's beside the bot, and gives what it says.

    At the machine's time: with libfaketime nothing can wait for a process that reads a file.
    """

    async def run(*command: str) -> str:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(APP), *command),
            cwd=environment["DATA_DIR"],
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _none = await process.communicate()
        assert process.returncode == 0, said.decode()
        return said.decode()

    return run


@pytest_asyncio.fixture(loop_scope="session")
async def bot_now(bot_url: str) -> datetime:
    """What the bot takes the time to be, to the second; aware UTC."""
    async with aiohttp.ClientSession() as http, http.get(f"{bot_url}/readyz") as response:
        return parsedate_to_datetime(response.headers["Date"])


def at_work_time() -> dict[str, str]:
    """What lets a process begin at ten o'clock on a working day, at night and in weekends, too.

    What isn't urgent waits for working hours. Not through the command `faketime`, which would take
    the signal that stops the bot.
    """
    [library] = Path("/usr/lib").glob("*/faketime/libfaketime.so.1")
    day = working_days_after(in_copenhagen(datetime.now(UTC)).date(), 1)
    begins = moment_of(day, time(10)).strftime("%Y-%m-%d %H:%M:%S")
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME": f"@{begins}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "TZ": "UTC",
    }


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def context(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BrowserContext]:
    """Debian's Chromium, with a profile on disk: only there it keeps scripts compiled."""
    async with async_playwright() as started:
        context = await started.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=shutil.which("chromium"),
            args=CHROMIUM,
            viewport=AT_WORK,
            locale="da-DK",
        )
        yield context
        await context.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playground_of(
    bot_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Callable[[str], Awaitable[str]]]:
    """Gives the address of the Playground of a person, by name; started when first asked for."""
    people = {one.name: one for one in trial_roster().entries}
    urls: dict[str, str] = {}
    async with AsyncExitStack() as stack:

        async def start(name: str) -> str:
            if name not in urls:
                folder = tmp_path_factory.mktemp("playground")
                settings = configuration(list(people.values()), people[name])
                started = playground(folder, settings=settings, bot_url=bot_url, port=free_port())
                async with asyncio.timeout(TIME_TO_FETCH):
                    page = await stack.enter_async_context(started)
                    assert page, "its port was taken"
                    assert await page.opens(), (folder / "playground.log").read_text("utf-8")
                    # It opens its port once to see whether it is free, before it serves there.
                    await answers(page.address)
                urls[name] = page.address
            return urls[name]

        yield start


@pytest.fixture(scope="session")
def welcomed() -> set[str]:
    """Who has been before a page already, by name; nobody is welcomed twice."""
    return set()


@pytest_asyncio.fixture(loop_scope="session")
async def sit_down(
    context: BrowserContext, playground_of: Callable[[str], Awaitable[str]], welcomed: set[str]
) -> AsyncIterator[SitDown]:
    """Gives a person of the roster, by name, before a freshly opened page."""

    async def sit(name: str) -> Person:
        person = Person(await context.new_page())
        await person.arrives(await playground_of(name))
        if name not in welcomed:  # the welcome would come between what is said and its answer
            welcomed.add(name)
            await expect(person.messages).to_have_count(1)
        return person

    yield sit
    for page in context.pages[1:]:  # the first is Chromium's own, which keeps it from ending
        await page.close()


async def answers(url: str) -> None:
    """Wait until something is served at the address."""
    async with aiohttp.ClientSession() as http:
        while True:
            with suppress(aiohttp.ClientConnectionError):
                async with http.get(url) as response:
                    if response.ok:
                        return
            await asyncio.sleep(0.1)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
