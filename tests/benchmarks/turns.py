"""A question beside a stock bot's echo: `python -m tests.benchmarks.turns`."""

import asyncio
import itertools
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from uuid import UUID

import aiohttp

from tests.benchmarks.figures import Figure, report
from tests.benchmarks.processes import bot, echo_bot, workplace
from tests.teams.activities import said
from tests.teams.connector import Call, FakeConnector

MOST = 0.5  # of the echo bot's time for a turn
AT_ONCE = 8  # people, who each write again when they are answered
TURNS = 200  # in a round
ROUNDS = {0.0: 5, 0.05: 3}  # by the connector's latency in seconds
QUESTIONS = (
    "Hvad går udviklingsforløbet ud på?",
    "Hvem står bag forløbet?",
    "Hvornår er det næste ledermøde?",
    "Hvorfor gør vi det her nu?",
    "Hvad forventes der af mig som leder?",
    "hvad betyder beføjet",
    "Hvilke værdier arbejder vi ud fra?",
    "Hvordan inddrager vi borgerne?",
    "hvad er direktionens rolle",
    "Hvor kan jeg læse referatet fra ledermødet?",
    "Hvad koster forløbet?",
    "Hvem skal jeg ringe til, hvis min medarbejder bliver syg?",
    "hvad med MED?",
    "Hvordan hænger strategien sammen med budgettet?",
    "Hvad gør vi ved arbejdsmiljøet?",
    "Hvordan bliver vi bedre til at arbejde på tværs?",
    "hvem besluttede sagen og hvornår",
    "Hvilke mål har kommunalbestyrelsen sat?",
    "Er der frokost i kantinen i dag?",
    "Hvad siger dokumenterne om tværgående lederskab?",
    "hvordan skal vi måle om det virker",
    "Hvad sker der efter ledermødet?",
)


class Writers:
    """People who write to a bot all at once, each in a chat of their own."""

    def __init__(self, http: aiohttp.ClientSession, connector: FakeConnector) -> None:
        self._http = http
        self._connector = connector
        self._numbers = itertools.count(1)

    async def round(self, url: str) -> float:
        """Let them write until every turn of a round is answered; seconds for each turn.

        Raises RuntimeError when a turn wasn't answered with just one message.
        """
        before = len(self._connector.requests)
        questions = itertools.islice(itertools.cycle(QUESTIONS), TURNS)
        start = time.perf_counter()
        async with asyncio.TaskGroup() as writing:
            for person in range(AT_ONCE):
                writing.create_task(self._write(url, person, questions))
        seconds = time.perf_counter() - start
        answers = len(self._sent_since(before))
        if answers != TURNS:
            raise RuntimeError(f"{answers} messages for {TURNS} turns")
        return seconds / TURNS

    async def warm_up(self, url: str) -> None:
        """Let each be known to the bot, which says more at first.

        Raises RuntimeError when it says the same to everything, as to what it failed on.
        """
        before = len(self._connector.requests)
        for person in range(AT_ONCE):
            await self._write(url, person, iter(QUESTIONS))
        answers = {json.dumps(call.body.get("text")) for call in self._sent_since(before)}
        if len(answers) < len(QUESTIONS) / 3:
            raise RuntimeError(f"no answers to questions: {answers}")

    def _sent_since(self, before: int) -> list[Call]:
        return [call for call in self._connector.requests[before:] if call.method == "POST"]

    async def _write(self, url: str, person: int, questions: Iterator[str]) -> None:
        sender = {"id": f"29:{person}", "name": f"Skriver {person}"}
        sender["aadObjectId"] = str(UUID(int=person + 1))
        chat = {"id": f"a:{person}", "conversationType": "personal"}
        for question in questions:
            activity = said(question, service_url=self._connector.url, conversation=chat)
            activity |= {"id": f"m{next(self._numbers)}", "from": sender}
            async with self._http.post(f"{url}/api/messages", json=activity) as answer:
                answer.raise_for_status()


async def figures(folder: Path) -> list[Figure]:
    """The time of a turn for each latency, in rounds that take turns with the echo bot's."""
    async with (
        FakeConnector() as connector,
        aiohttp.ClientSession() as http,
        bot(folder) as ours,
        echo_bot(folder) as theirs,
    ):
        writers = Writers(http, connector)
        times: dict[tuple[float, str], list[float]] = defaultdict(list)
        for url in (ours, theirs):
            await writers.warm_up(url)
            await writers.round(url)
        for latency, rounds in ROUNDS.items():
            connector.latency = latency
            for _ in range(rounds):
                for url in (ours, theirs):
                    times[latency, url].append(await writers.round(url))
    return [
        _figure(latency, median(times[latency, ours]), median(times[latency, theirs]))
        for latency in ROUNDS
    ]


def _figure(latency: float, ours: float, theirs: float) -> Figure:
    what = f"question, {AT_ONCE} at once, connector {latency * 1000:.0f} ms"
    limit = None if latency else theirs * MOST * 1000
    return Figure(what, "ms", ours * 1000, theirs * 1000, limit)


if __name__ == "__main__":
    with workplace() as place:
        sys.exit(report(asyncio.run(figures(place))))
