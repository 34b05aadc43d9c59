"""A question as it was answered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.documents.values import Hit, Tier, Wanted


@dataclass(frozen=True)
class Answer:
    """What was found for a question, best first, and what the asker said of it.

    chosen: the place in `hits` of the one that was the answer. settled: whether the asker has
    chosen one, or none of them.
    """

    question_id: UUID
    question: str
    tier: Tier
    hits: tuple[Hit, ...]
    missing: Wanted | None
    chosen: int | None = None
    settled: bool = False


@dataclass(frozen=True)
class OwnQuestions:
    """How many questions a person has asked, and when the first and the last."""

    number: int
    first: datetime | None
    last: datetime | None
