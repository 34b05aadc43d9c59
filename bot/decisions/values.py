"""What the rest of the bot knows of decisions, and of how they are published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.delivery.values import TeamChannel
from bot.messages import Refusal
from bot.people.values import Audience, Level, Person, Role

# The longest texts, in characters.
TITLE_LENGTH = 200
TEXT_LENGTH = 6000  # of the decision, word for word
MEANING_LENGTH = 1000
DISCUSSION_LENGTH = 300
BODY_LENGTH = 100
CASE_NUMBER_LENGTH = 60
LINK_LENGTH = 500
THEME_LENGTH = 60
MED_OUTCOME_LENGTH = 500
DEED_LENGTH = 300  # of what is to be done
REASON_LENGTH = 300
QUESTION_LENGTH = 500
ANSWER_LENGTH = 1500

MOST_DISCUSSED = 2
MOST_FOLLOW_UPS = 10
MOST_PUBLISHED_AT_ONCE = 20


class Phase(StrEnum):
    """Where a decision stands."""

    DRAFT = "draft"
    READY = "ready"  # whoever wrote it hands it to the directorate to publish
    CURRENT = "current"
    REPLACED = "replaced"
    LAPSED = "lapsed"
    DISCARDED = "discarded"


UNPUBLISHED = (Phase.DRAFT, Phase.READY)
ENDED = (Phase.REPLACED, Phase.LAPSED)
PUBLISHED = (Phase.CURRENT, *ENDED)


@dataclass(frozen=True)
class Content:
    """What a decision says.

    text: word for word. meaning: what it means for those concerned, in plain words. to_discuss: at
    most two questions that leaders take up with their own staff. body: who decided. holds_from:
    None: from the day it was decided. open_to_all: every manager may look it up, and questions are
    answered from it; else those whom it concerns and the directorate. answers_theme: the theme of
    an input round that it is an answer to.
    """

    title: str = ""
    text: str = ""
    meaning: str = ""
    to_discuss: tuple[str, ...] = ()
    body: str = ""
    decided_on: date | None = None
    holds_from: date | None = None
    case_number: str = ""
    link: str = ""
    theme: str = ""
    owner_id: UUID | None = None
    review_on: date | None = None
    replaces_id: UUID | None = None
    in_med: bool = False
    med_on: date | None = None
    med_outcome: str = ""
    open_to_all: bool = True
    answers_theme: UUID | None = None


@dataclass(frozen=True)
class Found:
    """Where in minutes a decision was found, as it stands there.

    item: the agenda item's number. text: the decision as it was read, to tell what has changed.
    """

    file_name: str
    passage: str
    text: str
    item: str = ""
    recommendation: str = ""


class State(StrEnum):
    """What the owner of a follow-up has reported."""

    OPEN = "open"  # nothing yet
    UNDER_WAY = "under_way"
    DONE = "done"
    DELAYED = "delayed"  # for a reason, with a new date


@dataclass(frozen=True)
class FollowUp:
    """Something to be done because of a decision. reason: of a delay.

    owner: None when nobody on the roster was chosen; who: as minutes name them. due_on: None when
    there is no date. revision: rises with whatever is done to it.
    """

    id: UUID
    decision_id: UUID
    what: str
    who: str
    owner: Person | None
    due_on: date | None
    state: State
    reason: str
    revision: int
    reported_at: datetime | None

    def is_without_owner(self, today: date) -> bool:
        """Whether nobody can be asked for it: nobody is named, or they left or are on leave."""
        return self.owner is None or not self.owner.active or self.owner.is_away(today)

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed without it being done."""
        return self.state is not State.DONE and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class Reference:
    """A decision as another names it."""

    id: UUID
    title: str
    decided_on: date | None


@dataclass(frozen=True)
class Answered:
    """A question to a decision and the answer, which everybody who sees the decision sees."""

    id: UUID
    question: str
    answer: str
    at: datetime


@dataclass(frozen=True)
class Decision:
    """A decision as it now stands.

    content: the working copy; published: what people see, None before it was published. version:
    the number of what people see, from 1. author: who wrote the working copy last. owner, replaces:
    of what people see, else of the working copy. audience: whom it concerns. publication_id: the
    open one that it stands in, or waits in. is_confirmed: that one has been confirmed and can't be
    changed any more. shown_in: the publication whose messages show it.
    """

    id: UUID
    phase: Phase
    revision: int
    content: Content
    published: Content | None
    version: int | None
    audience: Audience
    segment: str
    author: Person
    owner: Person | None
    follow_ups: tuple[FollowUp, ...]
    answers: tuple[Answered, ...]
    replaces: Reference | None
    replaced_by: Reference | None
    publication_id: UUID | None
    is_confirmed: bool
    shown_in: UUID | None
    found: Found | None
    changed_at: datetime
    published_at: datetime | None
    corrected_at: datetime | None
    ended_at: datetime | None
    ended_reason: str

    @property
    def shown(self) -> Content:
        """What people see of it, or would."""
        return self.published or self.content

    @property
    def has_unpublished_correction(self) -> bool:
        """Whether it was published, and says something else now that wasn't published yet."""
        return self.published is not None and self.published != self.content


