"""Inquiries as everybody meets them: what was asked, where it stands, and what was done to it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.knowledge.values import Knowledge
from bot.messages import Refusal
from bot.people.values import Person

# The longest texts, in characters.
TITLE_LENGTH = 120  # of a proposal
TEXT_LENGTH = 2000  # of what is asked, proposed or asked further
BACKGROUND_LENGTH = 500
ANSWER_LENGTH = 1500  # also of a reason


class Kind(StrEnum):
    """What an inquiry is."""

    QUESTION = "question"  # that the documents didn't answer
    PROPOSAL = "proposal"
    REPLY = "reply"  # to a broadcast
    DECISION = "decision"  # a question about one


class Theme(StrEnum):
    """What a proposal is for."""

    STOP = "stop"  # something we could stop doing
    ACROSS = "across"  # something to do across departments
    MEETING = "meeting"  # an item for the managers' meeting
    OTHER = "other"


class Phase(StrEnum):
    """Where an inquiry stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"  # without an answer, with a reason
    TAKEN_UP = "taken_up"  # a proposal that somebody now works on
    NOT_NOW = "not_now"  # a proposal, with a reason
    WITHDRAWN = "withdrawn"  # by whoever sent it
    MERGED = "merged"  # into another, whose answer goes to this asker too


SETTLED = (Phase.ANSWERED, Phase.CLOSED, Phase.TAKEN_UP, Phase.NOT_NOW)


class Act(StrEnum):
    """What somebody did to an inquiry."""

    ANSWERED = "answered"
    CLOSED = "closed"
    TAKEN_UP = "taken_up"
    NOT_NOW = "not_now"
    FOLLOWED_UP = "followed_up"  # the asker asks further; it is open again
    TAKEN = "taken"  # somebody of the directorate answers it
    HANDED_OVER = "handed_over"  # to somebody who knows
    HANDED_BACK = "handed_back"  # it is nobody's again
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


SAID_TO_ASKER = (Act.ANSWERED, Act.CLOSED, Act.TAKEN_UP, Act.NOT_NOW)
DONE_BY_ASKER = (Act.FOLLOWED_UP, Act.WITHDRAWN)


@dataclass(frozen=True)
class Entry:
    """Something that was done to an inquiry. text: what was said with it.

    by: None when it was an asker whose name is hidden. person: to whom it was handed over, or with
    whom it is taken up. helped: whether the asker said so of an answer.
    """

    id: UUID
    act: Act
    by: Person | None
    at: datetime
    text: str = ""
    person: Person | None = None
    helped: bool = False


@dataclass(frozen=True)
class Inquiry:
    """An inquiry as it now stands.

    asker: None when the name is hidden from whoever this was loaded for. about: the question that
    the documents didn't answer, the broadcast that is replied to, or the decision that is asked
    about. title: of a proposal, or of the decision as it was when it was asked about; else "".
    due_on: the day by which an answer was promised. owner: who has taken it or got it.
    merged_into: where its answer is to be found. entries: the oldest first.
    """

    id: UUID
    kind: Kind
    theme: Theme | None
    title: str
    text: str
    background: str
    asker: Person | None
    hidden: bool
    about: UUID | None
    phase: Phase
    asked_at: datetime
    due_on: date
    revision: int
    owner: Person | None = None
    merged_into: UUID | None = None
    entries: tuple[Entry, ...] = ()


class Which(StrEnum):
    """Which inquiries the inbox shows."""

    OPEN = "open"
    MINE = "mine"  # open, and taken by or handed over to who looks
    QUESTIONS = "questions"
    PROPOSALS = "proposals"
    REPLIES = "replies"
    DECISIONS = "decisions"  # questions about them
    SETTLED = "settled"  # lately


@dataclass(frozen=True)
class Waiting:
    """How much is open. new: since the working day before; None where that isn't asked.

    first_due: the earliest day by which an answer was promised; None when nothing is open.
    """

    number: int
    overdue: int
    first_due: date | None
    new: int | None = None


@dataclass(frozen=True)
class Listed:
    """An inquiry in a list. askers: how many have asked it, with those merged into it."""

    inquiry: Inquiry
    askers: int


@dataclass(frozen=True)
class Opened:
    """An inquiry as whoever handles it sees it.

    merged: those whose answer is given here, the oldest first. similar: other ones about the same,
    the most alike first. saved: an answer that managers get already to what is like it.
    """

    inquiry: Inquiry
    merged: tuple[Inquiry, ...] = ()
    similar: tuple[Listed, ...] = ()
    saved: Knowledge | None = None

    @property
    def askers(self) -> int:
        """How many have asked it."""
        return 1 + len(self.merged)


@dataclass(frozen=True)
class Own:
    """An inquiry as who sent it meets it.

    phase: where it stands for them, never MERGED. thread: what they were answered, and what they
    asked further, the oldest first; `helped` is what they themselves said. owner: who has it.
    """

    inquiry: Inquiry
    phase: Phase
    thread: tuple[Entry, ...] = ()
    owner: Person | None = None

    @property
    def may_withdraw(self) -> bool:
        """Whether it can still be taken back: nobody has answered it."""
        return self.phase is Phase.OPEN and not any(one.act in SAID_TO_ASKER for one in self.thread)


@dataclass(frozen=True)
class ReceivedAnswer:
    """An answer as one of those who asked meets it.

    own: what they asked. entry: the answer; `helped` is what they themselves said of it. after:
    what came next in the thread: what they asked further, or another answer.
    """

    own: Own
    entry: Entry
    after: Entry | None = None

    @property
    def may_follow_up(self) -> bool:
        """Whether its asker may ask further: it is the newest, and nobody is answering anew."""
        return self.after is None and self.own.phase in SETTLED


@dataclass(frozen=True)
class Prepared:
    """What a form to the directorate begins with. sent: the same question, sent before."""

    text: str
    sent: Own | None = None


class UnknownInquiry(Refusal):
    """There is no such inquiry, or not for this person."""


class ChangedInquiry(Refusal):
    """Somebody has changed the inquiry since the card was shown. inquiry: as it now stands."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry


class WrongPhase(Refusal):
    """What can't be done with an inquiry where it now is. inquiry: as it now stands."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry


class NobodyChosen(Refusal):
    """It takes somebody who is on the roster now, and nobody was chosen."""


class CannotMerge(Refusal):
    """Two that can't become one: a proposal and what is none, or one with itself."""


class AlreadySent(Refusal):
    """A question that its asker has sent to the directorate before. own: as it now stands."""

    def __init__(self, own: Own) -> None:
        self.own = own


class AlreadyAnswered(Refusal):
    """What can only be taken back while nobody has answered it. own: as it now stands."""

    def __init__(self, own: Own) -> None:
        self.own = own


class AlreadyFollowedUp(Refusal):
    """An answer after which its asker has asked further before. received: as it now stands."""

    def __init__(self, received: ReceivedAnswer) -> None:
        self.received = received


class FaultyText(Refusal):
    """A text that can't be taken in. field: the name of the form's field that it is from."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class TextMissing(FaultyText):
    """Nothing was written where something must be."""


class TextTooLong(FaultyText):
    """longest: how many characters it may have."""

    def __init__(self, field: str, longest: int) -> None:
        super().__init__(field)
        self.longest = longest


class TextHoldsCprNumber(FaultyText):
    """What looks like a CPR number; it isn't stored."""


class SenderMissing(FaultyText):
    """Nobody said whether the directorate may see the name."""


class ThemeMissing(FaultyText):
    """Nobody said what a proposal is for."""
