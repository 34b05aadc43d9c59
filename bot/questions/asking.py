"""Asking: a question is searched for, stored with what was found, and answered from the rows."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.documents.library import Library
from bot.documents.search import is_leaning
from bot.messages import Refusal
from bot.questions import queries
from bot.questions.models import Question
from bot.questions.values import Answer

LONGEST_QUESTION = 2000  # characters; the longest a person has reason to type
SAME_SUBJECT = timedelta(minutes=10)  # how long "hvad med MED?" belongs to the question before

LONGEST_CHAIN = 5  # questions among which the one that named the subject is looked for


class HoldsCprNumber(Refusal):
    """A text that holds a CPR number, which is not stored."""


class TooLong(Refusal):
    """A text that is longer than is taken in."""

    def __init__(self, longest: int) -> None:
        self.longest = longest


class NothingAsked(Refusal):
    """A message without a word in it."""


async def ask(
    sessions: Sessions,
    library: Library,
    text: str,
    *,
    asker: UUID,
    conversation_id: str,
    turn_key: str,
    now: datetime,
) -> Answer:
    """Search the documents for an answer and store the question with what was found.

    The same turn asks once: asked again with its key, it gets the stored answer.
    Raises HoldsCprNumber, TooLong or NothingAsked; then nothing is stored.
    """
    if not any(character.isalnum() for character in text):
        raise NothingAsked
    if len(text) > LONGEST_QUESTION:
        raise TooLong(LONGEST_QUESTION)
    if holds_cpr_number(text):
        raise HoldsCprNumber
    previous = None
    if is_leaning(text):
        async with sessions.read() as session:
            texts = await queries.last_texts(
                session,
                asker,
                conversation_id,
                since=now - SAME_SUBJECT,
                at_most=LONGEST_CHAIN,
            )
        # "og hvornår?" after "og for MED?" is about what the question before both named.
        named = [each for each in texts if not is_leaning(each)]
        previous = next(iter([*named, *texts]), None)
    meant = await library.meant(text, previous=previous)
    found = library.find(text, previous=previous, meant=meant)
    try:
        async with sessions.write() as session:
            question = Question(
                turn_key=turn_key,
                asker_id=asker,
                conversation_id=conversation_id,
                text=text,
                asked_at=now,
                tier=found.tier,
                missing=found.missing,
                shown=[
                    {"passage": str(hit.passage.id), "sentence": hit.sentence} for hit in found.hits
                ],
            )
            session.add(question)
            await session.flush()
            return Answer(question.id, text, found.tier, found.hits, found.missing)
    except IntegrityError:
        # This turn was begun before, by somebody who died or whom Teams found too slow.
        async with sessions.read() as session:
            stored = await queries.answer_of_turn(session, turn_key)
        if not stored:
            raise
        return stored
