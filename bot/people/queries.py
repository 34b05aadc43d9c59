"""Who is on the roster."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnExpressionArgument, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager

from bot.people import models
from bot.people.values import Level, Person, Role

_DANISH = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


async def active_people(session: AsyncSession) -> list[Person]:
    """Everybody who is on the roster now, by name, as Danes sort."""
    return _sorted(await rows(session, models.Person.active))


async def people_with_role(session: AsyncSession, role: Role) -> list[Person]:
    """Everybody on the roster now who has this role, by name, as Danes sort."""
    return _sorted(await rows(session, models.Person.active, models.Person.role == role))


async def everybody(session: AsyncSession) -> list[Person]:
    """Everybody who is or was on the roster, by name, as Danes sort."""
    return _sorted(await rows(session))


async def person(session: AsyncSession, person_id: UUID) -> Person:
    """Somebody who is or was on the roster. Raises LookupError for anybody else."""
    for row in await rows(session, models.Person.id == person_id):
        return as_value(row)
    raise LookupError(person_id)


async def rows(
    session: AsyncSession, *where: ColumnExpressionArgument[bool]
) -> list[models.Person]:
    """The rows of the people of whom all this is true, with their units."""
    found = await session.scalars(
        select(models.Person)
        .join(models.Person.unit)
        .options(contains_eager(models.Person.unit))
        .where(*where)
    )
    return list(found)


async def lock_roster(session: AsyncSession) -> None:
    """Let nobody else change the roster until this transaction ends; reading goes on."""
    # On SQLite a writing transaction is alone already.
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE"))


def as_value(row: models.Person) -> Person:
    """The person of a row that was loaded with its unit."""
    return Person(
        id=row.id,
        name=row.name,
        email=row.email,
        title=row.title,
        unit=row.unit.path,
        level=Level(row.level),
        role=Role(row.role),
        groups=tuple(row.groups),
        language=row.language,
        active=row.active,
        object_id=row.object_id,
        away_until=row.away_until,
    )


def _sorted(rows: Iterable[models.Person]) -> list[Person]:
    people = [as_value(row) for row in rows]
    return sorted(people, key=lambda person: person.name.casefold().translate(_DANISH))
