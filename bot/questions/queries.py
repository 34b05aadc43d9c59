"""What is stored of questions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.documents.queries import passages_by_id
from bot.documents.values import Hit, Tier, Wanted
from bot.questions.models import Question
from bot.questions.values import Answer


async def answer_of_turn(session: AsyncSession, turn_key: str) -> Answer | None:
    """The answer that the turn with this key got, if it was stored."""
    question = await session.scalar(select(Question).where(Question.turn_key == turn_key))
    return await answer(session, question) if question else None


async def answer(session: AsyncSession, question: Question) -> Answer:
    """The question's row as an answer, with the passages as they were when it was asked."""
    passages = await passages_by_id(session, [UUID(shown["passage"]) for shown in question.shown])
    return Answer(
        question_id=question.id,
        question=question.text,
        tier=Tier(question.tier),
        hits=tuple(
            Hit(passages[UUID(shown["passage"])], shown["sentence"]) for shown in question.shown
        ),
        missing=Wanted(question.missing) if question.missing else None,
        chosen=question.chosen,
        settled=question.settled_at is not None,
    )


async def answer_to(session: AsyncSession, question_id: UUID) -> Answer | None:
    """The answer to this question as it now stands."""
    question = await session.get(Question, question_id)
    return await answer(session, question) if question else None


async def last_texts(
    session: AsyncSession, asker: UUID, conversation_id: str, *, since: datetime, at_most: int
) -> list[str]:
    """The texts of the asker's questions in this conversation, the newest first.

    Not older than `since`. What was asked in private says nothing in front of others.
    """
    found = await session.scalars(
        select(Question.text)
        .where(
            Question.asker_id == asker,
            Question.conversation_id == conversation_id,
            Question.asked_at >= since,
        )
        .order_by(Question.asked_at.desc())
        .limit(at_most)
    )
    return list(found)
