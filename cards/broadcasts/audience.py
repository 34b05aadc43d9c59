"""Whom a broadcast is for: the choice, the names, who can't be reached, and saved audiences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import Protocol
from uuid import UUID

from bot.broadcasts.values import Broadcast, Member, Recipients
from bot.delivery.values import Reach
from bot.language import _, counted
from bot.language.formats import moment, number, plain
from bot.messages import Action, Card
from bot.people.values import SEGMENT_NAME_LENGTH, Audience, Choice, Choices, Level, Segment
from cards.broadcasts.writing import EditBroadcast, OpenBroadcast
from cards.channels import channel_in_words
from cards.parts import (
    NONE,
    Chosen,
    ChosenId,
    Part,
    buttons,
    card,
    choice_field,
    heading,
    note,
    paragraph,
    text_field,
)
from cards.people import audience_in_words, level_name

PAGE = 20  # names at a time
# What a card has room for; of more units the deepest are left out, which those above them cover.
MOST_UNITS, MOST_GROUPS, MOST_SEGMENTS = 100, 40, 30
LONGEST_CHOICE = 50  # characters


@dataclass(frozen=True)
class ShowAudience(Action, name="broadcasts.show_audience"):
    """That the person wants to choose whom it is for."""

    broadcast_id: UUID


@dataclass(frozen=True)
class ChooseEveryone(Action, name="broadcasts.choose_everyone"):
    """That it is for everybody on the roster."""

    broadcast_id: UUID


@dataclass(frozen=True)
class ChooseSegment(Action, name="broadcasts.choose_segment"):
    """That it is for a saved audience."""

    broadcast_id: UUID
    segment: ChosenId = None


@dataclass(frozen=True)
class ChooseAudience(Action, name="broadcasts.choose_audience"):
    """That it is for those in these units, at these levels, in these groups; by `key_of`."""

    broadcast_id: UUID
    units: Chosen = ()
    levels: Chosen = ()
    groups: Chosen = ()


@dataclass(frozen=True)
class ShowChannels(Action, name="broadcasts.show_channels"):
    """That the person wants to choose among the channels, from the one at this place on."""

    broadcast_id: UUID
    offset: int


@dataclass(frozen=True)
class ShowNames(Action, name="broadcasts.names"):
    """The names, from the one at this place on. unreachable: only of those."""

    broadcast_id: UUID
    offset: int
    unreachable: bool


@dataclass(frozen=True)
class DownloadNames(Action, name="broadcasts.download_names", makes_file=True):
    """The names as an Excel file."""

    broadcast_id: UUID


@dataclass(frozen=True)
class NameSegment(Action, name="broadcasts.name_segment"):
    """That the person wants to save the audience under a name."""

    broadcast_id: UUID


@dataclass(frozen=True)
class SaveSegment(Action, name="broadcasts.save_segment"):
    """The name for the audience."""

    broadcast_id: UUID
    segment_name: str = ""


def choice(
    broadcast: Broadcast,
    choices: Choices,
    segments: Sequence[Segment],
    everyone: int,
    *,
    filled: ChooseAudience | None = None,
    error: str = "",
    said: str = "",
) -> Card:
    """The choice of an audience. everyone: how many are on the roster.

    filled: what was chosen and couldn't be used, for this reason. said: why it must be chosen anew.
    """
    filled = filled or _filled_with(broadcast)
    return card(
        _("Hvem skal have den?"),
        *([paragraph(f"**{said}**")] if said else []),
        paragraph(f"»{plain(broadcast.content.title)}«"),
        *_chosen_now(broadcast),
        buttons(
            (
                _("Alle ledere ({number})", number=number(everyone)),
                ChooseEveryone(broadcast.id),
            ),
            (_("En kanal i et team"), ShowChannels(broadcast.id, 0)),
        ),
        *_segment_choice(broadcast, segments),
        heading(_("Eller vælg selv")),
        *([paragraph(f"**{plain(error)}**")] if error else []),
        *audience_fields(choices, filled),
        note(
            _(
                "Vælger du i flere felter, får kun de den, der passer i dem alle. En enhed "
                "omfatter alt under den."
            )
        ),
        buttons(
            (_("Brug det valgte"), ChooseAudience(broadcast.id)),
            (_("Ret teksten"), EditBroadcast(broadcast.id))
            if said or not broadcast.is_addressed
            else (_("Tilbage"), OpenBroadcast(broadcast.id, apart=False)),
        ),
    )


def names(
    broadcast: Broadcast,
    audience: Audience,
    recipients: Recipients,
    page: Sequence[Member],
    *,
    offset: int,
    unreachable: bool,
) -> Card:
    """Who gets it, by name, or those of them who can't be reached, and why."""
    total = recipients.unreachable if unreachable else recipients.total
    return card(
        _("Dem kan jeg ikke nå") if unreachable else _("Modtagere"),
        paragraph(
            _(
                "»{title}« til {audience}",
                title=plain(broadcast.content.title),
                audience=plain(audience_in_words(audience)),
            )
        ),
        paragraph(in_numbers(recipients)),
        *([paragraph(_("Der er ingen her."))] if not total else []),
        *([paragraph("\n".join(f"- {_line(member)}" for member in page))] if page else []),
        *([note(what_helps())] if unreachable and total else []),
        *_pages(broadcast, offset, len(page), total, unreachable=unreachable),
        buttons(
            *_others(broadcast, recipients, unreachable=unreachable),
            (_("Hent som Excel"), DownloadNames(broadcast.id)),
        ),
        buttons(
            (_("Tilbage"), OpenBroadcast(broadcast.id, apart=False)),
            (_("Ret modtagere"), ShowAudience(broadcast.id)),
            (_("Gem som målgruppe"), NameSegment(broadcast.id)),
        ),
    )