class PublicationPhase(StrEnum):
    """Where a publication stands."""

    DRAFT = "draft"
    AWAITING = "awaiting"  # a second director's yes
    SCHEDULED = "scheduled"  # confirmed; it can be undone until it starts
    PUBLISHED = "published"
    RECALLED = "recalled"
    DISCARDED = "discarded"


OPEN = (PublicationPhase.DRAFT, PublicationPhase.AWAITING)


@dataclass(frozen=True)
class Publication:
    """Decisions that are approved and published together, as one message a person.

    decisions: in their order. corrects: they were published before, and what people have of them
    is edited; tells: they are also told that it changed. to_people: to those concerned;
    channel: to a team's channel, instead or too. number: of people, once it is confirmed.
    ended_at: when it was recalled or, while it stands, when sending it was stopped.
    """

    id: UUID
    phase: PublicationPhase
    revision: int
    decisions: tuple[Decision, ...]
    corrects: bool
    tells: bool
    asks_receipt: bool
    to_people: bool
    channel: TeamChannel | None
    author: Person
    approver: Person | None
    asked_at: datetime | None
    confirmed_by: Person | None
    number: int | None
    starts_at: datetime | None
    ended_at: datetime | None
    remind_at: datetime | None
    changed_at: datetime

    @property
    def stopped_at(self) -> datetime | None:
        """When sending it was stopped, so that not everybody got it."""
        return self.ended_at if self.phase is PublicationPhase.PUBLISHED else None


@dataclass(frozen=True)
class Plan:
    """What will happen when a publication is confirmed.

    number: of people whom it concerns, unreachable among them; numbers: by decision. approvers:
    who may be asked. delayed: not at once, as people aren't at work.
    """

    number: int
    numbers: Mapping[UUID, int]
    unreachable: int
    needs_approval: bool
    approvers: tuple[Person, ...]
    starts_at: datetime
    delayed: bool


class Fault(StrEnum):
    """What is the matter with a field."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    CPR_NUMBER = "cpr_number"
    NO_LINK = "no_link"
    TOO_MANY = "too_many"
    UNKNOWN = "unknown"  # who or what it names isn't there, or not any more


class FaultyDecision(Refusal):
    """Fields that aren't right; nothing was stored. faults: by the name of the field.

    decision: the one that lacks something, where several are published together.
    """

    def __init__(self, faults: Mapping[str, Fault], decision: Decision | None = None) -> None:
        super().__init__(*faults)
        self.faults = dict(faults)
        self.decision = decision


class FaultyPublication(Refusal):
    """Decisions that can't be published so.

    MISSING: none, or to nobody. TOO_MANY: more than MOST_PUBLISHED_AT_ONCE. UNKNOWN: corrections
    and new ones together, or a channel that is gone.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class NumberChanged(Refusal):
    """It concerns another number of people than was shown. number: how many they are now."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class AlreadyPrepared(Refusal):
    """One of the decisions stands in another publication, which isn't published yet."""

    def __init__(self, publication: Publication) -> None:
        super().__init__()
        self.publication = publication


class ChangedPublication(Refusal):
    """It was changed after it was shown. publication: as it now stands."""

    def __init__(self, publication: Publication) -> None:
        super().__init__()
        self.publication = publication


class UnknownDecision(Refusal):
    """There is no such decision, or not for this person."""


class UnknownPublication(Refusal):
    """There is no such publication."""


class UnknownFollowUp(Refusal):
    """There is no such follow-up."""


class ChangedDecision(Refusal):
    """It was changed after it was shown. decision: as it now stands."""

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self.decision = decision


class WrongPhase(Refusal):
    """A decision is beyond what somebody wants with it. decision: as it now stands."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.phase)
        self.decision = decision


class WrongPublicationPhase(Refusal):
    """A publication is beyond what somebody wants with it. publication: as it now stands."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(publication.phase)
        self.publication = publication


class NotConcerned(Refusal):
    """Somebody who didn't get a publication, or from whom it was taken back."""


def may_draft(person: Person) -> bool:
    """Whether the person may write decisions: the directorate, and who leads at its level or next.

    Publishing them is the directorate's.
    """
    return person.may(Role.DIRECTORATE) or (
        person.active and person.level in (Level.DIREKTION, Level.CHEF)
    )
