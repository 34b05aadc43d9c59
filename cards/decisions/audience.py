"""Whom a decision concerns: the choice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.decisions.values import Decision
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.people.values import Choices, Segment
from cards.broadcasts.audience import audience_fields, key_of, segment_field
from cards.decisions.ways import OpenDecisionDraft
from cards.parts import Chosen, ChosenId, Part, buttons, card, heading, note, paragraph
from cards.people import audience_in_words


@dataclass(frozen=True)
class ShowConcerned(Action, name="decisions.show_concerned"):
    """That the person wants to choose whom it concerns."""

    decision_id: UUID


@dataclass(frozen=True)
class ConcernEveryone(Action, name="decisions.concern_everyone"):
    """That it concerns everybody on the roster."""

    decision_id: UUID


@dataclass(frozen=True)
class ConcernSegment(Action, name="decisions.concern_segment"):
    """That it concerns a saved audience."""

    decision_id: UUID
    segment: ChosenId = None


@dataclass(frozen=True)
class ConcernAudience(Action, name="decisions.concern_audience"):
    """That it concerns those in these units, at these levels, in these groups; by `key_of`."""

    decision_id: UUID
    units: Chosen = ()
    levels: Chosen = ()
    groups: Chosen = ()


def choice(
    decision: Decision,
    choices: Choices,
    segments: Sequence[Segment],
    everyone: int,
    concerned: int,
    *,
    filled: ConcernAudience | None = None,
    error: str = "",
) -> Card:
    """The choice of whom it concerns. everyone, concerned: how many those are as it now stands.

    filled: what was chosen and couldn't be used, for this reason.
    """
    return card(
        _("Hvem gælder den for?"),
        paragraph(f"»{plain(decision.content.title)}«"),
        note(
            _(
                "Nu: {audience} ({number}).",
                audience=plain(decision.segment or audience_in_words(decision.audience)),
                number=number(concerned),
            )
        ),
        buttons(
            (_("Alle ledere ({number})", number=number(everyone)), ConcernEveryone(decision.id))
        ),
        *_segments(decision, segments),
        heading(_("Eller vælg selv")),
        *([paragraph(f"**{plain(error)}**")] if error else []),
        *audience_fields(choices, filled or _filled_with(decision)),
        note(
            _(
                "Vælger du i flere felter, gælder den kun for dem, der passer i dem alle. En enhed "
                "omfatter alt under den."
            )
        ),
        buttons(
            (_("Brug det valgte"), ConcernAudience(decision.id)),
            (_("Tilbage"), OpenDecisionDraft(decision.id, apart=False)),
        ),
    )


def _segments(decision: Decision, segments: Sequence[Segment]) -> Iterator[Part]:
    if segments:
        yield segment_field(segments, decision.segment)
        yield buttons((_("Brug målgruppen"), ConcernSegment(decision.id)))


def _filled_with(decision: Decision) -> ConcernAudience:
    audience = decision.audience
    return ConcernAudience(
        decision.id,
        units=tuple(map(key_of, audience.units)),
        levels=tuple(audience.levels),
        groups=tuple(map(key_of, audience.groups)),
    )
