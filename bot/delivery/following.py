"""When to look again at what becomes of messages, for a card that tells of it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import accounts

OFTEN = timedelta(seconds=5)  # between two looks at the account while most of it is on its way
SELDOM = timedelta(minutes=1)  # when only those are left who are tried again
AT_FIRST = timedelta(minutes=5)
A_DAY = timedelta(days=1)


async def next_look(
    session: AsyncSession, kind: str, subject: UUID, *, began: datetime, now: datetime
) -> datetime | None:
    """When the account will say something else; None: nothing is on its way any more.

    began: when it was sent, or changed last. now: aware UTC.
    """
    account = await accounts.account(session, kind, subject)
    if not account.is_settled:
        return now + (OFTEN if now - began < AT_FIRST else SELDOM)
    back_at = await accounts.next_return(session, kind, subject)
    if back_at is None:
        return None
    # Looked at daily, too: a leave may end early.
    return min(max(back_at, now), now + A_DAY) + OFTEN
