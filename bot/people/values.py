"""What the rest of the bot knows of a person, and what a roster says and changes."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

# The longest texts a person's row holds, in characters.
NAME_LENGTH = TITLE_LENGTH = 200
EMAIL_LENGTH = 320
UNIT_LENGTH = 500
GROUP_LENGTH = 100


class Role(StrEnum):
    """What a person may do beyond what every manager may."""

    MANAGER = "manager"
    DIRECTORATE = "directorate"
    ADMINISTRATOR = "administrator"  # roster and settings; sees no answers


class Level(StrEnum):
    """Where in the organisation a person leads."""

    DIREKTION = "direktion"
    CHEF = "chef"
    AFTALEHOLDER = "aftaleholder"
    LEDER = "leder"


@dataclass(frozen=True)
class Person:
    """Somebody on the roster.

    unit: the path in the tree, from the top ("Børn og unge/Dagtilbud"). language: "da" or "en"
    when the person chose one, else None. object_id: the Entra object id, once it is known.
    """

    id: UUID
    name: str
    email: str
    title: str
    unit: str
    level: Level
    role: Role
    groups: tuple[str, ...]
    language: str | None
    active: bool = True
    object_id: UUID | None = None

    def may(self, role: Role) -> bool:
        """Whether this person may do what asks for `role`; everybody on the roster is a manager."""
        return self.active and role in (Role.MANAGER, self.role)


class Column(StrEnum):
    """What a roster says of a person; each value is the name of a field of `Entry`."""

    NAME = "name"
    EMAIL = "email"
    TITLE = "title"
    UNIT = "unit"
    LEVEL = "level"
    ROLE = "role"
    GROUPS = "groups"
    OBJECT_ID = "object_id"


@dataclass(frozen=True)
class Entry:
    """A person as a roster names them. email: lower case. line: in the roster's file, from 1."""

    line: int
    name: str
    email: str
    title: str
    unit: str
    level: Level
    role: Role
    groups: tuple[str, ...] = ()
    object_id: UUID | None = None


@dataclass(frozen=True)
class Roster:
    """Everybody who is to be on the roster. ignored: headings that mean nothing to us."""

    entries: tuple[Entry, ...]
    ignored: tuple[str, ...] = ()


class Reason(StrEnum):
    """What is the matter with a roster, or with a cell of it."""

    NO_PEOPLE = "no_people"
    MISSING_COLUMN = "missing_column"
    REPEATED_COLUMN = "repeated_column"
    BESIDE_COLUMNS = "beside_columns"  # text where no heading stands above
    MISSING = "missing"
    MALFORMED = "malformed"  # not an e-mail address, not an object id
    UNKNOWN = "unknown"  # no such level, no such role
    TOO_LONG = "too_long"
    FORMULA_ERROR = "formula_error"  # "#N/A": Excel didn't find what it should
    REPEATED = "repeated"  # another line says the same


@dataclass(frozen=True)
class Fault:
    """Why a roster can't be used. text: what the cell says. first: the line that said it first."""

    line: int
    column: Column | None
    reason: Reason
    text: str = ""
    first: int | None = None


@dataclass(frozen=True)
class FieldChange:
    """A field of a person that gets another value; both as texts, as `Entry` has them."""

    column: Column
    old: str
    new: str


@dataclass(frozen=True)
class PersonChange:
    """A person on the roster whom an entry is about. person: as they are before.

    probable: nothing but name, title and unit says that it is the same person.
    """

    person: Person
    entry: Entry
    fields: tuple[FieldChange, ...]
    probable: bool = False


class Doubt(StrEnum):
    """Why a roster needs a yes from a person who has seen what it changes."""

    NO_DIRECTORATE = "no_directorate"  # nobody would be left who may write to the managers
    MOST_LEAVE = "most_leave"  # more than half of those who are active would leave
    OTHER_ACCOUNT = "other_account"  # somebody known by one account would be known by another


@dataclass(frozen=True)
class RosterChanges:
    """What a roster would change, or did.

    gone: those who become inactive. back: those who were inactive and return. unchanged: how many.
    """

    new: tuple[Entry, ...]
    changed: tuple[PersonChange, ...]
    gone: tuple[Person, ...]
    back: tuple[PersonChange, ...]
    unchanged: int
    doubts: tuple[Doubt, ...] = ()
