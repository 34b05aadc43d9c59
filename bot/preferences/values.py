"""What may be decided about the bot, and why a decision can't be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import ClassVar, TypedDict
from uuid import UUID

from bot.calendar import WorkingHours
from bot.messages import Refusal

LONGEST_INTRODUCTION = 1500  # characters
LONGEST_WAIT = 20  # working days


@dataclass(frozen=True)
class Preferences:
    """What holds, with what holds until somebody decides otherwise.

    opens, closes: the working hours, on the clock in Copenhagen. second_approval: whether a
    message to everyone takes a second director. stand_ins: who approves in a director's place; as
    people leave, whoever asks makes sure that both still are directors. introduction_sender: the
    director who introduces the bot to somebody new, with the introduction. answer_within: how many
    working days the directorate takes at most to answer.
    """

    opens: time = WorkingHours.opens
    closes: time = WorkingHours.closes
    second_approval: bool = True
    stand_ins: Mapping[UUID, UUID] = field(default_factory=dict)
    introduction_sender: UUID | None = None
    introduction: str = ""
    answer_within: int = 3

    @property
    def working_hours(self) -> WorkingHours:
        """When something may be sent that isn't urgent."""
        return WorkingHours(self.opens, self.closes)


class Changes(TypedDict, total=False):
    """What shall hold from now on, by the names of `Preferences`; the rest stays.

    stand_ins: None for a director who shall have none; those who aren't named keep theirs.
    """

    opens: time
    closes: time
    second_approval: bool
    stand_ins: Mapping[UUID, UUID | None]
    introduction_sender: UUID | None
    introduction: str
    answer_within: int


class FaultyPreference(Refusal):
    """A value that can't hold. field: its name in `Preferences`."""

    field: ClassVar[str]


class NeverOpen(FaultyPreference):
    """The working hours would end before they begin."""

    field = "closes"


class NoSuchWait(FaultyPreference):
    """An answer takes at least one working day, and at most `longest`."""

    field = "answer_within"

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest


class OwnStandIn(FaultyPreference):
    """Nobody stands in for themselves."""

    field = "stand_ins"


class StandInNotDirector(FaultyPreference):
    """Only directors have a stand-in, and only directors are one. person_id: who isn't."""

    field = "stand_ins"

    def __init__(self, person_id: UUID) -> None:
        super().__init__(person_id)
        self.person_id = person_id


class SenderNotDirector(FaultyPreference):
    """Only a director introduces the bot."""

    field = "introduction_sender"


class IntroductionTooLong(FaultyPreference):
    """longest: how many characters it may have."""

    field = "introduction"

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest


class IntroductionHoldsCprNumber(FaultyPreference):
    """The introduction seems to hold a CPR number."""

    field = "introduction"
