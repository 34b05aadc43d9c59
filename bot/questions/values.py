"""A question as it was answered."""

from dataclasses import dataclass
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
class AnsweredQuestions:
    """The questions that a document answered, without who asked and when.

    wordings: each way it was asked, and how often, as Danes sort; what names somebody is counted
    in `number` alone.
    """

    number: int
    wordings: tuple[tuple[str, int], ...]
