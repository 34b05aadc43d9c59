"""Decisions by theme, across departments: what holds, and who answers for it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import queries
from bot.decisions.following.followed import ThemePage
from bot.decisions.models import DecisionRow
from bot.decisions.register import seeing
from bot.decisions.values import Phase
from bot.people.sorting import danish_order
from bot.people.values import Person

MOST = 50  # themes to choose among, those of the most decisions


async def themes(session: AsyncSession, *, by: Person) -> list[tuple[str, int]]:
    """The themes of decisions that hold and that the person may see, and of how many; by name."""
    rows = await session.execute(
        select(DecisionRow.theme, func.count())
        .where(await _current(session, by), DecisionRow.theme != "")
        .group_by(DecisionRow.theme)
        .order_by(func.count().desc(), DecisionRow.theme)
        .limit(MOST)
    )
    return sorted(rows.all(), key=lambda one: danish_order(one[0]))


async def page(
    session: AsyncSession, theme: str, *, by: Person, offset: int, limit: int
) -> ThemePage:
    """Some of a theme's decisions; the last ones where there is none so far on."""
    which = and_(await _current(session, by), DecisionRow.theme == theme)
    total = await session.scalar(select(func.count()).select_from(DecisionRow).where(which)) or 0
    offset = min(max(offset, 0), max(total - 1, 0) // limit * limit)
    rows: Sequence[DecisionRow] = (
        await session.scalars(
            select(DecisionRow)
            .where(which)
            .order_by(DecisionRow.decided_on.desc().nulls_last(), DecisionRow.id)
            .offset(offset)
            .limit(limit)
        )
    ).all()
    return ThemePage(theme, tuple(await queries.as_values(session, rows)), offset, total)


async def _current(session: AsyncSession, by: Person) -> ColumnElement[bool]:
    return and_(await seeing.visible(session, by), DecisionRow.phase == Phase.CURRENT)
