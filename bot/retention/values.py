"""Periods of keeping, and the time in which nothing is deleted."""

from dataclasses import dataclass
from datetime import datetime

from bot.people.values import Person

BASIS_LENGTH = 500  # characters
REASON_LENGTH = 500  # characters
LONGEST_PERIOD = 240  # months


@dataclass(frozen=True)
class Period:
    """For how many months one kind of data is kept, and on which legal basis."""

    category: str
    months: int
    basis: str
    decided_by: Person
    decided_at: datetime


@dataclass(frozen=True)
class Suspension:
    """That nothing is deleted for now."""

    reason: str
    by: Person
    since: datetime
