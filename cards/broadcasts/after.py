"""After a broadcast was sent: what is asked before it is stopped, recalled or reminded of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import cards.afterwards as afterwards
from bot.broadcasts.values import Status
from bot.delivery.standings import Line, Standing
from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.afterwards import Sent
from cards.broadcasts.status import OfBroadcast
from cards.channels import channel_in_words
from cards.parts import Day, card, paragraph


@dataclass(frozen=True)
class Stop(OfBroadcast, Action, name="broadcasts.stop"):
    """That what isn't sent yet shall not be."""


@dataclass(frozen=True)
class Recall(OfBroadcast, Action, name="broadcasts.recall"):
    """That it shall be taken away from everybody."""


@dataclass(frozen=True)
class LeaveAsIs(Action, name="broadcasts.leave_as_is"):
    """That nothing shall happen after all."""


@dataclass(frozen=True)
class DecideUncertain(OfBroadcast, Action, name="broadcasts.decide_uncertain"):
    """Whether somebody who may have got it shall be sent it again."""

    message_id: int
    again: bool


@dataclass(frozen=True)
class Remind(OfBroadcast, Action, name="broadcasts.remind"):
    """That those who haven't acknowledged by a day are reminded then."""

    day: Day = None


@dataclass(frozen=True)
class DontRemind(OfBroadcast, Action, name="broadcasts.dont_remind"):
    """That nobody is reminded after all."""


def sent(status: Status) -> Sent:
    """What the cards that all features share tell of a broadcast."""
    broadcast = status.broadcast
    asked = status.account[Standing.SENT] - status.not_asked
    return Sent(
        title=(broadcast.published or broadcast.content).title,
        account=status.account,
        missing=max(asked - status.acknowledged, 0),
        remind_at=broadcast.remind_at,
        reminded=_(
            "De, der stadig mangler den dag, får én påmindelse om morgenen. Det sker kun én gang."
        ),
        leave=LeaveAsIs(),
        stop=Stop(broadcast.id),
        recall=Recall(broadcast.id),
        decide=partial(DecideUncertain, broadcast.id),
        remind=Remind(broadcast.id),
        dont_remind=DontRemind(broadcast.id),
    )


def stop_question(status: Status) -> Card:
    """Whether to stop, and what would happen."""
    about = sent(status)
    if not status.broadcast.channel:
        return afterwards.stop_question(_("Stop resten"), about, *afterwards.who_is_stopped(about))
    not_there_yet = _(
        "Den er ikke i kanalen endnu og kommer der så ikke. Er den allerede på vej ud, kommer den "
        "frem. Det kan ikke fortrydes."
    )
    return afterwards.stop_question(_("Stop den"), about, paragraph(not_there_yet))


def stopped(status: Status) -> Card:
    """That it was stopped."""
    many = status.account[Standing.CANCELLED]
    return afterwards.told(
        _("Stoppet"),
        sent(status),
        paragraph(
            _("Hvad der blev af den, står i kortet om beskeden.")
            if status.broadcast.channel
            else counted(
                "{many} får den ikke. Regnskabet står i kortet om beskeden.",
                "{many} får den ikke. Regnskabet står i kortet om beskeden.",
                many,
                many=number(many),
            )
        ),
    )


def recall_question(status: Status) -> Card:
    """Whether to take it back, and what would happen."""
    channel, have = status.broadcast.channel, status.account[Standing.SENT]
    return afterwards.recall_question(
        sent(status),
        paragraph(
            _(
                "Opslaget fjernes fra {channel}. Svar på det bliver stående. Det kan ikke "
                "fortrydes.",
                channel=plain(channel_in_words(channel)),
            )
            if channel
            else counted(
                "Beskeden fjernes fra chatten hos den {many}, der har fået den, og sendes ikke til "
                "flere. Det kan ikke fortrydes.",
                "Beskeden fjernes fra chatten hos de {many}, der har fået den, og sendes ikke til "
                "flere. Det kan ikke fortrydes.",
                have,
                many=number(have),
            )
        ),
        in_channel=channel is not None,
    )


def recalled(status: Status) -> Card:
    """That it is being taken back."""
    return afterwards.recalled(
        sent(status),
        _("Jeg fjerner den fra kanalen. Om det lykkes, står i kortet om beskeden.")
        if status.broadcast.channel
        else _(
            "Jeg fjerner den fra modtagernes chat. Hvor det lykkes, og hvor det ikke gør, står i "
            "kortet om beskeden."
        ),
    )


def left_as_is() -> Card:
    """That nothing has happened."""
    return card(_("Intet er ændret"), paragraph(_("Beskeden er, som den var.")))


def uncertain(status: Status, lines: Sequence[Line]) -> Card:
    """Those who may have got it; in a channel, whether it stands there. See `afterwards`."""
    about, channel, message = sent(status), status.broadcast.channel, status.in_channel
    if not channel or not message or not status.account.open_uncertain:
        return afterwards.uncertain(about, lines)
    return afterwards.told(
        _("Står den i kanalen?"),
        about,
        paragraph(
            _(
                "Teams svarede ikke, så jeg ved ikke, om den kom i {channel}. Se efter i Teams. "
                "Sender du igen, og den står der allerede, kommer den to gange.",
                channel=plain(channel_in_words(channel)),
            )
        ),
        afterwards.decide(about, message.message_id),
    )
