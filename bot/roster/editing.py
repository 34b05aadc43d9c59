"""One person on the roster: added, changed, gone, back.

Every verb is the directorate's and the administrators', takes `now` as aware UTC, and raises
NotAllowed. Who the directorate is, only the directorate decides: an administrator, who sees no
answers, could otherwise let themselves or others in, also by another's address.
"""

from dataclasses import fields, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.people import models, queries
from bot.people.importing import Units, fill
from bot.people.roster import FaultyRoster, read_person, role_cell
from bot.people.spelling import spelled_alike
from bot.people.values import Column, Entry, Fault, Person, Reason, Role
from bot.roster.values import (
    Details,
    HoldsCprNumber,
    LastDirector,
    OnlyByDirectorate,
    UnknownPerson,
)

MAY = (Role.DIRECTORATE, Role.ADMINISTRATOR)


async def add_person(sessions: Sessions, details: Details, *, by: Person, now: datetime) -> Person:
    """Put somebody on the roster; who left under that name and address comes back.

    Raises FaultyRoster (an address that somebody has is `Reason.TAKEN`), HoldsCprNumber,
    OnlyByDirectorate.
    """
    async with sessions.write() as session:
        await begin(session, by)
        entry = await _entry(session, details)
        former = await _former(session, entry)
        row = former or models.Person(id=uuid4(), language=None, away_until=None)
        _refuse_beyond(by, entry.role, former.role if former else None)
        await _refuse_taken(session, entry.email, row.id)
        fill(row, entry, await Units.load(session), now)
        session.add(row)
        await note(session, row, "people.return" if former else "people.add", by=by, now=now)
        return queries.as_value(row)


async def change_person(
    sessions: Sessions,
    person_id: UUID,
    details: Details,
    *,
    before: Details,
    by: Person,
    now: datetime,
) -> Person:
    """Change what differs from what the form showed, and nothing that others changed meanwhile.

    before: what it showed. The account that they are tied to stays. Raises as `add_person`, and
    UnknownPerson, LastDirector.
    """
    async with sessions.write() as session:
        await begin(session, by)
        row = await person_row(session, person_id)
        held = Details.of(queries.as_value(row))
        entry = await _entry(session, _changed(held, details, before))
        _refuse_beyond(by, entry.role, row.role)
        if entry.role is not Role.DIRECTORATE:
            await _refuse_last_director(session, row)
        if row.active:
            await _refuse_taken(session, entry.email, row.id)
        was_active = row.active
        fill(row, entry, await Units.load(session), now)
        row.active = was_active
        await note(session, row, "people.change", by=by, now=now)
        return queries.as_value(row)


async def saved_as(
    session: AsyncSession, person_id: UUID | None, details: Details, *, before: Details, by: Person
) -> Person | None:
    """Who the form became; None when what it says isn't saved.

    person_id: None for somebody new, who is known by name and address. before: what the form
    showed. Raises FaultyRoster, HoldsCprNumber, UnknownPerson.
    """
    by.require(*MAY)
    if person_id is None:
        entry = await _entry(session, details)
        found = await queries.rows(
            session, models.Person.active, models.Person.email == entry.email
        )
        same = [row for row in found if row.name == entry.name]
        return queries.as_value(same[0]) if same else None
    one = queries.as_value(await person_row(session, person_id))
    entry = await _entry(session, _changed(Details.of(one), details, before))
    return one if _says(entry, one) else None


async def take_off(sessions: Sessions, person_id: UUID, *, by: Person, now: datetime) -> Person:
    """Note that somebody left; they get nothing more. Doing it again changes nothing.

    Raises UnknownPerson, LastDirector, OnlyByDirectorate.
    """
    async with sessions.write() as session:
        await begin(session, by)
        row = await person_row(session, person_id)
        if row.active:
            _refuse_beyond(by, row.role)
            await _refuse_last_director(session, row)
            row.active, row.changed_at = False, now
            await note(session, row, "people.leave", by=by, now=now)
        return queries.as_value(row)


