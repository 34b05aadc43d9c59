"""All benchmarks, one after another, in one table: `python -m tests.benchmarks`."""

import asyncio
import sys

from tests.benchmarks import answering, decisions, outbox, rounds, search, startup, turns
from tests.benchmarks.figures import report
from tests.benchmarks.processes import workplace


async def main() -> int:
    """The exit code: 1 when a limit is broken."""
    with workplace() as place:
        starts = await startup.figures(place)
    with workplace() as place:
        answers = await turns.figures(place)
    with workplace() as place:
        sent = await outbox.figures(place)
    with workplace() as place:
        counted = await rounds.figures(place)
    with workplace() as place:
        given = await answering.figures(place)
    with workplace() as place:
        decided = await decisions.figures(place)
    return report([*starts, *answers, *search.figures(), *sent, *counted, *given, *decided])


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
