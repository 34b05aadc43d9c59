"""What an account of messages says."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.delivery.values import Reason
from bot.people.values import Person


class Standing(StrEnum):
    """Where a message stands, as the one who sent it sees it; each is in exactly one place."""

    SENT = "sent"  # it stands in the receiver's chat
    ON_ITS_WAY = "on_its_way"
    AWAY = "away"  # held until the receiver is back from leave
    UNREACHED = "unreached"  # the receiver's chat isn't open to us
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"  # taken back before it was sent
    BEING_REMOVED = "being_removed"
    REMOVED = "removed"
    NOT_REMOVED = "not_removed"  # it was sent, and couldn't be taken away


@dataclass(frozen=True)
class Account:
    """How many messages stand where.

    by_reason: those that didn't arrive or couldn't be taken away, by where they stand and why;
    they can be tried again. given_up: those that didn't arrive, and then were stopped or recalled.
    open_uncertain: those of the uncertain that nobody has decided about. edits: sent ones that
    are still to be changed; edits_failed: that couldn't be.
    """

    standings: Counter[Standing]
    by_reason: Counter[tuple[Standing, Reason]]
    open_uncertain: int
    edits: int
    edits_failed: int
    given_up: int = 0

    @property
    def total(self) -> int:
        """All of them: the audience."""
        return self.standings.total()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is on its way any more; what a leave holds back may be for months."""
        under_way = self.standings[Standing.ON_ITS_WAY] + self.standings[Standing.BEING_REMOVED]
        return not under_way and not self.edits

    def __getitem__(self, standing: Standing) -> int:
        return self.standings[standing]


@dataclass(frozen=True)
class Line:
    """One person's message. sent_at: the first time. message_id: for what is decided about it."""

    message_id: int
    person: Person
    standing: Standing
    reason: Reason | None
    detail: str | None
    sent_at: datetime | None
    changed_at: datetime


@dataclass(frozen=True)
class InChannel:
    """The one message in a team's channel; see `Line`."""

    message_id: int
    standing: Standing
    reason: Reason | None
    detail: str | None
    sent_at: datetime | None
