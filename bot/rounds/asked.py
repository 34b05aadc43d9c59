"""What somebody is asked in rounds, and where they stand with it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.rounds import queries
from bot.rounds.models import ParticipantRow, ResponseRow, RoundRow
from bot.rounds.values import NotInvited, Participation, Phase, Standing


async def standing(session: AsyncSession, round_id: UUID, person_id: UUID) -> Standing:
    """Where somebody stands with a round. Raises UnknownRound or NotInvited.

    Of an anonymous round it takes no key and holds nothing that anybody filled in.
    """
    row = await queries.round_row(session, round_id)
    asked = await session.get(ParticipantRow, (round_id, person_id))
    if not asked:
        raise NotInvited
    response = await session.get(ResponseRow, (round_id, person_id))
    answers = response.answers if response else None
    return Standing(await queries.as_value(session, row), Participation(asked.state), answers)


async def waiting(session: AsyncSession, person_id: UUID, *, now: datetime) -> list[Standing]:
    """The rounds that wait for somebody's answer, those that end first on top. now: aware UTC."""
    rows = await session.scalars(
        select(RoundRow)
        .join(ParticipantRow, ParticipantRow.round_id == RoundRow.id)
        .where(
            ParticipantRow.person_id == person_id,
            ParticipantRow.state == Participation.INVITED,
            RoundRow.phase == Phase.OPEN,
            RoundRow.closes > now,
        )
        .order_by(RoundRow.closes, RoundRow.id)
    )
    return [
        Standing(await queries.as_value(session, row), Participation.INVITED, None)
        for row in rows.all()
    ]
