"""Saying that decisions were read, and asking about them: what stands below every one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.decisions.receivers.received import Item, Received
from bot.decisions.values import Phase
from bot.language import _
from bot.language.formats import day, plain, relative_moment
from bot.messages import Action
from cards.broadcasts.received import promise_of_receipt
from cards.decisions.asking import AskAboutDecision
from cards.decisions.ways import ShowDecision
from cards.decisions.words import decided_in_words, or_on_leave, reference_in_words
from cards.parts import Part, buttons, link, note, paragraph


@dataclass(frozen=True)
class AcknowledgeDecisions(Action, name="decisions.acknowledge"):
    """That the person has read the decisions that came together."""

    publication_id: UUID


def receipt_and_asking(
    received: Received, item: Item | None, *, now: datetime, preview: bool
) -> Iterator[Part]:
    """The receipt and, where one decision is shown, the way to ask about it, or to its successor.

    item: the one that is shown; None where there are several.
    """
    yield from _acknowledged(received, now=now)
    pressed: list[tuple[str, Action]] = []
    if received.owes_receipt:
        pressed.append((_("Jeg har læst det"), AcknowledgeDecisions(received.id)))
    if item and not received.in_channel:
        pressed.append(_asking(item))
    if preview:
        for label, _action in pressed:
            yield as_words(label)
    elif pressed:
        yield buttons(*pressed)
    if item:
        yield from way_to_case(item.content.link)
    if received.owes_receipt:
        yield note(promise_of_receipt())


def whence(item: Item, *, now: datetime) -> str:
    """Who decided it and when, from when it holds, and who is responsible. Markdown."""
    content, owner = item.content, item.decision.owner
    parts = [plain(decided_in_words(content))]
    if content.holds_from:
        parts.append(_("Gælder fra {day}", day=day(content.holds_from)))
    if owner and owner.active:
        presented = ", ".join(filter(None, (owner.name, owner.title)))
        presented = or_on_leave(presented, owner, in_copenhagen(now).date())
        parts.append(_("Ansvarlig: {person}", person=plain(presented)))
    return " · ".join(filter(None, parts))


def what_became(item: Item, *, now: datetime) -> Iterator[Part]:
    """What has become of it since: corrected, replaced or lapsed."""
    decision = item.decision
    when = relative_moment(decision.ended_at, now) if decision.ended_at else ""
    match decision.phase:
        case Phase.REPLACED if decision.replaced_by:
            by = reference_in_words(decision.replaced_by)
            yield paragraph(
                _("**Gælder ikke mere.** Afløst {when} af {by}.", when=when, by=plain(by))
            )
        case Phase.REPLACED:
            yield paragraph(_("**Gælder ikke mere.** Afløst {when}.", when=when))
        case Phase.LAPSED:
            reason = plain(" ".join(decision.ended_reason.split()))
            yield paragraph(
                _("**Gælder ikke mere.** Bortfaldet {when}. {reason}", when=when, reason=reason)
            )
        case _current if decision.corrected_at:
            at = relative_moment(decision.corrected_at, now)
            yield note(_("**Rettet {when}.** Det her er den nye tekst.", when=at))
    if decision.replaces:
        by = reference_in_words(decision.replaces)
        yield note(_("Afløser {decision}.", decision=plain(by)))


def way_to_case(address: str) -> Iterator[Part]:
    """The button that opens the case, if there is one."""
    if address:
        yield link(_("Læs sagen"), address)


def in_channel() -> Part:
    """Where those ask who read it in a channel."""
    return note(
        _(
            "Har du spørgsmål, så skriv Beslutninger til Lederlinjen i jeres egen chat, og spørg "
            "der. Det, du skriver i kanalen, kan alle i teamet læse."
        )
    )


def of_preview() -> Part:
    """That it isn't published yet."""
    return note(_("Sådan ser modtagerne det. Knapperne virker, når det er offentliggjort."))


def as_words(label: str) -> Part:
    """A button that does nothing yet."""
    return paragraph(f"**{label}**")


def _asking(item: Item) -> tuple[str, Action]:
    """Who asks about what was replaced, mostly wants what holds now."""
    replaced_by = item.decision.replaced_by
    if replaced_by and not item.holds:
        return _("Vis den nye"), ShowDecision(replaced_by.id, apart=True)
    return _("Spørg"), AskAboutDecision(item.decision.id)


def _acknowledged(received: Received, *, now: datetime) -> Iterator[Part]:
    if received.acknowledged_at:
        when = relative_moment(received.acknowledged_at, now)
        yield paragraph(_("Kvitteret {when}", when=when))
    elif received.asks_receipt and received.is_forgotten:
        yield note(_("Kvitteringerne er slettet, så du skal ikke kvittere mere."))
