"""Opening a round: from here on nothing of it can be changed but its end, which may be later."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.models import Person, Unit
from bot.people.segments import members
from bot.people.values import Audience
from bot.rounds import queries
from bot.rounds.grouping import REST, units_merged
from bot.rounds.keys import Keys
from bot.rounds.models import ParticipantRow, RoundRow
from bot.rounds.sealing import size_of_envelopes
from bot.rounds.values import KeyLost, Phase

_ROWS_AT_ONCE = 500


async def open_round(session: AsyncSession, keys: Keys, row: RoundRow, *, now: datetime) -> int:
    """Fix who is asked and in which groups they are counted, and make the key; how many are asked.

    session: a writing one, with the row locked and its end fixed. Raises KeyLost when the key
    can't be made or read; then nothing is opened.
    """
    content = queries.content_of(row.content)
    if content.anonymous:
        try:
            row.fingerprint = await asyncio.to_thread(keys.make, row.id)
        except OSError as error:
            raise KeyLost from error
        row.envelope_size = size_of_envelopes(content.questions)
    asked = await _asked(session, Audience.from_json(row.audience))
    groups = _groups([unit for _, unit, _ in asked], content.least_numbers)
    rows = [
        {
            "round_id": row.id,
            "person_id": person_id,
            "unit_group": group if content.anonymous else unit,
            "level": level,
        }
        for (person_id, unit, level), group in zip(asked, groups, strict=True)
    ]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        await session.execute(insert(ParticipantRow), rows[start : start + _ROWS_AT_ONCE])
    row.phase, row.opens, row.number = Phase.OPEN, now, len(rows)
    await session.flush()
    return len(rows)


async def _asked(session: AsyncSession, audience: Audience) -> list[tuple[UUID, str, str]]:
    found = await session.execute(
        select(Person.id, Unit.path, Person.level)
        .join(Person.unit)
        .where(Person.id.in_(members(audience)))
        .order_by(Person.id)
    )
    return [(person_id, unit, str(level)) for person_id, unit, level in found]


def _groups(units: Sequence[str], least: int) -> list[str]:
    """The group of each, so large that it may be counted if all of them answer."""
    groups = units_merged(units, least=least)
    return groups if groups is not None else [REST] * len(units)
