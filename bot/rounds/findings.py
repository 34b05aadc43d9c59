"""What the rest of the bot knows of what a round came to, and of what was made of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from bot.messages import Refusal
from bot.people.values import Person
from bot.rounds.values import Answer, Count, Partition, Question, Round, UnknownQuestion

THEME_NAME_LENGTH = 60  # of what texts were gathered under
MOST_THEMES = 12
WHO_LENGTH = 100
REASON_LENGTH = 300
OUTCOME_LENGTH = 1500  # of what the directorate says about it
MOST_FIGURES = 3  # that are sent back: with more, the card would be too large for Teams


class ThemeState(StrEnum):
    """What happens with what was said."""

    OPEN = "open"  # nobody has decided yet
    DONE = "done"
    UNDER_WAY = "under_way"  # by somebody
    NOT_NOW = "not_now"  # for a reason


@dataclass(frozen=True)
class Theme:
    """What several texts have in common, and what happens with it.

    who: does it; of what is under way. reason: of what isn't done now, where others may add a word.
    texts: how many it gathers.
    """

    id: UUID
    round_id: UUID
    name: str
    state: ThemeState
    who: str
    reason: str
    texts: int


@dataclass(frozen=True)
class Move:
    """A text that gets another theme. old: the one it has. theme: the name of the new; "": none."""

    text: UUID
    old: UUID | None
    theme: str


@dataclass(frozen=True)
class ThemeChanges:
    """What a spreadsheet would change. new: the names of themes that it makes.

    unchanged: texts that stay where they are. absent: texts that it doesn't name; they stay, too.
    overruled: of the moved, those that were moved in the chat since the file was made. unknown,
    altered: the lines that are left out, as there is no such text, or it says something else.
    """

    moves: tuple[Move, ...] = ()
    new: tuple[str, ...] = ()
    unchanged: int = 0
    absent: int = 0
    overruled: int = 0
    unknown: tuple[int, ...] = ()
    altered: tuple[int, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same changes."""
        moves = sorted((str(one.text), str(one.old), one.theme) for one in self.moves)
        return hashlib.sha256(repr((moves, self.new)).encode()).hexdigest()[:32]


class Share(StrEnum):
    """How many of a unit have answered, so coarsely that one answer more seldom shows."""

    LESS_THAN_HALF = "less_than_half"  # also nobody
    HALF_OR_MORE = "half_or_more"
    NEARLY_ALL = "nearly_all"  # also all


@dataclass(frozen=True)
class UnitProgress:
    """How many of a unit have answered. unit: a path, "" for what was merged."""

    unit: str
    invited: int
    share: Share


@dataclass(frozen=True)
class Progress:
    """How many have answered of a round that runs. units: the largest first."""

    round: Round
    answered: int
    units: tuple[UnitProgress, ...]


@dataclass(frozen=True)
class Result:
    """What was answered to a question.

    place: from 1. count: None when too few have answered. units, levels: those that may be shown,
    in the order of their names. before: what the same question got in the round that this one was
    copied from. texts: how many texts there are to read. groups_before: what units and levels got
    then, of those that may be compared.
    """

    place: int
    question: Question
    count: Count | None
    units: tuple[Count, ...]
    levels: tuple[Count, ...]
    before: Count | None
    texts: int
    groups_before: tuple[Count, ...] = ()

    def before_of(self, count: Count) -> Count | None:
        """What the same group got in the earlier round, if that may be compared."""
        if count.partition is Partition.ALL:
            return self.before
        for before in self.groups_before:
            if (before.partition, before.group) == (count.partition, count.group):
                return before
        return None


@dataclass(frozen=True)
class Results:
    """What a closed round came to.

    answered: how many, and are counted. earlier: the round that it is compared with, if it has any.
    unread: how many more have answered, whose answer couldn't be read.
    """

    round: Round
    answered: int
    results: tuple[Result, ...]
    earlier: Round | None
    unread: int = 0

    def of(self, question: str) -> Result:
        """What was answered to the question with this key. Raises UnknownQuestion."""
        for result in self.results:
            if result.question.key == question:
                return result
        raise UnknownQuestion


@dataclass(frozen=True)
class Written:
    """A text that somebody answered. by: who, of a round with names."""

    id: UUID
    answer: Answer
    theme_id: UUID | None
    by: Person | None


@dataclass(frozen=True)
class Concluded:
    """A theme as it was sent back: nothing of it changes until a correction is sent."""

    name: str
    state: ThemeState
    who: str
    reason: str


@dataclass(frozen=True)
class Published:
    """What those who were asked got back. figures: the keys of questions. at: aware UTC."""

    text: str
    figures: tuple[str, ...]
    themes: tuple[Concluded, ...]
    at: datetime
    by: str

    def says_what(self, other: "Published") -> bool:
        """Whether both say the same, whoever sends it and when."""
        return (self.text, self.figures, self.themes) == (other.text, other.figures, other.themes)


@dataclass(frozen=True)
class Draft:
    """What is being written to those who were asked.

    revision: rises with every change. figures: the keys of chosen questions. themes: the ids of
    chosen themes. published: what they have got, if it was sent.
    """

    revision: int = 0
    text: str = ""
    figures: tuple[str, ...] = ()
    themes: tuple[UUID, ...] = ()
    published: Published | None = None


@dataclass(frozen=True)
class Consent:
    """How it stands with a second director's yes to what is sent back.

    id: what the yes is to, once it was asked for. author: who wrote it last. approvers: those whose
    yes counts. approver: who was asked at asked_at, and hasn't answered. is_void: it was asked for,
    and something has changed since. remark: with which it came back, until it is sent.
    """

    needed: bool = False
    id: UUID | None = None
    author: Person | None = None
    approvers: tuple[Person, ...] = ()
    approver: Person | None = None
    asked_at: datetime | None = None
    is_void: bool = False
    remark: str = ""

    @property
    def is_awaited(self) -> bool:
        """Whether it is sent once who was asked says yes, and not before."""
        return self.needed and self.approver is not None


@dataclass(frozen=True)
class Outcome:
    """What is sent back, or will be: as it stands now, with what it is made of.

    number: of those who get it. themes: as they are now. fresh: what would now be sent. consent:
    whether somebody else must say yes to that, and has been asked.
    """

    results: Results
    draft: Draft
    themes: tuple[Theme, ...]
    number: int
    fresh: Published
    consent: Consent = Consent()

    @property
    def has_unsent_correction(self) -> bool:
        """Whether what was sent isn't what would be sent now."""
        sent = self.draft.published
        return sent is not None and not sent.says_what(self.fresh)

    @property
    def figures(self) -> tuple[tuple[Question, Count], ...]:
        """The figures that it is sent with."""
        return tuple(
            (one.question, one.count)
            for one in self.results.results
            if one.count and one.question.key in self.fresh.figures
        )


def response_id(round_id: UUID, person_id: UUID, question: str) -> UUID:
    """The id of the row that a text has once a round with names is closed.

    question: its key. Nothing of the kind is ever made of an anonymous round.
    """
    return uuid5(round_id, f"{person_id} {question}")


class UnknownTheme(Refusal):
    """The theme was taken away."""


class TooManyThemes(Refusal):
    """A round has room for MOST_THEMES."""


class AlreadyClosed(Refusal):
    """A round whose time has run out: nothing opens it again. round: as it now stands."""

    def __init__(self, round_: Round) -> None:
        super().__init__(round_.id)
        self.round = round_
