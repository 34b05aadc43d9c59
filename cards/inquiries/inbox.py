"""The directorate's inbox: what is in it, what waits longest on top."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.inquiries.values import Inquiry, Listed, Phase, Waiting, Which
from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.inquiries.further import first_asked, headline_of_last
from cards.inquiries.standing import about_decision
from cards.inquiries.words import (
    asker_in_words,
    due_in_words,
    kind_in_words,
    settled_in_words,
)
from cards.lists import buttons_about
from cards.parts import Part, box, buttons, card, choice_field, heading, note, paragraph

PAGE = 5


@dataclass(frozen=True)
class ShowInbox(Action, name="inquiries.inbox"):
    """That the person turns the pages. page: counted from 0."""

    which: Which
    page: int


@dataclass(frozen=True)
class ChooseWhich(Action, name="inquiries.choose_which"):
    """Which inquiries the person wants to see."""

    which: str = ""


@dataclass(frozen=True)
class OpenInbox(Action, name="inquiries.open_inbox"):
    """That the person wants the inbox, in a message of its own."""


@dataclass(frozen=True)
class ExportInbox(Action, name="inquiries.export", makes_file=True):
    """That the person wants these inquiries as a spreadsheet."""

    which: Which


@dataclass(frozen=True)
class ShowInquiry(Action, name="inquiries.show"):
    """That the person opens an inquiry, in a message of its own."""

    inquiry_id: UUID


@dataclass(frozen=True)
class ExportRecord(Action, name="inquiries.record", makes_file=True):
    """That the person wants an inquiry for the record."""

    inquiry_id: UUID


def inbox(
    page: Sequence[Listed],
    waiting: Waiting,
    *,
    which: Which,
    number_of_page: int,
    total: int,
    now: datetime,
) -> Card:
    """A page of the inbox. number_of_page: counted from 0. total: on all pages."""
    turning: list[tuple[str, Action]] = []
    if (number_of_page + 1) * PAGE < total:
        turning.append((_("Næste"), ShowInbox(which, number_of_page + 1)))
    if number_of_page:
        turning.append((_("Forrige"), ShowInbox(which, number_of_page - 1)))
    if total:
        turning.append((_("Hent som Excel"), ExportInbox(which)))
    return card(
        _("Indbakke"),
        paragraph(waiting_in_words(waiting)),
        *([heading(which_in_words(which))] if which is not Which.OPEN else []),
        *_lines(page, which, now),
        *(note(_pages(number_of_page, total)) for _one in page[:1] if total > PAGE),
        *(buttons(*turning) for _one in turning[:1]),
        choice_field(
            "which",
            _("Hvilke henvendelser?"),
            [(one.value, which_in_words(one)) for one in Which],
            which.value,
        ),
        buttons((_("Vis"), ChooseWhich())),
    )


def waiting_in_words(waiting: Waiting) -> str:
    """How much waits, and how much of it too long."""
    if not waiting.number:
        return _("Der er ikke noget, der venter på svar.")
    many = counted("{number} venter på svar.", "{number} venter på svar.", waiting.number)
    if not waiting.overdue:
        return _("{many} Ingen er over fristen.", many=many)
    late = counted("{number} er over fristen.", "{number} er over fristen.", waiting.overdue)
    return f"{many} **{late}**"


def which_in_words(which: Which) -> str:
    """What the inbox is narrowed to. Plain text."""
    match which:
        case Which.OPEN:
            return _("Alle, der venter")
        case Which.MINE:
            return _("Mine")
        case Which.QUESTIONS:
            return _("Kun spørgsmål")
        case Which.PROPOSALS:
            return _("Kun forslag")
        case Which.REPLIES:
            return _("Svar på fællesbeskeder")
        case Which.DECISIONS:
            return _("Spørgsmål om beslutninger")
        case Which.SETTLED:
            return _("Afsluttede i de sidste 30 dage")


def listed(inquiry: Inquiry, now: datetime, *, askers: int = 1) -> Part:
    """An inquiry in a list, with a button that opens it."""
    facts = [kind_in_words(inquiry.kind), asker_in_words(inquiry)]
    if inquiry.phase is Phase.OPEN:
        facts.append(_("{name} har den", name=plain(inquiry.owner.name)) if inquiry.owner else "")
    if askers > 1:
        facts.append(_("{many} har spurgt om det samme", many=number(askers)))
    late = (
        due_in_words(inquiry, now)
        if inquiry.phase is Phase.OPEN
        else settled_in_words(inquiry, now)
    )
    return box(
        paragraph(f"**{plain(headline_of_last(inquiry))}**"),
        *about_decision(inquiry),
        *first_asked(inquiry),
        note(" · ".join(filter(None, facts))),
        note(late),
        buttons_about(headline_of_last(inquiry), (_("Åbn"), ShowInquiry(inquiry.id))),
    )


def _lines(page: Sequence[Listed], which: Which, now: datetime) -> Iterator[Part]:
    for one in page:
        yield listed(one.inquiry, now, askers=one.askers)
    if not page and which is not Which.OPEN:
        yield paragraph(_("Der er ingen under »{which}«.", which=which_in_words(which)))


def _pages(number_of_page: int, total: int) -> str:
    return _(
        "{first} til {last} af {total}",
        first=number(number_of_page * PAGE + 1),
        last=number(min((number_of_page + 1) * PAGE, total)),
        total=number(total),
    )
