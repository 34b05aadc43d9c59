"""Figures about questions and inquiries in a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from bot.documents.values import Wanted
from bot.inquiries.values import Kind
from bot.messages import Refusal

FEWEST_ASKERS = 5  # in a unit of which a figure is given
ALIKE = 3  # questions by as many people, before it is told what they are about
MOST_THEMES = 10


@dataclass(frozen=True)
class Span:
    """A time: whole days in Copenhagen, the first and the last."""

    first: date
    last: date

    def is_quarter(self) -> bool:
        """Whether it is a whole quarter of the calendar: two of them never overlap in part."""
        return self == quarter_of(self.first)


def quarter_of(day: date) -> Span:
    """The quarter of the calendar that a day is in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    in_the_next = first + timedelta(days=100)
    return Span(first, in_the_next.replace(day=1) - timedelta(days=1))


@dataclass(frozen=True)
class Answers:
    """How many questions were asked, by how many people, and what they got.

    suggested: of which the asker said that one was the answer (chosen), or none (rejected).
    offered: nothing was found. sent_on: of all of them, to the directorate.
    """

    asked: int
    askers: int
    confident: int
    suggested: int
    chosen: int
    rejected: int
    offered: int
    sent_on: int


@dataclass(frozen=True)
class Inquiries:
    """How many inquiries came in, and how it went with them.

    came: by what they are. answered: with or without a yes. closed: without an answer. open_now,
    overdue_now: of all that there are. median: working time from question to the first answer, of
    those that were answered in the time; None when none was. working_day: how long one is.
    measured: how many answers the median is of.
    """

    came: Mapping[Kind, int]
    answered: int
    closed: int
    still_open: int
    withdrawn: int
    open_now: int
    overdue_now: int
    median: timedelta | None
    working_day: timedelta
    measured: int


@dataclass(frozen=True)
class Theme:
    """A place in the documents. number: of questions that were answered from it."""

    document: str
    section: str
    number: int


@dataclass(frozen=True)
class Unanswered:
    """Questions that have words in common, in the commonest form of each. number: of questions."""

    words: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class Lacks:
    """What the documents don't hold. others: unanswered questions that are like no others.

    gaps: places that say what isn't decided. missing: which kinds of facts were asked for where
    the documents were about the matter, and held none.
    """

    groups: tuple[Unanswered, ...]
    others: int
    gaps: tuple[Theme, ...]
    missing: Mapping[Wanted, int]


@dataclass(frozen=True)
class Feedback:
    """What people thought of answers: of the documents', by thumbs; of the directorate's."""

    liked: int
    disliked: int
    helped: int


@dataclass(frozen=True)
class OfUnit:
    """How many questions came from a unit; None: from all that aren't named."""

    unit: str | None
    questions: int


@dataclass(frozen=True)
class Owed:
    """A round whose result was promised by a day that has passed. days: how many ago."""

    round_id: UUID
    title: str
    promised: date
    days: int


@dataclass(frozen=True)
class Status:
    """The figures of a time, and what is owed now.

    themes: the most frequent first. by_unit: None when the time isn't one that it is told for;
    empty when too few have asked. owed: the oldest promise first.
    """

    span: Span
    answers: Answers
    inquiries: Inquiries
    themes: tuple[Theme, ...]
    lacks: Lacks
    feedback: Feedback
    by_unit: tuple[OfUnit, ...] | None
    owed: tuple[Owed, ...] = ()


class NoSuchSpan(Refusal):
    """A time that ends before it begins, or begins after today."""
