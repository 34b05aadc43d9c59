"""What waits for a person, gathered from every feature."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.broadcasts.values import Broadcast, Received
from bot.inquiries.values import Inquiry, Waiting
from bot.language import _, counted
from bot.messages import Action, Card
from bot.rounds.findings import Outcome
from bot.rounds.values import Round, Standing
from cards.approving import awaiting
from cards.basics import nothing_pending
from cards.broadcasts.approving import matter_of
from cards.broadcasts.received import waiting_for_receipt
from cards.inquiries.inbox import OpenInbox, listed, waiting_in_words
from cards.parts import Part, buttons, card, heading, note, paragraph
from cards.rounds.approving import rounds_awaiting
from cards.rounds.outcome import outcomes_owed
from cards.rounds.outcome_approving import outcomes_awaiting
from cards.rounds.waiting import rounds_to_answer

MOST_HELD = 5  # inquiries in one card


@dataclass(frozen=True)
class ShowApproval(Action, name="broadcasts.show_approval"):
    """That the person wants to see what somebody must say yes to, and may say it."""

    broadcast_id: UUID
    revision: int


def pending(
    *,
    receipts: Sequence[Received],
    approvals: Sequence[Broadcast],
    rounds_to_approve: Sequence[Round] = (),
    outcomes_to_approve: Sequence[Outcome] = (),
    rounds: Sequence[Standing] = (),
    outcomes: Sequence[Round] = (),
    held: Sequence[Inquiry] = (),
    inbox: Waiting | None = None,
    decisions: Sequence[Part] = (),
    now: datetime,
) -> Card:
    """Everything that waits for the person, each with what to do about it.

    receipts: what they are asked to acknowledge. approvals, rounds_to_approve, outcomes_to_approve:
    what they may say yes to. rounds: what they are asked to answer. outcomes: whose result is owed.
    held: the inquiries that they have taken or were given. inbox: of the directorate, for who is of
    it. decisions: what waits because of decisions, as it is shown.
    """
    has_inbox = inbox is not None and inbox.number > 0
    to_approve = (approvals, rounds_to_approve, outcomes_to_approve)
    waiting = (receipts, *to_approve, rounds, outcomes, held, decisions)
    if not any(waiting) and not has_inbox:
        return nothing_pending()
    return card(
        _("Det venter på dig"),
        *_approvals(approvals, now),
        *rounds_awaiting(rounds_to_approve, now),
        *outcomes_awaiting(outcomes_to_approve, now),
        *outcomes_owed(outcomes),
        *rounds_to_answer(rounds, now=now),
        *_held(held, now),
        *_inbox(inbox if has_inbox else None),
        *_receipts(receipts, now),
        *decisions,
    )


def _approvals(approvals: Sequence[Broadcast], now: datetime) -> Iterator[Part]:
    waiting = [
        (matter_of(one), (_("Se beskeden"), ShowApproval(one.id, one.revision)))
        for one in approvals
    ]
    yield from awaiting(_("Godkend"), waiting, now)


def _held(held: Sequence[Inquiry], now: datetime) -> Iterator[Part]:
    if held:
        yield heading(_("Svar"))
    for inquiry in held[:MOST_HELD]:
        yield listed(inquiry, now)
    if len(held) > MOST_HELD:
        yield note(counted("Og {number} til.", "Og {number} til.", len(held) - MOST_HELD))


def _inbox(inbox: Waiting | None) -> Iterator[Part]:
    if inbox:
        yield heading(_("Indbakke"))
        yield paragraph(waiting_in_words(inbox))
        yield buttons((_("Åbn indbakken"), OpenInbox()))


def _receipts(receipts: Sequence[Received], now: datetime) -> Iterator[Part]:
    if receipts:
        yield heading(_("Kvittér"))
    yield from waiting_for_receipt(receipts, reminder=False, now=now)
