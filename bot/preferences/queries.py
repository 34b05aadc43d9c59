"""What holds now."""

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.preferences import models
from bot.preferences.values import Preferences

STORED = TypeAdapter(Preferences)


async def preferences(session: AsyncSession) -> Preferences:
    """What holds now."""
    rows = await session.scalars(select(models.Preference))
    return STORED.validate_python({row.key: row.value for row in rows})
