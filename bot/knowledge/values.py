"""Saved answers."""

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
MOST_VARIANTS = 20


class Phase(StrEnum):
    """Where a saved answer stands."""

    DRAFT = "draft"  # nobody gets it yet
    CURRENT = "current"
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


class UnknownKnowledge(Refusal):
    """There is no such saved answer."""


class ChangedKnowledge(Refusal):
    """Somebody has changed it since the card was shown. knowledge: as it now stands."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
