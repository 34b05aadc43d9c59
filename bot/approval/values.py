"""What the rest of the bot knows of a second director's yes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.messages import Refusal

COMMENT_LENGTH = 500  # characters


@dataclass(frozen=True)
class Asked:
    """A question for a yes that is open, or was answered or voided, at `closed_at`."""

    subject: UUID
    revision: int
    asked_by_id: UUID
    approver_id: UUID
    asked_at: datetime
    is_open: bool
    approved_by_id: UUID | None
    comment: str
    closed_at: datetime | None


@dataclass(frozen=True)
class Work:
    """A revision of something, for which a yes is asked. title: for the record.

    author_id: who wrote it last, and is told what became of it. also_by: who else wrote of it, and
    can't approve it either.
    """

    id: UUID
    revision: int
    title: str
    author_id: UUID
    also_by: frozenset[UUID] = frozenset()

    @property
    def authors(self) -> frozenset[UUID]:
        """Everybody whose yes doesn't count."""
        return self.also_by | {self.author_id}


class NotAwaiting(Refusal):
    """Nobody waits for a yes to this revision: it was answered, or something has changed."""


class OwnWork(Refusal):
    """Somebody can't approve what they wrote or asked for."""


class NobodyToApprove(Refusal):
    """Who was named may not approve it, or nobody was named."""


class FaultyComment(Refusal):
    """What is the matter with what is said with a no."""


class CommentMissing(FaultyComment):
    """A no says what is to be put right."""


class CommentTooLong(FaultyComment):
    """It may have COMMENT_LENGTH characters."""


class CommentHoldsCprNumber(FaultyComment):
    """What looks like a CPR number; it isn't stored."""
