"""What is said of the roster as a whole, and what is refused when it is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bot.messages import Refusal
from bot.people.values import Level, Person, Role, RosterChanges


@dataclass(frozen=True)
class Details:
    """What a form says of a person, as it was typed; a level and a role by their values."""

    name: str = ""
    email: str = ""
    title: str = ""
    unit: str = ""
    level: str = ""
    role: str = Role.MANAGER.value
    groups: tuple[str, ...] = ()

    @classmethod
    def of(cls, person: Person) -> Self:
        """What the form says when it is first shown."""
        return cls(
            name=person.name,
            email=person.email,
            title=person.title,
            unit=person.unit,
            level=person.level.value,
            role=person.role.value,
            groups=person.groups,
        )


@dataclass(frozen=True)
class Numbers:
    """How many are on the roster. away: of them, on leave now. left: those who were on it."""

    active: int
    by_level: Mapping[Level, int]
    away: int
    left: int


@dataclass(frozen=True)
class Found:
    """A page of those who were looked for, and how many there are in all."""

    people: tuple[Person, ...]
    total: int


class UnknownPerson(Refusal):
    """Nobody is or was on the roster by this id."""


class HoldsCprNumber(Refusal):
    """What was typed seems to hold a CPR number."""


class LastDirector(Refusal):
    """Nobody would be left who may write to the managers."""


class OnlyByDirectorate(Refusal):
    """An administrator doesn't decide who the directorate is."""


class PastDay(Refusal):
    """A leave can't end before today."""


class ChangedMeanwhile(Refusal):
    """The roster changed since a file's changes were shown. changes: what they would be now."""

    def __init__(self, changes: RosterChanges) -> None:
        super().__init__()
        self.changes = changes
