"""Several decisions in one message: a list, from which each can be read in whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.decisions.receivers.received import Item, Received
from bot.decisions.values import MEANING_LENGTH
from bot.language import _, counted
from bot.language.formats import plain
from bot.messages import Action, Card
from cards.decisions.acknowledging import (
    as_words,
    in_channel,
    of_preview,
    receipt_and_asking,
    way_to_case,
)
from cards.decisions.words import body_on_day
from cards.inquiries.words import shortened
from cards.parts import Part, box, buttons, card, note, paragraph

IN_A_LIST = 3000  # characters of what they mean, of all decisions in a list together
LINKED = 8  # decisions in a list in a channel, each with a link to its case
TITLE_IN_LIST = 100  # characters


@dataclass(frozen=True)
class ReadDecision(Action, name="decisions.read"):
    """That the person wants one of several decisions in whole, at the bottom of the chat."""

    publication_id: UUID
    decision_id: UUID


def several(received: Received, *, now: datetime, preview: bool) -> Card:
    """What one receiver got where it is more than one decision; see `received`."""
    name = heading_of_several(received)
    shares = IN_A_LIST // len(received.items)
    return card(
        name,
        *([] if received.in_channel else [paragraph(_("Det er dem, der gælder for dig."))]),
        *(
            part
            for item in received.items
            for part in _listed(received, item, min(shares, MEANING_LENGTH), preview=preview)
        ),
        *_several_to_do(received, now=now, preview=preview),
        summary=name,
    )


def nothing_left() -> Card:
    """What a message becomes when nothing in it holds, and it was forgotten who got it."""
    said = _(
        "Det, der stod her, gælder ikke mere. Skriv »Beslutninger« for at se dem, der gælder nu."
    )
    return card(_("Gælder ikke mere"), paragraph(said))


def heading_of_several(received: Received) -> str:
    """How many they are, and from whom if that is the same. Plain text."""
    contents = [one.content for one in received.items]
    many = len(contents)
    if len({(one.body, one.decided_on) for one in contents}) == 1 and contents[0].body:
        return counted(
            "{number} beslutning fra {whence}",
            "{number} beslutninger fra {whence}",
            many,
            whence=body_on_day(contents[0]),
        )
    return counted("{number} beslutning", "{number} beslutninger", many)


def title_in_list(item: Item) -> str:
    """What a decision is called where there are several, and what became of it. Markdown."""
    decision = item.decision
    became = _("Rettet") if decision.corrected_at else ""
    if not item.holds:
        became = _("Gælder ikke mere")
    title = plain(shortened(item.content.title, TITLE_IN_LIST))
    return " · ".join(filter(None, (f"**{title}**", became)))


def read_in_whole(received: Received, item: Item) -> Part:
    """The button that shows one of several decisions in whole."""
    return buttons((_("Læs og spørg"), ReadDecision(received.id, item.decision.id)))


def _listed(received: Received, item: Item, longest: int, *, preview: bool) -> Iterator[Part]:
    content = item.content
    said = content.meaning or content.text
    parts: list[Part] = [
        paragraph(title_in_list(item)),
        paragraph(plain(shortened(" ".join(said.split()), longest))),
    ]
    if preview:
        parts.append(as_words(_("Læs og spørg")))
    elif not received.in_channel:
        parts.append(read_in_whole(received, item))
    elif len(received.items) <= LINKED:
        parts.extend(way_to_case(content.link))
    yield box(*parts)


def _several_to_do(received: Received, *, now: datetime, preview: bool) -> Iterator[Part]:
    yield from receipt_and_asking(received, None, now=now, preview=preview)
    if received.in_channel:
        yield in_channel()
    if preview:
        if not received.in_channel:
            yield note(_("Hver modtager får kun dem, der gælder for dem."))
        yield of_preview()
