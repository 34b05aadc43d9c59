"""What the rest of the bot knows of a broadcast."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.delivery.standings import Account, InChannel
from bot.delivery.values import Reach, TeamChannel
from bot.messages import Refusal
from bot.people.values import Audience, Person

# The longest texts, in characters.
TITLE_LENGTH = 120
TEXT_LENGTH = 4000
LINK_TITLE_LENGTH = 40
LINK_LENGTH = 1000
REASON_LENGTH = 500
TEXT_SIZE = 10_000  # bytes that the text takes in a card of JSON, which must be below 28 KB


class Phase(StrEnum):
    """Where a broadcast is on its way from a draft to the record."""

    DRAFT = "draft"
    AWAITING = "awaiting"  # somebody else must approve it
    SCHEDULED = "scheduled"  # confirmed, and it hasn't begun
    SENT = "sent"  # begun; what became of it says the account
    STOPPED = "stopped"  # what wasn't sent then isn't sent
    RECALLED = "recalled"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class Content:
    """What a broadcast says, and how.

    sender_id: the director in whose name it is sent; None: the directorate. useful_until: the last
    day on which it is true ("gælder til"). asks_receipt: whether receivers are asked to
    acknowledge. urgent: it goes at any hour. for_newcomers: who comes into the audience while it
    is useful gets it too.
    """

    title: str = ""
    text: str = ""
    sender_id: UUID | None = None
    link_title: str = ""
    link: str = ""
    asks_receipt: bool = False
    urgent: bool = False
    useful_until: date | None = None
    for_newcomers: bool = False


class Fault(StrEnum):
    """What is the matter with a field of a content."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"  # few enough characters, but too many bytes for Teams
    CPR_NUMBER = "cpr_number"
    NOT_A_LINK = "not_a_link"  # only https addresses are links
    UNKNOWN_SENDER = "unknown_sender"
    PAST = "past"
    UNSUPPORTED = "unsupported"  # formatting that Teams doesn't show
    NEEDS_END = "needs_end"  # newcomers get it only until a day


class FaultyContent(Refusal):
    """A content that can't be sent as it is; the draft keeps it all the same.

    faults: by the name of the field of `Content`.
    """

    def __init__(self, faults: dict[str, Fault]) -> None:
        self.faults = faults


@dataclass(frozen=True)
class Broadcast:
    """A broadcast as it now stands.

    revision: rises with every change. content: the working copy; what was sent is `published`,
    None before. author: who wrote it last of those whose approval doesn't count. audience: None
    until it is chosen. send_at: when it is wanted sent, None: at once. starts_at: when it goes,
    once it is confirmed. approver: who was asked, at asked_at, and hasn't answered. number: of the
    audience when it was confirmed. channel: when it is for a team's channel instead of an audience.
    """

    id: UUID
    phase: Phase
    revision: int
    content: Content
    published: Content | None
    author: Person
    sender: Person | None
    audience: Audience | None
    segment: str
    send_at: datetime | None
    starts_at: datetime | None
    confirmed_by: Person | None
    approver: Person | None
    number: int | None
    urgent_reason: str
    changed_at: datetime
    corrected_at: datetime | None
    ended_at: datetime | None
    remind_at: datetime | None
    asked_at: datetime | None = None
    channel: TeamChannel | None = None

    @property
    def is_addressed(self) -> bool:
        """Whether it has been chosen whom it is for."""
        return self.audience is not None or self.channel is not None

    @property
    def asks_receipt(self) -> bool:
        """Whether receivers are asked to acknowledge it, which nobody is in a channel."""
        return (self.published or self.content).asks_receipt and self.channel is None

    def missed_its_time(self, now: datetime) -> bool:
        """Whether a yes was asked for before the time it was to be sent, which has come."""
        if not self.asked_at or not self.send_at:
            return False
        return self.asked_at < self.send_at <= now

    @property
    def has_unsent_correction(self) -> bool:
        """Whether the working copy says something else than what was sent."""
        return self.published is not None and self.content != self.published


