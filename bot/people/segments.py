"""Target groups: who is in an audience, and what an audience may name."""

from collections import Counter
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, distinct, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.people import models
from bot.people.sorting import danish_order
from bot.people.values import Audience, Choice, Choices, Level, Person

_Value = TypeVar("_Value")


def members(audience: Audience) -> Select[UUID]:
    """Select the ids of the active people in the audience, in no order.

    For any database, and for use inside another statement: INSERT .. SELECT, or IN.
    """
    selected = select(models.Person.id).where(models.Person.active)
    if audience.units:
        within = or_(*map(_is_within, audience.units))
        units = select(models.Unit.id).where(within)
        selected = selected.where(models.Person.unit_id.in_(units))
    if audience.levels:
        selected = selected.where(models.Person.level.in_(audience.levels))
    if audience.groups:
        group = _elements(models.Person.groups).table_valued("value")
        named = select(group.c.value).where(group.c.value.in_(audience.groups))
        selected = selected.where(named.exists())
    return selected


def belongs(person: Person, audience: Audience) -> bool:
    """Whether the person is one of the audience's members."""
    return (
        person.active
        and (not audience.units or not set(audience.units).isdisjoint(_lineage(person.unit)))
        and (not audience.levels or person.level in audience.levels)
        and (not audience.groups or not set(audience.groups).isdisjoint(person.groups))
    )


async def number_of_members(session: AsyncSession, audience: Audience) -> int:
    """How many active people are in the audience."""
    found = members(audience).subquery()
    return await session.scalar(select(func.count()).select_from(found)) or 0


async def choices(session: AsyncSession) -> Choices:
    """What an audience may name, and how many active people each choice means."""
    units: Counter[str] = Counter()
    by_unit = _counts(models.Unit.path).join(models.Person.unit)
    for path, number in await session.execute(by_unit):
        units.update(dict.fromkeys(_lineage(path), number))
    levels = dict((await session.execute(_counts(models.Person.level))).all())
    group = _elements(models.Person.groups).table_valued("value")
    by_group = _counts(group.c.value).join(group, true())
    groups = dict((await session.execute(by_group)).all())
    return Choices(
        units=tuple(Choice(path, units[path]) for path in sorted(units, key=_in_the_tree)),
        levels=tuple(Choice(level, levels[level]) for level in Level if level in levels),
        groups=tuple(Choice(name, groups[name]) for name in sorted(groups, key=danish_order)),
    )


def _counts(column: SQLColumnExpression[_Value]) -> Select[_Value, int]:
    """Select each value of the column, and how many active people have it."""
    return (
        select(column, func.count(distinct(models.Person.id)))
        .select_from(models.Person)
        .where(models.Person.active)
        .group_by(column)
    )


def _is_within(unit: str) -> ColumnElement[bool]:
    """Whether a unit's path is this one or below it."""
    # Not LIKE: on SQLite it takes "born" for "BORN".
    below = f"{unit}/"
    return or_(models.Unit.path == unit, func.substr(models.Unit.path, 1, len(below)) == below)


def _lineage(path: str) -> list[str]:
    """The unit at the path and all above it, from the top."""
    names = path.split("/")
    return ["/".join(names[:depth]) for depth in range(1, len(names) + 1)]


def _in_the_tree(path: str) -> list[str]:
    """What to sort units by, so that each stands right above those below it."""
    return [danish_order(name) for name in path.split("/")]


class _elements(FunctionElement[str]):  # noqa: N801 - written where SQL has a function
    """The texts in a JSON list, as rows with a column `value`."""

    inherit_cache = True
    name = "elements"


@compiles(_elements, "sqlite")
def _elements_on_sqlite(call: _elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(call.clauses, **options)})"


@compiles(_elements, "postgresql")
def _elements_on_postgresql(call: _elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text({compiler.process(call.clauses, **options)})"
