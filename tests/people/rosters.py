"""Rosters as tests write them."""

from typing import Any
from uuid import UUID, uuid4

from bot.people.values import Entry, Level, Person, Role, Roster

HEADING = "Navn;E-mail;Titel;Enhed;Niveau;Rolle;Grupper;Objekt-id"


def account(number: int) -> UUID:
    """An object id."""
    return UUID(int=number)


def entry(name: str, **fields: Any) -> Entry:
    """A manager's entry, with what the test doesn't care about filled in."""
    usual: dict[str, Any] = {
        "line": 2,
        "name": name,
        "email": f"{name.split()[0].lower()}@kommune.example",
        "title": "Leder",
        "unit": "Skole",
        "level": Level.LEDER,
        "role": Role.MANAGER,
    }
    return Entry(**usual | fields)


def roster(*entries: Entry, director: bool = True) -> Roster:
    """A roster of these and, unless there is to be none, a director."""
    directors = (entry("Karla Kompas", role=Role.DIRECTORATE),) if director else ()
    return Roster((*directors, *entries))


def person(name: str, **fields: Any) -> Person:
    """A manager on the roster, with what the test doesn't care about filled in."""
    usual: dict[str, Any] = {
        "id": uuid4(),
        "name": name,
        "email": f"{name.split()[0].lower()}@kommune.example",
        "title": "Leder",
        "unit": "Skole",
        "level": Level.LEDER,
        "role": Role.MANAGER,
        "groups": (),
        "language": None,
    }
    return Person(**usual | fields)
