"""What is deleted after how long, on which legal basis, and when nothing is deleted at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.messages import Refusal
from bot.people.values import Person

BASIS_LENGTH = 500  # characters
REASON_LENGTH = 500  # characters
LONGEST_PERIOD = 240  # months


class Category(StrEnum):
    """The kinds of data that have a period."""

    QUESTIONS = "questions"  # what was asked of the documents, by whom, and what was shown
    INQUIRIES = "inquiries"  # with all that was done to them, and whether answers helped
    ROUNDS = "rounds"  # what was answered in rounds that are over; what was counted stays
    DRAFTS = "drafts"  # what was thrown away before anybody got it
    RECEIPTS = "receipts"  # who acknowledged which broadcast, and what was sent unasked to whom
    PEOPLE = "people"  # who left
    AUDIT = "audit"  # who did what


@dataclass(frozen=True)
class Period:
    """For how many months one kind of data is kept, and on which legal basis."""

    category: Category
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


@dataclass(frozen=True)
class Deletion:
    """What one night deleted of one kind of data. number: of rows."""

    at: datetime
    category: Category
    number: int


@dataclass(frozen=True)
class Retention:
    """What holds. periods: of a category without one nothing is deleted. latest: newest first."""

    periods: Mapping[Category, Period]
    suspension: Suspension | None
    latest: tuple[Deletion, ...] = ()


class FaultyPeriod(Refusal):
    """What can't hold. field: the name of the form's field that it is from."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NoSuchPeriod(FaultyPeriod):
    """Something is kept for a month at least, and at most for LONGEST_PERIOD."""


class BasisMissing(FaultyPeriod):
    """Nothing is deleted, or set aside, without the reason why."""


class BasisTooLong(FaultyPeriod):
    """longest: how many characters it may have."""

    def __init__(self, field: str, longest: int) -> None:
        super().__init__(field)
        self.longest = longest


class BasisHoldsCprNumber(FaultyPeriod):
    """What looks like a CPR number; it isn't stored."""
