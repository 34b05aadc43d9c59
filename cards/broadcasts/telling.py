"""What there is to tell of a broadcast, from "who approves it" to "what became of each"."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import ceil

from bot.broadcasts.values import Broadcast, Phase, Status
from bot.delivery.standings import Account, Standing
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from cards import accounts
from cards.broadcasts.account import sum_line, who_waits, why_not_arrived, why_not_removed
from cards.broadcasts.channels import edits_in_channel, told_in_channel

COUNTED_DOWN = timedelta(minutes=1)  # a shorter time until it goes is said in seconds


def headline(status: Status, now: datetime) -> str:
    """Where it is, in a few words."""
    broadcast = status.broadcast
    begins = broadcast.starts_at or broadcast.changed_at
    match broadcast.phase:
        case Phase.DRAFT | Phase.DISCARDED:
            return _("Kladde: den er ikke sendt")
        case Phase.AWAITING:
            return _("Venter på godkendelse")
        case Phase.SCHEDULED if begins - now <= COUNTED_DOWN:
            return _("Sender om {seconds} sek.", seconds=ceil((begins - now).total_seconds()))
        case Phase.SCHEDULED:
            return _("Sendes {when}", when=relative_moment(begins, now))
        case Phase.SENT if status.account[Standing.ON_ITS_WAY]:
            return _("Sender nu")
        case Phase.SENT:
            return _("Sendt {when}", when=relative_moment(begins, now))
        case Phase.STOPPED:
            return _("Stoppet {when}", when=relative_moment(_ended(broadcast), now))
        case Phase.RECALLED:
            return _("Trukket tilbage {when}", when=relative_moment(_ended(broadcast), now))


def told(status: Status, now: datetime) -> Iterator[str]:
    """What there is to know, sentence by sentence, in Markdown."""
    broadcast, account = status.broadcast, status.account
    match broadcast.phase:
        case Phase.DRAFT | Phase.DISCARDED:
            yield _("Den ligger i »Mine kladder«, og ingen har fået den.")
        case Phase.AWAITING:
            yield from _asked(broadcast, now)
        case Phase.SCHEDULED if broadcast.channel:
            pass  # the line above says where it goes
        case _ if broadcast.channel:
            yield from told_in_channel(status)
            if broadcast.phase is not Phase.RECALLED:
                yield from _correction(broadcast, now)
                yield from edits_in_channel(status)
        case Phase.SCHEDULED:
            yield counted(
                "{many} modtager.",
                "{many} modtagere.",
                broadcast.number or 0,
                many=number(broadcast.number or 0),
            )
        case Phase.SENT | Phase.STOPPED:
            yield sum_line(account)
            yield from _acknowledged(status)
            yield from _replies(status)
            yield from _correction(broadcast, now)
            yield from _edits(broadcast, account)
            yield from accounts.reminded(broadcast.remind_at, now)
            yield from who_waits(account)
            yield from why_not_arrived(account)
            yield from accounts.uncertain(account)
        case Phase.RECALLED:
            yield from accounts.recalled(account)
            yield sum_line(account)
            yield from _acknowledged(status)
            yield from _replies(status)
            yield from why_not_removed(account)
            yield from accounts.uncertain_and_recalled(account)
    if broadcast.urgent_reason:
        yield _("Sendt uden godkendelse: {reason}", reason=plain(broadcast.urgent_reason))


def _asked(broadcast: Broadcast, now: datetime) -> Iterator[str]:
    if broadcast.approver and broadcast.asked_at:
        yield _(
            "{name} blev bedt om at godkende den {when}.",
            name=plain(broadcast.approver.name),
            when=relative_moment(broadcast.asked_at, now),
        )
    if broadcast.send_at:
        yield _(
            "Den er sat til at blive sendt {when}. Er den ikke godkendt da, sendes den ikke.",
            when=relative_moment(broadcast.send_at, now),
        )


def _acknowledged(status: Status) -> Iterator[str]:
    if not status.broadcast.asks_receipt:
        return
    if status.broadcast.phase is Phase.RECALLED:
        yield counted(
            "{many} nåede at kvittere.",
            "{many} nåede at kvittere.",
            status.acknowledged,
            many=number(status.acknowledged),
        )
        return
    # Somebody may acknowledge what nobody knew to have arrived.
    of = max(status.account[Standing.SENT] - status.not_asked, status.acknowledged)
    yield _(
        "{acknowledged} af {number} har kvitteret",
        acknowledged=number(status.acknowledged),
        number=number(of),
    )


def _replies(status: Status) -> Iterator[str]:
    if status.replies:
        yield counted(
            "{many} svar til afsenderen",
            "{many} svar til afsenderen",
            status.replies,
            many=number(status.replies),
        )


def _correction(broadcast: Broadcast, now: datetime) -> Iterator[str]:
    if broadcast.published and broadcast.approver:
        yield _("Rettelsen venter på, at {name} godkender.", name=plain(broadcast.approver.name))
    elif broadcast.has_unsent_correction:
        yield _("Der er en rettelse, som ikke er sendt. Tryk på »Ret teksten« for at se den.")
    if broadcast.corrected_at:
        yield _("Rettet {when}", when=relative_moment(broadcast.corrected_at, now))


def _edits(broadcast: Broadcast, account: Account) -> Iterator[str]:
    if not broadcast.corrected_at:
        return
    yield from accounts.edits(account.edits, account.edits_failed)


def _ended(broadcast: Broadcast) -> datetime:
    return broadcast.ended_at or broadcast.changed_at
