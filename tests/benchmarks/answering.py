"""Many who answer a round at the same time: `python -m tests.benchmarks.answering`."""

import asyncio
import itertools
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import aiohttp
from sqlalchemy import func, insert, select

import tests.models  # noqa: F401
from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.conversations import OPENED_BY_US, Conversation
from bot.delivery.values import Priority
from bot.messages import Place
from bot.people.models import Person, Unit
from bot.people.trial import DOMAIN
from bot.people.values import Audience, Level, Role
from bot.rounds import kinds, queries
from bot.rounds.keys import Keys
from bot.rounds.models import ParticipantRow, RoundRow
from bot.rounds.opening import open_round
from bot.rounds.values import Participation, Phase, pages_of
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.processes import bot, echo_bot, workplace
from tests.benchmarks.turns import AT_ONCE, Writers
from tests.rounds.rounds import CONTENT
from tests.teams.activities import said
from tests.teams.connector import FakeConnector
from tests.teams.fake_teams import CARD, buttons

PEOPLE = 10_000  # who are asked, and would answer within SECONDS
SECONDS = 600
ANSWERING = 120  # of them in a round of measuring
ROUNDS = 3  # that take turns with the echo bot's
UNITS = 200
TURNS = len(pages_of(CONTENT.questions)) + 1  # open the form, and each of its pages
LONGEST_WAIT = 120.0  # seconds, for what the outbox has to say
WORDS = "Vi bruger for lang tid på møder, og jeg savner ro til at være leder for mine medarbejdere."


async def figures(folder: Path) -> list[Figure]:
    """How many turns a second of people who answer, and of an echo bot, in one run.

    ANSWERING answer at a time, and the outbox edits their invitations meanwhile; how long all would
    take is reckoned from that.
    """
    async with FakeConnector() as connector, aiohttp.ClientSession() as http:
        round_, people = await _opened(folder, connector.url)
        async with bot(folder) as ours, echo_bot(folder) as theirs:
            answerers = _Answerers(http, connector, round_, ours)
            writers = Writers(http, connector)
            await answerers.are_invited(people)
            await writers.warm_up(theirs)
            times: dict[str, list[float]] = {ours: [], theirs: []}
            for begin in range(0, len(people), ANSWERING):
                times[ours].append(await answerers.answer(people[begin : begin + ANSWERING]))
                times[theirs].append(await writers.round(theirs))
        await _require_answers(folder, round_, len(people))
    # The first of each warms up.
    mine, baseline = (median(times[url][1:]) for url in (ours, theirs))
    what = f"turns of who answers, {AT_ONCE} at once, {PEOPLE:,} asked"
    return [
        Figure(what, "/s", 1 / mine, 1 / baseline),
        Figure(f"until {PEOPLE:,} have answered", "s", PEOPLE * TURNS * mine, limit=SECONDS),
    ]


class _Answerers:
    """People who answer a round, one press after another, each in a chat of their own."""

    def __init__(
        self, http: aiohttp.ClientSession, connector: FakeConnector, round_: UUID, url: str
    ) -> None:
        self._http = http
        self._connector = connector
        self._round_id = str(round_)
        self._url = f"{url}/api/messages"
        self._numbers = itertools.count(1)

    async def are_invited(self, people: list[UUID]) -> None:
        """Wait until each has the invitation."""
        await self._until("POST", len(people))

    async def answer(self, people: list[UUID]) -> float:
        """Let them answer until all have handed in; seconds for each turn.

        Ends when their invitations say so, too. Raises RuntimeError when a press isn't answered
        with a card.
        """
        left = iter(people)
        edited = len(self._connector.calls("PUT"))
        start = time.perf_counter()
        async with asyncio.TaskGroup() as answering:
            for _person in range(AT_ONCE):
                answering.create_task(self._answer(left))
        seconds = time.perf_counter() - start
        await self._until("PUT", edited + len(people))
        return seconds / (len(people) * TURNS)

    async def _answer(self, people: Iterator[UUID]) -> None:
        for person in people:
            [invitation] = self._connector.messages(_chat(person))
            card = invitation.activity["attachments"][0]["content"]
            for press in ("Svar", "Næste", "Aflever"):
                card = await self._press(person, invitation.id, card, press)

    async def _press(
        self, person: UUID, message_id: str, card: dict[str, Any], title: str
    ) -> dict[str, Any]:
        shown = {"attachments": [{"contentType": CARD, "content": card}]}
        button = next(one for one in buttons(shown) if one["title"] == title)
        number = next(self._numbers)
        typed = {
            "Svar": {},
            "Næste": {
                "answer_1": str(number % 5 + 1), "answer_2": "1", "answer_3": "0,2",
                "answer_4": "0", "second_4": "1", "third_4": "2",
            },
            "Aflever": {"answer_1": f"{WORDS} {number}", "answer_2": "Ro", "reason_2": WORDS},
        }[title]  # fmt: skip
        chat = {"id": _chat(person), "conversationType": "personal"}
        activity = said("", service_url=self._connector.url, conversation=chat)
        del activity["text"]
        activity |= {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "id": f"press {number}",
            "from": {"id": f"29:{person}", "name": "Leder", "aadObjectId": str(person)},
            "replyToId": message_id,
            "value": {
                "action": {
                    "type": button["type"],
                    "verb": button["verb"],
                    "data": button["data"] | typed,
                    "title": title,
                },
                "trigger": "manual",
            },
        }
        async with self._http.post(self._url, json=activity) as answer:
            answer.raise_for_status()
            body = await answer.json()
        if body["type"] != CARD:
            raise RuntimeError(f"{title}: {body}")
        content: dict[str, Any] = body["value"]
        return content

    async def _until(self, method: str, number: int) -> None:
        async with asyncio.timeout(LONGEST_WAIT):
            while len(self._connector.calls(method)) < number:
                await asyncio.sleep(0.1)


