"""Asking about a decision."""

from dataclasses import dataclass
from uuid import UUID

from bot.decisions.values import Decision
from bot.inquiries.values import TEXT_LENGTH
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from bot.people.values import Person
from cards.broadcasts.received import promise_of_free_text
from cards.inquiries.forms import cancelling, your_question
from cards.parts import buttons, card, note, paragraph, text_field


@dataclass(frozen=True)
class AskAboutDecision(Action, name="decisions.ask"):
    """That the person wants to ask about a decision."""

    decision_id: UUID


@dataclass(frozen=True)
class SendDecisionQuestion(Action, name="decisions.send_question"):
    """What the person asks. form: which form it is, so that it is sent once."""

    form: UUID
    decision_id: UUID
    text: str = ""


def question_form(
    form: UUID,
    decision: Decision,
    answers: Person | None,
    *,
    text: str = "",
    error: str = "",
    said: str = "",
) -> Card:
    """The form, in a card of its own: the decision's is edited, which empties forms.

    answers: the owner whom it goes to; None: the directorate. error: what is wrong with the text.
    said: why the form comes back.
    """
    too_long = len(text) > TEXT_LENGTH
    return card(
        _("Spørg om beslutningen"),
        *(paragraph(f"**{said}**") for _once in (said,) if said),
        paragraph(
            _("Om »{title}«. Spørgsmålet er ikke sendt endnu.", title=plain(decision.shown.title))
        ),
        text_field(
            "text",
            your_question(),
            text,
            lines=True,
            longest=None if too_long else TEXT_LENGTH,  # or the client might cut what was written
            required=True,
            error=error or None,
        ),
        note(_who_answers(answers)),
        note(
            _(
                "Gælder svaret for alle, kan spørgsmålet og svaret blive vist på beslutningen, "
                "uden dit navn."
            )
        ),
        note(promise_of_free_text()),
        buttons((_("Send spørgsmålet"), SendDecisionQuestion(form, decision.id)), cancelling()),
    )


def _who_answers(answers: Person | None) -> str:
    if not answers:
        return _("Direktionen og dens sekretariat får det med dit navn og svarer dig her.")
    return _(
        "{name}, der er ansvarlig for beslutningen, får det med dit navn og svarer dig her. "
        "Direktionen kan også læse det.",
        name=plain(answers.name),
    )
