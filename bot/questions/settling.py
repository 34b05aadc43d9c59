"""Settling: the asker says which suggestion was the answer, and what an answer was worth."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.messages import Refusal, Tone
from bot.questions import queries
from bot.questions.models import Question
from bot.questions.values import Answer

LONGEST_COMMENT = 2000  # characters


class UnknownQuestion(Refusal):
    """A question, or a suggestion of it, that there is none of."""


class NotYourQuestion(Refusal):
    """A question that somebody else asked."""


class AlreadySettled(Refusal):
    """A question whose asker has already said which suggestion was the answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


async def choose(
    sessions: Sessions, question_id: UUID, place: int | None, *, by: UUID, now: datetime
) -> Answer:
    """Store which of the suggestions was the answer; None: none of them.

    place: counted from 0. Chosen again alike, nothing changes. Raises UnknownQuestion,
    NotYourQuestion, or AlreadySettled with the answer as it stands.
    """
    async with sessions.write() as session:
        question = await _own(session, question_id, by)
        if place is not None and not 0 <= place < len(question.shown):
            raise UnknownQuestion
        if question.settled_at and question.chosen != place:
            raise AlreadySettled(await queries.answer(session, question))
        question.chosen, question.settled_at = place, question.settled_at or now
        return await queries.answer(session, question)


async def reopen(sessions: Sessions, question_id: UUID, *, by: UUID) -> Answer:
    """Take the choice back, so that the asker can choose anew.

    Raises UnknownQuestion or NotYourQuestion.
    """
    async with sessions.write() as session:
        question = await _own(session, question_id, by)
        question.chosen = question.settled_at = None
        return await queries.answer(session, question)


async def rate(sessions: Sessions, turn_key: str, tone: Tone, comment: str, *, by: UUID) -> None:
    """Store what the asker thought of the answer that a turn got; the last word counts.

    A comment that holds a CPR number is left out. Raises UnknownQuestion or NotYourQuestion.
    """
    async with sessions.write() as session:
        question = await session.scalar(
            select(Question).where(Question.turn_key == turn_key).with_for_update()
        )
        if not question:
            raise UnknownQuestion
        if question.asker_id != by:
            raise NotYourQuestion
        question.tone = tone
        question.comment = (
            None if holds_cpr_number(comment) else comment[:LONGEST_COMMENT].strip() or None
        )


async def _own(session: AsyncSession, question_id: UUID, person: UUID) -> Question:
    question = await session.get(Question, question_id, with_for_update=True)
    if not question:
        raise UnknownQuestion
    if question.asker_id != person:
        raise NotYourQuestion
    return question
