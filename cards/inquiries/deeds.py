"""What is pressed on the cards of those who handle inquiries."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from bot.messages import Action
from cards.parts import ChosenId


class Form(StrEnum):
    """What is to be filled in."""

    ANSWER = "answer"
    HAND_OVER = "hand_over"
    GIVE_BACK = "give_back"
    CLOSE = "close"
    TAKE_UP = "take_up"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class Seen:
    """An inquiry that something is done about, as the person saw it."""

    inquiry_id: UUID
    revision: int


@dataclass(frozen=True)
class Written(Seen):
    """What is done with words. text: as it was typed."""

    text: str = ""


@dataclass(frozen=True)
class Choosing(Written):
    """What is done with somebody who is chosen. named: what was typed of a name."""

    person_id: ChosenId = None
    named: str = ""


@dataclass(frozen=True)
class OpenForm(Action, name="inquiries.open_form"):
    """That the person wants to do something.

    apart: in a message of its own, as the outbox edits the card that this stands on, which would
    empty a form.
    """

    inquiry_id: UUID
    form: Form
    apart: bool


@dataclass(frozen=True)
class Back(Action, name="inquiries.back"):
    """That nothing shall happen after all."""

    inquiry_id: UUID


@dataclass(frozen=True)
class UseAnswer(Action, name="inquiries.use_answer"):
    """That the answer to another inquiry shall be the beginning of this one's."""

    inquiry_id: UUID
    entry_id: UUID


@dataclass(frozen=True)
class Take(Seen, Action, name="inquiries.take"):
    """That the director answers it."""


@dataclass(frozen=True)
class GiveBack(Written, Action, name="inquiries.give_back"):
    """That the person doesn't answer it after all."""


@dataclass(frozen=True)
class HandOver(Choosing, Action, name="inquiries.hand_over"):
    """Who shall answer it."""


@dataclass(frozen=True)
class SendAnswer(Written, Action, name="inquiries.answer"):
    """The answer."""


@dataclass(frozen=True)
class SendAnswerAndSave(Written, Action, name="inquiries.answer_and_save"):
    """The answer, and that it shall be saved for those who will ask the same."""


@dataclass(frozen=True)
class Close(Written, Action, name="inquiries.close"):
    """That it gets no answer, and why."""


@dataclass(frozen=True)
class TakeUp(Choosing, Action, name="inquiries.take_up"):
    """That a proposal is taken up."""


@dataclass(frozen=True)
class NotNow(Written, Action, name="inquiries.not_now"):
    """That nothing comes of a proposal now, and why."""


@dataclass(frozen=True)
class PreviewMerge(Action, name="inquiries.preview_merge"):
    """That the person wants to make one of two."""

    inquiry_id: UUID
    into: UUID


@dataclass(frozen=True)
class Merge(Seen, Action, name="inquiries.merge"):
    """That the answer to `into` goes to the asker of this one, too."""

    into: UUID


@dataclass(frozen=True)
class Split(Seen, Action, name="inquiries.split"):
    """That one that was merged shall be answered by itself."""
