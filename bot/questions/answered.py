"""What was answered and what wasn't, in the words of those who asked, and nothing else of them."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.documents.queries import passage_ids
from bot.documents.values import Tier
from bot.people import queries as people
from bot.people.mentions import mention_any, mentions
from bot.people.sorting import danish_order
from bot.people.values import Person
from bot.questions.models import Question
from bot.questions.values import AnsweredQuestions

FEWEST = 3  # people who must have asked, before anything is told of what they asked


async def answered_by(
    session: AsyncSession, document_id: UUID, *, since: datetime
) -> AnsweredQuestions | None:
    """The questions since then that this document answered; None when too few people asked.

    Answered: quoted without doubt, or chosen by who asked. Too few: fewer than FEWEST, as their
    words, and even their number, could tell who they were. What names somebody is counted, and
    not told. since: aware UTC.
    """
    passages = {str(one) for one in await passage_ids(session, document_id)}
    rows = await session.stream(  # a few at a time, so that the event loop goes round in between
        select(Question.text, Question.tier, Question.shown, Question.chosen, Question.asker_id)
        .where(
            Question.asked_at >= since,
            or_(Question.tier == Tier.CONFIDENT, Question.chosen.is_not(None)),
        )
        .execution_options(yield_per=200)
    )
    asked: list[tuple[str, UUID]] = []
    async for text, tier, shown, chosen, asker_id in rows:
        hits = shown if tier == Tier.CONFIDENT else [shown[chosen]]
        if any(hit["passage"] in passages for hit in hits):
            asked.append((text, asker_id))
    if len({asker_id for _text, asker_id in asked}) < FEWEST:
        return None
    return AnsweredQuestions(len(asked), await _told(session, asked))


async def unanswered(
    session: AsyncSession, *, since: datetime, until: datetime
) -> tuple[tuple[str, int], ...]:
    """Each way in which something was asked that the documents didn't answer, and how often.

    Nothing was found, or its asker said that nothing of it was the answer. since, until: aware;
    the latter not included.
    """
    rows = await session.execute(
        select(Question.text, Question.asker_id).where(
            Question.asked_at >= since,
            Question.asked_at < until,
            or_(
                Question.tier == Tier.OFFERED,
                and_(Question.settled_at.is_not(None), Question.chosen.is_(None)),
            ),
        )
    )
    return await _told(session, [(text, asker) for text, asker in rows])


async def _told(
    session: AsyncSession, asked: Sequence[tuple[str, UUID]]
) -> tuple[tuple[str, int], ...]:
    """The wordings of what was asked; in a thread, as there may be thousands."""
    everybody = {one.id: one for one in await people.everybody(session)}
    return await asyncio.to_thread(_wordings_without_names, asked, everybody)


def _wordings_without_names(
    asked: Sequence[tuple[str, UUID]], everybody: Mapping[UUID, Person]
) -> tuple[tuple[str, int], ...]:
    """What was asked, by whom left out; and without what names its asker, or anybody."""
    naming = mention_any({text for text, _asker in asked}, everybody.values())
    return _wordings(
        text
        for text, asker_id in asked
        if text not in naming and not mentions(text, everybody[asker_id])
    )


def _wordings(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each wording once, as Danes sort: the order in which they were asked would tell the time."""
    counted: Counter[str] = Counter()
    first: dict[str, str] = {}
    for text in texts:
        key = " ".join(text.split()).casefold().rstrip("?. ")
        counted[key] += 1
        first.setdefault(key, " ".join(text.split()))
    found = [(first[key], number) for key, number in counted.items()]
    return tuple(sorted(found, key=lambda one: danish_order(one[0])))
