"""The audiences that were given a name, to be chosen again, renamed and removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.people.values import Segment
from cards.broadcasts.audience import audience_sentence, segment_name_field
from cards.broadcasts.writing import NewBroadcast
from cards.parts import Part, box, buttons, card, note, paragraph

SEGMENTS_PAGE = 5


@dataclass(frozen=True)
class ShowSegments(Action, name="segments.show"):
    """The saved audiences, from the one at this place on."""

    offset: int


@dataclass(frozen=True)
class RenameSegment(Action, name="segments.rename"):
    """Another name for a saved audience."""

    segment_id: UUID


@dataclass(frozen=True)
class SaveName(Action, name="segments.save_name"):
    """The other name."""

    segment_id: UUID
    segment_name: str = ""


@dataclass(frozen=True)
class RemoveSegment(Action, name="segments.remove"):
    """That a saved audience isn't to be chosen any more."""

    segment_id: UUID


@dataclass(frozen=True)
class RestoreSegment(Action, name="segments.restore"):
    """That removing it was a mistake."""

    segment_id: UUID


def segments(page: Sequence[tuple[Segment, int]], *, offset: int, total: int) -> Card:
    """The saved audiences, each with how many are in it now."""
    if not total:
        return card(
            _("Målgrupper"),
            paragraph(
                _(
                    "Der er ingen gemte målgrupper. Skriv en fællesbesked, vælg modtagerne, og "
                    "tryk »Gem som målgruppe« under »Se hvem«."
                )
            ),
            buttons((_("Ny fællesbesked"), NewBroadcast())),
        )
    ways: list[tuple[str, Action]] = []
    if offset + len(page) < total:
        ways.append((_("Næste"), ShowSegments(offset + SEGMENTS_PAGE)))
    if offset:
        ways.append((_("Forrige"), ShowSegments(max(0, offset - SEGMENTS_PAGE))))
    return card(
        _("Målgrupper"),
        *(_segment(segment, size) for segment, size in page),
        *([buttons(*ways)] if ways else []),
    )


def rename_segment(segment: Segment, *, name: str | None = None, error: str = "") -> Card:
    """The form for another name. name: what was typed."""
    return card(
        _("Omdøb målgruppen"),
        paragraph(audience_sentence(segment.audience)),
        segment_name_field(segment.name if name is None else name, error),
        buttons((_("Gem navnet"), SaveName(segment.id)), (_("Tilbage"), ShowSegments(0))),
    )


def segment_removed(segment: Segment) -> Card:
    """That a segment can't be chosen any more."""
    return card(
        _("Målgruppen er fjernet"),
        paragraph(
            _(
                "»{name}« kan ikke vælges længere. Det, der er sendt til den, ændres ikke.",
                name=plain(segment.name),
            )
        ),
        buttons((_("Fortryd"), RestoreSegment(segment.id)), (_("Målgrupper"), ShowSegments(0))),
    )


def _segment(segment: Segment, size: int) -> Part:
    return box(
        paragraph(f"**{plain(segment.name)}**"),
        paragraph(audience_sentence(segment.audience)),
        note(counted("{many} leder nu", "{many} ledere nu", size, many=number(size))),
        buttons(
            (_("Omdøb"), RenameSegment(segment.id)),
            (_("Fjern"), RemoveSegment(segment.id)),
        ),
    )
