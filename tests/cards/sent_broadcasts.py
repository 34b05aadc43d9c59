"""The cards on a broadcast that was sent, with little and with much in them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import cards.afterwards as afterwards
import cards.broadcasts.after as after
import cards.broadcasts.received as received
import cards.broadcasts.status as status
import cards.pending
from bot.broadcasts.values import (
    LINK_LENGTH,
    LINK_TITLE_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    TEXT_SIZE,
    TITLE_LENGTH,
    Broadcast,
    Content,
    Phase,
    Received,
    Status,
)
from bot.delivery.standings import Account, Line, Standing
from bot.delivery.values import Reason
from bot.inquiries.values import TEXT_LENGTH as REPLY_LENGTH
from bot.messages import Card
from bot.people.values import Audience, Level, Person, Role

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
ADA = Person(
    id=UUID(int=2),
    name="Ada *Atlas*",
    email="ada@kommune.example",
    title="Kommunaldirektør",
    unit="Direktionen",
    level=Level.DIREKTION,
    role=Role.DIRECTORATE,
    groups=(),
    language=None,
)
LONGEST_NAMED = replace(ADA, name="Å" * 200, title="Æ" * 200, unit="Ø" * 500)
LITTLE = Content(title="Årsmødet", text="Vi mødes kl. 9.")
MUCH = Content(
    title="Æ" * TITLE_LENGTH,
    text="[æ](https://x.example)\n" * (TEXT_LENGTH // 23),
    sender_id=LONGEST_NAMED.id,
    link_title="Ø" * LINK_TITLE_LENGTH,
    link="https://kommune.example/".ljust(LINK_LENGTH, "å"),
    asks_receipt=True,
    urgent=True,
    useful_until=date(2026, 6, 30),
)
BROADCAST = Broadcast(
    id=UUID(int=7),
    phase=Phase.DRAFT,
    revision=1,
    content=LITTLE,
    published=None,
    author=ADA,
    sender=None,
    audience=Audience(),
    segment="",
    send_at=None,
    starts_at=None,
    confirmed_by=None,
    approver=None,
    number=None,
    urgent_reason="",
    changed_at=NOW,
    corrected_at=None,
    ended_at=None,
    remind_at=None,
)
# As large as a text may be that is short enough: signs of four bytes, and lines of their own.
HEAVY = replace(
    MUCH, title="😀" * TITLE_LENGTH, text="😀" * 2000 + "\na" * ((TEXT_SIZE - 4 * 2000) // 5 - 1)
)
LARGEST = replace(
    BROADCAST,
    content=replace(MUCH, title="Rettet"),
    published=MUCH,
    author=LONGEST_NAMED,
    sender=LONGEST_NAMED,
    audience=Audience(("Å" * 300,) * 100, tuple(Level), ("Ø" * 100,) * 40),
    starts_at=NOW,
    number=100_000,
    urgent_reason="æ" * REASON_LENGTH,
    corrected_at=NOW,
    remind_at=NOW + timedelta(days=2),
)
TO_ONE = Received(BROADCAST.id, LITTLE, None, NOW, None, None, None)
TO_SOMEBODY = Received(BROADCAST.id, MUCH, LONGEST_NAMED, NOW, NOW, None, NOW)


def sent_broadcasts() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _received() | _status() | _after()


def _received() -> dict[str, Card]:
    too_long = "æ" * (REPLY_LENGTH * 2)
    waiting = [TO_SOMEBODY] * 40
    asked = replace(BROADCAST, phase=Phase.AWAITING, approver=ADA, asked_at=NOW)
    pending = cards.pending.pending
    return {
        "received": received.received(TO_ONE, now=NOW),
        "the largest received": received.received(TO_SOMEBODY, now=NOW),
        "the heaviest received": received.received(replace(TO_SOMEBODY, content=HEAVY), now=NOW),
        "received and acknowledged": received.received(
            replace(TO_SOMEBODY, acknowledged_at=NOW), now=NOW
        ),
        "preview": received.preview(replace(LARGEST, published=None), now=NOW),
        "reply form": received.reply_form(
            MUCH.title, BROADCAST.id, text=too_long, error="Skriv højst 2.000 tegn."
        ),
        "reply sent": received.reply_sent(TO_SOMEBODY, now=NOW),
        "reminder": received.reminder([TO_ONE], now=NOW),
        "the longest reminder": received.reminder(waiting, now=NOW),
        "reminder that was followed": received.reminder([], now=NOW),
        "nothing that waits": pending(receipts=[], approvals=[], now=NOW),
        "an approval that waits": pending(receipts=[], approvals=[asked], now=NOW),
        "much that waits": pending(
            receipts=waiting,
            approvals=[replace(asked, content=MUCH, author=LONGEST_NAMED, approver=LONGEST_NAMED)],
            now=NOW,
        ),
    }


def _status() -> dict[str, Card]:
    asked = replace(
        BROADCAST, phase=Phase.AWAITING, approver=ADA, asked_at=NOW, send_at=NOW + timedelta(days=1)
    )
    soon = replace(
        BROADCAST, phase=Phase.SCHEDULED, starts_at=NOW + timedelta(seconds=30), number=1
    )
    later = replace(soon, starts_at=NOW + timedelta(days=3), number=281)
    sent = replace(BROADCAST, phase=Phase.SENT, published=LITTLE, starts_at=NOW)
    one = _account({Standing.SENT: 1})
    broken = _account(dict.fromkeys(Standing, 11_111), every_reason=True)
    stopped = replace(LARGEST, phase=Phase.STOPPED, ended_at=NOW)
    recalled = replace(LARGEST, phase=Phase.RECALLED, ended_at=NOW)

    def card(broadcast: Broadcast, account: Account) -> Card:
        return status.status(Status(broadcast, account, 0, 3), now=NOW)

    return {
        "status of a draft": card(BROADCAST, _account({})),
        "status awaiting approval": card(asked, _account({})),
        "status in seconds": card(soon, _account({Standing.ON_ITS_WAY: 1})),
        "status scheduled": card(later, _account({Standing.ON_ITS_WAY: 281})),
        "status sent": card(sent, one),
        "the largest status": card(replace(LARGEST, phase=Phase.SENT), broken),
        "status after the reminder": card(replace(LARGEST, phase=Phase.SENT, remind_at=NOW), one),
        "status of a correction awaiting approval": card(
            replace(LARGEST, phase=Phase.SENT, approver=ADA, asked_at=NOW), one
        ),
        "status stopped": card(stopped, broken),
        "status recalled": card(recalled, broken),
        "status recalled before anybody had it": card(recalled, _account({Standing.CANCELLED: 2})),
        "draft thrown away": status.thrown_away(),
        "another time": status.time_form(
            later, day=date(2026, 3, 2), at=time(9), error="Vælg en *anden* dag.", field="day"
        ),
    }


def _after() -> dict[str, Card]:
    account = _account(dict.fromkeys(Standing, 11_111), every_reason=True)
    of_one = Status(replace(BROADCAST, phase=Phase.SENT), _account({Standing.SENT: 1}), 0, 0)
    of_many = Status(replace(LARGEST, phase=Phase.SENT), account, 1_234, 0)
    line = Line(9, LONGEST_NAMED, Standing.UNCERTAIN, None, None, None, NOW)
    dont = replace(of_many, broadcast=replace(LARGEST, remind_at=None))
    return {
        "stop question": after.stop_question(of_many),
        "nobody to stop it for": after.stop_question(of_one),
        "stopped": after.stopped(of_many),
        "recall question": after.recall_question(of_one),
        "recall question for many": after.recall_question(of_many),
        "recalled": after.recalled(of_many),
        "left as it is": after.left_as_is(),
        "uncertain": after.uncertain(of_many, [line] * afterwards.LISTED),
        "no more uncertain": after.uncertain(of_one, []),
        "reminder form": afterwards.reminder_form(after.sent(of_one), day=date(2026, 3, 5)),
        "reminder form with an error": afterwards.reminder_form(
            after.sent(of_many), day=None, error="Vælg en dag."
        ),
        "reminder set": afterwards.reminder_set(after.sent(of_many), now=NOW),
        "no reminder": afterwards.reminder_set(after.sent(dont), now=NOW),
    }


def _account(standings: dict[Standing, int], *, every_reason: bool = False) -> Account:
    reasons = {(standing, one): 1_111 for standing in standings for one in Reason}
    many = 1_111 if every_reason else 0
    return Account(
        Counter(standings),
        Counter(reasons if every_reason else {}),
        open_uncertain=many,
        edits=many,
        edits_failed=many,
    )
