"""The list of rounds, by where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from bot.language import _
from bot.language.formats import plain, relative_moment
from bot.messages import Action, Card
from bot.rounds.values import Phase, Round
from cards.parts import Part, box, buttons, card, choice_field, note, paragraph, toggle_field
from cards.rounds.ways import (
    ALL,
    CLOSED,
    DRAFTS,
    RUNNING,
    NewRound,
    OpenDraft,
    ShowRound,
    ShowRounds,
    name_of,
    pages,
)
from cards.rounds.words import invited_in_words, phase_in_words

PAGE = 5  # rounds in a list at a time


@dataclass(frozen=True)
class CopyRound(Action, name="rounds.copy"):
    """That a draft is to be made that begins as this round."""

    round_id: UUID


@dataclass(frozen=True)
class FilterRounds(Action, name="rounds.filter"):
    """Which rounds are to be listed."""

    which: str = ALL
    mine: bool = False


def rounds(
    page: Sequence[Round], *, offset: int, total: int, which: str, mine: bool, now: datetime
) -> Card:
    """The rounds in some phases."""
    names = [
        (ALL, _("Alle")),
        (DRAFTS, _("Kladder")),
        (RUNNING, _("I gang")),
        (CLOSED, _("Lukkede")),
    ]
    show = partial(ShowRounds, which=which, mine=mine)
    return card(
        _("Inputrunder"),
        *([paragraph(_nothing(which, mine=mine))] if not total else []),
        *(_listed(round_, now) for round_ in page),
        *pages(show, offset, len(page), total, size=PAGE),
        choice_field("which", _("Vis"), names, which),
        toggle_field("mine", _("Kun dem, jeg har skrevet"), mine),
        buttons((_("Ny inputrunde"), NewRound()), (_("Opdatér listen"), FilterRounds())),
    )


def _nothing(which: str, *, mine: bool) -> str:
    if mine:
        return _("Du har ikke skrevet nogen af dem.")
    match which:
        case "drafts":
            return _("Der er ingen kladder.")
        case "running":
            return _("Ingen runder er i gang.")
        case "closed":
            return _("Ingen runder er lukket endnu.")
        case _which:
            return _("Der er ingen inputrunder endnu.")


def _listed(round_: Round, now: datetime) -> Part:
    is_draft = round_.phase in (Phase.DRAFT, Phase.AWAITING)
    see = OpenDraft(round_.id, apart=False) if is_draft else ShowRound(round_.id)
    return box(
        paragraph(f"**{name_of(round_)}**"),
        note(_about(round_, now)),
        buttons(
            (_("Åbn") if is_draft else _("Status"), see),
            (_("Kopiér"), CopyRound(round_.id)),
        ),
    )


def _about(round_: Round, now: datetime) -> str:
    parts = [
        phase_in_words(round_, now),
        _("Anonym") if round_.content.anonymous else _("Med navn"),
    ]
    if round_.number is not None:
        parts.append(invited_in_words(round_.number))
    if round_.content.theme:
        parts.append(plain(round_.content.theme))
    parts.append(
        _(
            "{name}, {when}",
            name=plain(round_.author.name),
            when=relative_moment(round_.changed_at, now),
        )
    )
    return " · ".join(parts)
