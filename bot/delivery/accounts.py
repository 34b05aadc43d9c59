"""What became of messages: every one of them is accounted for, in one place and once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager

from bot.delivery.models import Message
from bot.delivery.standings import Account, InChannel, Line, Standing
from bot.delivery.values import UNREACHABLE, Reason, State
from bot.people import queries as people
from bot.people.models import Person as PersonRow
from bot.people.sorting import in_danish_order


def standing() -> ColumnElement[str]:
    """The standing of a row of `Message`, as part of a statement."""
    taken_back = Message.wanted == 0
    never_shown = Message.sent_at.is_(None)
    return case(
        (Message.state == State.CANCELLED, Standing.CANCELLED),
        ((Message.state == State.UNCERTAIN) & never_shown, Standing.UNCERTAIN),
        (never_shown & (Message.state == State.FAILED) & _unreached(), Standing.UNREACHED),
        (never_shown & (Message.state == State.FAILED), Standing.FAILED),
        (never_shown & _waits_for_return(), Standing.AWAY),
        (never_shown, Standing.ON_ITS_WAY),
        (taken_back & (Message.shown == 0), Standing.REMOVED),
        (taken_back & Message.state.in_((State.FAILED, State.UNCERTAIN)), Standing.NOT_REMOVED),
        (taken_back, Standing.BEING_REMOVED),
        else_=Standing.SENT,
    )


async def account(
    session: AsyncSession, kind: str, subject: UUID, *, occasion: str = ""
) -> Account:
    """What became of the messages about a subject."""
    stands = standing().label("standing")
    edit = (Message.wanted > 0) & (Message.shown > 0)
    under_way = Message.state.in_((State.QUEUED, State.SENDING, State.HELD))
    counted = await session.execute(
        select(
            stands,
            Message.reason,
            func.count(),
            func.count().filter((Message.wanted == 0) & Message.sent_at.is_(None)),
            func.count().filter((Message.state == State.UNCERTAIN) & Message.reason.is_(None)),
            func.count().filter(edit & under_way),
            func.count().filter(edit & Message.state.in_((State.FAILED, State.UNCERTAIN))),
        )
        .where(*_about(kind, subject, occasion))
        .group_by(stands, Message.reason)
    )
    standings: Counter[Standing] = Counter()
    by_reason: Counter[tuple[Standing, Reason]] = Counter()
    open_uncertain = edits = edits_failed = given_up = 0
    for name, reason, number, unwanted, undecided, changing, unchanged in counted:
        standings[Standing(name)] += number
        if reason and name in (Standing.UNREACHED, Standing.FAILED, Standing.NOT_REMOVED):
            by_reason[Standing(name), Reason(reason)] += number - unwanted
            given_up += unwanted
        open_uncertain += undecided if name == Standing.UNCERTAIN else 0
        edits += changing
        edits_failed += unchanged
    return Account(standings, +by_reason, open_uncertain, edits, edits_failed, given_up)


async def lines(
    session: AsyncSession,
    kind: str,
    subject: UUID,
    *,
    standings: Sequence[Standing] = (),
    undecided: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> list[Line]:
    """The messages about a subject, person by person, by name, as Danes sort.

    standings: only those; all when empty. undecided: of the uncertain ones, only those that
    nobody has decided about.
    """
    stands = standing().label("standing")
    query = (
        select(Message, PersonRow, stands)
        .join(PersonRow, PersonRow.id == Message.person_id)
        .join(PersonRow.unit)
        .options(contains_eager(PersonRow.unit))
        .where(*_about(kind, subject, ""))
        .order_by(in_danish_order(session, PersonRow.name), Message.id)
        .offset(offset)
        .limit(limit)
    )
    if standings:
        query = query.where(stands.in_(standings))
    if undecided:
        query = query.where(or_(Message.state != State.UNCERTAIN, Message.reason.is_(None)))
    return [
        Line(
            row.id,
            people.as_value(person),
            Standing(name),
            Reason(row.reason) if row.reason else None,
            row.detail,
            row.sent_at,
            row.changed_at,
        )
        for row, person, name in await session.execute(query)
    ]


async def in_channel(session: AsyncSession, kind: str, subject: UUID) -> InChannel | None:
    """The message about a subject in a team's channel; None when there isn't one."""
    found = await session.execute(
        select(Message, standing()).where(
            Message.conversation_id.is_not(None), *_about(kind, subject, "")
        )
    )
    for row, name in found:
        reason = Reason(row.reason) if row.reason else None
        return InChannel(row.id, Standing(name), reason, row.detail, row.sent_at)
    return None


async def was_received(session: AsyncSession, kind: str, subject: UUID, person_id: UUID) -> bool:
    """Whether the message stands in the person's chat, or may do so."""
    found = await session.scalar(
        select(Message.id).where(
            Message.person_id == person_id,
            *_about(kind, subject, ""),
            standing().in_((Standing.SENT, Standing.UNCERTAIN, Standing.ON_ITS_WAY)),
        )
    )
    return found is not None


async def next_return(session: AsyncSession, kind: str, subject: UUID) -> datetime | None:
    """When the first of those is back who are on leave and haven't got it; None: nobody is."""
    return await session.scalar(
        select(func.min(Message.not_before)).where(*_about(kind, subject, ""), _waits_for_return())
    )


def _waits_for_return() -> ColumnElement[bool]:
    return and_(Message.state == State.HELD, Message.reason == Reason.AWAY)


def _unreached() -> ColumnElement[bool]:
    return Message.reason.in_(UNREACHABLE)


def _about(kind: str, subject: UUID, occasion: str) -> tuple[ColumnElement[bool], ...]:
    return Message.kind == kind, Message.subject == subject, Message.occasion == occasion
