"""Which message is sent next, by whom, and what became of it."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager

from bot.database.base import UtcDateTime
from bot.database.sessions import Sessions
from bot.delivery import conversations, lease, reach
from bot.delivery.conversations import Conversation
from bot.delivery.locking import unlocked
from bot.delivery.models import Halt, Message
from bot.delivery.values import (
    Address,
    Attempt,
    Operation,
    Priority,
    Reach,
    Reason,
    State,
)
from bot.people import queries as people
from bot.people.models import Person

LEASE = "courier"
MOST_RELEASED = 500  # held messages queued in one transaction, which keeps others from writing
LONGEST_TRANSACTION = "5s"
UNANSWERED = timedelta(seconds=15)  # an edit may still arrive for so long after its time-out


@asynccontextmanager
async def transaction(sessions: Sessions) -> AsyncIterator[AsyncSession]:
    """A writing session of the courier's, which PostgreSQL ends should the process freeze in it.

    It would hold its locks for good, and with them the lease.
    """
    async with sessions.write() as session:
        if not sessions.on_sqlite:
            limit = f"SET LOCAL idle_in_transaction_session_timeout = '{LONGEST_TRANSACTION}'"
            await session.execute(text(limit))
        yield session


async def claim(
    session: AsyncSession, fence: int, kinds: Collection[str], *, now: datetime
) -> Attempt | None:
    """Take the most urgent message that can be rendered, while the lease is still ours.

    None: there is none, or the lease is lost. session: a writing one.
    """
    claimed = await session.scalar(
        update(Message)
        .where(
            Message.id == _next(kinds),
            _is(State.QUEUED),
            lease.is_held(session, LEASE, fence),
        )
        .values(
            state=State.SENDING,
            attempt=func.coalesce(Message.attempt, 0) + 1,
            fence=fence,
            # Of an edit, that it was wanted is what tells: when it was made may say who did what.
            changed_at=case(
                (Message.shown > 0, Message.changed_at), else_=literal(now, UtcDateTime)
            ),
        )
        .returning(Message),
        execution_options={"populate_existing": True, "synchronize_session": False},
    )
    return await _attempt(session, claimed) if claimed else None


async def claimed_again(session: AsyncSession, attempt: Attempt) -> Message | None:
    """The row of an attempt, to note its outcome; None when somebody has taken it since.

    An attempt that was thought lost with its process is still ours to settle.
    """
    row: Message | None = await session.scalar(
        select(Message)
        .where(
            Message.id == attempt.message_id,
            Message.attempt == attempt.number,
            or_(
                Message.state == State.SENDING,
                and_(Message.state == State.UNCERTAIN, Message.reason.is_(None)),
            ),
        )
        .with_for_update()
    )
    return row


async def abandon(session: AsyncSession, fence: int, *, now: datetime) -> int:
    """Settle what earlier holders of the lease have left in the middle; how many messages.

    Whether a message was sent is uncertain. An edit or a deletion may be done twice without harm,
    but not while the first may still be on its way.
    """
    left = select(Message.id).where(_is(State.SENDING), Message.fence < fence)
    is_first = Message.shown == 0
    return await _change_unlocked(
        session,
        left,
        state=case((is_first, State.UNCERTAIN), else_=State.HELD),
        not_before=case((is_first, None), else_=literal(now + UNANSWERED, UtcDateTime)),
        reason=None,
        changed_at=now,
    )


async def unclaim(
    session: AsyncSession, fence: int, *, begun: Collection[int], now: datetime
) -> None:
    """Queue again what was claimed under this fence, but never came to who claimed it.

    begun: the ids of the messages that did.
    """
    lost = select(Message.id).where(
        _is(State.SENDING), Message.fence == fence, Message.id.not_in(begun)
    )
    is_left = Message.wanted != Message.shown
    await _change_unlocked(
        session,
        lost,
        state=case((is_left, State.QUEUED), else_=State.CANCELLED),
        changed_at=now,
    )


async def release_held(session: AsyncSession, *, now: datetime) -> int:
    """Queue what was held until now; how many messages, at most MOST_RELEASED."""
    due = (
        select(Message.id)
        .where(_is(State.HELD), Message.not_before <= now)
        .order_by(Message.not_before, Message.id)
        .limit(MOST_RELEASED)
    )
    return await _change_unlocked(
        session,
        due,
        state=State.QUEUED,
        not_before=None,
        reason=None,  # which a leave that may be over was
        changed_at=now,
    )


async def hold_others(
    session: AsyncSession, row: Message, *, until: datetime, now: datetime
) -> None:
    """Hold what else is queued for the same recipient: Teams wants a pause there."""
    same = (
        Message.person_id == row.person_id
        if row.person_id
        else Message.conversation_id == row.conversation_id
    )
    others = select(Message.id).where(same, Message.state == State.QUEUED)
    await _change_unlocked(session, others, state=State.HELD, not_before=until, changed_at=now)


def outcome_of_success(
    row: Message, attempt: Attempt, *, chat_id: str | None, activity_id: str | None, now: datetime
) -> None:
    """Note that the revision is shown, or taken away; and what is wanted next."""
    row.changed_at = row.changed_at if row.shown else now  # an edit's is when it was wanted
    row.shown = attempt.revision
    row.chat_id, row.activity_id = chat_id, activity_id
    row.sent_at = row.sent_at or now
    row.tries, row.reason, row.detail = 0, None, None
    row.state = State.SETTLED if row.wanted == row.shown else State.QUEUED


def outcome_of_opening(row: Message, *, now: datetime) -> None:
    """Note that there is a chat now, where the message can be sent."""
    row.state = State.CANCELLED if _nothing_left(row) else State.QUEUED
    row.changed_at = now


def outcome_of_leave(row: Message, *, until: datetime, now: datetime) -> None:
    """Note that it waits until its receiver is back."""
    if _nothing_left(row):
        row.state = State.CANCELLED
    else:
        row.state, row.not_before, row.reason = State.HELD, until, Reason.AWAY
    row.changed_at = now


def outcome_of_failure(
    row: Message, reason: Reason, *, detail: str | None = None, now: datetime
) -> None:
    """Note why it can't be done. What was taken back meanwhile needn't be."""
    row.state = State.CANCELLED if _nothing_left(row) else State.FAILED
    row.reason, row.detail = reason, detail
    row.changed_at = now


def outcome_of_doubt(row: Message, *, now: datetime) -> None:
    """Note that nobody knows whether it was received."""
    row.state, row.reason, row.changed_at = State.UNCERTAIN, None, now


def to_be_tried_again(row: Message, *, wait: timedelta, counts: bool, now: datetime) -> None:
    """Note that it had no effect. counts: whether it was one of the tries that it has."""
    if _nothing_left(row):
        row.state = State.CANCELLED
    else:
        row.state, row.not_before = State.HELD, now + wait
    row.tries += counts
    row.changed_at = now


def _nothing_left(row: Message) -> bool:
    return row.wanted == 0 and row.shown == 0


def _is(state: State) -> ColumnElement[bool]:
    """Whether a message is in this state, which stands in the statement itself.

    A plan that is made once for any state has no use for an index of one of them.
    """
    return Message.state == literal(state, String, literal_execute=True)


def _next(kinds: Collection[str]) -> ScalarSelect[int]:
    queued: Select[int] = (
        select(Message.id)
        .where(_is(State.QUEUED), Message.kind.in_(kinds))
        .order_by(Message.priority, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return queued.scalar_subquery()


async def _change_unlocked(session: AsyncSession, which: Select[int], **values: object) -> int:
    """Change these messages but those that somebody else is changing; how many they are."""
    connection = await session.connection()
    changed = await connection.execute(
        update(Message).where(unlocked(session, which)).values(**values)
    )
    return changed.rowcount


async def _attempt(session: AsyncSession, row: Message) -> Attempt:
    found = (await session.execute(_whom_and_where(), {"message_id": row.id})).one()
    person, reached, service_url, conversation_id, is_halted = found
    return Attempt(
        message_id=row.id,
        number=row.attempt or 0,
        operation=_operation(row),
        revision=row.wanted,
        kind=row.kind,
        subject=row.subject,
        occasion=row.occasion,
        priority=Priority(row.priority),
        person=people.as_value(person) if person else None,
        reach=Reach(reached) if person else None,
        chat=Address(service_url, conversation_id) if conversation_id else None,
        activity_id=row.activity_id,
        tries=row.tries,
        useful_until=row.useful_until,
        is_halted=is_halted,
    )


@cache
def _whom_and_where() -> Select[Person, str, str, str, bool]:
    """All that is to be known of a message beside its own row, in one statement, made once.

    With five of them the courier couldn't keep the pace on a slow machine (measured).
    """
    stands_in = case(
        (Message.shown > 0, Message.chat_id),
        else_=func.coalesce(
            Message.conversation_id, conversations.newest_chat_with(Message.person_id)
        ),
    )
    return (
        select(
            Person,
            reach.reach(),
            Conversation.service_url,
            Conversation.id,
            exists().where(Halt.ended_at.is_(None)),
        )
        .select_from(Message)
        .outerjoin(Person, Person.id == Message.person_id)
        .outerjoin(Person.unit)
        .outerjoin(Conversation, Conversation.id == stands_in)
        .options(contains_eager(Person.unit))
        .where(Message.id == bindparam("message_id"))
    )


def _operation(row: Message) -> Operation:
    if not row.shown:
        return Operation.SEND
    return Operation.EDIT if row.wanted else Operation.DELETE
