"""What is stored about a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from bot.broadcasts.values import Phase as BroadcastPhase
from bot.delivery.values import Reach
from bot.documents.values import Tier
from bot.inquiries.values import Act, Kind, Phase, Theme
from bot.messages import Tone
from bot.people.values import Person
from bot.rounds.values import Participation

_Row = TypeVar("_Row", covariant=True)


@dataclass(frozen=True)
class Stored(Generic[_Row]):
    """One kind of what is stored. number: of all. newest: some of them, the newest first."""

    number: int
    newest: tuple[_Row, ...]


@dataclass(frozen=True)
class OwnQuestion:
    """A question. shown: the sections that were shown. chosen: the one that was the answer."""

    at: datetime
    text: str
    tier: Tier
    shown: tuple[str, ...]
    chosen: str | None
    tone: Tone | None
    comment: str | None


@dataclass(frozen=True)
class OwnInquiry:
    """An inquiry that the person sent. hidden: whether the directorate is shown no name."""

    at: datetime
    kind: Kind
    theme: Theme | None
    title: str
    text: str
    background: str
    hidden: bool
    phase: Phase
    settled_at: datetime | None


@dataclass(frozen=True)
class OwnEntry:
    """Something that was done to an inquiry: by the person, or for them to do (not own)."""

    at: datetime
    act: Act
    text: str
    own: bool


@dataclass(frozen=True)
class OwnVerdict:
    """That an answer helped."""

    at: datetime


@dataclass(frozen=True)
class OwnReceipt:
    """That the person has read a broadcast, or decisions. title: or titles."""

    at: datetime
    title: str


@dataclass(frozen=True)
class OwnMessage:
    """Something that was sent to the person unasked. kind: as the outbox names it."""

    at: datetime
    kind: str


@dataclass(frozen=True)
class OwnBroadcast:
    """A broadcast that the person wrote."""

    at: datetime
    title: str
    phase: BroadcastPhase


@dataclass(frozen=True)
class OwnDecision:
    """A decision that the person was told of, as it concerned them. at: when it was published."""

    at: datetime | None
    title: str


@dataclass(frozen=True)
class OwnAct:
    """Something that the person did, as it is on record."""

    at: datetime
    act: str
    about: str
    number: int | None


class Work(StrEnum):
    """Something that the person did for the directorate, or was to do."""

    KNOWLEDGE_OWNED = "knowledge_owned"
    KNOWLEDGE_CHANGED = "knowledge_changed"  # the last who did
    KNOWLEDGE_PUBLISHED = "knowledge_published"  # or took out
    DOCUMENT_ADDED = "document_added"
    SEGMENT_MADE = "segment_made"
    PREFERENCE_CHANGED = "preference_changed"
    PERIOD_DECIDED = "period_decided"
    DELETING_SUSPENDED = "deleting_suspended"
    DELETING_RESUMED = "deleting_resumed"
    BROADCAST_CONFIRMED = "broadcast_confirmed"
    BROADCAST_SENT = "broadcast_sent"  # or its correction
    APPROVAL_WANTED = "approval_wanted"
    APPROVAL_ASKED_OF = "approval_asked_of"
    APPROVED = "approved"
    INQUIRY_OWNED = "inquiry_owned"  # is to answer it
    ROUND_WRITTEN = "round_written"  # the last who did
    ROUND_CONFIRMED = "round_confirmed"
    ROUND_TOLD = "round_told"  # wrote what those who were asked get back
    MINUTES_READ = "minutes_read"  # had decisions found in them
    DECISION_WRITTEN = "decision_written"  # the last who did
    DECISION_OWNED = "decision_owned"
    DECISION_PUBLISHED = "decision_published"  # or its correction
    DECISION_ANSWERED = "decision_answered"  # a question that all see with the answer
    DECISIONS_PREPARED = "decisions_prepared"  # to be published
    DECISIONS_CONFIRMED = "decisions_confirmed"
    FOLLOW_UP_OWNED = "follow_up_owned"  # is to see to it
    FOLLOW_UP_REPORTED = "follow_up_reported"


@dataclass(frozen=True)
class OwnWork:
    """One such thing. about: a title, or the name of what was decided; "" for what others wrote."""

    at: datetime
    what: Work
    about: str


@dataclass(frozen=True)
class OwnRound:
    """A round that the person was asked in. closes: its end.

    answers: texts of what was handed in, where names are shown. sealed: there is an envelope with
    what the person has filled in, which nobody but they can open, and only in the card.
    """

    closes: datetime | None
    title: str
    state: Participation
    anonymous: bool
    answers: tuple[str, ...]
    sealed: bool


@dataclass(frozen=True)
class OwnFile:
    """A file that the person dropped, and that nothing was decided about."""

    at: datetime
    name: str


@dataclass(frozen=True)
class OwnData:
    """All of it. reach: whether the person's chat can be reached, when that was ever tried."""

    person: Person
    changed_at: datetime
    reach: Reach | None
    chats: int
    questions: Stored[OwnQuestion]
    inquiries: Stored[OwnInquiry]
    entries: Stored[OwnEntry]
    verdicts: Stored[OwnVerdict]
    receipts: Stored[OwnReceipt]
    messages: Stored[OwnMessage]
    rounds: Stored[OwnRound]
    broadcasts: Stored[OwnBroadcast]
    decisions: Stored[OwnDecision]
    work: Stored[OwnWork]
    acts: Stored[OwnAct]
    files: Stored[OwnFile]
