"""What the rest of the bot knows of a person, what a roster says and changes, and audiences."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Generic, Self, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from bot.messages import Refusal

# The longest texts that the rows hold, in characters.
NAME_LENGTH = TITLE_LENGTH = 200
EMAIL_LENGTH = 320
UNIT_LENGTH = 500
GROUP_LENGTH = 100
SEGMENT_NAME_LENGTH = 100


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


class NotAllowed(Refusal):
    """What the person may not do. roles: who may."""

    def __init__(self, *roles: Role) -> None:
        super().__init__(*roles)
        self.roles = roles


@dataclass(frozen=True)
class Person:
    """Somebody on the roster.

    unit: the path in the tree, from the top ("Børn og unge/Dagtilbud"). language: "da" or "en"
    when the person chose one, else None. object_id: the Entra object id, once it is known.
    away_until: the last day of a leave, in Copenhagen; None when there is none.
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
    away_until: date | None = None

    def may(self, *roles: Role) -> bool:
        """Whether this person may do what is for one of these; everybody here is a manager."""
        return self.active and (Role.MANAGER in roles or self.role in roles)

    def is_away(self, day: date) -> bool:
        """Whether this person is on leave on a day in Copenhagen."""
        return self.away_until is not None and self.away_until >= day

    def require(self, *roles: Role) -> None:
        """Raise NotAllowed unless this person may do what is for one of these."""
        if not self.may(*roles):
            raise NotAllowed(*roles)


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
    AWAY_UNTIL = "away_until"


@dataclass(frozen=True)
class Entry:
    """A person as a roster names them. email: lower case. line: in the roster's file, from 1.

    away_until: the last day of a leave. tells_leave: whether the roster tells of leaves at all;
    one that doesn't ends none.
    """

    line: int
    name: str
    email: str
    title: str
    unit: str
    level: Level
    role: Role
    groups: tuple[str, ...] = ()
    object_id: UUID | None = None
    away_until: date | None = None
    tells_leave: bool = False


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
    MALFORMED = "malformed"  # not an e-mail address, not an object id, not a date
    UNKNOWN = "unknown"  # no such level, no such role
    TOO_LONG = "too_long"
    FORMULA_ERROR = "formula_error"  # "#N/A": Excel didn't find what it should
    REPEATED = "repeated"  # another line says the same
    TAKEN = "taken"  # somebody on the roster has it
    CPR_NUMBER = "cpr_number"  # the line seems to hold one


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

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change; a doubt may stand all the same."""
        return not (self.new or self.changed or self.gone or self.back)


@dataclass(frozen=True)
class Audience:
    """Whom something is for: those who are in one of the units, of the levels and of the groups.

    units: paths; each stands for everything below it, too. What is empty restricts nothing.
    """

    units: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    groups: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The audience as a JSON object."""
        return {
            "units": list(self.units),
            "levels": [level.value for level in self.levels],
            "groups": list(self.groups),
        }

    @classmethod
    def from_json(cls, data: object) -> Self:
        """The audience of a JSON object. Raises ValueError when it isn't one that we wrote."""
        return cls(**dict(_StoredAudience.model_validate(data)))


class _StoredAudience(BaseModel):
    """What a stored audience must be. A part that is missing must not come to mean everyone."""

    model_config = ConfigDict(extra="forbid")

    units: tuple[Annotated[str, Field(min_length=1, max_length=UNIT_LENGTH)], ...]
    levels: tuple[Level, ...]
    groups: tuple[Annotated[str, Field(min_length=1, max_length=GROUP_LENGTH)], ...]


_Chosen = TypeVar("_Chosen", bound=str, covariant=True)


@dataclass(frozen=True)
class Choice(Generic[_Chosen]):
    """A unit, level or group that an audience may name. number: of the active people in it."""

    value: _Chosen
    number: int


@dataclass(frozen=True)
class Choices:
    """What an audience may name, each with somebody in it; levels from the top, the rest sorted.

    units: with everybody below them.
    """

    units: tuple[Choice[str], ...]
    levels: tuple[Choice[Level], ...]
    groups: tuple[Choice[str], ...]


@dataclass(frozen=True)
class Segment:
    """An audience that was given a name and saved. removed_at: None while it may be chosen."""

    id: UUID
    name: str
    audience: Audience
    created_by: UUID
    created_at: datetime
    changed_at: datetime
    removed_at: datetime | None = None
