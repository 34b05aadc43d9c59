"""An answer to one question about a decision, shown to all who see the decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from bot.decisions.receivers.received import Offered
from bot.decisions.values import ANSWER_LENGTH, QUESTION_LENGTH, Answered, Decision
from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.decisions.questions import question_and_answer
from cards.inquiries.words import shortened
from cards.parts import Part, buttons, card, note, paragraph, text_field


@dataclass(frozen=True)
class OfferAnswer(Action, name="decisions.offer_answer"):
    """That the person may want to show an answer to all. entry_id: of the inquiry's answer."""

    entry_id: UUID


@dataclass(frozen=True)
class ShowAnswerToAll(Action, name="decisions.show_answer"):
    """What all shall see. form: which form it is, so that it is added once."""

    form: UUID
    entry_id: UUID
    question: str = ""
    answer: str = ""


@dataclass(frozen=True)
class TakeAnswerBack(Action, name="decisions.take_answer_back"):
    """That an answer shall stand there no more. entry_id: of the inquiry's answer."""

    answer_id: UUID
    entry_id: UUID


@dataclass(frozen=True)
class Filled:
    """What the form is filled in with, and what is wrong with it, by the fields' names.

    said: why all of it comes back.
    """

    question: str
    answer: str
    errors: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


def form(form: UUID, entry_id: UUID, offered: Offered, many: int, filled: Filled) -> Card:
    """What all would see, to be put so that it fits all. many: have got the decision."""
    return card(
        _("Ret svaret for alle") if offered.shown else _("Vis svaret for alle"),
        *(paragraph(f"**{filled.said}**") for _once in (1,) if filled.said),
        paragraph(_("Om beslutningen »{title}«", title=plain(offered.decision.shown.title))),
        _text("question", _("Spørgsmålet"), filled, QUESTION_LENGTH),
        note(_("Det står uden navn. Ret det, så det ikke røber, hvem der spurgte.")),
        _text("answer", _("Svaret"), filled, ANSWER_LENGTH),
        note(_who_sees(offered.decision, many)),
        buttons((_("Vis for alle"), ShowAnswerToAll(form, entry_id))),
    )


def shown(entry_id: UUID, offered: Offered, answered: Answered, many: int) -> Card:
    """That it stands there now, and how to change or undo that. many: have got the decision."""
    return card(
        _("Svaret står på beslutningen nu"),
        paragraph(_("Om beslutningen »{title}«", title=plain(offered.decision.shown.title))),
        _short(answered),
        note(_who_sees(offered.decision, many)),
        buttons(
            (_("Ret"), OfferAnswer(entry_id)),
            (_("Tag det væk igen"), TakeAnswerBack(answered.id, entry_id)),
        ),
    )


def taken_back(entry_id: UUID, decision: Decision) -> Card:
    """That it doesn't stand there any more."""
    return card(
        _("Svaret er taget væk igen"),
        paragraph(
            _(
                "Det står ikke længere på beslutningen »{title}«. Den, der spurgte, har stadig sit "
                "svar.",
                title=plain(decision.shown.title),
            )
        ),
        buttons((_("Vis svaret for alle"), OfferAnswer(entry_id))),
    )


def _short(one: Answered) -> Part:
    question = shortened(one.question, QUESTION_LENGTH)
    return question_and_answer(
        Answered(one.id, question, shortened(one.answer, ANSWER_LENGTH), one.at)
    )


def _who_sees(decision: Decision, many: int) -> str:
    parts = []
    if many:
        parts.append(
            counted(
                "Det vises på kortet hos den ene, der har fået beslutningen.",
                "Det vises på kortet hos de {many}, der har fået beslutningen.",
                many,
                many=number(many),
            )
        )
    if decision.shown.open_to_all:
        parts.append(_("Alle ledere kan se det, når de slår beslutningen op."))
    return " ".join(parts) or _("Det vises på beslutningen.")


def _text(name: str, label: str, filled: Filled, longest: int) -> Part:
    value: str = getattr(filled, name)
    return text_field(
        name,
        label,
        value,
        lines=True,
        # A text that is too long fits in, or the client might cut it before it can be shortened.
        longest=longest if len(value) <= longest else None,
        required=True,
        error=filled.errors.get(name),
    )
