"""The list of what isn't published yet, and choosing several of it to be published together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.decisions.values import MOST_PUBLISHED_AT_ONCE, Decision, Phase
from bot.language import _, counted
from bot.language.formats import day, number, plain, relative_moment
from bot.messages import Action, Card
from cards.decisions.drafted import ShowDecisionDrafts, way_on_in_words
from cards.decisions.ways import OpenDecisionDraft, ShowPublication
from cards.decisions.words import decided_and_case, shortened
from cards.decisions.writing import NewDecision
from cards.parts import Chosen, Part, box, buttons, card, choice_field, heading, note, paragraph
from cards.rounds.ways import pages

PAGE = 5  # decisions in the list at a time
MOST_CHOICES = 40  # decisions to choose among
LONGEST_CHOICE = 90  # characters


@dataclass(frozen=True)
class ChooseSeveral(Action, name="decisions.choose_several"):
    """That the person wants to choose those that are to be published together."""


@dataclass(frozen=True)
class PrepareChosen(Action, name="decisions.prepare_chosen"):
    """Those that were chosen, by their ids."""

    chosen: Chosen = ()


def drafts(
    page: Sequence[Decision], *, offset: int, total: int, publishes: bool, now: datetime
) -> Card:
    """What isn't published yet, a page of it. publishes: whether who sees it may publish it."""
    return card(
        _("Beslutningskladder"),
        note(
            _("Direktionen og dens sekretariat deler kladderne. Dem, der er klar, står øverst.")
            if publishes
            else _(
                "Det er de kladder, du skriver eller er ansvarlig for. Direktionen ser dem også."
            )
        ),
        *([] if total else [paragraph(_("Der er ingen kladder til beslutninger."))]),
        *(_listed(one, publishes=publishes, now=now) for one in page),
        *pages(ShowDecisionDrafts, offset, len(page), total, size=PAGE),
        buttons(
            (_("Ny beslutning"), NewDecision()),
            *([(_("Vælg flere"), ChooseSeveral())] if publishes and total > 1 else []),
        ),
        *(
            [note(_("Læg et referat her i chatten, så finder jeg beslutningerne i det."))]
            if publishes
            else []
        ),
    )


def choose_several(
    found: Sequence[Decision], *, total: int, chosen: Sequence[str] | None = None, error: str = ""
) -> Card:
    """The choice of those that are published together; those that are ready are chosen already.

    total: how many there are to choose among, of which the card has room for some. error: why what
    was chosen can't be.
    """
    shown = found[:MOST_CHOICES]
    ready = [str(one.id) for one in shown if one.phase is Phase.READY][:MOST_PUBLISHED_AT_ONCE]
    return card(
        _("Vælg beslutninger"),
        paragraph(
            _(
                "Dem, du vælger, godkendes og offentliggøres sammen. Hver leder får én besked med "
                "dem, der gælder for vedkommende."
            )
        ),
        choice_field(
            "chosen",
            _("Beslutninger (højst {most})", most=number(MOST_PUBLISHED_AT_ONCE)),
            [(str(one.id), _choice(one)) for one in shown],
            ready if chosen is None else list(chosen),
            several=True,
            compact=False,
            error=error or None,
        ),
        *_more_than_shown(total - len(shown)),
        buttons(
            (_("Send til godkendelse"), PrepareChosen()),
            (_("Tilbage"), ShowDecisionDrafts(0)),
        ),
    )


def ready_to_publish(ready: int, corrected: int) -> Iterator[Part]:
    """That drafts wait for the directorate, among all that waits for somebody.

    corrected: how many corrections others than the directorate wrote.
    """
    if ready or corrected:
        yield heading(_("Klar til offentliggørelse"))
        if ready:
            yield paragraph(
                counted(
                    "{number} beslutning er meldt klar.",
                    "{number} beslutninger er meldt klar.",
                    ready,
                )
            )
        if corrected:
            yield paragraph(
                counted(
                    "{number} rettelse af en chef er ikke offentliggjort.",
                    "{number} rettelser af chefer er ikke offentliggjort.",
                    corrected,
                )
            )
        yield buttons((_("Beslutningskladder"), ShowDecisionDrafts(0)))


def _listed(decision: Decision, *, publishes: bool, now: datetime) -> Part:
    content = decision.content
    ways: list[tuple[str, Action]] = [(_("Åbn"), OpenDecisionDraft(decision.id, apart=False))]
    if publishes and decision.publication_id:
        way_on = ShowPublication(decision.publication_id, False)
        ways.append((way_on_in_words(decision), way_on))
    decided = decided_and_case(content)
    return box(
        paragraph(f"**{plain(content.title or _('Uden overskrift'))}**"),
        *([note(plain(decided))] if decided else []),
        note(_about(decision, now)),
        buttons(*ways),
    )


def _about(decision: Decision, now: datetime) -> str:
    return " · ".join(
        (
            _phase(decision),
            plain(decision.author.name),
            relative_moment(decision.changed_at, now),
        )
    )


def _phase(decision: Decision) -> str:
    if decision.is_confirmed:
        return _("På vej ud")
    if decision.publication_id:
        return _("Venter på at blive bekræftet")
    if decision.published:
        return _("Rettelse, ikke offentliggjort")
    return _("Klar til offentliggørelse") if decision.phase is Phase.READY else _("Kladde")


def _choice(decision: Decision) -> str:
    title = shortened(decision.content.title or _("Uden overskrift"), LONGEST_CHOICE)
    when = decision.content.decided_on
    return f"{title} ({day(when)})" if when else title


def _more_than_shown(many: int) -> Iterator[Part]:
    if many > 0:
        yield note(
            counted(
                "Der er {number} kladde mere. Den kan vælges, når andre er offentliggjort.",
                "Der er {number} kladder mere. De kan vælges, når andre er offentliggjort.",
                many,
            )
        )
