"""What features want shown, and taken back; written in their own transactions.

None of these sends anything: the courier makes what is shown equal to what is wanted. Every
function takes a writing session, and `now` as aware UTC.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    delete,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import UtcDateTime
from bot.database.inserting import insert_unless_there
from bot.database.sessions import announce
from bot.delivery.locking import in_order
from bot.delivery.models import Message, PersonReach
from bot.delivery.values import UNREACHABLE, Priority, Reach, Reason, State
from bot.people.models import Person

WANTED = "something is to be shown"  # what is announced, and the courier listens for

_UNSENT = (State.HELD, State.QUEUED)
_AT_REST = (State.SETTLED, State.FAILED)
_MAY_BE_SENT = or_(Message.shown > 0, Message.state.in_((State.SENDING, State.UNCERTAIN)))


async def want(
    session: AsyncSession,
    kind: str,
    subject: UUID,
    *,
    to: Select[UUID] | Sequence[UUID],
    priority: Priority,
    now: datetime,
    occasion: str = "",
    not_before: datetime | None = None,
    useful_until: datetime | None = None,
) -> int:
    """Want a message shown to each of these people, once; who has one already keeps it.

    Returns how many hadn't. to: a query of ids, which may be 100,000, or the ids themselves. kind,
    subject, occasion: what the renderer is given. useful_until: it is not sent later than that,
    and until then it is tried again when somebody becomes reachable.
    """
    people = to if isinstance(to, Select) else select(Person.id).where(Person.id.in_(to))
    held = not_before is not None and not_before > now
    values: dict[str, ColumnElement[Any]] = {
        "kind": literal(kind, String),
        "subject": literal(subject),
        "occasion": literal(occasion, String),
        "priority": literal(int(priority)),
        "wanted": literal(1),
        "shown": literal(0),
        "tries": literal(0),
        "state": literal(State.HELD if held else State.QUEUED, String),
        "not_before": literal(not_before, UtcDateTime) if held else null(),
        "useful_until": literal(useful_until, UtcDateTime) if useful_until else null(),
        "changed_at": literal(now, UtcDateTime),
    }
    chosen = people.subquery()
    rows = select(chosen.c[0], *values.values()).where(literal(True))  # SQLite's "upsert" needs it
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (sqlite.insert if on_sqlite else postgresql.insert)(Message)
    connection = await session.connection()
    added = await connection.execute(
        statement.from_select(["person_id", *values], rows).on_conflict_do_nothing(),
        execution_options={"preserve_rowcount": True},
    )
    announce(session, WANTED)
    return added.rowcount


async def want_in_channel(
    session: AsyncSession,
    kind: str,
    subject: UUID,
    *,
    conversation_id: str,
    priority: Priority,
    now: datetime,
    not_before: datetime | None = None,
    useful_until: datetime | None = None,
) -> None:
    """Want a message shown in a team's channel, once; see `want`."""
    held = not_before is not None and not_before > now
    await insert_unless_there(
        session,
        Message,
        conversation_id=conversation_id,
        kind=kind,
        subject=subject,
        priority=priority,
        state=State.HELD if held else State.QUEUED,
        not_before=not_before if held else None,
        useful_until=useful_until,
        changed_at=now,
    )
    announce(session, WANTED)


async def show_anew(
    session: AsyncSession,
    kind: str,
    subject: UUID,
    *,
    now: datetime,
    occasion: str | None = None,
    to: UUID | Collection[UUID] | None = None,
    not_before: datetime | None = None,
) -> int:
    """Want what was sent shown as it would now be rendered; how many are to be edited.

    Of those that are uncertain, the ones that turn out to be there. What wasn't sent yet is
    rendered when it is. occasion: None for all of them. to: only to this person, or to these.
    not_before: several changes until then become one edit.
    """
    which = _about(kind, subject, occasion)
    if to is not None:
        which.append(Message.person_id.in_([to] if isinstance(to, UUID) else to))
    return await _edit(session, and_(*which), now=now, not_before=not_before)


async def show_anew_here(
    session: AsyncSession, chat_id: str, activity_id: str, *, now: datetime
) -> bool:
    """Want the message that stands there rendered anew, if it is one of the outbox's."""
    here = and_(Message.chat_id == chat_id, Message.activity_id == activity_id)
    if await _edit(session, here, now=now, not_before=None):
        return True
    return await session.scalar(select(Message.id).where(here)) is not None


async def reschedule(
    session: AsyncSession,
    kind: str,
    subject: UUID,
    *,
    not_before: datetime,
    now: datetime,
    occasion: str | None = None,
) -> int:
    """Hold what waits for its time until another time; how many that are."""
    waiting = and_(
        *_about(kind, subject, occasion), Message.state == State.HELD, Message.shown == 0
    )
    return await _change(session, waiting, not_before=not_before, changed_at=now)


async def keep_useful(session: AsyncSession, kind: str, subject: UUID, *, until: datetime) -> None:
    """Let what is of use for longer than was said be sent until then."""
    await _change(session, and_(*_about(kind, subject), Message.wanted > 0), useful_until=until)


async def unwant(
    session: AsyncSession, kind: str, subject: UUID, *, occasion: str | None = None
) -> bool:
    """Forget what was wanted, if all of it still waits for its time; whether it did."""
    waits = and_(Message.state == State.HELD, Message.tries == 0, Message.shown == 0)
    found = (  # locked, so that the courier begins with none of them meanwhile
        select(case((waits, 0), else_=1).label("begun"))
        .where(*_about(kind, subject, occasion))
        .order_by(Message.id)
        .with_for_update()
        .subquery()
    )
    if await session.scalar(select(func.sum(found.c.begun))):
        return False
    await session.execute(delete(Message).where(*_about(kind, subject, occasion)))
    return True


