"""What the rest of the bot knows of an input round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from math import ceil
from uuid import UUID

from bot.calendar import NoSuchTime, moment_of
from bot.messages import Refusal
from bot.people.values import Audience, Person

# The longest texts, in characters.
TITLE_LENGTH = 120
WHY_LENGTH = 1000
QUESTION_LENGTH = 300
HELP_LENGTH = 300
OPTION_LENGTH = 100
END_LENGTH = 40  # of what an end of a scale is called
THEME_LENGTH = 60
ITEM_LENGTH = 120  # the title of a proposed item
TEXT_LENGTH = 1000  # of an answer

MOST_QUESTIONS = 12
MOST_OPTIONS = 10
HIGHEST_RATING = 5
MOST_RANKED = 3
QUESTIONS_A_PAGE = 4

# How many must have answered before anything is shown. They may be raised, never lowered.
LEAST_NUMBERS = 5
LEAST_TEXTS = 10


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    RATING = "rating"  # 1 to 5
    CHOICE = "choice"
    CHOICES = "choices"
    RANKING = "ranking"  # the most important of the options, at most three, in order
    ITEM = "item"  # a proposed item: a title and a reason


NUMERIC = (Kind.RATING, Kind.CHOICE, Kind.CHOICES, Kind.RANKING)


@dataclass(frozen=True)
class Question:
    """One question of a round.

    key: its name within the round, which a copy of the round keeps. options: of a choice or a
    ranking. low, high: what the ends of a rating are called.
    """

    key: str
    kind: Kind
    text: str
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    low: str = ""
    high: str = ""


# How long an answer takes, in seconds: what is read and pressed, or thought over and written on a
# phone. An estimate, rounded up to whole minutes, so that nobody is promised too little.
_SECONDS_TO_BEGIN = 30
_SECONDS = {
    Kind.TEXT: 60,
    Kind.RATING: 15,
    Kind.CHOICE: 20,
    Kind.CHOICES: 30,
    Kind.RANKING: 45,
    Kind.ITEM: 90,
}


def minutes_to_answer(questions: Sequence[Question]) -> int:
    """How many minutes it takes to answer: at least one."""
    seconds = _SECONDS_TO_BEGIN + sum(_SECONDS[question.kind] for question in questions)
    return ceil(seconds / 60)


# How much of a card the questions of a page may take, of about 13.000 letters that Teams takes.
_ROOM = 10_500
_FRAME = 40  # letters around each option


def pages_of(questions: Sequence[Question]) -> tuple[tuple[Question, ...], ...]:
    """The questions as they are answered, page by page: four each, or as many as a card takes."""
    pages: list[list[Question]] = [[]]
    room = _ROOM
    for question in questions:
        takes = _letters(question)
        if pages[-1] and (len(pages[-1]) == QUESTIONS_A_PAGE or takes > room):
            pages.append([])
            room = _ROOM
        pages[-1].append(question)
        room -= takes
    return tuple(map(tuple, pages))


def _letters(question: Question) -> int:
    """About how much of a card a question takes, with the longest answer to it."""
    shown = MOST_RANKED if question.kind is Kind.RANKING else 1
    options = shown * sum(len(option) + _FRAME for option in question.options)
    written = TEXT_LENGTH + ITEM_LENGTH if question.kind in (Kind.TEXT, Kind.ITEM) else 0
    return 2 * len(question.text) + len(question.help) + options + written + QUESTION_LENGTH


# An answer to one question, as JSON: a text; a rating; the number of an option, from 0; a list of
# such numbers, ranked where that is asked; [title, reason] of an item.
Answer = str | int | list[int] | list[str]
Answers = Mapping[str, Answer]  # by the key of the question; what wasn't answered isn't there


@dataclass(frozen=True)
class Content:
    """What a round asks, and how; all of it is fixed when it opens, but for a later end.

    why: why it is asked, and what the answers will be used for. outcome_by: the day by which
    those who were asked hear what came of it. opens_on, opens_at: None: as soon as it is
    confirmed. med_on: the day on which it is discussed in MED.
    """

    title: str = ""
    why: str = ""
    outcome_by: date | None = None
    questions: tuple[Question, ...] = ()
    anonymous: bool = True
    theme: str = ""
    opens_on: date | None = None
    opens_at: time | None = None
    closes_on: date | None = None
    closes_at: time | None = None
    reminds: bool = True
    in_med: bool = False
    med_on: date | None = None
    least_numbers: int = LEAST_NUMBERS
    least_texts: int = LEAST_TEXTS

    @property
    def opening(self) -> datetime | None:
        """When it is wanted open, as aware UTC; None: as soon as it is confirmed."""
        return _moment(self.opens_on, self.opens_at)

    @property
    def closing(self) -> datetime | None:
        """When it is to close, as aware UTC; None: not chosen, or a time that the clocks skip."""
        return _moment(self.closes_on, self.closes_at)


def _moment(on: date | None, at: time | None) -> datetime | None:
    if on is None or at is None:
        return None
    try:
        return moment_of(on, at)
    except NoSuchTime:
        return None


class Phase(StrEnum):
    """Where a round is on its way from a draft to its outcome."""

    DRAFT = "draft"
    AWAITING = "awaiting"  # somebody else must approve it
    SCHEDULED = "scheduled"  # confirmed, and it hasn't opened
    OPEN = "open"
    CLOSED = "closed"
    GIVEN_UP = "given_up"  # its key is lost, and what was sealed was deleted unread
    DISCARDED = "discarded"


class Participation(StrEnum):
    """What one of those who were asked has done; never when."""

    INVITED = "invited"
    ANSWERED = "answered"
    DECLINED = "declined"
    UNREAD = "unread"  # handed in, but what was kept of it couldn't be read when it was counted


@dataclass(frozen=True)
class Round:
    """A round as it now stands.

    revision: rises with every change. author: who wrote it last. approver: who was asked at
    asked_at for a yes, and hasn't answered. opens, closes: aware UTC, once they are fixed; closes
    may be moved to later while it is open. copied_from: the earlier round that it is compared
    with. number: of those who were asked, once it opened.
    """

    id: UUID
    phase: Phase
    revision: int
    content: Content
    audience: Audience | None
    segment: str
    author: Person
    confirmed_by: Person | None
    approver: Person | None
    asked_at: datetime | None
    opens: datetime | None
    closes: datetime | None
    copied_from: UUID | None
    number: int | None
    changed_at: datetime

    @property
    def ends(self) -> datetime | None:
        """When it closes, as aware UTC; of a draft, as its content has it."""
        return self.closes or self.content.closing


@dataclass(frozen=True)
class Standing:
    """Where one of those who were asked stands with a round.

    answers: what they handed in of an open round; None when nothing, and always of an anonymous
    one.
    """

    round: Round
    state: Participation
    answers: Answers | None

    def is_open(self, now: datetime) -> bool:
        """Whether they may answer, or change their answer. now: aware UTC."""
        ends = self.round.closes
        return self.round.phase is Phase.OPEN and (ends is None or ends > now)


class Partition(StrEnum):
    """By what the answers are counted. Each divides all who answered; they are never crossed."""

    ALL = "all"
    UNIT = "unit"
    LEVEL = "level"


@dataclass(frozen=True)
class Count:
    """What one group answered to one question.

    group: "" for all; a unit's path, "" for what was merged beyond any unit; or levels, joined
    by "+". answered: how many. counts: how many chose each value: of a rating from 1; of an
    option, from 0; of a ranking, the points (three for the first).
    """

    question: str
    partition: Partition
    group: str
    answered: int
    counts: tuple[int, ...]


class ContentFault(StrEnum):
    """What is the matter with a field of a content, or of a question."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    CPR_NUMBER = "cpr_number"
    PAST = "past"
    TOO_EARLY = "too_early"  # it would end before it begins, or the outcome come before the end
    TOO_LATE = "too_late"  # a later end than the result was promised for
    NO_SUCH_TIME = "no_such_time"  # the clocks skip it that night
    TOO_LOW = "too_low"  # a threshold may be raised, never lowered
    TOO_FEW = "too_few"  # options
    TOO_MANY = "too_many"
    REPEATED = "repeated"  # the same option twice


