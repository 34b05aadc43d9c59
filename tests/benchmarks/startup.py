"""How long the bot takes to start and to stop: `python -m tests.benchmarks.startup`.

Bytecode is compiled beforehand but for "just installed". Compared with the import of what no bot
like it can do without.
"""

import asyncio
import shutil
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from aiohttp.test_utils import unused_port

from tests.benchmarks.figures import Figure, report
from tests.benchmarks.processes import APP, python, ready, stop, workplace

LONGEST_START = 3.0  # seconds, until /readyz says yes
LONGEST_STOP = 2.0  # seconds, from SIGTERM to the end of the process, when idle
ROUNDS = 5
IMPORTS = "import botbuilder.core, aiohttp, sqlalchemy.ext.asyncio"


async def start_and_stop(folder: Path, **environment: str) -> tuple[float, float]:
    """Run the bot on the data in a folder; the seconds until it is ready, and for it to stop."""
    port = unused_port()
    environment |= {"DATA_DIR": "data", "PORT": str(port)}
    start = time.perf_counter()
    process = await python(folder, str(APP), **environment)
    try:
        await ready(process, f"http://127.0.0.1:{port}", folder)
        started = time.perf_counter()
    finally:
        await stop(process)
    return started - start, time.perf_counter() - started


async def imports(folder: Path) -> float:
    """The seconds of a process that only imports."""
    start = time.perf_counter()
    await (await python(folder, "-c", IMPORTS)).wait()
    return time.perf_counter() - start


async def figures(folder: Path) -> list[Figure]:
    """Start-ups on an empty folder and on one with data, and stops, in turn with the imports."""
    await imports(folder)
    just_installed, _ = await start_and_stop(folder, bytecode="none yet")
    await start_and_stop(folder)
    times = defaultdict(list)
    for _ in range(ROUNDS):
        shutil.rmtree(folder / "data")
        for kind in ("first", "second"):
            started, stopped = await start_and_stop(folder)
            times[kind].append(started)
            times["stop"].append(stopped)
        times["imports"].append(await imports(folder))
    first, second, stopping, baseline = (
        median(times[kind]) for kind in ("first", "second", "stop", "imports")
    )
    return [
        Figure("start, just installed", "s", just_installed, baseline),
        Figure("start, no data yet", "s", first, baseline, LONGEST_START),
        Figure("start", "s", second, baseline, LONGEST_START),
        Figure("stop", "s", stopping, limit=LONGEST_STOP),
    ]


if __name__ == "__main__":
    with workplace() as place:
        sys.exit(report(asyncio.run(figures(place))))
