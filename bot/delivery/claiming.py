"""Which message is sent next, by whom, and what became of it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, Select, and_, case, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import conversations, lease, reach
from bot.delivery.conversations import Conversation
from bot.delivery.models import Message
from bot.delivery.values import Address, Attempt, Operation, Reason, State
from bot.people import queries as people
from bot.people.models import Person

LEASE = "courier"
MOST_RELEASED = 500  # held messages queued in one transaction, which keeps others from writing
LONGEST_TRANSACTION = "5s"


async def claim(
    session: AsyncSession, fence: int, kinds: Collection[str], *, now: datetime
) -> Attempt | None:
    """Take the most urgent message that can be rendered, while the lease is still ours.

    None: there is none, or the lease is lost. session: a writing one.
    """
    await limit_transaction(session)
    claimed = await session.scalar(
        update(Message)
        .where(
            Message.id == _next(session, kinds),
            Message.state == State.QUEUED,
            lease.is_held(session, LEASE, fence),
        )
        .values(state=State.SENDING, attempt=Message.wanted, fence=fence, changed_at=now)
        .returning(Message),
        execution_options={"populate_existing": True, "synchronize_session": False},
    )
    return await _attempt(session, claimed, fence) if claimed else None


async def claimed_again(session: AsyncSession, attempt: Attempt) -> Message | None:
    """The row of an attempt, to note its outcome; None when somebody has taken it since.

    An attempt that was thought lost with its process is still ours to settle.
    """
    row: Message | None = await session.scalar(
        select(Message)
        .where(
            Message.id == attempt.message_id,
            Message.fence == attempt.fence,
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

    Whether a message was sent is uncertain. An edit or a deletion may be done twice without harm.
    """
    connection = await session.connection()
    left = await connection.execute(
        update(Message)
        .where(Message.state == State.SENDING, Message.fence < fence)
        .values(
            state=case((Message.shown == 0, State.UNCERTAIN), else_=State.QUEUED), changed_at=now
        )
    )
    return left.rowcount


async def release_held(session: AsyncSession, *, now: datetime) -> int:
    """Queue what was held until now; how many messages, at most MOST_RELEASED."""
    due = (
        select(Message.id)
        .where(Message.state == State.HELD, Message.not_before <= now)
        .order_by(Message.not_before, Message.id)
        .limit(MOST_RELEASED)
    )
    connection = await session.connection()
    released = await connection.execute(
        update(Message)
        .where(Message.id.in_(due.scalar_subquery()), Message.state == State.HELD)
        .values(state=State.QUEUED, not_before=None, changed_at=now)
    )
    return released.rowcount


async def hold_others(
    session: AsyncSession, row: Message, *, until: datetime, now: datetime
) -> None:
    """Hold what else is queued for the same recipient: Teams wants a pause there."""
    same = (
        Message.person_id == row.person_id
        if row.person_id
        else Message.conversation_id == row.conversation_id
    )
    connection = await session.connection()
    await connection.execute(
        update(Message)
        .where(same, Message.state == State.QUEUED)
        .values(state=State.HELD, not_before=until, changed_at=now)
    )


async def limit_transaction(session: AsyncSession) -> None:
    """Let PostgreSQL end this transaction should the process freeze in it, holding locks."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(
            text(f"SET LOCAL idle_in_transaction_session_timeout = '{LONGEST_TRANSACTION}'")
        )


def outcome_of_success(
    row: Message, attempt: Attempt, *, chat_id: str | None, activity_id: str | None, now: datetime
) -> None:
    """Note that the revision is shown, or taken away; and what is wanted next."""
    row.shown = attempt.revision
    row.chat_id, row.activity_id = chat_id, activity_id
    row.sent_at = row.sent_at or now
    row.tries, row.reason, row.detail = 0, None, None
    row.state = State.SETTLED if row.wanted == row.shown else State.QUEUED
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


def _next(session: AsyncSession, kinds: Collection[str]) -> ScalarSelect[int]:
    queued: Select[int] = (
        select(Message.id)
        .where(Message.state == State.QUEUED, Message.kind.in_(kinds))
        .order_by(Message.priority, Message.id)
        .limit(1)
    )
    if session.get_bind().dialect.name == "postgresql":
        queued = queued.with_for_update(skip_locked=True)
    return queued.scalar_subquery()


async def _attempt(session: AsyncSession, row: Message, fence: int) -> Attempt:
    person, chat, reached = None, None, None
    if row.person_id:
        person = people.as_value((await people.rows(session, Person.id == row.person_id))[0])
        reached = await reach.of(session, row.person_id)
        chat = await conversations.chat_with(session, row.person_id)
    stands_in = row.chat_id if row.shown else row.conversation_id
    if stands_in:
        chat = await session.get(Conversation, stands_in)
    return Attempt(
        message_id=row.id,
        fence=fence,
        operation=_operation(row),
        revision=row.wanted,
        kind=row.kind,
        subject=row.subject,
        occasion=row.occasion,
        person=person,
        reach=reached,
        chat=Address(chat.service_url, chat.id) if chat else None,
        activity_id=row.activity_id,
        tries=row.tries,
        useful_until=row.useful_until,
    )


def _operation(row: Message) -> Operation:
    if not row.shown:
        return Operation.SEND
    return Operation.EDIT if row.wanted else Operation.DELETE
