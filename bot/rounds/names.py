"""Names in answers to a round: one's own would tell who it was, and others are not to be named."""

import asyncio
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from bot.database.sessions import Sessions
from bot.people import models as people
from bot.people.mentions import clearly_mentions, names_in
from bot.people.values import Person
from bot.rounds.values import Answers, Kind, Question

_BETWEEN = "\n"  # names


async def named_in(
    sessions: Sessions, questions: Sequence[Question], answers: Answers, *, by: Person
) -> tuple[str, ...]:
    """Who of the roster is named in the free texts, the writer first.

    The writer already by a single name; anybody else by the whole of it, or the first and the
    last.
    """
    texts = list(_texts(questions, answers))
    if not texts:
        return ()
    async with sessions.read() as session:
        # As one text: ten thousand rows would take ten times as long to fetch (measured).
        joined = await session.scalar(
            select(func.aggregate_strings(people.Person.name, _BETWEEN)).where(
                people.Person.active, people.Person.id != by.id
            )
        )
    roster = joined.split(_BETWEEN) if joined else []
    # Ten thousand names take a while, in which others want an answer.
    others = await asyncio.to_thread(names_in, texts, roster)
    own = names_in(texts, [by.name]) or any(clearly_mentions(text, by) for text in texts)
    return (by.name, *others) if own else tuple(others)


def _texts(questions: Sequence[Question], answers: Answers) -> Iterator[str]:
    for question in questions:
        match question.kind, answers.get(question.key):
            case Kind.TEXT, str() as text:
                yield text
            case Kind.ITEM, [*texts]:
                yield "\n".join(map(str, texts))
