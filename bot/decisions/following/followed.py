"""Follow-ups as those see them who answer for them, and as the directorate looks after them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.decisions.values import Decision, FollowUp, Phase, State
from bot.messages import Refusal
from bot.people.values import Person, Role


class Which(StrEnum):
    """What the list of all follow-ups is narrowed to."""

    OPEN = "open"
    OVERDUE = "overdue"
    WITHOUT_OWNER = "without_owner"
    DONE = "done"


@dataclass(frozen=True)
class Followed:
    """A follow-up with the decision that it is because of."""

    follow_up: FollowUp
    decision: Decision

    @property
    def is_open(self) -> bool:
        """Whether there is still something to be done, because of a decision that holds."""
        return self.decision.phase is Phase.CURRENT and self.follow_up.state is not State.DONE

    def answering(self, today: date) -> Person | None:
        """Who is asked for it now: its owner, or where there is none the decision's.

        None when neither can be asked. today: in Copenhagen.
        """
        for one in (self.follow_up.owner, self.decision.owner):
            if one and one.active and not one.is_away(today):
                return one
        return None

    def is_answered_for_by(self, person: Person) -> bool:
        """Whether this person may report on it: its owner, the decision's, and the directorate."""
        owners = (self.follow_up.owner, self.decision.owner)
        return person.may(Role.DIRECTORATE) or (
            person.active and any(one is not None and one.id == person.id for one in owners)
        )


@dataclass(frozen=True)
class Reported:
    """What was reported of a follow-up at a time. due_on: the new date of what is delayed."""

    state: State
    reason: str
    due_on: date | None
    at: datetime
    by: Person


@dataclass(frozen=True)
class Outlook:
    """How many are open, and of those past their date or without an owner."""

    open: int
    overdue: int
    without_owner: int


@dataclass(frozen=True)
class ThemePage:
    """Some of a theme's decisions, the newest first. offset: of the first. total: of the theme."""

    theme: str
    decisions: tuple[Decision, ...]
    offset: int
    total: int


class ReportFault(StrEnum):
    """What is the matter with a field of a report."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    CPR_NUMBER = "cpr_number"
    NOT_LATER = "not_later"  # than the date there was, and than today


class FaultyReport(Refusal):
    """Fields that aren't right; nothing was stored. faults: by the name of the field."""

    def __init__(self, faults: Mapping[str, ReportFault]) -> None:
        super().__init__(*faults)
        self.faults = dict(faults)


class ChangedFollowUp(Refusal):
    """It was changed after it was shown. followed: as it now stands."""

    def __init__(self, followed: Followed) -> None:
        super().__init__()
        self.followed = followed


class NotTheirs(Refusal):
    """Somebody else answers for it, now or ever."""


class NoLongerFollowed(Refusal):
    """Its decision doesn't hold any more, or it is no more part of it; nobody need do anything."""


class NoSuchOwner(Refusal):
    """Nobody was chosen, or somebody who isn't on the roster now."""
