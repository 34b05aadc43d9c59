"""The forms in which managers write to the directorate: a question, a proposal, asking further."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from bot.inquiries.values import (
    BACKGROUND_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    ReceivedAnswer,
    Theme,
)
from bot.language import _
from bot.language.formats import number
from bot.messages import Action, Card
from cards.broadcasts.received import promise_of_free_text
from cards.inquiries.further import quoted_before
from cards.inquiries.standing import theme_in_words
from cards.parts import Part, buttons, card, choice_field, note, paragraph, text_field

NAMED, HIDDEN = "named", "hidden"  # the values of the choice of a sender


@dataclass(frozen=True)
class AskDirectorate(Action, name="inquiries.ask"):
    """That the person wants to ask the directorate. question_id: what the documents were asked."""

    question_id: UUID | None = None


@dataclass(frozen=True)
class SendQuestion(Action, name="inquiries.send_question"):
    """What the person asks the directorate. form: which form it is, so that it is sent once."""

    form: UUID
    question_id: UUID | None = None
    text: str = ""
    background: str = ""
    sender: str = ""


@dataclass(frozen=True)
class SendProposal(Action, name="inquiries.send_proposal"):
    """What the person proposes. form: which form it is. background: why."""

    form: UUID
    title: str = ""
    text: str = ""
    background: str = ""
    theme: str = ""
    sender: str = ""


@dataclass(frozen=True)
class AskFurther(Action, name="inquiries.ask_further"):
    """That the person wants to ask further after an answer."""

    entry_id: UUID


@dataclass(frozen=True)
class SendFurther(Action, name="inquiries.send_further"):
    """What the person asks further. form: which form it is."""

    form: UUID
    entry_id: UUID
    text: str = ""


@dataclass(frozen=True)
class DontSend(Action, name="inquiries.dont_send"):
    """That the person doesn't want to send anything after all."""


@dataclass(frozen=True)
class Filled:
    """What a form is filled in with, and what is wrong with it, by the fields' names.

    said: why all of it comes back.
    """

    text: str = ""
    title: str = ""
    background: str = ""
    theme: str = ""
    sender: str = NAMED
    errors: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


def question_form(form: UUID, question_id: UUID | None, name: str, filled: Filled) -> Card:
    """The form for a question. name: of who asks."""
    return card(
        _("Spørg direktionen"),
        *_said(filled),
        paragraph(_("Spørgsmålet er ikke sendt endnu. Ret det gerne til, før du sender det.")),
        _text("text", your_question(), filled, longest=TEXT_LENGTH, lines=True),
        _text(
            "background",
            _(
                "Hvad skal direktionen vide? (valgfrit, højst {longest} tegn)",
                longest=number(BACKGROUND_LENGTH),
            ),
            filled,
            longest=BACKGROUND_LENGTH,
            required=False,
        ),
        *_sender(name, filled),
        note(promise_of_free_text()),
        buttons((_("Send til direktionen"), SendQuestion(form, question_id)), cancelling()),
    )


def proposal_form(form: UUID, name: str, filled: Filled) -> Card:
    """The form for a proposal. name: of who proposes."""
    return card(
        _("Foreslå noget for direktionen"),
        *_said(filled),
        paragraph(
            _(
                "Du får altid besked her: Forslaget er taget op (og med hvem), det er besvaret, "
                "eller det bliver ikke nu (og hvorfor)."
            )
        ),
        _text("title", _("Forslaget i få ord"), filled, longest=TITLE_LENGTH),
        _text(
            "text",
            _("Hvad foreslår du? (højst {longest} tegn)", longest=number(TEXT_LENGTH)),
            filled,
            longest=TEXT_LENGTH,
            lines=True,
        ),
        _text(
            "background",
            _("Hvorfor? (valgfrit, højst {longest} tegn)", longest=number(BACKGROUND_LENGTH)),
            filled,
            longest=BACKGROUND_LENGTH,
            required=False,
            lines=True,
        ),
        choice_field(
            "theme",
            _("Hvad handler det om?"),
            [(theme.value, theme_in_words(theme)) for theme in Theme],
            filled.theme,
            compact=False,
            required=True,
            error=filled.errors.get("theme"),
        ),
        *_sender(name, filled),
        note(promise_of_free_text()),
        buttons((_("Send forslaget"), SendProposal(form)), cancelling()),
    )


def further_form(form: UUID, answer: ReceivedAnswer, filled: Filled) -> Card:
    """The form for asking further, in a card of its own: the answer's is edited now and then."""
    inquiry = answer.own.inquiry
    sent_as = (
        _("Direktionen ser heller ikke dit navn denne gang.")
        if inquiry.hidden
        else _("Det sendes med dit navn, som før.")
    )
    return card(
        _("Spørg videre"),
        *_said(filled),
        quoted_before(answer),
        _text(
            "text",
            _("Det vil du gerne vide mere om (højst {longest} tegn)", longest=number(TEXT_LENGTH)),
            filled,
            longest=TEXT_LENGTH,
            lines=True,
        ),
        note(sent_as),
        note(promise_of_free_text()),
        buttons((_("Send til direktionen"), SendFurther(form, answer.entry.id)), cancelling()),
    )


def not_sent() -> Card:
    """That nothing was sent after all."""
    return card(
        _("Ikke sendt"), paragraph(_("Der er ikke sendt noget, og det, du skrev, er ikke gemt."))
    )


def cancelling() -> tuple[str, Action]:
    """The way out of a form that isn't sent."""
    return _("Annullér"), DontSend()


def your_question() -> str:
    """The label of what is asked, with how much there is room for."""
    return _("Dit spørgsmål (højst {longest} tegn)", longest=number(TEXT_LENGTH))


def promise_of_hidden_name() -> str:
    """What hiding one's name means, and what it doesn't."""
    return _(
        "Direktionen ser ikke dit navn her. Det er gemt, så du kan få svar, og kan blive "
        "udleveret, hvis loven kræver det. Ved alvorlige forhold: brug whistleblowerordningen."
    )


def _said(filled: Filled) -> tuple[Part, ...]:
    return (paragraph(f"**{filled.said}**"),) if filled.said else ()


def _text(
    name: str,
    label: str,
    filled: Filled,
    *,
    longest: int,
    required: bool = True,
    lines: bool = False,
) -> Part:
    value: str = getattr(filled, name)
    return text_field(
        name,
        label,
        value,
        lines=lines,
        # A text that is too long fits in, or the client might cut it before it can be shortened.
        longest=longest if len(value) <= longest else None,
        required=required,
        error=filled.errors.get(name),
    )


def _sender(name: str, filled: Filled) -> tuple[Part, ...]:
    return (
        choice_field(
            "sender",
            _("Afsender"),
            [
                (NAMED, _("Med mit navn: {name}", name=name)),
                (HIDDEN, _("Skjul mit navn for direktionen")),
            ],
            filled.sender,
            compact=False,
            required=True,
            error=filled.errors.get("sender"),
        ),
        note(_("Skjuler du dit navn: {promise}", promise=promise_of_hidden_name())),
    )
