"""Several questions pasted into a draft at once."""

from dataclasses import dataclass
from uuid import UUID

from bot.language import _, counted
from bot.language.formats import number
from bot.messages import Action, Card
from bot.rounds.values import MOST_QUESTIONS, QUESTION_LENGTH, Round
from cards.parts import buttons, card, note, paragraph, text_field
from cards.rounds.ways import ShowQuestions, name_of

PASTED_ROOM = MOST_QUESTIONS * (QUESTION_LENGTH + 200)  # characters


@dataclass(frozen=True)
class PasteQuestions(Action, name="rounds.paste_questions"):
    """The text with a question a line."""

    round_id: UUID
    revision: int
    pasted: str = ""


def pasting(round_: Round, *, revision: int, pasted: str = "", error: str = "") -> Card:
    """The form for several questions at once, one a line."""
    room = MOST_QUESTIONS - len(round_.content.questions)
    return card(
        _("Indsæt spørgsmål"),
        paragraph(f"»{name_of(round_)}«"),
        text_field(
            "pasted",
            _("Et spørgsmål på hver linje"),
            pasted,
            lines=True,
            longest=PASTED_ROOM,
            required=True,
            error=error or None,
        ),
        note(
            counted(
                "Der er plads til {many} spørgsmål til.",
                "Der er plads til {many} spørgsmål til.",
                room,
                many=number(room),
            )
        ),
        note(
            _(
                "En linje bliver til fri tekst. Skriv sådan for en skala: Hvor tryg er du? (1-5: "
                "slet ikke - helt). Og sådan for et valg: Hvad er vigtigst? \\[Tillid; Ro; Tid\\]"
            )
        ),
        buttons(
            (_("Indsæt"), PasteQuestions(round_.id, revision)),
            (_("Tilbage"), ShowQuestions(round_.id, 0)),
        ),
    )