async def stop(
    session: AsyncSession,
    kind: str,
    subject: UUID,
    *,
    now: datetime,
    occasion: str | None = None,
    to: UUID | None = None,
) -> int:
    """Cancel what hasn't been sent; how many that are. What is on its way arrives.

    What failed isn't tried again. to: only to this person.
    """
    unsent = and_(*_about(kind, subject, occasion), Message.shown == 0)
    if to:
        unsent = and_(unsent, Message.person_id == to)
    await _change(session, and_(unsent, Message.state == State.FAILED), wanted=0)
    return await _change(
        session,
        and_(unsent, Message.state.in_(_UNSENT)),
        state=State.CANCELLED,
        wanted=0,
        not_before=None,
        changed_at=now,
    )


async def recall(
    session: AsyncSession, kind: str, subject: UUID, *, now: datetime, occasion: str | None = None
) -> None:
    """Want the messages taken away again, also those that are on their way.

    What failed isn't tried again. What may have been received without our knowing its id stays
    uncertain, and is taken away should it turn out to be there.
    """
    await _change(
        session,
        and_(*_about(kind, subject, occasion), Message.wanted > 0),
        wanted=0,
        state=case(
            (Message.state == State.SENDING, State.SENDING),
            (Message.shown > 0, State.QUEUED),
            (Message.state.in_(_UNSENT), State.CANCELLED),
            else_=Message.state,
        ),
        tries=0,
        not_before=None,
        changed_at=now,
    )


async def try_again(session: AsyncSession, kind: str, subject: UUID, *, now: datetime) -> int:
    """Try again what failed, also where nobody could be reached; how many that are.

    What was stopped before it was sent isn't: nobody wants it any more.
    """
    failed = and_(
        *_about(kind, subject), Message.state == State.FAILED, Message.wanted != Message.shown
    )
    await session.execute(
        delete(PersonReach).where(
            PersonReach.person_id.in_(select(Message.person_id).where(failed)),
            PersonReach.state != Reach.REACHABLE,
        )
    )
    return await _queue(session, failed, now=now)


async def try_again_with(session: AsyncSession, person_id: UUID, *, now: datetime) -> int:
    """Try again what couldn't reach somebody who now can be reached, where it is still of use."""
    return await _queue(
        session,
        and_(
            Message.person_id == person_id,
            Message.state == State.FAILED,
            Message.reason.in_(UNREACHABLE),
            Message.useful_until > now,
        ),
        now=now,
    )


async def send_again(session: AsyncSession, message_id: int, *, about: UUID, now: datetime) -> bool:
    """Send once more what may have been received, as a person decided; whether it was so."""
    uncertain = and_(
        Message.id == message_id,
        Message.subject == about,
        Message.state == State.UNCERTAIN,
    )
    return await _queue(session, uncertain, now=now) > 0


async def leave_uncertain(
    session: AsyncSession, message_id: int, *, about: UUID, now: datetime
) -> bool:
    """Note that a person decided not to send again what may have been received."""
    uncertain = and_(
        Message.id == message_id, Message.subject == about, Message.state == State.UNCERTAIN
    )
    return await _change(session, uncertain, reason=Reason.ACCEPTED, changed_at=now) > 0


async def note_received(
    session: AsyncSession, kind: str, subject: UUID, person_id: UUID, *, now: datetime
) -> None:
    """Note that what may have been received was: nobody needs to decide about it any more."""
    uncertain = and_(
        *_about(kind, subject),
        Message.person_id == person_id,
        Message.state == State.UNCERTAIN,
        Message.reason.is_(None),
    )
    await _change(session, uncertain, reason=Reason.ACCEPTED, changed_at=now)


async def _edit(
    session: AsyncSession,
    which: ColumnElement[bool],
    *,
    now: datetime,
    not_before: datetime | None,
) -> int:
    rested = State.HELD if not_before and not_before > now else State.QUEUED
    at_rest = Message.state.in_(_AT_REST)
    return await _change(
        session,
        and_(which, Message.wanted > 0, _MAY_BE_SENT),
        wanted=Message.wanted + 1,
        state=case((at_rest, rested), else_=Message.state),
        not_before=case((at_rest, literal(not_before, UtcDateTime)), else_=Message.not_before),
        tries=0,
        reason=case((Message.state == State.UNCERTAIN, Message.reason), else_=None),
        detail=None,
        changed_at=now,
    )


async def _queue(session: AsyncSession, which: ColumnElement[bool], *, now: datetime) -> int:
    return await _change(
        session,
        and_(which, Message.wanted != Message.shown),  # unless it was taken back meanwhile
        state=State.QUEUED,
        tries=0,
        reason=None,
        detail=None,
        changed_at=now,
    )


async def _change(session: AsyncSession, which: ColumnElement[bool], **values: object) -> int:
    """Change the messages of which this is true, and let the courier know; how many they are."""
    connection = await session.connection()  # reads none of the rows, which may be 100,000
    changed = await connection.execute(
        update(Message).where(in_order(session, which)).values(**values)
    )
    if changed.rowcount:
        announce(session, WANTED)
    return changed.rowcount


def _about(kind: str, subject: UUID, occasion: str | None = None) -> list[ColumnElement[bool]]:
    about = [Message.kind == kind, Message.subject == subject]
    return about if occasion is None else [*about, Message.occasion == occasion]
