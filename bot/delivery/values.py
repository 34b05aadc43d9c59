"""The words of delivery: what is to be shown to whom, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from bot.people.values import Person


class State(StrEnum):
    """Where a message is between what is wanted and what is shown."""

    HELD = "held"  # not before its time: scheduled, in quiet hours, or to be tried again
    QUEUED = "queued"
    SENDING = "sending"  # one operation is under way
    SETTLED = "settled"  # shown is what is wanted
    FAILED = "failed"
    UNCERTAIN = "uncertain"  # nobody knows whether it was received
    CANCELLED = "cancelled"  # taken back before anything was sent


class Priority(IntEnum):
    """What goes first."""

    ANSWER = 10  # to one person who waits for it
    NOTICE = 20
    BROADCAST = 30


class Reach(StrEnum):
    """Whether a person's chat can be reached, as far as is known."""

    REACHABLE = "reachable"
    UNTRIED = "untried"  # never seen, but Teams may be asked to open a chat
    NOT_INSTALLED = "not_installed"
    BLOCKED = "blocked"  # by the person or by an administrator
    LEFT = "left"  # no longer on the roster


class Reason(StrEnum):
    """Why a message couldn't be shown, or taken away."""

    NOT_INSTALLED = "not_installed"
    BLOCKED = "blocked"
    LEFT = "left"
    TOO_LARGE = "too_large"
    NO_CONTACT = "no_contact"  # tried as often as is reasonable
    TOO_LATE = "too_late"  # its time was over before it could be sent
    GONE = "gone"  # what is to be changed is no longer there
    REFUSED = "refused"  # by Teams, for another reason
    FAULT = "fault"  # of ours
    ACCEPTED = "accepted"  # uncertain, and a person decided to leave it so
    AWAY = "away"  # the receiver is on leave, and gets it when that is over


UNREACHABLE = (Reason.NOT_INSTALLED, Reason.BLOCKED, Reason.LEFT)


class Operation(StrEnum):
    """What makes shown equal wanted."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"


@dataclass(frozen=True)
class Address:
    """A conversation, and where Teams takes what is said in it."""

    service_url: str
    conversation_id: str


@dataclass(frozen=True)
class TeamChannel:
    """A channel of a team that the bot is, or was, part of. id: of its conversation.

    name: "" for the team's first channel, which Teams names itself. team: "" when it isn't known.
    is_gone: the bot left the team, or the channel was deleted.
    """

    id: str
    team_id: str
    team: str
    name: str
    is_gone: bool = False


@dataclass(frozen=True)
class Attempt:
    """One operation on one message, claimed by this process.

    number: which one it is of the message's. revision: the one to be shown, 0 to take the message
    away. chat: where the message stands, or where it can be sent; None when a chat must be opened
    first. tries: earlier ones in a row that had no effect. is_halted: Teams takes nothing from the
    bot, as far as is known.
    """

    message_id: int
    number: int
    operation: Operation
    revision: int
    kind: str
    subject: UUID
    occasion: str
    priority: Priority
    person: Person | None
    reach: Reach | None
    chat: Address | None
    activity_id: str | None
    tries: int
    useful_until: datetime | None
    is_halted: bool


@dataclass(frozen=True)
class HaltInTime:
    """A time in which Teams took nothing from the bot. code: Teams' or Entra's word for why."""

    code: str | None
    since: datetime
    ended_at: datetime | None