class FaultyContent(Refusal):
    """A content that can't be kept, or not opened, as it is.

    faults: by the name of the field of `Content`, or of `Question` where one is saved.
    """

    def __init__(self, faults: Mapping[str, ContentFault]) -> None:
        super().__init__(*faults)
        self.faults = dict(faults)


@dataclass(frozen=True)
class Plan:
    """What will happen when a round is confirmed.

    number: of those who are asked. unreachable: how many of them have no open chat. approvers:
    those who may say yes, when somebody must. opens: aware UTC. delayed: it is later than wanted,
    because people are off work. keys_ready: whether an anonymous round's key can be kept.
    keys_exposed: it can't, as the folder for keys lies among the data.
    """

    number: int
    unreachable: int
    needs_approval: bool
    approvers: tuple[Person, ...]
    opens: datetime
    delayed: bool
    keys_ready: bool
    keys_exposed: bool = False


class UnknownRound(Refusal):
    """There is no such round, or it was discarded."""


class WrongPhase(Refusal):
    """It is too early or too late for what somebody wanted. round: as it now stands."""

    def __init__(self, round_: Round) -> None:
        super().__init__(round_.id)
        self.round = round_


class Changed(Refusal):
    """Somebody has changed it since it was shown. round: as it now stands."""

    def __init__(self, round_: Round) -> None:
        super().__init__(round_.id)
        self.round = round_


class UnknownQuestion(Refusal):
    """The round has no such question any more."""


class TooManyQuestions(Refusal):
    """A round has room for MOST_QUESTIONS."""


class NobodyToAsk(Refusal):
    """Nobody is invited."""


class TooFewToAsk(Refusal):
    """So few are invited to an anonymous round that it would tell nobody anything.

    number: of them. least: how many it takes.
    """

    def __init__(self, number: int, least: int) -> None:
        super().__init__(number, least)
        self.number, self.least = number, least


class NumberChanged(Refusal):
    """Another number is invited than was shown. number: how many they are now."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class NotInvited(Refusal):
    """Somebody who wasn't asked."""


class NotOpen(Refusal):
    """What can only be done while a round is open. phase: where it is."""

    def __init__(self, phase: Phase) -> None:
        super().__init__(phase)
        self.phase = phase


class ChangedElsewhere(Refusal):
    """What somebody filled in was changed since the page was shown that they now press on."""


class KeyLost(Refusal):
    """The key of an anonymous round can't be read, so nothing can be sealed or counted."""


class KeysExposed(KeyLost):
    """The folder for keys lies among the data, where every copy of the data would hold them."""


class KeyFound(Refusal):
    """A round isn't given up, as it can be counted after all. round: as it now stands."""

    def __init__(self, round_: Round) -> None:
        super().__init__(round_.id)
        self.round = round_


class NotSealed(KeyLost):
    """The same, to somebody who answers: what they filled in couldn't be kept, or opened."""
