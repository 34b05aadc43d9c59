"""What came of minutes: the values."""

from dataclasses import dataclass
from enum import StrEnum

from bot.decisions.from_minutes.formalities import is_bare, is_formality
from bot.decisions.minutes.values import FoundDecision, Minutes
from bot.decisions.values import TEXT_LENGTH, UNPUBLISHED, Decision
from bot.messages import Refusal


class Part(StrEnum):
    """A part of a decision that other minutes tell otherwise."""

    TITLE = "title"
    TEXT = "text"
    FOLLOW_UPS = "follow_ups"


class Became(StrEnum):
    """What a decision that stands in minutes is to us."""

    NEW = "new"  # a draft was made of it
    UNCHANGED = "unchanged"  # it is known, as it stands there
    CHANGED = "changed"  # it is known, and stands there otherwise now
    GONE = "gone"  # the draft that was made of it was thrown away


@dataclass(frozen=True)
class ImportedDecision:
    """A decision that stands in minutes, and what it is to us.

    place: in the minutes, from 0. decision: as it now stands; None where there is none. changed:
    the parts that stand otherwise now.
    """

    place: int
    found: FoundDecision
    became: Became
    decision: Decision | None
    changed: tuple[Part, ...] = ()

    @property
    def is_too_long(self) -> bool:
        """Whether the text has no room in a decision, so that its draft has none."""
        return len(self.found.text) > TEXT_LENGTH

    @property
    def is_new_draft(self) -> bool:
        """Whether it is a draft that was made of these minutes, and isn't published yet."""
        return (
            self.became is Became.NEW
            and self.decision is not None
            and self.decision.phase in UNPUBLISHED
        )

    @property
    def is_formality(self) -> bool:
        """Whether nobody needs a message about it, as far as one can tell, and nobody wrote one."""
        return is_formality(self.found) and not self._was_worked_on

    @property
    def _was_worked_on(self) -> bool:
        one = self.decision
        return one is not None and bool(
            one.content.meaning or one.follow_ups or one.content.text != self.found.text
        )

    @property
    def is_bare(self) -> bool:
        """Whether its text doesn't say what was agreed, but the recommendation may."""
        return is_bare(self.found.text)


@dataclass(frozen=True)
class Imported:
    """What came of minutes. decisions: in the order of the minutes."""

    file_name: str
    minutes: Minutes
    decisions: tuple[ImportedDecision, ...]

    def number(self, *became: Became) -> int:
        """How many of the decisions became one of these."""
        return sum(one.became in became for one in self.decisions)

    @property
    def to_publish(self) -> tuple[Decision, ...]:
        """The new drafts that are published together: all but the formalities."""
        return tuple(
            one.decision
            for one in self.decisions
            if one.decision and one.is_new_draft and not one.is_formality
        )

    @property
    def formalities(self) -> int:
        """How many of the new drafts are left out of that."""
        return sum(one.is_new_draft and one.is_formality for one in self.decisions)


class MinutesHoldCprNumber(Refusal):
    """Minutes seem to hold a CPR number, so nothing is kept. title: of the item; "" if unknown."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.name = name
        self.title = title


class TooManyFound(Refusal):
    """Minutes hold more decisions than drafts are made of at once; nothing is kept."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__(number)
        self.name = name
        self.number = number


class MinutesChanged(Refusal):
    """What was found isn't to be taken over as it was shown: it changed meanwhile, or is gone."""