async def _opened(folder: Path, service_url: str) -> tuple[UUID, list[UUID]]:
    """A round that PEOPLE are asked in, and those who are to answer, whom the bot will invite."""
    (folder / "data").mkdir()
    sessions = Sessions(f"sqlite+aiosqlite:///{folder / 'data' / 'lederlinjen.sqlite'}")
    await migrate(sessions)
    now = datetime.now(UTC)
    units = [{"id": uuid4(), "path": f"Område {n // 20}/Enhed {n}"} for n in range(UNITS)]
    ids = [uuid4() for _ in range(PEOPLE)]
    people = [
        {
            "id": person,
            "object_id": person,
            "name": f"Leder{number:05} Lund",
            "email": f"leder{number}{DOMAIN}",
            "title": "Leder",
            "unit_id": units[number % UNITS]["id"],
            "level": Level.LEDER,
            "role": Role.MANAGER,
            "groups": [],
            "language": "da",
            "active": True,
            "changed_at": now,
        }
        for number, person in enumerate(ids)
    ]
    answering = ids[: ANSWERING * (ROUNDS + 1)]
    chats = [
        {
            "id": _chat(person),
            "place": Place.PERSONAL,
            "service_url": service_url,
            "person_id": person,
            "brought_by": OPENED_BY_US,
            "heard_at": now,
        }
        for person in answering
    ]
    content = replace(CONTENT, closes_on=now.date() + timedelta(days=7))
    async with sessions.write() as session:
        await session.execute(insert(Unit), units)
        await session.execute(insert(Person), people)
        await session.execute(insert(Conversation), chats)
        row = RoundRow(
            turn_key="benchmark",
            phase=Phase.SCHEDULED,
            title=content.title,
            content=queries.stored(content),
            audience=Audience().to_json(),
            author_id=ids[-1],
            closes=content.closing,
            created_at=now,
            changed_at=now,
        )
        session.add(row)
        await session.flush()
        await open_round(session, Keys(folder / "keys"), row, now=now)
        await wanting.want(
            session,
            kinds.INVITATION,
            row.id,
            to=answering,
            priority=Priority.BROADCAST,
            now=now,
        )
        round_id = row.id
    await sessions.close()
    return round_id, answering


async def _require_answers(folder: Path, round_id: UUID, number: int) -> None:
    """Raise RuntimeError unless so many have handed in."""
    sessions = Sessions(f"sqlite+aiosqlite:///{folder / 'data' / 'lederlinjen.sqlite'}")
    async with sessions.read() as session:
        answered = await session.scalar(
            select(func.count())
            .select_from(ParticipantRow)
            .where(
                ParticipantRow.round_id == round_id,
                ParticipantRow.state == Participation.ANSWERED,
            )
        )
    await sessions.close()
    if answered != number:
        raise RuntimeError(f"{answered} answers of {number}")


def _chat(person: UUID) -> str:
    return f"a:{person}"


async def main() -> int:
    """The exit code: 1 when a limit is broken."""
    with workplace() as place:
        return report(await figures(place))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
