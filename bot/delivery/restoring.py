"""After a backup was restored: what may have been sent since it was taken isn't sent again."""

from datetime import datetime

from sqlalchemy import and_, or_, update

from bot.database.sessions import Sessions
from bot.delivery.models import Message
from bot.delivery.values import State


async def doubt_what_was_under_way(sessions: Sessions, *, now: datetime) -> int:
    """Leave it to a person whether what was to be sent when the backup was taken goes out.

    now: aware UTC. What is scheduled for later still goes. How many messages are uncertain.
    """
    async with sessions.write() as session:
        connection = await session.connection()
        doubted = await connection.execute(
            update(Message)
            .where(
                Message.shown == 0,
                or_(
                    Message.state.in_((State.QUEUED, State.SENDING)),
                    and_(Message.state == State.HELD, Message.not_before <= now),
                ),
            )
            .values(state=State.UNCERTAIN, not_before=None, changed_at=now)
        )
        return doubted.rowcount
