"""The card that follows a broadcast from "who approves it" to "what became of each"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from bot.broadcasts.values import Broadcast, Phase, Status
from bot.calendar import in_copenhagen
from bot.delivery.standings import Standing
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from cards.broadcasts.account import can_be_tried_again
from cards.broadcasts.received import sender_in_words
from cards.broadcasts.telling import COUNTED_DOWN, headline, told
from cards.broadcasts.writing import OpenBroadcast
from cards.channels import channel_in_words
from cards.parts import (
    Clock,
    Day,
    Part,
    buttons,
    card,
    date_field,
    note,
    paragraph,
    time_field,
    unfolding,
)
from cards.people import audience_in_words

IN_SIGHT = 3  # buttons; the rest are unfolded


@dataclass(frozen=True)
class OfBroadcast:
    """An action on a broadcast, which the buttons of all features name alike for the handlers."""

    broadcast_id: UUID

    @property
    def subject(self) -> UUID:
        """The broadcast."""
        return self.broadcast_id


@dataclass(frozen=True)
class TakeBack(OfBroadcast, Action, name="broadcasts.take_back"):
    """That it shall be a draft again: it awaits approval, or its time."""


@dataclass(frozen=True)
class Reschedule(OfBroadcast, Action, name="broadcasts.reschedule"):
    """When a confirmed one shall begin. apart: in a card of its own, not the broadcast's."""

    apart: bool
    day: Day = None
    at: Clock = None


@dataclass(frozen=True)
class TryAgain(OfBroadcast, Action, name="broadcasts.try_again"):
    """That it shall be tried again where it failed."""


@dataclass(frozen=True)
class AskToStop(OfBroadcast, Action, name="broadcasts.ask_to_stop"):
    """That the person considers stopping what isn't sent."""


@dataclass(frozen=True)
class AskToRecall(OfBroadcast, Action, name="broadcasts.ask_to_recall"):
    """That the person considers taking it away from everybody."""


@dataclass(frozen=True)
class ShowUncertain(OfBroadcast, Action, name="broadcasts.uncertain"):
    """That the person wants to decide about those who may have got it."""


@dataclass(frozen=True)
class Correct(OfBroadcast, Action, name="broadcasts.correct"):
    """That the person wants to correct what was sent."""


@dataclass(frozen=True)
class ChooseReminder(OfBroadcast, Action, name="broadcasts.choose_reminder"):
    """That the person wants to choose the day of the reminder."""


@dataclass(frozen=True)
class ExportAccount(OfBroadcast, Action, name="broadcasts.export_account", makes_file=True):
    """That the person wants to know of each what became of it."""


@dataclass(frozen=True)
class WriteAnew(OfBroadcast, Action, name="broadcasts.write_anew"):
    """That the person wants to write one that begins as this one, in a card of its own."""


@dataclass(frozen=True)
class ExportRecord(OfBroadcast, Action, name="broadcasts.export_record", makes_file=True):
    """That the person wants what belongs on the record."""


def status(status: Status, *, now: datetime) -> Card:
    """Where the broadcast is, what became of it, and what there is to do."""
    broadcast = status.broadcast
    shown = broadcast.published or broadcast.content
    return card(
        shown.title,
        paragraph(f"**{headline(status, now)}**"),
        note(_whence(broadcast)),
        *map(paragraph, told(status, now)),
        *_actions(status, now),
        summary=_("Status på »{title}«", title=shown.title),
    )


def thrown_away() -> Card:
    """That the broadcast was a draft, and isn't any more."""
    return card(
        _("Kladden er slettet"),
        paragraph(_("Beskeden blev ikke sendt, og kladden er slettet.")),
    )


def time_form(
    broadcast: Broadcast, *, day: date | None, at: time | None, error: str, field: str
) -> Card:
    """The form for another time. error: what is wrong, at the field "day" or "at"."""
    return card(
        _("Skift tidspunkt"),
        paragraph(
            _("»{title}« er ikke flyttet endnu.", title=plain(broadcast.content.title)),
        ),
        *_time_fields(broadcast, apart=True, day=day, at=at, errors={field: error}),
    )