async def bring_back(sessions: Sessions, person_id: UUID, *, by: Person, now: datetime) -> Person:
    """Put somebody who left on the roster again, as they were; and undo that they left.

    Raises UnknownPerson, OnlyByDirectorate, FaultyRoster when somebody has their address.
    """
    async with sessions.write() as session:
        await begin(session, by)
        row = await person_row(session, person_id)
        if not row.active:
            _refuse_beyond(by, row.role)
            await _refuse_taken(session, row.email, row.id)
            row.active, row.changed_at = True, now
            await note(session, row, "people.return", by=by, now=now)
            await wanting.try_again_with(session, row.id, now=now)  # what came in between
        return queries.as_value(row)


async def begin(session: AsyncSession, by: Person) -> None:
    """Make sure that the person may, and that nobody else changes the roster meanwhile."""
    by.require(*MAY)
    await queries.lock_roster(session)


async def person_row(session: AsyncSession, person_id: UUID) -> models.Person:
    """The person's row, unless nothing is known of them any more. Raises UnknownPerson."""
    for row in await queries.rows(
        session, models.Person.id == person_id, models.Person.email != ""
    ):
        return row
    raise UnknownPerson(person_id)


async def note(
    session: AsyncSession, row: models.Person, act: str, *, by: Person, now: datetime
) -> None:
    """Record what was done with somebody."""
    await session.flush()
    await audit.record(session, actor=by, act=act, subject=row.id, about=row.name, now=now)


def _changed(held: Details, details: Details, before: Details) -> Details:
    """What the roster has, with whatever the form says otherwise than it showed."""
    typed = {
        one.name: getattr(details, one.name)
        for one in fields(Details)
        if getattr(details, one.name) != getattr(before, one.name)
    }
    return replace(held, **typed)


def _says(entry: Entry, person: Person) -> bool:
    """Whether the roster has the person as the entry says."""
    names = ("name", "email", "title", "unit", "level", "role", "groups")
    return all(getattr(entry, name) == getattr(person, name) for name in names)


async def _entry(session: AsyncSession, details: Details) -> Entry:
    """What was typed, read as a roster is. Raises FaultyRoster, HoldsCprNumber."""
    typed = (details.name, details.email, details.title, details.unit, *details.groups)
    if any(map(holds_cpr_number, typed)):
        raise HoldsCprNumber
    role = role_cell(Role(details.role)) if details.role in tuple(Role) else details.role
    entry = read_person(
        {
            Column.NAME: details.name,
            Column.EMAIL: details.email,
            Column.TITLE: details.title,
            Column.UNIT: details.unit,
            Column.LEVEL: details.level,
            Column.ROLE: role,
            Column.GROUPS: ",".join(details.groups),
        }
    )
    units = sorted(await session.scalars(select(models.Unit.path)))
    [spelled] = spelled_alike((entry,), units)
    known: dict[str, str] = {}
    for groups in await session.scalars(select(models.Person.groups).where(models.Person.active)):
        known |= {name.casefold(): name for name in groups}
    return replace(
        spelled,
        groups=tuple(dict.fromkeys(known.get(one.casefold(), one) for one in spelled.groups)),
    )


async def _former(session: AsyncSession, entry: Entry) -> models.Person | None:
    """Who left under this address and name, when it was one person."""
    left = await queries.rows(
        session, models.Person.active.is_(False), models.Person.email == entry.email
    )
    same = [row for row in left if row.name.casefold() == entry.name.casefold()]
    return same[0] if len(same) == 1 else None


async def _refuse_taken(session: AsyncSession, email: str, person_id: UUID) -> None:
    owner = await session.scalar(
        select(models.Person.name).where(
            models.Person.active, models.Person.email == email, models.Person.id != person_id
        )
    )
    if owner is not None:
        raise FaultyRoster([Fault(0, Column.EMAIL, Reason.TAKEN, owner)])


async def _refuse_last_director(session: AsyncSession, row: models.Person) -> None:
    """Refuse what takes the role from the only director."""
    if row.role != Role.DIRECTORATE or not row.active:
        return
    others = select(func.count()).where(
        models.Person.active,
        models.Person.role == Role.DIRECTORATE,
        models.Person.id != row.id,
    )
    if not await session.scalar(others):
        raise LastDirector(row.id)


def _refuse_beyond(by: Person, *roles: Role | None) -> None:
    if Role.DIRECTORATE in roles and not by.may(Role.DIRECTORATE):
        raise OnlyByDirectorate
