"""Who is speaking: a person on the roster, tied once to the account that Teams vouches for."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.messages import Refusal
from bot.people import models, queries
from bot.people.values import Person


class NotOnRoster(Refusal):
    """Nobody on the roster has this account's addresses."""


class Left(NotOnRoster):
    """Whoever has this account or its address was on the roster, and isn't any longer."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.id)
        self.person = person


class AlreadyTied(Refusal):
    """A second account claims somebody's address. An administrator should know.

    person: whose address it is. object_id: of the account that was refused.
    """

    def __init__(self, person: Person, object_id: UUID) -> None:
        super().__init__(person.id, object_id)
        self.person = person
        self.object_id = object_id


async def recognise(session: AsyncSession, object_id: UUID) -> Person | None:
    """The person on the roster who is tied to this account, if any; nobody who left."""
    rows = await queries.rows(session, models.Person.active, models.Person.object_id == object_id)
    return queries.as_value(rows[0]) if rows else None


async def tie(sessions: Sessions, object_id: UUID, *addresses: str, now: datetime) -> Person:
    """Tie an account that writes for the first time to its person on the roster.

    addresses: UPN and e-mail as Teams' own roster of the conversation has them, never as the
    person types them; the first that the roster knows counts. Tying again changes nothing.
    Raises NotOnRoster, Left, AlreadyTied; then nothing is tied.
    """
    async with sessions.write() as session:
        await queries.lock_roster(session)
        return queries.as_value(await _tied_row(session, object_id, addresses, now))


async def _tied_row(
    session: AsyncSession, object_id: UUID, addresses: Iterable[str], now: datetime
) -> models.Person:
    wanted = [address.lower() for address in addresses if address]
    rows = await queries.rows(
        session, or_(models.Person.object_id == object_id, models.Person.email.in_(wanted))
    )
    tied = next((row for row in rows if row.object_id == object_id), None)
    if tied and tied.active:
        return tied
    owners = {row.email: row for row in rows if row.active}
    owner = next((owners[address] for address in wanted if address in owners), None)
    if owner is None:
        if rows:
            raise Left(queries.as_value(tied or rows[0]))
        raise NotOnRoster
    if owner.object_id:
        raise AlreadyTied(queries.as_value(owner), object_id)
    if tied:  # the same person left and came back, under an address that didn't tell so
        tied.object_id = None
        await session.flush()
    owner.object_id = object_id
    owner.changed_at = now
    return owner


async def choose_language(
    sessions: Sessions, person_id: UUID, language: str, *, now: datetime
) -> Person:
    """Remember the language that a person wants, "da" or "en"; the person, who now speaks it."""
    async with sessions.write() as session:
        [row] = await queries.rows(session, models.Person.id == person_id)
        row.language = language
        row.changed_at = now
        return queries.as_value(row)
