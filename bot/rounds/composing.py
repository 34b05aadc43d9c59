"""The questions of a draft: added, changed, moved, copied and taken away again.

Every verb is the directorate's, takes `now` as aware UTC and the revision that was shown, and
raises NotAllowed, UnknownRound, WrongPhase, Changed or, for a question that is gone,
UnknownQuestion. A press on an old card so does nothing twice.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from bot.database.sessions import Sessions
from bot.people.values import Person, Role
from bot.rounds import content as contents
from bot.rounds import queries
from bot.rounds.drafting import BEING_WRITTEN, editable, put, require_revision
from bot.rounds.pasting import questions_in
from bot.rounds.values import (
    MOST_QUESTIONS,
    ContentFault,
    FaultyContent,
    Question,
    Round,
    TooManyQuestions,
    UnknownQuestion,
)

_KEY = re.compile(r"\w{1,20}")
_Questions = tuple[Question, ...]


async def save_question(
    sessions: Sessions,
    round_id: UUID,
    question: Question,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Round:
    """Add a question, or change it: one without a key is new, and comes last.

    Raises FaultyContent or TooManyQuestions; then nothing is stored.
    """
    by.require(Role.DIRECTORATE)
    question = contents.checked_question(question)

    def saved(questions: _Questions) -> _Questions:
        if not question.key:
            return (*questions, replace(question, key=_new_key()))
        place = _place(questions, question.key)
        return (*questions[:place], question, *questions[place + 1 :])

    return await _compose(sessions, round_id, saved, revision=revision, by=by, now=now)


async def paste_questions(
    sessions: Sessions, round_id: UUID, pasted: str, *, revision: int, by: Person, now: datetime
) -> Round:
    """Add the questions of a text, one a line. Raises FaultyContent with "pasted"."""
    by.require(Role.DIRECTORATE)
    found = contents.checked_questions(questions_in(pasted))
    if not found:
        raise FaultyContent({"pasted": ContentFault.MISSING})
    added = tuple(replace(one, key=_new_key()) for one in found)
    try:
        return await _compose(
            sessions, round_id, lambda there: (*there, *added), revision=revision, by=by, now=now
        )
    except TooManyQuestions as refusal:
        raise FaultyContent({"pasted": ContentFault.TOO_MANY}) from refusal


async def move_question(
    sessions: Sessions,
    round_id: UUID,
    key: str,
    by_places: int,
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Round:
    """Move a question up (-1) or down (1); at the end of the list it stays."""

    def moved(questions: _Questions) -> _Questions:
        place = _place(questions, key)
        others = [*questions[:place], *questions[place + 1 :]]
        others.insert(max(place + by_places, 0), questions[place])
        return tuple(others)

    return await _compose(sessions, round_id, moved, revision=revision, by=by, now=now)


async def copy_question(
    sessions: Sessions, round_id: UUID, key: str, *, revision: int, by: Person, now: datetime
) -> Round:
    """Put a copy of a question right below it. Raises TooManyQuestions."""

    def copied(questions: _Questions) -> _Questions:
        place = _place(questions, key)
        twin = replace(questions[place], key=_new_key())
        return (*questions[: place + 1], twin, *questions[place + 1 :])

    return await _compose(sessions, round_id, copied, revision=revision, by=by, now=now)


async def delete_question(
    sessions: Sessions, round_id: UUID, key: str, *, revision: int, by: Person, now: datetime
) -> Round:
    """Take a question away; `restore_question` puts it back."""

    def deleted(questions: _Questions) -> _Questions:
        place = _place(questions, key)
        return (*questions[:place], *questions[place + 1 :])

    return await _compose(sessions, round_id, deleted, revision=revision, by=by, now=now)


async def restore_question(
    sessions: Sessions, round_id: UUID, question: Question, place: int, *, by: Person, now: datetime
) -> Round:
    """Put a question back that was taken away; one that is there stays as it is.

    place: from 0. Raises TooManyQuestions or FaultyContent.
    """
    by.require(Role.DIRECTORATE)
    if not _KEY.fullmatch(question.key):  # it came from a button
        raise UnknownQuestion
    question = contents.checked_question(question)

    def restored(questions: _Questions) -> _Questions:
        if question.key in {one.key for one in questions}:
            return questions
        return (*questions[:place], question, *questions[place:])

    return await _compose(sessions, round_id, restored, revision=None, by=by, now=now)


async def _compose(
    sessions: Sessions,
    round_id: UUID,
    change: Callable[[_Questions], _Questions],
    *,
    revision: int | None,
    by: Person,
    now: datetime,
) -> Round:
    """Change the questions. revision: None where it doesn't matter which is changed."""
    async with sessions.write() as session:
        row = await editable(session, round_id, BEING_WRITTEN, by=by, now=now)
        if revision is not None:
            await require_revision(session, row, revision)
        content = queries.content_of(row.content)
        questions = change(content.questions)
        if len(questions) > MOST_QUESTIONS:
            raise TooManyQuestions
        await put(session, row, replace(content, questions=questions), by=by, now=now)
        return await queries.as_value(session, row)


def _place(questions: Sequence[Question], key: str) -> int:
    for place, question in enumerate(questions):
        if question.key == key:
            return place
    raise UnknownQuestion


def _new_key() -> str:
    """A key that no earlier round has, so that nothing is compared which isn't the same."""
    return uuid4().hex[:12]
