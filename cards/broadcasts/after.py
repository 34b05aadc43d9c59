"""After a broadcast was sent: what is asked before it is stopped, recalled or reminded of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.broadcasts.values import Broadcast, Status
from bot.delivery.standings import Line, Standing
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from bot.messages import Action, Card
from cards.channels import channel_in_words
from cards.parts import Day, Part, box, buttons, card, date_field, note, paragraph

LISTED = 5  # people to decide about, in one card


@dataclass(frozen=True)
class Stop(Action, name="broadcasts.stop"):
    """That what isn't sent yet shall not be."""

    broadcast_id: UUID


@dataclass(frozen=True)
class Recall(Action, name="broadcasts.recall"):
    """That it shall be taken away from everybody."""

    broadcast_id: UUID


@dataclass(frozen=True)
class LeaveAsIs(Action, name="broadcasts.leave_as_is"):
    """That nothing shall happen after all."""


@dataclass(frozen=True)
class DecideUncertain(Action, name="broadcasts.decide_uncertain"):
    """Whether somebody who may have got it shall be sent it again."""

    broadcast_id: UUID
    message_id: int
    again: bool


@dataclass(frozen=True)
class Remind(Action, name="broadcasts.remind"):
    """That those who haven't acknowledged by a day are reminded then."""

    broadcast_id: UUID
    day: Day = None


@dataclass(frozen=True)
class DontRemind(Action, name="broadcasts.dont_remind"):
    """That nobody is reminded after all."""

    broadcast_id: UUID


def stop_question(status: Status) -> Card:
    """Whether to stop, and what would happen."""
    waiting = status.account[Standing.ON_ITS_WAY] + status.account[Standing.AWAY]
    return card(
        _("Stop den?") if status.broadcast.channel else _("Stop resten?"),
        paragraph(_about(status.broadcast)),
        paragraph(
            _(
                "Den er ikke i kanalen endnu og kommer der så ikke. Er den allerede på vej ud, "
                "kommer den frem. Det kan ikke fortrydes."
            )
            if status.broadcast.channel
            else counted(
                "{sent} har fået den. {many}, der venter, får den så ikke. Er den allerede på vej "
                "ud, kommer den frem. Det kan ikke fortrydes.",
                "{sent} har fået den. De {many}, der venter, får den så ikke. De, den allerede er "
                "på vej ud til, får den. Det kan ikke fortrydes.",
                waiting,
                sent=number(status.account[Standing.SENT]),
                many=number(waiting),
            )
        ),
        buttons(
            (_("Lad den køre"), LeaveAsIs()),
            (
                _("Stop den") if status.broadcast.channel else _("Stop resten"),
                Stop(status.broadcast.id),
            ),
        ),
    )


def stopped(status: Status) -> Card:
    """That it was stopped."""
    return card(
        _("Stoppet"),
        paragraph(_about(status.broadcast)),
        paragraph(
            _("Hvad der blev af den, står i kortet om beskeden.")
            if status.broadcast.channel
            else counted(
                "{many} får den ikke. Regnskabet står i kortet om beskeden.",
                "{many} får den ikke. Regnskabet står i kortet om beskeden.",
                status.account[Standing.CANCELLED],
                many=number(status.account[Standing.CANCELLED]),
            )
        ),
    )


def recall_question(status: Status) -> Card:
    """Whether to take it back, and what would happen."""
    have = status.account[Standing.SENT]
    return card(
        _("Træk tilbage?"),
        paragraph(_about(status.broadcast)),
        paragraph(
            _(
                "Opslaget fjernes fra {channel}. Svar på det bliver stående. Det kan ikke "
                "fortrydes.",
                channel=plain(channel_in_words(status.broadcast.channel)),
            )
            if status.broadcast.channel
            else counted(
                "Beskeden fjernes fra chatten hos den {many}, der har fået den, og sendes ikke til "
                "flere. Det kan ikke fortrydes.",
                "Beskeden fjernes fra chatten hos de {many}, der har fået den, og sendes ikke til "
                "flere. Det kan ikke fortrydes.",
                have,
                many=number(have),
            )
        ),
        note(_("Den kan være læst, og kopier kan findes i Microsoft 365.")),
        buttons(
            (_("Lad den stå"), LeaveAsIs()),
            (
                _("Træk tilbage fra kanalen")
                if status.broadcast.channel
                else counted(
                    "Træk tilbage fra {many}", "Træk tilbage fra {many}", have, many=number(have)
                ),
                Recall(status.broadcast.id),
            ),
        ),
    )


