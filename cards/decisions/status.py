"""The card that follows a publication from "who approves it" to "what became of each"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.decisions.publication.accounted import Status
from bot.decisions.values import Publication, PublicationPhase
from bot.delivery.standings import Standing
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from cards.broadcasts.account import can_be_tried_again
from cards.decisions.planned import TITLE, called, contents
from cards.decisions.telling import headline, told
from cards.decisions.ways import ShowDecision, ShowPublication
from cards.decisions.words import decided_in_words, shortened
from cards.parts import Part, buttons, card, note, paragraph, unfolding

TITLES = 8  # in sight
IN_SIGHT = 3  # buttons; the rest are unfolded


@dataclass(frozen=True)
class OfPublication:
    """An action on a publication, which the buttons of all features name alike for the handlers."""

    publication_id: UUID

    @property
    def subject(self) -> UUID:
        """The publication."""
        return self.publication_id


@dataclass(frozen=True)
class UndoPublication(OfPublication, Action, name="decisions.undo"):
    """That it shall be a draft again: it awaits approval, or its time."""


@dataclass(frozen=True)
class TryAgain(OfPublication, Action, name="decisions.try_again"):
    """That it shall be tried again where it failed."""


@dataclass(frozen=True)
class ShowUncertain(OfPublication, Action, name="decisions.uncertain"):
    """That the person wants to decide about those who may have got it."""


@dataclass(frozen=True)
class AskToStop(OfPublication, Action, name="decisions.ask_to_stop"):
    """That the person considers stopping what isn't sent."""


@dataclass(frozen=True)
class AskToRecall(OfPublication, Action, name="decisions.ask_to_recall"):
    """That the person considers taking it away from everybody."""


@dataclass(frozen=True)
class ChooseReminder(OfPublication, Action, name="decisions.choose_reminder"):
    """That the person wants to choose the day of the reminder."""


@dataclass(frozen=True)
class ExportAccount(OfPublication, Action, name="decisions.export_account", makes_file=True):
    """That the person wants to know of each what became of it."""


def status(status: Status, *, now: datetime) -> Card:
    """Where the publication is, what became of it, and what there is to do."""
    publication = status.publication
    name = called(publication)
    return card(
        name,
        paragraph(f"**{headline(status, now)}**"),
        *_decisions(publication),
        *map(paragraph, told(status, now)),
        *_actions(status),
        summary=_("Status på »{title}«", title=name),
    )


def _decisions(publication: Publication) -> Iterator[Part]:
    shown = contents(publication)
    if len(shown) == 1:
        yield note(plain(decided_in_words(shown[0])))
        return
    lines = [f"- {plain(shortened(one.title, TITLE))}" for one in shown[:TITLES]]
    if len(shown) > TITLES:
        lines.append(_("- og {number} til", number=len(shown) - TITLES))
    yield paragraph("\n".join(lines))


def _actions(status: Status) -> Iterator[Part]:
    publication = status.publication
    match publication.phase:
        case PublicationPhase.DRAFT | PublicationPhase.DISCARDED:
            yield buttons((_("Åbn"), ShowPublication(publication.id, apart=True)))
        case PublicationPhase.AWAITING:
            yield buttons((_("Gør den til kladde igen"), UndoPublication(publication.id)))
        case PublicationPhase.SCHEDULED:
            yield buttons((_("Fortryd"), UndoPublication(publication.id)))
        case PublicationPhase.PUBLISHED:
            yield from _while_it_stands(status)
        case PublicationPhase.RECALLED:
            again = _can_be_tried_again(status, recalled=True)
            yield buttons(
                *([(_("Prøv igen"), TryAgain(publication.id))] if again else []),
                *_export(publication),
            )


def _while_it_stands(status: Status) -> Iterator[Part]:
    publication = status.publication
    first: list[tuple[str, Action]] = []
    if status.account.open_uncertain or _is_uncertain_in_channel(status):
        first.append((_("Afgør de uviste"), ShowUncertain(publication.id)))
    if _can_be_tried_again(status, recalled=False):
        first.append((_("Prøv igen"), TryAgain(publication.id)))
    if len(publication.decisions) == 1:
        [only] = publication.decisions
        first.append((_("Se beslutningen"), ShowDecision(only.id, apart=True)))
    stop: list[tuple[str, Action]] = []
    if status.is_being_sent:
        stop.append((_("Stop resten"), AskToStop(publication.id)))
    if first or stop:
        yield buttons(*first[: IN_SIGHT - len(stop)], *stop)
    more = [*_reminder(publication), *_export(publication)]
    parts = [buttons(*more)] if more else []
    if not publication.corrects:
        parts.append(buttons((_("Træk tilbage"), AskToRecall(publication.id))))
    if parts:
        yield unfolding(_("Mere"), *parts)


def _reminder(publication: Publication) -> Iterator[tuple[str, Action]]:
    if publication.asks_receipt and (publication.to_people or publication.tells):
        yield _("Påmind dem, der mangler"), ChooseReminder(publication.id)


def _export(publication: Publication) -> Iterator[tuple[str, Action]]:
    if publication.corrects and not publication.tells:
        return  # nobody got a message of it
    yield _("Hent som Excel"), ExportAccount(publication.id)


def _can_be_tried_again(status: Status, *, recalled: bool) -> bool:
    failed = (Standing.NOT_REMOVED,) if recalled else (Standing.UNREACHED, Standing.FAILED)
    channel = None if status.publication.stopped_at else status.in_channel
    return (
        can_be_tried_again(status.account, recalled=recalled)
        or bool(status.edited.failed)
        or (channel is not None and channel.standing in failed)
    )


def _is_uncertain_in_channel(status: Status) -> bool:
    message = status.in_channel
    return message is not None and message.standing is Standing.UNCERTAIN and message.reason is None
