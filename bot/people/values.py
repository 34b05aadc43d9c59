"""What the rest of the bot knows of a person."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


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
    when the person chose one, else None.
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

    def may(self, role: Role) -> bool:
        """Whether this person may do what asks for `role`; everybody on the roster is a manager."""
        return self.active and role in (Role.MANAGER, self.role)
