"""What a dropped roster would change, and whether it shall."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.people.values import Doubt
from cards.files import DiscardFile
from cards.parts import Part, buttons, card, heading, note, paragraph

MOST_LINES = 20  # people or faults on a card
LONGEST_LINE = 300  # characters


@dataclass(frozen=True)
class ImportRoster(Action, name="roster.import"):
    """That the roster in a file is to hold.

    seen: tells which changes were shown. despite: the doubts that were shown, and said yes to.
    """

    file_id: UUID
    seen: str
    despite: tuple[Doubt, ...]


@dataclass(frozen=True)
class AskDespiteDoubts(Action, name="roster.ask_despite"):
    """That it is to hold although there are doubts; it is asked once more."""

    file_id: UUID


@dataclass(frozen=True)
class ShowProposal(Action, name="roster.proposal"):
    """That the person wants to see once more what a file would change."""

    file_id: UUID


@dataclass(frozen=True)
class ExportProposal(Action, name="roster.export_proposal", makes_file=True):
    """That the person wants all that a file would change as a spreadsheet."""

    file_id: UUID


@dataclass(frozen=True)
class ShownProposal:
    """What a file would change, in words.

    lines: the numbers, then a line a person. doubts: each with its sentence. ignored: a sentence on
    columns that aren't used. seen: as in `ImportRoster`. leaving: how many go out of the roster.
    """

    file_id: UUID
    file_name: str
    lines: Sequence[str]
    doubts: Sequence[tuple[Doubt, str]]
    ignored: str
    seen: str
    leaving: int = 0


def proposal(shown: ShownProposal, *, changed_meanwhile: bool = False) -> Card:
    """What the file would change, and whether it shall."""
    said = _("Lederlisten har ændret sig siden sidst. Det her er, hvad filen ville ændre nu.")
    yes: Action = ImportRoster(shown.file_id, shown.seen, ())
    if shown.doubts:
        yes = AskDespiteDoubts(shown.file_id)
    return card(
        _("Skal lederlisten ændres?"),
        note(plain(shown.file_name)),
        *([paragraph(said)] if changed_meanwhile else []),
        *_told(shown),
        paragraph(_("Intet er ændret endnu.")),
        buttons(
            (_("Gennemfør"), yes),
            (_("Alle som Excel"), ExportProposal(shown.file_id)),
            (_("Nej tak"), DiscardFile(shown.file_id)),
        ),
        summary=_("Skal lederlisten ændres? {numbers}", numbers=shown.lines[0]),
    )


def doubts_question(shown: ShownProposal) -> Card:
    """Whether it shall hold although it looks wrong."""
    doubts = tuple(doubt for doubt, _words in shown.doubts)
    return card(
        _("Er du sikker?"),
        *_warnings(shown),
        paragraph(plain(shown.lines[0])),
        buttons(
            (_("Nej, vis igen"), ShowProposal(shown.file_id)),
            (_("Ja, gennemfør"), ImportRoster(shown.file_id, shown.seen, doubts)),
        ),
    )


def imported(numbers: str, people: Sequence[str] = ()) -> Card:
    """That the roster holds. numbers: what it changed, in a line. people: whom, in some more."""
    return card(
        _("Lederlisten er ændret"),
        paragraph(plain(numbers)),
        *(note(plain(line)) for line in people),
    )


def nothing_to_change(numbers: str) -> Card:
    """That the file says what is there already."""
    return card(
        _("Listen er den samme"), paragraph(_("Filen ændrer ikke noget.")), note(plain(numbers))
    )


def faulty(file_name: str, faults: Sequence[str]) -> Card:
    """Why a roster can't be used, line by line."""
    left = len(faults) - MOST_LINES
    return card(
        _("Listen kan ikke indlæses"),
        note(plain(file_name)),
        paragraph(_("Ret dette i filen, og læg den i chatten igen:")),
        *(paragraph(plain(_shortened(fault))) for fault in faults[:MOST_LINES]),
        *([note(_more(left))] if left > 0 else []),
    )


def _told(shown: ShownProposal) -> list[Part]:
    numbers, *people = shown.lines
    parts = [paragraph(f"**{plain(numbers)}**"), *_warnings(shown)]
    if shown.leaving:
        parts.append(paragraph(_what_leaving_means(shown.leaving)))
    if shown.ignored:
        parts.append(note(plain(_shortened(shown.ignored))))
    if people:
        parts.append(heading(_("Person for person")))
        parts += [paragraph(plain(_shortened(line))) for line in people[:MOST_LINES]]
    left = len(people) - MOST_LINES
    if left > 0:
        parts.append(note(_more(left)))
    return parts


def _what_leaving_means(many: int) -> str:
    return counted(
        "Den, der går ud, får ikke flere beskeder, og åbne opfølgninger hos den leder mangler en "
        "ansvarlig.",
        "De {number}, der går ud, får ikke flere beskeder, og deres åbne opfølgninger mangler en "
        "ansvarlig.",
        many,
    )


def _warnings(shown: ShownProposal) -> list[Part]:
    return [paragraph(_("Pas på: {doubt}", doubt=plain(words))) for _one, words in shown.doubts]


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def _more(left: int) -> str:
    return counted("Og {many} mere.", "Og {many} mere.", left, many=number(left))
