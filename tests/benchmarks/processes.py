"""The processes that are measured, each by itself, as they run in production."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from aiohttp.test_utils import unused_port

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
LONGEST_START = 60.0  # seconds; whoever takes longer won't come
_LOOK_AGAIN = 0.005  # seconds


@contextmanager
def workplace() -> Iterator[Path]:
    """An empty folder on a disk, where SQLite's fsync costs what it costs; /tmp may be memory."""
    with TemporaryDirectory(dir="/var/tmp", prefix="lederlinjen-") as folder:
        yield Path(folder)


async def python(folder: Path, *arguments: str, bytecode: str = "bytecode", **more: str) -> Process:
    """Start Python in a folder, away from the settings and bytecode of whoever measures.

    bytecode: the folder within it where modules are kept compiled. more: environment variables.
    """
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / bytecode),
        **more,
    }
    with (folder / "log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=folder, env=environment, stdout=log, stderr=log
        )


async def stop(process: Process) -> None:
    """Ask a process to stop, and wait until it has."""
    with suppress(ProcessLookupError):
        process.terminate()
    await process.wait()


async def ready(process: Process, url: str, folder: Path) -> None:
    """Wait until a server is ready. Raises RuntimeError, with its log, when it never will be."""
    async with asyncio.timeout(LONGEST_START), aiohttp.ClientSession() as http:
        while process.returncode is None:
            with suppress(aiohttp.ClientConnectionError):
                async with http.get(f"{url}/readyz") as answer:
                    if answer.ok:
                        return
            await asyncio.sleep(_LOOK_AGAIN)
    raise RuntimeError((folder / "log").read_text())


@asynccontextmanager
async def bot(folder: Path) -> AsyncIterator[str]:
    """Our bot, as a local trial on SQLite; its URL."""
    port = unused_port()
    process = await python(folder, str(APP), DATA_DIR="data", PORT=str(port))
    async with _serving(process, f"http://127.0.0.1:{port}", folder) as url:
        yield url


@asynccontextmanager
async def echo_bot(folder: Path) -> AsyncIterator[str]:
    """The SDK's own echo bot; its URL."""
    port = unused_port()
    process = await python(folder, "-m", "tests.benchmarks.echo", str(port))
    async with _serving(process, f"http://127.0.0.1:{port}", folder) as url:
        yield url


@asynccontextmanager
async def _serving(process: Process, url: str, folder: Path) -> AsyncIterator[str]:
    try:
        await ready(process, url, folder)
        yield url
    finally:
        await stop(process)
