"""A publication as who receives it meets it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from bot.decisions.values import ENDED, Answered, Content, Decision


@dataclass(frozen=True)
class Change:
    """What a correction changed. field: of the content. before, after: as people saw and see it."""

    field: str
    before: str | date | None
    after: str | date | None


@dataclass(frozen=True)
class Item:
    """A decision in what somebody got.

    content: what it says there. asked_at: when the receiver last asked about it. changes: what the
    correction changed that this tells of.
    """

    decision: Decision
    content: Content
    asked_at: datetime | None = None
    changes: tuple[Change, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it is neither replaced nor lapsed."""
        return self.decision.phase not in ENDED


@dataclass(frozen=True)
class Received:
    """What one receiver got of a publication.

    items: the decisions that concern them, in their order; none once they all ended so long ago
    that it was forgotten who got them. asks_receipt: whether this receiver is
    asked to say that they have read it, also when they have. is_forgotten: its receipts were
    deleted, as their period was over. corrects: it tells that decisions changed. in_channel: it
    stands in a team's channel, so that the receiver is nobody by name.
    """

    id: UUID
    items: tuple[Item, ...]
    sent_at: datetime | None = None
    acknowledged_at: datetime | None = None
    asks_receipt: bool = False
    is_forgotten: bool = False
    corrects: bool = False
    in_channel: bool = False

    @property
    def owes_receipt(self) -> bool:
        """Whether the receiver is asked for one and hasn't given it."""
        return self.asks_receipt and self.acknowledged_at is None and not self.is_forgotten

    def only(self, decision_id: UUID) -> "Received":
        """The same with just this decision of several; a receipt is for all of them."""
        found = tuple(one for one in self.items if one.decision.id == decision_id)
        if not found or len(found) == len(self.items):
            return self
        return replace(self, items=found, asks_receipt=False, acknowledged_at=None)


@dataclass(frozen=True)
class Offered:
    """An answer to an inquiry that may be shown to all who see the decision.

    question, answer: as they would stand there. shown: as they stand there already; an answer that
    was corrected since is `answer`.
    """

    decision: Decision
    inquiry_id: UUID
    question: str
    answer: str
    shown: Answered | None = None


def changes(before: Content, after: Content) -> tuple[Change, ...]:
    """What people are told that a correction changed, in the order of the card."""
    pairs = [
        Change(name, getattr(before, name), getattr(after, name))
        for name in ("title", "meaning", "text", "body", "decided_on", "holds_from")
    ]
    discussed = ("\n".join(one.to_discuss) for one in (before, after))
    pairs.append(Change("to_discuss", *discussed))
    return tuple(one for one in pairs if one.before != one.after)
