"""That decisions were corrected, for those to whom it matters: what says something else now."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.decisions.receivers.received import Change, Item, Received
from bot.language import _, counted
from bot.language.formats import day, plain
from bot.messages import Card
from cards.broadcasts.received import formatted
from cards.decisions.acknowledging import receipt_and_asking, what_became, whence
from cards.decisions.several import nothing_left, read_in_whole, title_in_list
from cards.inquiries.words import shortened
from cards.parts import Part, box, card, note, paragraph, unfolding

IN_ALL = 4800  # characters of what it says now, and as many of what it said before


def corrected(received: Received, *, now: datetime) -> Card:
    """What changed, and what it says now; of several decisions, where something changed."""
    if not received.items:
        return nothing_left()
    if len(received.items) == 1:
        return _one(received, received.items[0], now=now)
    name = counted(
        "{number} beslutning er rettet", "{number} beslutninger er rettet", len(received.items)
    )
    return card(
        name,
        _edited(),
        *(
            box(
                paragraph(title_in_list(item)),
                paragraph(
                    ", ".join(_field_in_words(one.field) for one in item.changes) or _other()
                ),
                read_in_whole(received, item),
            )
            for item in received.items
        ),
        *receipt_and_asking(received, None, now=now, preview=False),
    )


def _one(received: Received, item: Item, *, now: datetime) -> Card:
    longest = IN_ALL // max(1, len(item.changes))
    return card(
        _("Rettet: {title}", title=item.content.title),
        note(whence(item, now=now)),
        _edited(),
        *([] if item.holds else what_became(item, now=now)),
        *([] if item.changes else [paragraph(_other())]),
        *(part for change in item.changes for part in _change(change, longest)),
        *receipt_and_asking(received, item, now=now, preview=False),
    )


def _edited() -> Part:
    return paragraph(_("Det kort, du har fået tidligere, er også rettet."))


def _other() -> str:
    return _("Oplysningerne om sagen er rettet.")


def _change(change: Change, longest: int) -> Iterator[Part]:
    name = _field_in_words(change.field)
    before, after = str(change.before or ""), str(change.after or "")
    if change.field in ("meaning", "text", "to_discuss"):
        yield paragraph(f"**{name}**")
        yield box(paragraph(formatted(plain(shortened(after, longest))) or _("Er taget ud.")))
        if before:
            was = formatted(plain(shortened(before, longest)))
            yield unfolding(_("Se, hvad der stod før"), paragraph(was))
        return
    yield paragraph(
        _(
            "**{name}:** {after} (før: {before})",
            name=name,
            after=_in_short(change.after),
            before=_in_short(change.before),
        )
    )


def _field_in_words(field: str) -> str:
    match field:
        case "title":
            return _("Titel")
        case "meaning":
            return _("Det betyder for dig")
        case "text":
            return _("Det er besluttet")
        case "body":
            return _("Besluttet af")
        case "decided_on":
            return _("Besluttet den")
        case "holds_from":
            return _("Gælder fra")
        case _to_discuss:
            return _("Til drøftelse hos jer")


def _in_short(value: str | date | None) -> str:
    if not value:
        return _("ikke angivet")
    return day(value) if isinstance(value, date) else plain(value)
