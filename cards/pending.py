"""What waits for a person, gathered from every feature."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.broadcasts.values import Broadcast, Received
from bot.language import _
from bot.language.formats import plain, relative_moment
from bot.messages import Action, Card
from cards.basics import nothing_pending
from cards.broadcasts.received import waiting_for_receipt
from cards.parts import Part, box, buttons, card, heading, note, paragraph


@dataclass(frozen=True)
class ShowApproval(Action, name="broadcasts.show_approval"):
    """That the person wants to see what somebody must say yes to, and may say it."""

    broadcast_id: UUID
    revision: int


def pending(*, receipts: Sequence[Received], approvals: Sequence[Broadcast], now: datetime) -> Card:
    """Everything that waits for the person, each with what to do about it.

    receipts: what they are asked to acknowledge. approvals: what they may say yes to.
    """
    if not receipts and not approvals:
        return nothing_pending()
    return card(
        _("Det venter på dig"),
        *_approvals(approvals, now),
        *_receipts(receipts, now),
    )


def _approvals(approvals: Sequence[Broadcast], now: datetime) -> Iterator[Part]:
    if approvals:
        yield heading(_("Godkend"))
    for broadcast in approvals:
        yield box(
            paragraph(f"**{plain(broadcast.content.title)}**"),
            note(_asked(broadcast, now)),
            buttons((_("Se beskeden"), ShowApproval(broadcast.id, broadcast.revision))),
        )


def _asked(broadcast: Broadcast, now: datetime) -> str:
    return _(
        "Skrevet af {author}. {approver} blev bedt om at godkende {when}.",
        author=plain(broadcast.author.name),
        approver=plain(broadcast.approver.name if broadcast.approver else ""),
        when=relative_moment(broadcast.asked_at or broadcast.changed_at, now),
    )


def _receipts(receipts: Sequence[Received], now: datetime) -> Iterator[Part]:
    if receipts:
        yield heading(_("Kvittér"))
    yield from waiting_for_receipt(receipts, reminder=False, now=now)
