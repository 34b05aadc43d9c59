"""The answer to a question about a decision, as it may be shown to all who see the decision."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.inquiries.values import Act, Inquiry
from bot.language import _
from bot.messages import Action
from cards.decisions.answers import OfferAnswer
from cards.inquiries.words import last_said
from cards.parts import Part, note


@dataclass(frozen=True)
class ForAll:
    """Whether whoever looks may show the answer to all, and whether it is shown to all now."""

    may: bool = False
    is_shown: bool = False


def way_to_all(inquiry: Inquiry, for_all: ForAll) -> tuple[tuple[str, Action], ...]:
    """The button that shows the answer to all; none for who may not, or where there is none."""
    answer = last_said(inquiry)
    if not for_all.may or not answer or answer.act is not Act.ANSWERED:
        return ()
    name = _("Ret svaret for alle") if for_all.is_shown else _("Vis svaret for alle")
    return ((name, OfferAnswer(answer.id)),)


def told_of_all(for_all: ForAll) -> Iterator[Part]:
    """That it is shown to all, if it is."""
    if for_all.is_shown:
        yield note(_("Svaret står under »Spørgsmål og svar« på beslutningen."))
