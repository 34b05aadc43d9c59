"""Decisions that are the answer to what people said in an input round."""

from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import queries
from bot.decisions.models import DecisionRow, DecisionVersionRow
from bot.decisions.register import seeing
from bot.decisions.register.shelf import AnsweredTheme
from bot.decisions.values import Decision, Phase
from bot.people.values import Person, Role
from bot.rounds.models import ParticipantRow, RoundRow, ThemeRow


async def answers_to_round(
    session: AsyncSession, round_id: UUID, *, seen_by: Person
) -> list[tuple[AnsweredTheme, Decision]]:
    """The decisions that hold and answer a theme of the round, in the themes' order."""
    themes = await _themes(session, ThemeRow.round_id == round_id)
    if not themes:
        return []
    named = select(DecisionVersionRow.decision_id).where(
        DecisionVersionRow.content["answers_theme"].as_string().in_([str(one) for one in themes])
    )
    rows = await session.scalars(
        select(DecisionRow)
        .where(
            DecisionRow.phase == Phase.CURRENT,
            DecisionRow.id.in_(named),
            await seeing.visible(session, seen_by),
        )
        .order_by(DecisionRow.decided_on, DecisionRow.id)
    )
    decisions = await queries.as_values(session, rows.all())
    return [
        (theme, decision)
        for theme_id, theme in themes.items()
        for decision in decisions
        if decision.shown.answers_theme == theme_id  # an earlier version may have named another
    ]


async def theme_of(
    session: AsyncSession, decision: Decision, *, seen_by: Person
) -> AnsweredTheme | None:
    """The theme that a decision answers; None when it answers none that is still there.

    Nor is there any for who wasn't asked in that round, and isn't of the directorate: what others
    were asked and said is told to them, when they get the outcome.
    """
    which = ThemeRow.id == decision.shown.answers_theme
    themes = await _themes(session, and_(which, told_of_round(ThemeRow.round_id, seen_by)))
    return next(iter(themes.values()), None)


def told_of_round(round_id: SQLColumnExpression[UUID], person: Person) -> ColumnElement[bool]:
    """Whether the person may hear of a round's themes: who was asked in it, and the directorate."""
    if person.may(Role.DIRECTORATE):
        return true()
    asked = select(ParticipantRow.round_id).where(ParticipantRow.person_id == person.id)
    return round_id.in_(asked)


async def _themes(session: AsyncSession, which: ColumnElement[bool]) -> dict[UUID, AnsweredTheme]:
    found = await session.execute(
        select(ThemeRow.id, ThemeRow.name, RoundRow.title)
        .join(RoundRow, RoundRow.id == ThemeRow.round_id)
        .where(which)
        .order_by(ThemeRow.position)
    )
    return {theme_id: AnsweredTheme(name, title) for theme_id, name, title in found}