@dataclass(frozen=True)
class Recipients:
    """How many an audience is, and what is known of reaching them.

    lately: how many broadcasts they have had in the last seven days, on average.
    """

    by_reach: dict[Reach, int]
    lately: float

    @property
    def total(self) -> int:
        """All of the audience."""
        return sum(self.by_reach.values())

    @property
    def reachable(self) -> int:
        """Those against whom nothing is known; some of them may never have been tried."""
        return self.by_reach.get(Reach.REACHABLE, 0) + self.by_reach.get(Reach.UNTRIED, 0)

    @property
    def unreachable(self) -> int:
        """Those whose chat isn't open to us."""
        return self.total - self.reachable


@dataclass(frozen=True)
class Member:
    """One person of an audience. since: when their reach became what it is, where that is known."""

    person: Person
    reach: Reach
    since: datetime | None


@dataclass(frozen=True)
class Plan:
    """What will happen on "send". approvers: those who may say yes, when somebody must.

    starts_at: aware UTC. delayed: it is later than wanted, because people are off work.
    """

    recipients: Recipients
    needs_approval: bool
    approvers: tuple[Person, ...]
    starts_at: datetime
    delayed: bool


@dataclass(frozen=True)
class Status:
    """A broadcast with its account. acknowledged: how many pressed that they have read it.

    not_asked: how many of those who got it wrote or approved it, and haven't pressed either.
    in_channel: the one message in a team's channel, once it is wanted.
    """

    broadcast: Broadcast
    account: Account
    acknowledged: int
    replies: int
    not_asked: int = 0
    in_channel: InChannel | None = None


@dataclass(frozen=True)
class Version:
    """What was sent, and when. approved_by: None when it went without a second yes.

    approved_revision: the one that the yes was said to.
    """

    at: datetime
    content: Content
    approved_by: Person | None
    approved_revision: int | None


@dataclass(frozen=True)
class Received:
    """A broadcast as one receiver meets it. acknowledged_at: by this receiver.

    replied_at: when the receiver last wrote to the sender. in_channel: it stands in a team's
    channel, so that the receiver is nobody by name. wrote_it: or approved or sent it. is_forgotten:
    its receipts were deleted, as their period was over.
    """

    id: UUID
    content: Content
    sender: Person | None
    sent_at: datetime | None
    corrected_at: datetime | None
    acknowledged_at: datetime | None
    replied_at: datetime | None
    in_channel: bool = False
    wrote_it: bool = False
    is_forgotten: bool = False

    @property
    def asks_receipt(self) -> bool:
        """Whether this receiver is asked to acknowledge it."""
        return self.content.asks_receipt and not (
            self.in_channel or self.wrote_it or self.is_forgotten
        )


class UnknownBroadcast(Refusal):
    """There is no such broadcast, or it was discarded."""


class WrongPhase(Refusal):
    """What can't be done with a broadcast where it now is. broadcast: as it now stands."""

    def __init__(self, broadcast: Broadcast) -> None:
        self.broadcast = broadcast


class Changed(Refusal):
    """Somebody has changed the broadcast since the card was shown. broadcast: as it now stands."""

    def __init__(self, broadcast: Broadcast) -> None:
        self.broadcast = broadcast


class ChannelGone(Refusal):
    """The channel that it is for is no more, or the bot was taken out of its team."""


class NumberChanged(Refusal):
    """The audience isn't as many as was shown. number: how many they are now."""

    def __init__(self, number: int) -> None:
        self.number = number


class NobodyToSendTo(Refusal):
    """The audience is empty, or none was chosen."""


class ReasonMissing(Refusal):
    """Something urgent that nobody approves needs a reason that every director sees."""


class NotARecipient(Refusal):
    """Somebody who didn't get the broadcast."""
