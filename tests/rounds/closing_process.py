"""Closes a round in a process of its own, and stops before what it did is committed."""

import asyncio
import sys
from pathlib import Path
from uuid import UUID

from bot.database.sessions import Sessions
from bot.rounds.closing import close_round
from bot.rounds.keys import Keys
from tests.rounds.rounds import CLOSES


async def main(database_url: str, folder: str, round_id: str) -> None:
    """Close it, say so, and never get to the end of the transaction."""
    async with Sessions(database_url).write() as session:
        assert await close_round(session, Keys(Path(folder)), UUID(round_id), now=CLOSES)
        print("counted", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
