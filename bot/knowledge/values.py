"""Saved answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.messages import Refusal
from bot.people.values import Person

# The longest texts, in characters.
QUESTION_LENGTH = 300  # also of a variant
ANSWER_LENGTH = 1500
SOURCE_LENGTH = 120
VARIANTS_LENGTH = 3000  # of all variants together
MOST_VARIANTS = 20


class Phase(StrEnum):
    """Where a saved answer stands."""

    DRAFT = "draft"  # nobody gets it yet
    CURRENT = "current"
    RETIRED = "retired"
    DISCARDED = "discarded"  # a draft that was thrown away


class Which(StrEnum):
    """Which of the saved answers a list shows."""

    GIVEN = "given"  # current, and not expired
    DRAFTS = "drafts"
    EXPIRED = "expired"
    RETIRED = "retired"


@dataclass(frozen=True)
class Content:
    """What a saved answer says.

    question: as a manager would ask. variants: other ways to ask it, without names. source: who
    or what says so, as it is shown below the answer. valid_from, valid_until: the first and the
    last day on which it is given; None: no bound.
    """

    question: str
    answer: str
    variants: tuple[str, ...] = ()
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Written:
    """All that somebody decides about a saved answer. review_on: see `Knowledge`."""

    content: Content
    owner_id: UUID | None
    review_on: date | None


@dataclass(frozen=True)
class Knowledge:
    """A saved answer. content: the working copy of a draft, else what is given.

    revision: rises with every change. review_on: the day on which its owner looks at it again.
    inquiry_id: what it was the answer to.
    """

    id: UUID
    phase: Phase
    content: Content
    owner: Person | None
    review_on: date | None
    inquiry_id: UUID | None
    revision: int
    changed_by: Person
    changed_at: datetime

    @property
    def written(self) -> Written:
        """All that somebody decided about it."""
        return Written(self.content, self.owner.id if self.owner else None, self.review_on)

    def has_expired(self, today: date) -> bool:
        """Whether its last day has passed. today: in Copenhagen."""
        return self.content.valid_until is not None and self.content.valid_until < today

    def is_due(self, today: date) -> bool:
        """Whether its owner is to look at it again. today: in Copenhagen."""
        is_given = self.phase is Phase.CURRENT and not self.has_expired(today)
        return is_given and self.review_on is not None and self.review_on <= today


@dataclass(frozen=True)
class Version:
    """A saved answer as it was from `at` on."""

    revision: int
    phase: Phase
    content: Content
    by: Person
    at: datetime


class Fault(StrEnum):
    """What is the matter with a field."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"  # variants
    CPR_NUMBER = "cpr_number"
    PAST = "past"
    BEFORE_BEGIN = "before_begin"  # its last day is before its first
    UNKNOWN_OWNER = "unknown_owner"
    # In a spreadsheet only:
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CHANGES = "too_many_changes"
    MISSING_COLUMN = "missing_column"
    REPEATED_COLUMN = "repeated_column"
    FORMULA_ERROR = "formula_error"  # "#N/A": Excel didn't find what it should
    NOT_A_DATE = "not_a_date"
    UNKNOWN_ID = "unknown_id"
    REPEATED = "repeated"  # another row says the same
    SAVED_ALREADY = "saved_already"  # under an id that the row doesn't have
    RETIRED = "retired"


class FaultyKnowledge(Refusal):
    """What can't be saved. faults: by the name of the field."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__(*faults)
        self.faults = faults


class Column(StrEnum):
    """A column of a spreadsheet of saved answers."""

    ID = "id"
    QUESTION = "question"
    ANSWER = "answer"
    VARIANTS = "variants"
    SOURCE = "source"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    OWNER = "owner"
    REVIEW_ON = "review_on"


@dataclass(frozen=True)
class CellFault:
    """Why a spreadsheet can't be used. line: from 1. first: the line that said it first."""

    line: int
    column: Column | None
    fault: Fault
    text: str = ""
    first: int | None = None


@dataclass(frozen=True)
class FieldChange:
    """A field that gets another value."""

    column: Column
    old: str | date | None
    new: str | date | None


@dataclass(frozen=True)
class NewLine:
    """A saved answer that a spreadsheet adds. line: from 1."""

    line: int
    written: Written


@dataclass(frozen=True)
class ChangedLine:
    """A saved answer that a spreadsheet changes. knowledge: as it is before."""

    knowledge: Knowledge
    written: Written
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Changes:
    """What a spreadsheet would change, or did. absent: how many it doesn't name; they stay."""

    new: tuple[NewLine, ...]
    changed: tuple[ChangedLine, ...]
    unchanged: int
    absent: int

    def __len__(self) -> int:
        return len(self.new) + len(self.changed)


class FaultySheet(Refusal):
    """A spreadsheet that can't be used. faults: all of them, by line."""

    def __init__(self, faults: Iterable[CellFault]) -> None:
        super().__init__()
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))


class OtherChanges(Refusal):
    """What a spreadsheet would change isn't what somebody said yes to. changes: as they are now."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes


class UnknownKnowledge(Refusal):
    """There is no such saved answer."""


class ChangedKnowledge(Refusal):
    """Somebody has changed it since the card was shown. knowledge: as it now stands."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge


class KnowledgeElsewhere(Refusal):
    """What can't be done with a saved answer where it now stands. knowledge: as it does."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
