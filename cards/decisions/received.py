"""Decisions as who receives them meets them, and what still waits for a receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.decisions.receivers.received import Item, Received
from bot.decisions.values import MEANING_LENGTH, TEXT_LENGTH, Publication
from bot.language import _, counted
from bot.language.formats import day, plain, relative_moment
from bot.messages import Action, Card
from cards.broadcasts.received import formatted, promise_of_receipt
from cards.decisions.acknowledging import (
    in_channel,
    of_preview,
    receipt_and_asking,
    what_became,
    whence,
)
from cards.decisions.discussing import discussion
from cards.decisions.questions import questions_and_answers
from cards.decisions.several import heading_of_several, nothing_left, several
from cards.decisions.words import body_and_day
from cards.inquiries.words import shortened
from cards.parts import Part, box, buttons, card, heading, note, paragraph, unfolding

LISTED = 10  # of what waits for a receipt, in one card
IN_SIGHT = 900  # characters of a decision's text; a longer one is folded away
BEGINNING = 300  # characters that are in sight of a longer one
MED_IN_SHORT = 200  # characters of what came out of it in MED


@dataclass(frozen=True)
class AcknowledgeListed(Action, name="decisions.acknowledge_listed"):
    """The same, pressed in a list of what waits. reminder: whether the list came as a reminder."""

    publication_id: UUID
    reminder: bool


@dataclass(frozen=True)
class ShowDecisionsAgain(Action, name="decisions.show_again"):
    """That the person wants what they got at the bottom of the chat."""

    publication_id: UUID


def received(received: Received, *, now: datetime, preview: bool = False) -> Card:
    """What one receiver got. preview: before it is published; the buttons are words."""
    if not received.items:
        return nothing_left()
    if len(received.items) == 1:
        return _one(received, received.items[0], now=now, preview=preview)
    return several(received, now=now, preview=preview)


def preview(publication: Publication, *, now: datetime) -> Card:
    """A publication as those will see it whom all of it concerns, as it is now written."""
    corrected_at = now if publication.corrects else None
    items = tuple(
        Item(replace(one, corrected_at=corrected_at), one.content) for one in publication.decisions
    )
    as_received = Received(
        publication.id,
        items,
        asks_receipt=publication.asks_receipt,
        in_channel=not publication.to_people and publication.channel is not None,
    )
    return received(as_received, now=now, preview=True)


def waiting_for_receipt(
    waiting: Sequence[Received], *, reminder: bool, now: datetime
) -> Iterator[Part]:
    """What waits for a receipt, each with its buttons, and the promise about receipts.

    reminder: it stands in a reminder, and not among all that waits for somebody.
    """
    if waiting and not reminder:
        yield heading(_("Kvittér for beslutninger"))
    elif waiting:
        yield paragraph(_("Du er bedt om at kvittere for:"))
    for one in waiting[:LISTED]:
        yield box(
            paragraph(f"**{plain(called(one))}**"),
            note(_came(one, now=now)),
            buttons(
                (_("Jeg har læst det"), AcknowledgeListed(one.id, reminder)),
                (_("Vis igen"), ShowDecisionsAgain(one.id)),
            ),
        )
    left = len(waiting) - LISTED
    if left > 0:
        yield paragraph(
            counted("Og {number} til.", "Og {number} til. De kommer frem her efterhånden.", left)
        )
    if waiting:
        yield note(promise_of_receipt())


def called(received: Received) -> str:
    """What a message is called in a list: its one decision, or how many they are. Plain text."""
    if len(received.items) == 1:
        return received.items[0].content.title
    return heading_of_several(received)


def _one(received: Received, item: Item, *, now: datetime, preview: bool) -> Card:
    content = item.content
    name = _("Besluttet: {title}", title=content.title)
    return card(
        name,
        note(whence(item, now=now)),
        *what_became(item, now=now),
        *_meaning(content.meaning),
        *_text(content.text),
        *_what_to_do(received, item, now=now, preview=preview),
        *_long_text(content.text),
        *discussion(item, preview=preview, in_channel=received.in_channel),
        *questions_and_answers(item.decision, may_show_all=not (received.in_channel or preview)),
        *_source(item),
        summary=_summary(name, content.body),
    )


def _meaning(meaning: str) -> Iterator[Part]:
    if meaning:
        yield heading(_("Det betyder for dig"))
        yield paragraph(formatted(plain(shortened(meaning, MEANING_LENGTH))))


def _text(text: str) -> Iterator[Part]:
    """What was decided, or its beginning where it is long."""
    yield heading(_("Det er besluttet"))
    longest = IN_SIGHT if len(text) <= IN_SIGHT else BEGINNING
    yield paragraph(formatted(plain(shortened(text, longest))))


def _long_text(text: str) -> Iterator[Part]:
    if len(text) > IN_SIGHT:
        words = paragraph(formatted(plain(shortened(text, TEXT_LENGTH))))
        yield unfolding(_("Læs hele beslutningen"), words)


def _what_to_do(received: Received, item: Item, *, now: datetime, preview: bool) -> Iterator[Part]:
    yield from receipt_and_asking(received, item, now=now, preview=preview)
    if received.in_channel:
        yield in_channel()
    elif item.asked_at:
        when = relative_moment(item.asked_at, now)
        yield paragraph(_("Du spurgte {when}. Svaret kommer i en besked for sig.", when=when))
    if preview:
        yield of_preview()


def _source(item: Item) -> Iterator[Part]:
    """Where it stands, and what becomes of it in MED."""
    content = item.content
    if content.med_outcome:
        outcome = shortened(" ".join(content.med_outcome.split()), MED_IN_SHORT)
        yield note(_("Det sagde MED: {outcome}", outcome=plain(outcome)))
    elif content.in_med:
        when = day(content.med_on) if content.med_on else ""
        yield note(_("Drøftes i MED den {day}.", day=when) if when else _("Drøftes i MED."))
    if content.case_number:
        case = _("sag {number}", number=plain(content.case_number))
        as_of = day(content.decided_on) if content.decided_on else ""
        yield note(_("Kilde: {source}", source=", ".join(filter(None, (case, as_of)))))


def _came(received: Received, *, now: datetime) -> str:
    parts = []
    if len(received.items) == 1:
        parts.append(plain(body_and_day(received.items[0].content)))
    if received.sent_at:
        parts.append(_("Sendt {when}", when=relative_moment(received.sent_at, now)))
    return " · ".join(filter(None, parts))


def _summary(name: str, body: str) -> str:
    return _("{title} (fra {sender})", title=name, sender=body) if body else name
