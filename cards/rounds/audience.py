"""Who is invited to a round: the choice, and the names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.people.values import Audience, Choices, Person, Segment
from bot.rounds.values import Round
from cards.broadcasts.audience import audience_fields, key_of, segment_field
from cards.parts import Chosen, ChosenId, Part, buttons, card, heading, note, paragraph
from cards.people import audience_in_words
from cards.rounds.ways import OpenDraft, ShowAudience, ShowQuestions, name_of, pages
from cards.rounds.words import invited_in_words

PAGE = 20  # names at a time


@dataclass(frozen=True)
class InviteEveryone(Action, name="rounds.invite_everyone"):
    """That everybody on the roster is invited."""

    round_id: UUID


@dataclass(frozen=True)
class InviteSegment(Action, name="rounds.invite_segment"):
    """That a saved audience is invited."""

    round_id: UUID
    segment: ChosenId = None


@dataclass(frozen=True)
class InviteAudience(Action, name="rounds.invite_audience"):
    """That those in these units, at these levels, in these groups are invited; by `key_of`."""

    round_id: UUID
    units: Chosen = ()
    levels: Chosen = ()
    groups: Chosen = ()


@dataclass(frozen=True)
class ShowInvited(Action, name="rounds.invited"):
    """The names, from the one at this place on."""

    round_id: UUID
    offset: int


@dataclass(frozen=True)
class DownloadInvited(Action, name="rounds.download_invited"):
    """The names as an Excel file."""

    round_id: UUID


def choice(
    round_: Round,
    choices: Choices,
    segments: Sequence[Segment],
    everyone: int,
    *,
    filled: InviteAudience | None = None,
    error: str = "",
) -> Card:
    """The choice of who is invited. everyone: how many are on the roster.

    filled: what was chosen and couldn't be used, for this reason.
    """
    chosen = round_.audience is not None
    return card(
        _("Hvem skal inviteres?"),
        paragraph(f"»{name_of(round_)}«"),
        *_chosen_now(round_),
        buttons((_("Alle ledere ({number})", number=number(everyone)), InviteEveryone(round_.id))),
        *_segments(round_, segments),
        heading(_("Eller vælg selv")),
        *([paragraph(f"**{plain(error)}**")] if error else []),
        *audience_fields(choices, filled or _filled_with(round_)),
        note(
            _(
                "Vælger du i flere felter, inviteres kun de, der passer i dem alle. En enhed "
                "omfatter alt under den."
            )
        ),
        buttons(
            (_("Brug det valgte"), InviteAudience(round_.id)),
            (_("Tilbage"), OpenDraft(round_.id, apart=False))
            if chosen
            else (_("Tilbage"), ShowQuestions(round_.id, 0)),
        ),
    )


def names(
    round_: Round, audience: Audience, page: Sequence[Person], *, offset: int, total: int
) -> Card:
    """Who is invited, by name."""
    return card(
        _("Inviterede"),
        paragraph(
            _(
                "»{title}« til {audience}: {many}.",
                title=name_of(round_),
                audience=plain(audience_in_words(audience)),
                many=invited_in_words(total),
            )
        ),
        *([paragraph(_("Der er ingen her."))] if not total else []),
        *([paragraph("\n".join(f"- {_line(person)}" for person in page))] if page else []),
        *pages(partial(ShowInvited, round_.id), offset, len(page), total, size=PAGE),
        buttons(
            (_("Tilbage"), OpenDraft(round_.id, apart=False)),
            (_("Ret deltagere"), ShowAudience(round_.id)),
            (_("Hent som Excel"), DownloadInvited(round_.id)),
        ),
    )


def _chosen_now(round_: Round) -> Iterator[Part]:
    if round_.audience:
        yield note(_("Nu: {audience}.", audience=plain(audience_in_words(round_.audience))))


def _segments(round_: Round, segments: Sequence[Segment]) -> Iterator[Part]:
    if segments:
        yield segment_field(segments, round_.segment)
        yield buttons((_("Brug målgruppen"), InviteSegment(round_.id)))


def _filled_with(round_: Round) -> InviteAudience:
    audience = round_.audience or Audience()
    return InviteAudience(
        round_.id,
        units=tuple(map(key_of, audience.units)),
        levels=tuple(audience.levels),
        groups=tuple(map(key_of, audience.groups)),
    )


def _line(person: Person) -> str:
    return f"{plain(person.name)}, {plain(person.unit.split('/')[-1])}"
