"""A second yes to what those who were asked get back, and where that stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.decisions.register.shelf import AnsweredTheme
from bot.decisions.values import Decision
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.rounds.findings import Outcome
from cards.approving import Matter, Outcomes, awaiting, question
from cards.parts import Part, buttons, card, heading, note, paragraph
from cards.rounds.outcome import came_back, sent_in_words, waits_in_words, whom_it_reaches
from cards.rounds.outcome_received import as_received, name_of_outcome
from cards.rounds.ways import OpenOutcome, name_of


@dataclass(frozen=True)
class ApproveOutcome(Action, name="rounds.approve_outcome"):
    """A yes to this revision. expected: how many get it, as the card shows."""

    asked_id: UUID
    revision: int
    expected: int


@dataclass(frozen=True)
class ReturnOutcome(Action, name="rounds.return_outcome"):
    """A no to this revision, and why."""

    asked_id: UUID
    revision: int
    comment: str = ""


@dataclass(frozen=True)
class ShowOutcomeApproval(Action, name="rounds.show_outcome_approval"):
    """That the person wants to see what somebody must say yes to, and may say it."""

    asked_id: UUID
    revision: int


def approval(
    found: Outcome,
    asked_id: UUID,
    decided: Sequence[tuple[AnsweredTheme, Decision]] = (),
    *,
    revision: int,
    comment: str = "",
    error: str = "",
) -> Card:
    """The question for a yes to this revision: all that is sent, as it will be seen.

    comment: as typed.
    """
    many = number(found.number)
    return question(
        _("Skal rettelsen af »Det sagde I« sendes?")
        if found.draft.published
        else _("Skal »Det sagde I« sendes?"),
        matter_of(found),
        paragraph(_("{name} beder om et ja.", name=plain(_author(found)))),
        *as_received(found, decided),
        heading(_("Det sker der, hvis du godkender")),
        paragraph(whom_it_reaches(found)),
        yes=(
            _("Godkend og send rettelsen til {many}", many=many)
            if found.draft.published
            else _("Godkend og send til {many}", many=many),
            ApproveOutcome(asked_id, revision, found.number),
        ),
        no=(_("Send tilbage"), ReturnOutcome(asked_id, revision)),
        comment=comment,
        error=error,
    )


def matter_of(found: Outcome) -> Matter:
    """What the cards say that are alike in every feature."""
    consent, round_ = found.consent, found.results.round
    return Matter(
        title=name_of_outcome(round_),
        author=_author(found),
        approver=consent.approver.name if consent.approver else "",
        asked_at=consent.asked_at or round_.changed_at,
        void=_(
            "Det, du skulle godkende om »{title}«, er ændret, siden du blev spurgt. Det kræver "
            "ikke længere dit svar.",
            title=name_of(round_),
        ),
        nothing_done=_nothing_done(found),
        way=(_("Åbn"), OpenOutcome(round_.id)),
    )


OUTCOMES = Outcomes(matter_of)


def status(found: Outcome, *, now: datetime) -> Card:
    """Where it stands, to who asked for a yes or said it."""
    round_, consent = found.results.round, found.consent
    if consent.is_awaited:
        said = waits_in_words(consent, now)
    elif sent := found.draft.published:
        said = sent_in_words(sent, now)
    else:
        said = _("Den er ikke sendt.")
    return card(
        name_of_outcome(round_),
        paragraph(f"**{said}**"),
        *came_back(consent),
        *([note(_("Deltagerne har ikke fået rettelsen."))] if found.has_unsent_correction else []),
        buttons((_("Åbn"), OpenOutcome(round_.id))),
        summary=_("Status på »{title}«", title=name_of_outcome(round_)),
    )


def not_sent(found: Outcome) -> Card:
    """That nothing came of it, told to who wrote it."""
    round_ = found.results.round
    return card(
        _("Ikke sendt"),
        paragraph(_("»Det sagde I« om »{title}« er ikke sendt.", title=name_of(round_))),
        buttons((_("Åbn"), OpenOutcome(round_.id))),
    )


def gone() -> Card:
    """What a message becomes when the round isn't there any more."""
    return card(
        _("Slettet"), paragraph(_("Den inputrunde er slettet, og der er ikke sendt noget."))
    )


def outcomes_awaiting(outcomes: Sequence[Outcome], now: datetime) -> Iterator[Part]:
    """The outcomes that wait for a yes, each with a way to it."""
    waiting = [
        (matter_of(one), (_("Se den"), ShowOutcomeApproval(one.consent.id, one.draft.revision)))
        for one in outcomes
        if one.consent.id
    ]
    yield from awaiting(_("Godkend »Det sagde I«"), waiting, now)


def _author(found: Outcome) -> str:
    return found.consent.author.name if found.consent.author else ""


def _nothing_done(found: Outcome) -> str:
    """That participants haven't got it as it stands; "" when they have."""
    if not found.draft.published:
        return _("Deltagerne har ikke fået noget.")
    return _("Deltagerne har ikke fået rettelsen.") if found.has_unsent_correction else ""
