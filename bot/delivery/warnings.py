"""What the administrator should look into."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.people.models import Person
from bot.people.values import Role

SECOND_ACCOUNT = "people.second_account"  # subject: whose address was claimed


async def warn_of_second_account(session: AsyncSession, person_id: UUID, *, now: datetime) -> None:
    """Warn, once a day, that another account claims the address of somebody who has one.

    Administrators are told. session: a writing one. now: aware UTC.
    """
    await wanting.want(
        session,
        SECOND_ACCOUNT,
        person_id,
        to=select(Person.id).where(Person.active, Person.role == Role.ADMINISTRATOR),
        occasion=in_copenhagen(now).date().isoformat(),
        priority=Priority.NOTICE,
        now=now,
    )
