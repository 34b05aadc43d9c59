"""What became of something that a person sent: the receipt, and all of it later on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.inquiries.values import SAID_TO_ASKER, SETTLED, Act, Kind, Own, Phase
from bot.language import _, counted
from bot.language.formats import lasting, plain, relative_moment, weekday
from bot.messages import Action, Card
from cards.inquiries.forms import AskFurther
from cards.inquiries.standing import (
    quoted,
    said,
    sent_text,
    settled_on_in_words,
    standing_in_words,
)
from cards.parts import Part, buttons, card, note, paragraph, unfolding

LISTED = 4  # of what was answered and asked further, in one card; more may not fit in


@dataclass(frozen=True)
class ShowOwn(Action, name="inquiries.show_own"):
    """That the person wants to see what they have sent. page: counted from 0, the newest."""

    page: int


@dataclass(frozen=True)
class OpenOwn(Action, name="inquiries.open_own"):
    """That the person wants to see one of what they sent. page: of the list that it stood in."""

    inquiry_id: UUID
    page: int | None = None


@dataclass(frozen=True)
class AskToWithdraw(Action, name="inquiries.ask_to_withdraw"):
    """That the person may want to take it back. page: of the list that it stood in."""

    inquiry_id: UUID
    page: int | None = None


@dataclass(frozen=True)
class Withdraw(Action, name="inquiries.withdraw"):
    """That it shall be taken back. page: of the list that it stood in."""

    inquiry_id: UUID
    page: int | None = None


@dataclass(frozen=True)
class Helped(Action, name="inquiries.helped"):
    """That an answer helped, or that it wasn't meant so. apart: pressed where the answer came.

    page: of the list that the inquiry stood in.
    """

    entry_id: UUID
    helped: bool
    apart: bool
    page: int | None = None


def receipt(own: Own, *, now: datetime) -> Card:
    """Where it stands, in the card that who sent it has from then on, and that is edited.

    What was answered came in a card of its own, so it is only said when that was.
    """
    today = in_copenhagen(now).date()
    with lasting():
        if own.phase in SETTLED:
            return card(
                settled_on_in_words(own, today=today),
                quoted(own),
                paragraph(_("Det står i en besked for sig her i chatten.")),
                note(_sent(own, now=now)),
            )
        return card(
            standing_in_words(own, today=today),
            *_explained(own, now=now),
            *_asked(own, now=now),
            note(_sent(own, now=now)),
            *(_withdrawing(own) for _one in (own,) if own.may_withdraw),
        )


def handed_in(own: Own, *, now: datetime, again: bool = False) -> Card:
    """What becomes of the form: a line, as another card says from now on where it stands.

    again: it was sent once more, and that changed nothing. Where it is settled, how.
    """
    if own.phase is not Phase.OPEN:
        return standing(own, now=now, again=again)
    if again:
        return card(_("Du havde allerede sendt det, så det er ikke sendt igen."))
    if own.thread:
        return card(_("Sendt. Kortet med svaret siger, hvornår du hører mere."))
    return card(_("Sendt. Kvitteringen står herunder."))


def standing(own: Own, *, now: datetime, page: int | None = None, again: bool = False) -> Card:
    """Where it stands, with all that was said. page: of the list that it stood in.

    again: it was sent once more, and that changed nothing.
    """
    today = in_copenhagen(now).date()
    with lasting():
        return card(
            standing_in_words(own, today=today),
            *_again(again, own),
            *_explained(own, now=now),
            *_asked(own, now=now),
            note(_sent(own, now=now)),
            *_buttons(own, page),
        )


def withdraw_question(own: Own, *, page: int | None) -> Card:
    """Whether to take it back, and what would happen."""
    return card(
        _("Træk den tilbage?"),
        quoted(own),
        paragraph(_if_withdrawn(own)),
        buttons(
            (_("Lad det stå"), OpenOwn(own.inquiry.id, page)),
            (_("Træk den tilbage"), Withdraw(own.inquiry.id, page)),
        ),
    )


def _withdrawing(own: Own) -> Part:
    """The question whether to take it back, unfolded: an edit would take its place in the card."""
    return unfolding(
        _("Træk den tilbage"),
        paragraph(_if_withdrawn(own)),
        buttons((_("Ja, træk den tilbage"), Withdraw(own.inquiry.id))),
    )


def _if_withdrawn(own: Own) -> str:
    if own.inquiry.kind is Kind.DECISION:
        return _(
            "Så skal ingen svare, og du får ikke svar. Det kan være læst. Det kan ikke "
            "fortrydes, men du kan spørge igen."
        )
    return _(
        "Direktionen skal så ikke svare, og du får ikke svar. Den kan have læst det. "
        "Det kan ikke fortrydes, men du kan sende det igen."
    )


def _asked(own: Own, *, now: datetime) -> Iterator[Part]:
    """What was sent, and what was said to it and asked further since."""
    yield sent_text(own)
    yield from _left_out(len(own.thread) - LISTED)
    for entry in own.thread[-LISTED:]:
        yield from said(entry, now=now)


def _again(again: bool, own: Own) -> Iterator[Part]:
    if not again:
        return
    if own.phase is Phase.WITHDRAWN:
        if own.inquiry.kind is Kind.DECISION:
            yield paragraph(
                _("Det er ikke sendt igen. Tryk på Spørg på beslutningen, når du vil spørge igen.")
            )
            return
        yield paragraph(
            _("Det er ikke sendt igen. Skriv Foreslå, når du vil sende et nyt forslag.")
            if own.inquiry.kind is Kind.PROPOSAL
            else _("Det er ikke sendt igen. Skriv Spørg direktionen, når du vil sende det igen.")
        )
    else:
        yield paragraph(_("Du havde allerede sendt det, så det er ikke sendt igen."))


def _explained(own: Own, *, now: datetime) -> Iterator[Part]:
    """What the title leaves unsaid."""
    inquiry, today = own.inquiry, in_copenhagen(now).date()
    if own.phase is not Phase.OPEN:
        return
    if inquiry.due_on < today:
        day = weekday(inquiry.due_on, today=today)
        yield paragraph(
            _(
                "Du skulle have haft svar senest {day}. Det ligger stadig hos {name}.",
                day=day,
                name=plain(own.owner.name),
            )
            if own.owner and inquiry.kind is Kind.DECISION
            else _(
                "Du skulle have haft svar senest {day}. Det ligger stadig hos direktionen.", day=day
            )
        )
    elif inquiry.kind is Kind.PROPOSAL:
        yield paragraph(
            _(
                "Så hører du, hvad der sker: Forslaget er taget op (og med hvem), det er besvaret, "
                "eller det bliver ikke nu (og hvorfor)."
            )
        )
    if own.owner:
        yield paragraph(_("{name} ser på det.", name=plain(own.owner.name)))
    if inquiry.phase is Phase.MERGED:
        yield paragraph(_("Det besvares sammen med et, der ligner."))


def _left_out(many: int) -> Iterator[Part]:
    if many > 0:
        yield note(counted("Og {number} tidligere.", "Og {number} tidligere.", many))


def _sent(own: Own, *, now: datetime) -> str:
    when = relative_moment(own.inquiry.asked_at, now)
    if own.inquiry.hidden:
        return _("Sendt {when}. Direktionen ser ikke dit navn her.", when=when)
    return _("Sendt {when} med dit navn.", when=when)


def _buttons(own: Own, page: int | None) -> Iterator[Part]:
    pressed: list[tuple[str, Action]] = []
    last = own.thread[-1] if own.thread else None
    if last and own.phase is not Phase.OPEN and last.act in SAID_TO_ASKER:
        if last.act is Act.ANSWERED and not last.helped:
            pressed.append((_("Det hjalp"), Helped(last.id, helped=True, apart=False, page=page)))
        pressed.append((_("Spørg videre"), AskFurther(last.id)))
    if page is not None:
        pressed.append((_("Tilbage til listen"), ShowOwn(page)))
    if own.may_withdraw:
        pressed.append((_("Træk den tilbage"), AskToWithdraw(own.inquiry.id, page)))
    if last and last.helped:
        yield paragraph(_("Du har sagt, at svaret hjalp."))
    if pressed:
        yield buttons(*pressed)
