"""Closing a round: what was handed in is counted, once, and the envelopes are gone."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

import structlog
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import due
from bot.rounds import kinds, queries
from bot.rounds.counting import Answered, counts_in_open, counts_of
from bot.rounds.findings import response_id
from bot.rounds.keys import Keys
from bot.rounds.models import (
    AnswerRow,
    CountRow,
    EnvelopeRow,
    ParticipantRow,
    ResponseRow,
    RoundRow,
)
from bot.rounds.sealing import unseal
from bot.rounds.values import (
    NUMERIC,
    Answer,
    Answers,
    Content,
    Count,
    KeyLost,
    Participation,
    Phase,
    Question,
)

log = structlog.get_logger(__name__)

_ENVELOPES_AT_ONCE = 250
_ROWS_AT_ONCE = 500
_Whole = tuple[str, str, Answers]  # unit, level, and all that one person answered


async def close_round(session: AsyncSession, keys: Keys, round_id: UUID, *, now: datetime) -> bool:
    """Count what was handed in; whether it wasn't counted before.

    session: a writing one. Of an anonymous round, no row tells any more who answered what, nor
    which answers are one person's. The key goes once this has been committed. An envelope that
    can't be opened is left out, and its owner's row says so. Raises KeyLost, also when not a single
    one can be opened; then nothing is closed.
    """
    row = await queries.row_for_update(session, round_id)
    if row.phase != Phase.OPEN:
        return False
    content = queries.content_of(row.content)
    if content.anonymous:
        await _count_envelopes(session, keys, row, content)
        await due.set_due(session, kinds.FORGET_KEY, row.id, now)
    else:
        await _count_responses(session, row, content)
    await forget_groups(session, row)
    row.phase, row.closed_at = Phase.CLOSED, now
    await session.flush()
    return True


async def can_be_counted(session: AsyncSession, keys: Keys, row: RoundRow) -> bool:
    """Whether an anonymous round's key can be read, and opens what was sealed with it."""
    try:
        await _opened(session, keys, row)
    except KeyLost:
        return False
    return True


async def forget_groups(session: AsyncSession, row: RoundRow) -> None:
    """Forget which group each person was counted in: nobody needs it once it is over."""
    await session.execute(
        update(ParticipantRow)
        .where(ParticipantRow.round_id == row.id)
        .values(unit_group="", level="")
    )


async def _count_envelopes(
    session: AsyncSession, keys: Keys, row: RoundRow, content: Content
) -> None:
    whole, unread = await _opened(session, keys, row)
    await _note_unread(session, row, unread)
    for question in content.questions:
        answered = _answered(question, whole)
        counts = await asyncio.to_thread(counts_of, question, answered, content)
        await _store_counts(session, row, counts)
        if counts and question.kind not in NUMERIC:
            texts = [_text_row(row, question, one.answer, uuid4()) for one in answered]
            await _store_texts(session, texts)
    await session.execute(delete(EnvelopeRow).where(EnvelopeRow.round_id == row.id))


async def _count_responses(session: AsyncSession, row: RoundRow, content: Content) -> None:
    found = await _responses(session, row)
    whole = [(unit, level, answers) for _person_id, unit, level, answers in found]
    for question in content.questions:
        counts = counts_in_open(question, _answered(question, whole))
        await _store_counts(session, row, counts)
        if question.kind not in NUMERIC:  # so that they can be put in themes, as any other text
            texts = [
                _text_row(
                    row,
                    question,
                    answers[question.key],
                    response_id(row.id, person_id, question.key),
                )
                for person_id, _unit, _level, answers in found
                if question.key in answers
            ]
            await _store_texts(session, texts)


async def _note_unread(session: AsyncSession, row: RoundRow, unread: Sequence[UUID]) -> None:
    """Let those whose answer couldn't be read be told so; the log says only how many they are."""
    if not unread:
        return
    log.error("answers to a round can't be read", round=str(row.id), number=len(unread))
    for start in range(0, len(unread), _ROWS_AT_ONCE):
        await session.execute(
            update(ParticipantRow)
            .where(
                ParticipantRow.round_id == row.id,
                ParticipantRow.person_id.in_(unread[start : start + _ROWS_AT_ONCE]),
            )
            .values(state=Participation.UNREAD)
        )


async def _opened(
    session: AsyncSession, keys: Keys, row: RoundRow
) -> tuple[list[_Whole], list[UUID]]:
    """All that was handed in, and those whose envelope is damaged.

    It is nowhere but in memory until it has been taken apart. Raises KeyLost, also when no envelope
    can be opened: then more is wrong than one of them, and nothing must be deleted for it.
    """
    key = await asyncio.to_thread(keys.key, row.id, row.fingerprint or "")
    found = await session.stream(
        select(
            EnvelopeRow.person_id,
            EnvelopeRow.sealed,
            ParticipantRow.unit_group,
            ParticipantRow.level,
        )
        .join(
            ParticipantRow,
            (ParticipantRow.round_id == EnvelopeRow.round_id)
            & (ParticipantRow.person_id == EnvelopeRow.person_id),
        )
        .where(EnvelopeRow.round_id == row.id, EnvelopeRow.handed_in)
        .execution_options(yield_per=_ENVELOPES_AT_ONCE)
    )

    whole: list[_Whole] = []
    unread: list[UUID] = []

    def unseal_all(some: Sequence[tuple[UUID, bytes, str, str]]) -> None:
        for person_id, sealed, unit, level in some:
            try:
                filled = unseal(sealed, key=key, round_id=row.id, person_id=person_id)
            except KeyLost:  # the key is the round's, so the envelope isn't what was sealed
                unread.append(person_id)
            else:
                whole.append((unit, level, filled.answers or {}))

    async for some in found.partitions():
        await asyncio.to_thread(
            unseal_all,
            [(person_id, sealed, unit, level) for person_id, sealed, unit, level in some],
        )
    if unread and not whole:
        raise KeyLost
    return whole, unread


async def _responses(session: AsyncSession, row: RoundRow) -> list[tuple[UUID, str, str, Answers]]:
    found = await session.execute(
        select(
            ResponseRow.person_id,
            ParticipantRow.unit_group,
            ParticipantRow.level,
            ResponseRow.answers,
        )
        .join(
            ParticipantRow,
            (ParticipantRow.round_id == ResponseRow.round_id)
            & (ParticipantRow.person_id == ResponseRow.person_id),
        )
        .where(ResponseRow.round_id == row.id, ResponseRow.handed_in_at.is_not(None))
    )
    return [(person_id, unit, level, answers or {}) for person_id, unit, level, answers in found]


def _answered(question: Question, whole: Sequence[_Whole]) -> list[Answered]:
    """What was answered to this question, in an order that has nothing to do with any other."""
    answered = [
        Answered(unit, level, answers[question.key])
        for unit, level, answers in whole
        if question.key in answers
    ]
    secrets.SystemRandom().shuffle(answered)
    return answered


async def _store_counts(session: AsyncSession, row: RoundRow, counts: Sequence[Count]) -> None:
    session.add_all(
        CountRow(
            round_id=row.id,
            question=one.question,
            partition=one.partition,
            group=one.group,
            answered=one.answered,
            counts=list(one.counts),
        )
        for one in counts
    )
    await session.flush()


def _text_row(row: RoundRow, question: Question, answer: Answer, id_: UUID) -> dict[str, object]:
    return {"id": id_, "round_id": row.id, "question": question.key, "value": answer}


async def _store_texts(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        await session.execute(insert(AnswerRow), rows[start : start + _ROWS_AT_ONCE])