def name_segment(broadcast: Broadcast, *, name: str = "", error: str = "") -> Card:
    """The form for the name of a new segment."""
    return card(
        _("Gem som målgruppe"),
        paragraph(audience_sentence(broadcast.audience or Audience())),
        paragraph(_("Så kan alle i direktionen vælge den igen en anden gang.")),
        segment_name_field(name, error),
        buttons(
            (_("Gem målgruppen"), SaveSegment(broadcast.id)),
            (_("Tilbage"), ShowNames(broadcast.id, 0, unreachable=False)),
        ),
    )


class Picked(Protocol):
    """What was picked in the fields of `audience_fields`; units and groups by `key_of`."""

    @property
    def units(self) -> tuple[str, ...]:
        """Keys of units."""

    @property
    def levels(self) -> tuple[str, ...]:
        """Levels, by their values."""

    @property
    def groups(self) -> tuple[str, ...]:
        """Keys of groups."""


def picked_audience(picked: Picked, choices: Choices) -> Audience:
    """The audience that was picked.

    Raises KeyError or ValueError for what nobody has any more.
    """
    units = {key_of(unit.value): unit.value for unit in choices.units}
    groups = {key_of(group.value): group.value for group in choices.groups}
    return Audience(
        units=tuple(units[key] for key in picked.units),
        levels=tuple(map(Level, picked.levels)),
        groups=tuple(groups[key] for key in picked.groups),
    )


def segment_field(segments: Sequence[Segment], chosen: str) -> Part:
    """The choice of a saved audience. chosen: the name of the one that is chosen now."""
    now = next((str(one.id) for one in segments if one.name == chosen), NONE)
    named = [(str(one.id), _cut(one.name)) for one in segments[:MOST_SEGMENTS]]
    return choice_field("segment", _("Målgruppe"), [(NONE, _("Ingen")), *named], now)


def key_of(name: str) -> str:
    """What a unit or group is chosen by: its name may hold a comma, which tells choices apart."""
    return blake2s(name.encode(), digest_size=8).hexdigest()


def in_numbers(recipients: Recipients) -> str:
    """How many they are, and how many of them can be reached."""
    total = recipients.total
    said = counted("{many} modtager.", "{many} modtagere.", total, many=number(total))
    if not total:
        return said
    if not recipients.unreachable:
        return _("{said} Alle kan nås, så vidt jeg ved.", said=said)
    return _(
        "{said} {reachable} kan nås, {unreachable} kan ikke.",
        said=said,
        reachable=number(recipients.reachable),
        unreachable=number(recipients.unreachable),
    )


def reach_in_words(reach: Reach) -> str:
    """Whether a person's chat can be reached, and if not, why."""
    match reach:
        case Reach.REACHABLE:
            return _("kan nås")
        case Reach.UNTRIED:
            return _("kan nås, så vidt jeg ved")
        case Reach.NOT_INSTALLED:
            return _("har ikke Lederlinjen i Teams")
        case Reach.BLOCKED:
            return _("Lederlinjen er slået fra hos personen")
        case Reach.LEFT:
            return _("er ikke længere på lederlisten")