def recalled(status: Status) -> Card:
    """That it is being taken back."""
    return card(
        _("Trukket tilbage"),
        paragraph(_about(status.broadcast)),
        paragraph(
            _("Jeg fjerner den fra kanalen. Om det lykkes, står i kortet om beskeden.")
            if status.broadcast.channel
            else _(
                "Jeg fjerner den fra modtagernes chat. Hvor det lykkes, og hvor det ikke gør, står "
                "i kortet om beskeden."
            )
        ),
        note(_("Den kan være læst, og kopier kan findes i Microsoft 365.")),
    )


def left_as_is() -> Card:
    """That nothing has happened."""
    return card(_("Intet er ændret"), paragraph(_("Beskeden er, som den var.")))


def uncertain(status: Status, lines: Sequence[Line]) -> Card:
    """Those who may have got it, one by one. lines: at most LISTED of them are shown."""
    if not lines:
        return card(
            _("Uviste"),
            paragraph(_about(status.broadcast)),
            paragraph(_("Der er ikke flere at tage stilling til.")),
        )
    return card(
        _("Uviste"),
        paragraph(_about(status.broadcast)),
        paragraph(
            _(
                "Teams svarede ikke, så jeg ved ikke, om de fik den. Spørg dem, eller send igen; "
                "så kan det ske, at den kommer to gange."
            )
        ),
        *(_one_uncertain(status.broadcast, line) for line in lines[:LISTED]),
        *_more(status.account.open_uncertain - LISTED),
    )


def uncertain_in_channel(status: Status) -> Card:
    """Whether to send again what may stand in the channel."""
    broadcast, message = status.broadcast, status.in_channel
    if not message or not broadcast.channel or not status.account.open_uncertain:
        return uncertain(status, [])
    return card(
        _("Står den i kanalen?"),
        paragraph(_about(broadcast)),
        paragraph(
            _(
                "Teams svarede ikke, så jeg ved ikke, om den kom i {channel}. Se efter i Teams. "
                "Sender du igen, og den står der allerede, kommer den to gange.",
                channel=plain(channel_in_words(broadcast.channel)),
            )
        ),
        buttons(
            (_("Send igen"), DecideUncertain(broadcast.id, message.message_id, again=True)),
            (_("Send ikke igen"), DecideUncertain(broadcast.id, message.message_id, again=False)),
        ),
    )


def reminder_form(status: Status, *, day: date | None, error: str | None = None) -> Card:
    """On which day those who haven't acknowledged are reminded."""
    broadcast = status.broadcast
    asked = status.account[Standing.SENT] - status.not_asked
    missing = max(asked - status.acknowledged, 0)
    set_already = broadcast.remind_at is not None
    cancel: list[tuple[str, Action]] = [(_("Annullér"), LeaveAsIs())]
    if set_already:
        cancel = [(_("Påmind ikke"), DontRemind(broadcast.id))]
    return card(
        _("Påmind"),
        paragraph(_about(broadcast)),
        paragraph(
            counted(
                "Lige nu mangler {many} at kvittere. De, der stadig mangler den dag, får én "
                "påmindelse om morgenen. Det sker kun én gang.",
                "Lige nu mangler {many} at kvittere. De, der stadig mangler den dag, får én "
                "påmindelse om morgenen. Det sker kun én gang.",
                missing,
                many=number(missing),
            )
        ),
        date_field("day", _("Dag"), day, required=True, error=error),
        note(_("Ingen får mere end to påmindelser om ugen.")),
        buttons((_("Påmind den dag"), Remind(broadcast.id)), *cancel),
    )


def reminder_set(broadcast: Broadcast, *, now: datetime) -> Card:
    """When those who haven't acknowledged are reminded, or that they aren't."""
    if broadcast.remind_at:
        told = _(
            "De, der ikke har kvitteret, får en påmindelse {when}.",
            when=relative_moment(broadcast.remind_at, now),
        )
    else:
        told = _("Ingen får en påmindelse.")
    return card(_("Påmind"), paragraph(_about(broadcast)), paragraph(told))


def _one_uncertain(broadcast: Broadcast, line: Line) -> Part:
    person = line.person
    return box(
        paragraph(f"**{plain(person.name)}**"),
        note(f"{plain(person.title)}, {plain(person.unit.replace('/', ' / '))}"),
        buttons(
            (_("Send igen"), DecideUncertain(broadcast.id, line.message_id, again=True)),
            (_("Send ikke igen"), DecideUncertain(broadcast.id, line.message_id, again=False)),
        ),
    )


def _more(many: int) -> Iterator[Part]:
    if many > 0:
        yield paragraph(
            counted(
                "Og {many} til, som kommer frem her efterhånden.",
                "Og {many} til, som kommer frem her efterhånden.",
                many,
                many=number(many),
            )
        )


def _about(broadcast: Broadcast) -> str:
    return f"»{plain((broadcast.published or broadcast.content).title)}«"
