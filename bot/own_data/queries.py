"""Gathering what is stored about a person."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import AuditRow
from bot.broadcasts.models import BroadcastRow
from bot.broadcasts.values import Phase as BroadcastPhase
from bot.delivery.conversations import Conversation
from bot.delivery.models import Message, PersonReach
from bot.delivery.values import Reach
from bot.documents.queries import passages_by_id
from bot.documents.values import Passage, Tier
from bot.inquiries.models import EntryRow, InquiryRow, VerdictRow
from bot.inquiries.values import Act, Kind, Phase, Theme
from bot.messages import Tone
from bot.own_data.told import decisions, receipts
from bot.own_data.values import (
    OwnAct,
    OwnBroadcast,
    OwnData,
    OwnEntry,
    OwnFile,
    OwnInquiry,
    OwnMessage,
    OwnQuestion,
    OwnRound,
    OwnVerdict,
    Stored,
)
from bot.own_data.work import work
from bot.people.models import Person as PersonRow
from bot.people.values import Person
from bot.questions.models import Question
from bot.received_files import ReceivedFileRow
from bot.rounds.models import EnvelopeRow, ParticipantRow, ResponseRow, RoundRow
from bot.rounds.queries import content_of
from bot.rounds.values import Participation

_AT_ONCE = 500

_Row = TypeVar("_Row")
_Value = TypeVar("_Value")


async def own_data(session: AsyncSession, person: Person, *, most: int) -> OwnData:
    """All that is stored about who asks, and nobody else. most: rows of each kind.

    What others wrote is left out: who answered them, and what, is theirs.
    """
    me = person.id
    return OwnData(
        person=person,
        changed_at=(await session.get_one(PersonRow, me)).changed_at,
        reach=await _reach(session, me),
        chats=await _number(session, Conversation.person_id == me),
        questions=await _questions(session, me, most),
        inquiries=await _stored(
            session, InquiryRow, InquiryRow.asker_id == me, InquiryRow.asked_at, _inquiry, most
        ),
        entries=await _stored(
            session,
            EntryRow,
            or_(EntryRow.by_id == me, EntryRow.person_id == me),
            EntryRow.at,
            lambda row: OwnEntry(
                row.at, Act(row.act), row.text if row.by_id == me else "", row.by_id == me
            ),
            most,
        ),
        verdicts=await _stored(
            session,
            VerdictRow,
            VerdictRow.person_id == me,
            VerdictRow.at,
            lambda row: OwnVerdict(row.at),
            most,
        ),
        receipts=await receipts(session, me, most=most),
        messages=await _stored(
            session,
            Message,
            (Message.person_id == me) & Message.sent_at.is_not(None),
            Message.sent_at,
            lambda row: OwnMessage(row.sent_at or row.changed_at, row.kind),
            most,
        ),
        rounds=await _rounds(session, me, most),
        broadcasts=await _stored(
            session,
            BroadcastRow,
            BroadcastRow.author_id == me,
            BroadcastRow.changed_at,
            lambda row: OwnBroadcast(row.changed_at, row.title, BroadcastPhase(row.phase)),
            most,
        ),
        decisions=await decisions(session, me, most=most),
        work=await work(session, me, most=most),
        acts=await _stored(
            session,
            AuditRow,
            AuditRow.actor_id == me,
            AuditRow.at,
            lambda row: OwnAct(row.at, row.act, row.about, row.number),
            most,
        ),
        files=await _files(session, me, most),
    )


async def _reach(session: AsyncSession, me: UUID) -> Reach | None:
    row = await session.get(PersonReach, me)
    return Reach(row.state) if row else None


async def _questions(session: AsyncSession, me: UUID, most: int) -> Stored[OwnQuestion]:
    mine = Question.asker_id == me
    rows = await _newest(session, select(Question).where(mine), Question.asked_at, most)
    ids = list({UUID(shown["passage"]) for row in rows for shown in row.shown})
    passages: dict[UUID, Passage] = {}
    for begin in range(0, len(ids), _AT_ONCE):
        passages |= await passages_by_id(session, ids[begin : begin + _AT_ONCE])
    return Stored(await _number(session, mine), tuple(_question(row, passages) for row in rows))


def _question(row: Question, passages: dict[UUID, Passage]) -> OwnQuestion:
    shown = tuple(
        passage.section or passage.document
        for one in row.shown
        if (passage := passages.get(UUID(one["passage"])))
    )
    has_chosen = row.chosen is not None and row.chosen < len(shown)
    return OwnQuestion(
        at=row.asked_at,
        text=row.text,
        tier=Tier(row.tier),
        shown=shown,
        chosen=shown[row.chosen or 0] if has_chosen else None,
        tone=Tone(row.tone) if row.tone else None,
        comment=row.comment,
    )


def _inquiry(row: InquiryRow) -> OwnInquiry:
    return OwnInquiry(
        at=row.asked_at,
        kind=Kind(row.kind),
        theme=Theme(row.theme) if row.theme else None,
        title=row.title,
        text=row.text,
        background=row.background,
        hidden=row.hidden,
        phase=Phase(row.phase),
        settled_at=row.settled_at,
    )


async def _rounds(session: AsyncSession, me: UUID, most: int) -> Stored[OwnRound]:
    """Never what is in an envelope: it is shown in the answer to a press, and nowhere else."""
    mine = ParticipantRow.person_id == me
    sealed = exists().where(EnvelopeRow.round_id == RoundRow.id, EnvelopeRow.person_id == me)
    rows = await session.execute(
        select(RoundRow, ParticipantRow.state, ResponseRow.answers, sealed)
        .join(ParticipantRow, ParticipantRow.round_id == RoundRow.id)
        .outerjoin(
            ResponseRow, (ResponseRow.round_id == RoundRow.id) & (ResponseRow.person_id == me)
        )
        .where(mine)
        .order_by(RoundRow.closes.desc())
        .limit(most)
    )
    found = tuple(
        OwnRound(
            closes=row.closes,
            title=row.title,
            state=Participation(state),
            anonymous=content_of(row.content).anonymous,
            answers=tuple(str(one) for one in (answers or {}).values()),
            sealed=has_envelope,
        )
        for row, state, answers, has_envelope in rows
    )
    return Stored(await _number(session, mine), found)


async def _files(session: AsyncSession, me: UUID, most: int) -> Stored[OwnFile]:
    """Without their content, which may be large."""
    mine = ReceivedFileRow.person_id == me
    rows = await session.execute(
        select(ReceivedFileRow.received_at, ReceivedFileRow.name)
        .where(mine)
        .order_by(ReceivedFileRow.received_at.desc())
        .limit(most)
    )
    return Stored(await _number(session, mine), tuple(OwnFile(at, name) for at, name in rows))


async def _stored(
    session: AsyncSession,
    model: type[_Row],
    mine: ColumnElement[bool],
    at: Any,
    value: Callable[[_Row], _Value],
    most: int,
) -> Stored[_Value]:
    rows = await _newest(session, select(model).where(mine), at, most)
    return Stored(await _number(session, mine), tuple(value(row) for row in rows))


async def _newest(session: AsyncSession, which: Select[_Row], at: Any, most: int) -> Sequence[_Row]:
    return (await session.scalars(which.order_by(at.desc()).limit(most))).all()


async def _number(session: AsyncSession, mine: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).where(mine)) or 0