def what_helps() -> str:
    """What to do about those who can't be reached."""
    return _(
        "It kan installere Lederlinjen for dem. Siger beskeden, hvor længe den gælder, får de den, "
        "så snart de kan nås."
    )


def segment_name_field(name: str, error: str) -> Part:
    """The field for a segment's name."""
    return text_field(
        "segment_name",
        _("Navn"),
        name,
        longest=SEGMENT_NAME_LENGTH,
        required=True,
        error=error or None,
    )


def audience_sentence(audience: Audience) -> str:
    """An audience as a sentence of its own, in Markdown."""
    words = plain(audience_in_words(audience))
    return f"{words[:1].upper()}{words[1:]}."


def _filled_with(broadcast: Broadcast) -> ChooseAudience:
    audience = broadcast.audience or Audience()
    return ChooseAudience(
        broadcast.id,
        units=tuple(map(key_of, audience.units)),
        levels=tuple(audience.levels),
        groups=tuple(map(key_of, audience.groups)),
    )


def _chosen_now(broadcast: Broadcast) -> Iterator[Part]:
    if broadcast.channel:
        yield note(_("Nu: {audience}.", audience=plain(channel_in_words(broadcast.channel))))
    elif broadcast.audience:
        yield note(_("Nu: {audience}.", audience=plain(audience_in_words(broadcast.audience))))


def _segment_choice(broadcast: Broadcast, segments: Sequence[Segment]) -> Iterator[Part]:
    if not segments:
        return
    yield segment_field(segments, broadcast.segment)
    yield buttons((_("Brug målgruppen"), ChooseSegment(broadcast.id)))


def audience_fields(choices: Choices, filled: Picked) -> Iterator[Part]:
    """The choice of units, levels and groups."""
    if choices.units:
        units = [(key_of(unit.value), _unit(unit)) for unit in _shown_units(choices.units)]
        yield choice_field("units", _("Enheder"), units, filled.units, several=True)
    if choices.levels:
        levels = [
            (level.value.value, f"{level_name(level.value)} ({number(level.number)})")
            for level in choices.levels
        ]
        yield choice_field("levels", _("Niveauer"), levels, filled.levels, several=True)
    if choices.groups:
        groups = [
            (key_of(group.value), f"{_cut(group.value)} ({number(group.number)})")
            for group in choices.groups[:MOST_GROUPS]
        ]
        yield choice_field("groups", _("Grupper"), groups, filled.groups, several=True)


def _shown_units(units: Sequence[Choice[str]]) -> Sequence[Choice[str]]:
    """As many of the tree's storeys, from the top, as there is room for."""
    depth = max((unit.value.count("/") for unit in units), default=0)
    while len(units) > MOST_UNITS and depth:
        depth -= 1
        units = [unit for unit in units if unit.value.count("/") <= depth]
    return units[:MOST_UNITS]


def _unit(unit: Choice[str]) -> str:
    *above, name = unit.value.split("/")
    return f"{'– ' * len(above)}{_cut(name)} ({number(unit.number)})"


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_CHOICE else f"{name[: LONGEST_CHOICE - 1]}…"


def _line(member: Member) -> str:
    unit = member.person.unit.split("/")[-1]
    said = f"{plain(member.person.name)}, {plain(unit)}"
    if member.reach in (Reach.REACHABLE, Reach.UNTRIED):
        return said
    why = reach_in_words(member.reach)
    if member.since:
        return _("{who}: {why}, siden {since}", who=said, why=why, since=moment(member.since))
    return _("{who}: {why}", who=said, why=why)


def _pages(
    broadcast: Broadcast, offset: int, shown: int, total: int, *, unreachable: bool
) -> Iterator[Part]:
    if total <= shown:
        return
    yield note(
        _("{first}-{last} af {total}", first=offset + 1, last=offset + shown, total=number(total))
    )
    ways: list[tuple[str, Action]] = []
    if offset + shown < total:
        ways.append((_("Næste"), ShowNames(broadcast.id, offset + PAGE, unreachable)))
    if offset:
        ways.append((_("Forrige"), ShowNames(broadcast.id, max(0, offset - PAGE), unreachable)))
    yield buttons(*ways)


def _others(
    broadcast: Broadcast, recipients: Recipients, *, unreachable: bool
) -> Iterator[tuple[str, Action]]:
    if unreachable:
        yield _("Vis alle"), ShowNames(broadcast.id, 0, unreachable=False)
    elif recipients.unreachable:
        yield _("Kun dem, jeg ikke kan nå"), ShowNames(broadcast.id, 0, unreachable=True)
