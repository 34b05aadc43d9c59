"""How decisions are published, and which of several: the forms that unfold below the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from bot.decisions.values import Publication
from bot.delivery.values import TeamChannel
from bot.language import _
from bot.language.formats import number
from bot.messages import Action
from cards.channels import capital, channel_in_words
from cards.decisions.planned import TITLE
from cards.decisions.words import shortened
from cards.parts import NONE, ChosenId, Part, buttons, choice_field, note, toggle_field

MOST_CHANNELS = 20  # to choose among
LONGEST_CHOICE = 60  # characters


@dataclass(frozen=True)
class SaveChoices(Action, name="decisions.save_choices"):
    """How it is published; see `Publication`. channel: its id. approver: who was chosen so far."""

    publication_id: UUID
    revision: int
    asks_receipt: bool = False
    to_people: bool = False
    channel: str = ""
    tells: bool = False
    approver: ChosenId = None

    @classmethod
    def filled_with(cls, publication: Publication) -> Self:
        """What was chosen so far."""
        return cls(
            publication.id,
            publication.revision,
            asks_receipt=publication.asks_receipt,
            to_people=publication.to_people,
            channel=publication.channel.id if publication.channel else NONE,
            tells=publication.tells,
        )


@dataclass(frozen=True)
class LeaveOut(Action, name="decisions.leave_out"):
    """That one of several decisions isn't to be published now."""

    publication_id: UUID
    revision: int
    decision: ChosenId = None


@dataclass(frozen=True)
class OpenOneOf(Action, name="decisions.open_one_of"):
    """That the person wants to go on writing one of several decisions, in a card of its own."""

    publication_id: UUID
    decision: ChosenId = None


def how_it_is_sent(
    publication: Publication,
    channels: Sequence[TeamChannel],
    wrong: Mapping[str, str],
    filled: SaveChoices | None = None,
) -> Iterator[Part]:
    """The form of how it is sent. channels: to choose among. wrong: by the name of the field.

    filled: what was chosen, and couldn't be kept; None: the form is as it is kept.
    """
    filled = filled or SaveChoices.filled_with(publication)
    if publication.corrects:
        yield toggle_field("tells", _("Fortæl dem, hvad der er rettet"), filled.tells)
        yield toggle_field("asks_receipt", _("Bed om kvittering"), filled.asks_receipt)
        yield note(_("Der kan kun bedes om kvittering for en rettelse, som de får besked om."))
    else:
        yield from _to_whom(filled, channels, wrong)
    yield buttons((_("Gem valgene"), SaveChoices(publication.id, publication.revision)))


def one_of_several(publication: Publication, wrong: Mapping[str, str]) -> Iterator[Part]:
    """The form in which one of several is opened, or taken out."""
    yield choice_field(
        "decision",
        _("Hvilken?"),
        [
            (str(one.id), shortened(one.content.title, TITLE) or _("Uden overskrift"))
            for one in publication.decisions
        ],
        error=wrong.get("decision"),
    )
    yield buttons(
        (_("Åbn kladden"), OpenOneOf(publication.id)),
        (_("Tag den ud"), LeaveOut(publication.id, publication.revision)),
    )


def _to_whom(
    filled: SaveChoices, channels: Sequence[TeamChannel], wrong: Mapping[str, str]
) -> Iterator[Part]:
    yield toggle_field(
        "to_people",
        _("Send til hver af dem, det gælder for"),
        filled.to_people,
        error=wrong.get("to_people"),
    )
    yield toggle_field("asks_receipt", _("Bed om kvittering"), filled.asks_receipt)
    if channels:
        chosen = next((one.id for one in channels if one.id == filled.channel), NONE)
        shown = [one for one in channels if one.id == chosen] + [
            one for one in channels if one.id != chosen
        ]
        yield choice_field(
            "channel",
            _("Opslag i en kanal"),
            [
                (NONE, _("Intet opslag")),
                *(
                    (one.id, shortened(capital(channel_in_words(one)), LONGEST_CHOICE))
                    for one in shown[:MOST_CHANNELS]
                ),
            ],
            chosen,
            error=wrong.get("channel"),
        )
    else:
        yield note(_("Ingen kanaler endnu: føj Lederlinjen til et team."))
    if len(channels) > MOST_CHANNELS:
        yield note(_("Kun {number} kanaler er med i listen.", number=number(MOST_CHANNELS)))
