"""Letting a decision hold no longer: what is asked before, and what is said after."""

from dataclasses import dataclass
from uuid import UUID

from bot.decisions.values import REASON_LENGTH, Decision
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from cards.decisions.ways import OpenDecisionDraft, ShowDecision
from cards.parts import buttons, card, note, paragraph, text_field


@dataclass(frozen=True)
class AskToLapse(Action, name="decisions.ask_to_lapse"):
    """That the person considers letting a decision hold no longer."""

    decision_id: UUID


@dataclass(frozen=True)
class Lapse(Action, name="decisions.lapse"):
    """That it shall hold no longer, and why."""

    decision_id: UUID
    reason: str = ""


@dataclass(frozen=True)
class Revive(Action, name="decisions.revive"):
    """That it shall hold after all."""

    decision_id: UUID


def lapse_form(decision: Decision, *, reason: str = "", error: str = "") -> Card:
    """Whether to let it lapse, and why. reason: as typed."""
    return card(
        _("Lad beslutningen bortfalde?"),
        paragraph(f"»{plain(decision.shown.title)}«"),
        paragraph(
            _(
                "Kortet hos dem, der har fået den, ændres, så der står, at den ikke gælder mere, "
                "og hvorfor. Der kommer ikke en ny besked, og den bliver ikke længere brugt i svar."
            )
        ),
        text_field(
            "reason",
            _("Hvorfor gælder den ikke mere?"),
            reason,
            lines=True,
            # The client might cut what was typed, if that is too long already.
            longest=REASON_LENGTH if len(reason) <= REASON_LENGTH else None,
            required=True,
            error=error or None,
        ),
        note(_("Er der en ny beslutning i stedet, så vælg i den, at den afløser den her.")),
        buttons(
            (_("Lad den gælde"), ShowDecision(decision.id, apart=False)),
            (_("Lad den bortfalde"), Lapse(decision.id)),
        ),
    )


def lapsed(decision: Decision) -> Card:
    """That it holds no longer."""
    return card(
        _("Bortfaldet"),
        paragraph(
            _(
                "»{title}« gælder ikke mere. Kortet ændres hos dem, der har fået den.",
                title=plain(decision.shown.title),
            )
        ),
        buttons(
            (_("Fortryd"), Revive(decision.id)),
            (_("Se beslutningen"), ShowDecision(decision.id, apart=True)),
        ),
    )


def revived(decision: Decision) -> Card:
    """That it holds after all; or that it is a draft, as it was taken back from everybody since."""
    if not decision.published:
        return card(
            _("Kladde igen"),
            paragraph(
                _(
                    "»{title}« blev trukket tilbage efter at den bortfaldt, så den er en kladde "
                    "igen. Offentliggør den for at lade den gælde.",
                    title=plain(decision.shown.title),
                )
            ),
            buttons((_("Åbn kladden"), OpenDecisionDraft(decision.id, apart=True))),
        )
    return card(
        _("Gælder igen"),
        paragraph(
            _(
                "»{title}« gælder, som den gjorde. Kortet ændres hos dem, der har fået den.",
                title=plain(decision.shown.title),
            )
        ),
        buttons((_("Se beslutningen"), ShowDecision(decision.id, apart=True))),
    )
