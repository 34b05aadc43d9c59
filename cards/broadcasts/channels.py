"""A broadcast in a team's channel: the choice of it, what became of it there, and what is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.broadcasts.values import Broadcast, Phase, Status
from bot.delivery.standings import InChannel, Standing
from bot.delivery.values import Reason, TeamChannel
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.broadcasts.account import reason_in_words
from cards.broadcasts.audience import ShowAudience, ShowChannels
from cards.channels import capital, channel_in_words, channel_name
from cards.parts import Part, buttons, card, choice_field, note, paragraph

PAGE = 15  # channels at a time
LONGEST_CHOICE = 80  # characters


@dataclass(frozen=True)
class ChooseChannel(Action, name="broadcasts.choose_channel"):
    """That it is for this channel. offset: of the page that it stands on."""

    broadcast_id: UUID
    offset: int
    channel: str = ""


def choice(
    broadcast: Broadcast,
    page: Sequence[TeamChannel],
    *,
    offset: int,
    total: int,
    error: str = "",
) -> Card:
    """The channels to choose from, team by team."""
    if not total:
        return card(
            _("En kanal i et team"),
            paragraph(_("Jeg er ikke med i noget team endnu.")),
            paragraph(
                _(
                    "Sådan kommer jeg med: En ejer af teamet finder Lederlinjen under »Apps« i "
                    "Teams og vælger at føje den til et team. Så står teamets kanaler her. It kan "
                    "også gøre det."
                )
            ),
            buttons((_("Tilbage"), ShowAudience(broadcast.id))),
        )
    chosen = broadcast.channel.id if broadcast.channel else ""
    return card(
        _("En kanal i et team"),
        paragraph(f"»{plain(broadcast.content.title)}«"),
        paragraph(
            _(
                "Den kommer i kanalen som ét opslag. Alle i teamet kan læse det, også dem, der "
                "ikke er ledere."
            )
        ),
        choice_field(
            "channel",
            _("Kanal"),
            [(one.id, _cut(_in_list(one))) for one in page],
            chosen if chosen in {one.id for one in page} else "",
            compact=False,
            required=True,
            error=error or None,
        ),
        *_pages(broadcast, offset, len(page), total),
        buttons(
            (_("Brug kanalen"), ChooseChannel(broadcast.id, offset)),
            (_("Tilbage"), ShowAudience(broadcast.id)),
        ),
        note(
            _(
                "Mangler der et team, så føj Lederlinjen til det i Teams. Private kanaler er ikke "
                "med på listen."
            )
        ),
    )


def told_in_channel(status: Status) -> Iterator[str]:
    """What became of the one message in the channel, and what there is to do about it."""
    message = status.in_channel
    if not message:
        return
    is_over = status.broadcast.phase is Phase.RECALLED
    match message.standing:
        case Standing.SENT:
            yield _("Den står i kanalen.")
        case Standing.ON_ITS_WAY | Standing.AWAY:
            yield _("Den er på vej til kanalen.")
        case Standing.UNREACHED | Standing.FAILED if is_over or status.account.given_up:
            yield _("Den kom ikke i kanalen, og den sendes ikke mere.")
        case Standing.UNREACHED | Standing.FAILED:
            yield _("Den kom ikke i kanalen. {why}", why=_what_to_do(message))
        case Standing.UNCERTAIN if is_over:
            yield _(
                "Det er uvist, om den kom i kanalen, så jeg kan ikke fjerne den der. Se efter i "
                "Teams."
            )
        case Standing.UNCERTAIN if message.reason is None:
            yield _(
                "Teams svarede ikke, så det er uvist, om den står i kanalen. Se efter i Teams, og "
                "afgør, om den skal sendes igen."
            )
        case Standing.UNCERTAIN:
            yield _("Det er uvist, om den står i kanalen. Den sendes ikke igen.")
        case Standing.CANCELLED:
            yield _("Den nåede ikke at komme i kanalen.")
        case Standing.BEING_REMOVED:
            yield _("Den fjernes fra kanalen nu.")
        case Standing.REMOVED:
            yield _("Fjernet fra kanalen. Den kan være læst, og kopier kan findes i Microsoft 365.")
        case Standing.NOT_REMOVED:
            why = reason_in_words(message.reason) if message.reason else _("Teams svarede ikke")
            yield _("Den kunne ikke fjernes fra kanalen: {why}.", why=why)


def edits_in_channel(status: Status) -> Iterator[str]:
    """How far a correction has come."""
    if not status.broadcast.corrected_at:
        return
    if status.account.edits:
        yield _("Opslaget er ved at blive ændret.")
    if status.account.edits_failed:
        yield _(
            "Opslaget kunne ikke ændres, så den gamle tekst står der måske. Tryk på »Prøv igen«."
        )


def why_not(message: InChannel) -> str | None:
    """Why it isn't in the channel, for who keeps accounts."""
    if message.reason is None:
        return None
    if message.reason is Reason.NOT_INSTALLED:
        return _("Lederlinjen er ikke med i teamet")
    return reason_in_words(message.reason)


def channel_gone(channel: TeamChannel) -> str:
    """That what was chosen can't be sent to any more."""
    return _(
        "{channel} er slettet, eller Lederlinjen er taget ud af teamet, så der er ikke sendt "
        "noget. Vælg igen.",
        channel=plain(capital(channel_in_words(channel))),
    )


def _what_to_do(message: InChannel) -> str:
    match message.reason:
        case Reason.NOT_INSTALLED:
            return _(
                "Lederlinjen er ikke med i teamet længere, eller kanalen er slettet. Føj "
                "Lederlinjen til teamet igen, og tryk så på »Prøv igen«."
            )
        case Reason.TOO_LARGE:
            return _(
                "Den fylder for meget for Teams. Ret teksten, så den bliver kortere, og tryk så på "
                "»Prøv igen«."
            )
        case Reason.TOO_LATE:
            return _("Den kunne ikke sendes, mens den gjaldt, og sendes ikke mere.")
        case Reason.NO_CONTACT:
            return _(
                "Teams svarede ikke, selv om jeg prøvede flere gange. Tryk på »Prøv igen« om lidt."
            )
        case Reason.FAULT:
            return _(
                "Noget gik galt hos mig. Tryk på »Prøv igen«; hjælper det ikke, så giv it koden "
                "fra regnskabet."
            )
        case _reason:
            return _(
                "Teams sagde nej. Må der skrives i kanalen? Tryk på »Prøv igen«; hjælper det ikke, "
                "så giv it koden fra regnskabet."
            )


def _in_list(channel: TeamChannel) -> str:
    name = channel_name(channel)
    return f"{channel.team}: {name}" if channel.team else name


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_CHOICE else f"{name[: LONGEST_CHOICE - 1]}…"


def _pages(broadcast: Broadcast, offset: int, shown: int, total: int) -> Iterator[Part]:
    if total <= shown:
        return
    yield note(
        _("{first}-{last} af {total}", first=offset + 1, last=offset + shown, total=number(total))
    )
    ways: list[tuple[str, Action]] = []
    if offset + shown < total:
        ways.append((_("Næste"), ShowChannels(broadcast.id, offset + PAGE)))
    if offset:
        ways.append((_("Forrige"), ShowChannels(broadcast.id, max(0, offset - PAGE))))
    yield buttons(*ways)
