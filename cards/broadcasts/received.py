"""A broadcast as who receives it meets it, and what still waits for a receipt."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.broadcasts.values import Broadcast, Content, Received
from bot.inquiries.values import TEXT_LENGTH
from bot.language import _, counted
from bot.language.formats import day, plain, relative_moment
from bot.messages import Action, Card
from bot.people.values import Person
from cards.parts import (
    Part,
    box,
    buttons,
    card,
    link,
    note,
    paragraph,
    text_field,
)

LISTED = 10  # of what waits for a receipt, in one card

# A line that is neither a paragraph's first nor part of a list: cards would join it to the last.
_BROKEN_LINE = re.compile(r"(?<!\n)\n(?!\n|\s*(?:[-*+]|\d+[.)])\s)")


@dataclass(frozen=True)
class Acknowledge(Action, name="broadcasts.acknowledge"):
    """That the person has read the broadcast."""

    broadcast_id: UUID


@dataclass(frozen=True)
class AcknowledgeListed(Action, name="broadcasts.acknowledge_listed"):
    """The same, pressed in a list of what waits. reminder: whether the list came as a reminder."""

    broadcast_id: UUID
    reminder: bool


@dataclass(frozen=True)
class ShowAgain(Action, name="broadcasts.show_again"):
    """That the person wants the broadcast at the bottom of the chat."""

    broadcast_id: UUID


@dataclass(frozen=True)
class OpenReply(Action, name="broadcasts.open_reply"):
    """That the person wants to write to the sender."""

    broadcast_id: UUID


@dataclass(frozen=True)
class WriteToSender(Action, name="broadcasts.write_to_sender"):
    """What the person writes to the sender."""

    broadcast_id: UUID
    text: str = ""


def received(received: Received, *, now: datetime, preview: bool = False) -> Card:
    """The broadcast as one receiver meets it. preview: before it is sent; the buttons are words."""
    return card(
        received.content.title,
        *received_parts(received, now=now, preview=preview),
        summary=_(
            "{title} (fra {sender})",
            title=received.content.title,
            sender=received.sender.name if received.sender else _("direktionen"),
        ),
    )


def preview(broadcast: Broadcast, *, now: datetime) -> Card:
    """The broadcast as receivers will see it, as it is now written."""
    return received(as_received(broadcast, now=now), now=now, preview=True)


def as_received(broadcast: Broadcast, *, now: datetime) -> Received:
    """The broadcast as it will meet a receiver if it is sent as it is now written."""
    return Received(
        id=broadcast.id,
        content=broadcast.content,
        sender=broadcast.sender,
        sent_at=None,
        corrected_at=now if broadcast.has_unsent_correction else broadcast.corrected_at,
        acknowledged_at=None,
        replied_at=None,
        in_channel=broadcast.channel is not None,
    )


def received_parts(received: Received, *, now: datetime, preview: bool = False) -> tuple[Part, ...]:
    """What stands below the title of a broadcast; see `received`."""
    content = received.content
    return (
        note(_whence(received, now=now)),
        paragraph(formatted(content.text)),
        *_link(content),
        *_receipt(received, now=now, preview=preview),
        *_reply(received, now=now, preview=preview),
    )


def reply_form(title: str, broadcast_id: UUID, *, text: str = "", error: str = "") -> Card:
    """The form for a reply, in a card of its own: the broadcast's is edited, which empties forms.

    error: why what was written wasn't sent.
    """
    too_long = len(text) > TEXT_LENGTH
    return card(
        _("Skriv til afsenderen"),
        paragraph(_("Om »{title}«. Dit svar er ikke sendt endnu.", title=plain(title))),
        text_field(
            "text",
            _("Dit svar"),
            text,
            lines=True,
            longest=None if too_long else TEXT_LENGTH,  # or the client might cut what was written
            required=True,
            error=error or None,
        ),
        note(_("Direktionen og dens sekretariat kan læse det og svarer dig her.")),
        note(promise_of_free_text()),
        buttons((_("Send svaret"), WriteToSender(broadcast_id))),
    )


def reply_sent(received: Received, *, now: datetime) -> Card:
    """That what somebody wrote in a card of its own has reached the sender."""
    return card(
        _("Sendt til afsenderen"),
        paragraph(
            _(
                "Dit svar om »{title}« er sendt til afsenderen {when}.",
                title=plain(received.content.title),
                when=relative_moment(received.replied_at or now, now),
            )
        ),
    )


def reminder(waiting: Sequence[Received], *, now: datetime) -> Card:
    """A reminder of everything of a person's that waits for a receipt; once it is empty, thanks."""
    if not waiting:
        return card(
            _("Husk at kvittere"),
            paragraph(_("Tak. Du har kvitteret for det, der ventede.")),
        )
    return card(
        _("Husk at kvittere"),
        paragraph(
            counted(
                "{number} besked venter på, at du kvitterer:",
                "{number} beskeder venter på, at du kvitterer:",
                len(waiting),
            )
        ),
        *waiting_for_receipt(waiting, reminder=True, now=now),
    )


