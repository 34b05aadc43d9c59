"""The rest of what a decision says: from when, its theme, MED, and who may look it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from bot.decisions.values import MED_OUTCOME_LENGTH, THEME_LENGTH, Content, Decision
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.decisions.ways import OpenDecisionDraft
from cards.decisions.words import shortened
from cards.parts import (
    NONE,
    ChosenId,
    Day,
    Part,
    buttons,
    card,
    choice_field,
    date_field,
    heading,
    note,
    paragraph,
    text_field,
    toggle_field,
)

MED_ROOM = MED_OUTCOME_LENGTH + 300
LONGEST_THEME = 80  # characters of a round's theme in the list


@dataclass(frozen=True)
class EditDetails(Action, name="decisions.edit_details"):
    """That the person wants the form."""

    decision_id: UUID


@dataclass(frozen=True)
class SaveDetails(Action, name="decisions.save_details"):
    """The form as it was filled in. revision: what it was filled in with."""

    decision_id: UUID
    revision: int
    holds_from: Day = None
    theme: str = ""
    review_on: Day = None
    in_med: bool = False
    med_on: Day = None
    med_outcome: str = ""
    open_to_all: bool = False  # what is left out must not come to be shown to everybody
    answers_theme: ChosenId = None

    def written_into(self, content: Content) -> Content:
        """The content with what the form says of it; the rest has forms of its own."""
        return replace(
            content,
            holds_from=self.holds_from,
            theme=self.theme,
            review_on=self.review_on,
            in_med=self.in_med,
            med_on=self.med_on,
            med_outcome=self.med_outcome,
            open_to_all=self.open_to_all,
            answers_theme=self.answers_theme,
        )

    @classmethod
    def filled_with(cls, decision: Decision) -> Self:
        """The form as it is filled in when it is first shown."""
        content = decision.content
        return cls(
            decision.id,
            decision.revision,
            holds_from=content.holds_from,
            theme=content.theme,
            review_on=content.review_on,
            in_med=content.in_med,
            med_on=content.med_on,
            med_outcome=content.med_outcome,
            open_to_all=content.open_to_all,
            answers_theme=content.answers_theme,
        )


def form(
    filled: SaveDetails,
    name: str,
    themes: Sequence[tuple[UUID, str]],
    *,
    errors: Mapping[str, str] | None = None,
    said: str = "",
) -> Card:
    """The form. name: what the decision is called.

    themes: what it may be an answer to: themes of input rounds, each with what it is called.
    errors: what is wrong, by the name of the field. said: what became of what was typed.
    """
    wrong = errors or {}
    return card(
        _("Detaljer"),
        paragraph(f"»{plain(name)}«"),
        *([paragraph(f"**{said}**")] if said else []),
        date_field("holds_from", _("Gælder fra"), filled.holds_from),
        note(_("Tom: fra den dag, den blev besluttet.")),
        text_field(
            "theme",
            _("Tema"),
            filled.theme,
            longest=2 * THEME_LENGTH,
            hint=_("For eksempel Sygefravær"),
            error=wrong.get("theme"),
        ),
        date_field("review_on", _("Ses på igen den"), filled.review_on),
        note(_("Den dag bliver den ansvarlige mindet om at se, om den stadig er rigtig.")),
        *_open_to_all(filled),
        *_med(filled, wrong),
        *_answers(filled, themes),
        buttons(
            (_("Gem"), SaveDetails(filled.decision_id, filled.revision)),
            (_("Annullér"), OpenDecisionDraft(filled.decision_id, apart=False)),
        ),
    )


def _open_to_all(filled: SaveDetails) -> tuple[Part, ...]:
    return (
        toggle_field("open_to_all", _("Alle ledere kan slå den op"), filled.open_to_all),
        note(
            _(
                "Så svarer jeg også ud fra den, når nogen spørger. Ellers ses den kun af dem, den "
                "gælder for, og direktionen."
            )
        ),
    )


def _med(filled: SaveDetails, wrong: Mapping[str, str]) -> tuple[Part, ...]:
    return (
        heading(_("MED")),
        toggle_field("in_med", _("Drøftes i MED"), filled.in_med),
        date_field("med_on", _("Drøftes i MED den"), filled.med_on),
        text_field(
            "med_outcome",
            _("Hvad kom der ud af det? (højst {longest} tegn)", longest=number(MED_OUTCOME_LENGTH)),
            filled.med_outcome,
            lines=True,
            longest=MED_ROOM,
            error=wrong.get("med_outcome"),
        ),
    )


def _answers(filled: SaveDetails, themes: Sequence[tuple[UUID, str]]) -> tuple[Part, ...]:
    if not themes:
        return ()
    return (
        choice_field(
            "answers_theme",
            _("Er den svar på et tema fra en inputrunde?"),
            [
                (NONE, _("Nej")),
                *((str(theme_id), shortened(title, LONGEST_THEME)) for theme_id, title in themes),
            ],
            str(filled.answers_theme) if filled.answers_theme else NONE,
        ),
    )