def _whence(broadcast: Broadcast) -> str:
    parts = [_("Fra {sender}", sender=sender_in_words(broadcast.sender))]
    if broadcast.channel:
        parts.append(_("Til {audience}", audience=plain(channel_in_words(broadcast.channel))))
    elif broadcast.segment:
        parts.append(_("Til målgruppen {name}", name=plain(broadcast.segment)))
    elif broadcast.audience:
        parts.append(_("Til {audience}", audience=plain(audience_in_words(broadcast.audience))))
    return " · ".join(parts)


def _actions(status: Status, now: datetime) -> Iterator[Part]:
    broadcast = status.broadcast
    match broadcast.phase:
        case Phase.DRAFT | Phase.DISCARDED:
            yield buttons((_("Åbn kladden"), OpenBroadcast(broadcast.id, apart=True)))
        case Phase.AWAITING:
            yield buttons((_("Gør den til kladde igen"), TakeBack(broadcast.id)))
        case Phase.SCHEDULED:
            yield buttons((_("Fortryd"), TakeBack(broadcast.id)))
            if broadcast.starts_at and broadcast.starts_at - now > COUNTED_DOWN:
                starts = in_copenhagen(broadcast.starts_at)
                yield unfolding(
                    _("Skift tidspunkt"),
                    *_time_fields(broadcast, apart=False, day=starts.date(), at=starts.time()),
                )
        case Phase.SENT | Phase.STOPPED:
            yield from _while_it_stands(status, now)
        case Phase.RECALLED:
            again = can_be_tried_again(status.account, recalled=True)
            yield buttons(
                *([(_("Prøv igen"), TryAgain(broadcast.id))] if again else []),
                (_("Kopiér"), WriteAnew(broadcast.id)),
            )
            yield unfolding(_("Mere"), buttons(*_exports(broadcast)))


def _while_it_stands(status: Status, now: datetime) -> Iterator[Part]:
    broadcast, account = status.broadcast, status.account
    first: list[tuple[str, Action]] = []
    if account.open_uncertain:
        decide = _("Afgør, om den sendes igen") if broadcast.channel else _("Afgør de uviste")
        first.append((decide, ShowUncertain(broadcast.id)))
    if can_be_tried_again(account, recalled=False):
        first.append((_("Prøv igen"), TryAgain(broadcast.id)))
    if account[Standing.ON_ITS_WAY] or account[Standing.AWAY]:
        stop = _("Stop den") if broadcast.channel else _("Stop resten")
        first.append((stop, AskToStop(broadcast.id)))
    if first:
        yield buttons(*first[:IN_SIGHT])
    yield unfolding(
        _("Mere"),
        buttons(
            (_("Ret teksten"), Correct(broadcast.id)),
            *_reminder(broadcast, now),
        ),
        buttons(*_exports(broadcast)),
        buttons((_("Træk tilbage"), AskToRecall(broadcast.id))),
    )


def _reminder(broadcast: Broadcast, now: datetime) -> Iterator[tuple[str, Action]]:
    if broadcast.asks_receipt and not (broadcast.remind_at and broadcast.remind_at <= now):
        yield _("Påmind"), ChooseReminder(broadcast.id)


def _exports(broadcast: Broadcast) -> tuple[tuple[str, Action], ...]:
    return (
        (_("Regnskab som Excel"), ExportAccount(broadcast.id)),
        (_("Til journal"), ExportRecord(broadcast.id)),
    )


def _time_fields(
    broadcast: Broadcast,
    *,
    apart: bool,
    day: date | None,
    at: time | None,
    errors: dict[str, str] | None = None,
) -> Iterator[Part]:
    wrong = errors or {}
    yield date_field("day", _("Dag"), day, required=True, error=wrong.get("day"))
    yield time_field("at", _("Klokkeslæt"), at, required=True, error=wrong.get("at"))
    yield note(_("Medmindre den haster, sendes den i arbejdstiden."))
    yield buttons((_("Gem tidspunktet"), Reschedule(broadcast.id, apart)))