def waiting_for_receipt(
    waiting: Sequence[Received], *, reminder: bool, now: datetime
) -> Iterator[Part]:
    """What waits for a receipt, each with its buttons, and the promise about receipts."""
    for one in waiting[:LISTED]:
        yield box(
            paragraph(f"**{plain(one.content.title)}**"),
            note(_whence(one, now=now, with_day=True)),
            buttons(
                (_("Jeg har læst det"), AcknowledgeListed(one.id, reminder)),
                (_("Vis den igen"), ShowAgain(one.id)),
            ),
        )
    left = len(waiting) - LISTED
    if left > 0:
        yield paragraph(
            counted("Og {number} til.", "Og {number} til. De kommer frem her efterhånden.", left)
        )
    if waiting:
        yield note(promise_of_receipt())


def sender_in_words(sender: Person | None) -> str:
    """Who a broadcast is from, as Markdown; None: the directorate."""
    return f"{plain(sender.name)}, {plain(sender.title)}" if sender else _("Direktionen")


def formatted(text: str) -> str:
    """A text of several lines as cards show them, each line on its own."""
    return _BROKEN_LINE.sub("\n\n", text)


def promise_of_receipt() -> str:
    """Who sees receipts, and what they are for."""
    return _(
        "Afsenderen ser, om du har kvitteret. Det bruges til at sikre, at beskeden når frem, ikke "
        "til at vurdere dig."
    )


def promise_of_free_text() -> str:
    """What not to write in a free text, and who may get to see it."""
    return _(
        "Skriv ikke om borgere eller navngivne kolleger. Svar kan være omfattet af aktindsigt."
    )


def _whence(received: Received, *, now: datetime, with_day: bool = False) -> str:
    content = received.content
    parts = [_("Haster")] if content.urgent else []
    parts.append(_("Fra {sender}", sender=sender_in_words(received.sender)))
    if with_day and received.sent_at:
        parts.append(_("Sendt {when}", when=relative_moment(received.sent_at, now)))
    if content.useful_until:
        parts.append(_("Gælder til {day}", day=day(content.useful_until)))
    if received.corrected_at:
        parts.append(_("Rettet {when}", when=relative_moment(received.corrected_at, now)))
    return " · ".join(parts)


def _link(content: Content) -> tuple[Part, ...]:
    return (link(content.link_title, content.link),) if content.link else ()


def _receipt(received: Received, *, now: datetime, preview: bool) -> tuple[Part, ...]:
    if received.acknowledged_at:
        when = relative_moment(received.acknowledged_at, now)
        return (paragraph(_("Kvitteret {when}", when=when)),)
    if received.content.asks_receipt and received.is_forgotten:
        return (note(_("Kvitteringerne for den er slettet, så du skal ikke kvittere mere.")),)
    if not received.asks_receipt:
        return ()
    label = _("Jeg har læst det")
    return (
        _as_words(label) if preview else buttons((label, Acknowledge(received.id))),
        note(promise_of_receipt()),
    )


def _reply(received: Received, *, now: datetime, preview: bool) -> Iterator[Part]:
    if received.replied_at:
        yield paragraph(
            _("Sendt til afsenderen {when}", when=relative_moment(received.replied_at, now))
        )
    label = _("Skriv til afsenderen")
    if received.in_channel:  # where a reply would be read by all
        yield note(
            _(
                "Har du spørgsmål, så skriv til Lederlinjen i jeres egen chat. Det, du skriver i "
                "kanalen, kan alle i teamet læse."
            )
        )
    elif preview:
        yield _as_words(label)
        yield note(_("Sådan ser modtagerne den. Knapperne virker, når beskeden er sendt."))
    else:
        yield buttons((label, OpenReply(received.id)))


def _as_words(label: str) -> Part:
    return paragraph(f"**{label}**")
