"""When a broadcast is to be sent, before it is confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from bot.broadcasts.values import Broadcast
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from cards.broadcasts.writing import OpenBroadcast
from cards.parts import Clock, Day, buttons, card, date_field, note, paragraph, time_field


@dataclass(frozen=True)
class ShowTime(Action, name="broadcasts.show_time"):
    """That the person wants to choose when it is sent."""

    broadcast_id: UUID


@dataclass(frozen=True)
class SaveTime(Action, name="broadcasts.save_time"):
    """When it is to be sent, on the clock in Copenhagen."""

    broadcast_id: UUID
    day: Day = None
    at: Clock = None


@dataclass(frozen=True)
class SendAtOnce(Action, name="broadcasts.send_at_once"):
    """That it isn't to wait for a time any more, once it is confirmed."""

    broadcast_id: UUID


def choose_time(
    broadcast: Broadcast,
    *,
    day: date | None,
    at: time | None,
    errors: Mapping[str, str] | None = None,
) -> Card:
    """The form for when it is sent. day, at: as they are filled in."""
    wrong = errors or {}
    at_once: list[tuple[str, Action]] = []
    if broadcast.send_at:
        at_once.append((_("Send ved bekræftelse"), SendAtOnce(broadcast.id)))
    return card(
        _("Hvornår skal den sendes?"),
        paragraph(f"»{plain(broadcast.content.title)}«"),
        date_field("day", _("Dag"), day, required=True, error=wrong.get("day")),
        time_field("at", _("Klokkeslæt i Danmark"), at, required=True, error=wrong.get("at")),
        note(
            _(
                "Uden for arbejdstid venter den til næste arbejdsdag, medmindre den haster. Du "
                "kan ændre tidspunktet, indtil den begynder."
            )
        ),
        buttons(
            (_("Gem tidspunktet"), SaveTime(broadcast.id)),
            *at_once,
            (_("Tilbage"), OpenBroadcast(broadcast.id, apart=False)),
        ),
    )
