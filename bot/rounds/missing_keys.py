"""Which rounds wait for a key that isn't where it was made."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.rounds.keys import Keys
from bot.rounds.models import RoundRow
from bot.rounds.values import KeyLost, Phase


@dataclass(frozen=True)
class MissingKey:
    """The file of a key that can't be read, or holds another key; and whose it is."""

    title: str
    file: Path


async def missing_keys(session: AsyncSession, keys: Keys) -> list[MissingKey]:
    """The keys without which open rounds can neither be answered nor counted, by their titles."""
    rows = await session.scalars(
        select(RoundRow)
        .where(RoundRow.phase == Phase.OPEN, RoundRow.fingerprint.is_not(None))
        .order_by(RoundRow.title, RoundRow.id)
    )
    missing = []
    for row in rows.all():
        try:
            await asyncio.to_thread(keys.key, row.id, row.fingerprint or "")
        except KeyLost:
            missing.append(MissingKey(row.title, keys.path(row.id)))
    return missing
