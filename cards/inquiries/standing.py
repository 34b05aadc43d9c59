"""What several cards of inquiries say: what was sent, where it stands, what came back."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.calendar import in_copenhagen
from bot.inquiries.values import (
    BACKGROUND_LENGTH,
    SAID_TO_ASKER,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Act,
    Entry,
    Inquiry,
    Kind,
    Own,
    Phase,
    Theme,
)
from bot.language import _
from bot.language.formats import plain, relative_moment, weekday
from bot.people.values import Person, Role
from cards.broadcasts.received import formatted
from cards.inquiries.words import headline, shortened
from cards.parts import Part, box, note, paragraph

SHORT = 120  # characters of what was sent, where only a glimpse of it is shown


def theme_in_words(theme: Theme) -> str:
    """What a proposal is for."""
    return {
        Theme.STOP: _("Noget vi kan holde op med"),
        Theme.ACROSS: _("Noget på tværs"),
        Theme.MEETING: _("Et punkt til ledermødet"),
        Theme.OTHER: _("Andet"),
    }[theme]


def standing_in_words(own: Own, *, today: date) -> str:
    """Where it stands for who sent it, in a sentence that may be a card's title."""
    is_proposal = own.inquiry.kind is Kind.PROPOSAL
    match own.phase:
        case Phase.WITHDRAWN:
            return _("Du har trukket det tilbage")
        case Phase.ANSWERED:
            return _("Du har fået svar")
        case Phase.CLOSED:
            return _("Lukket uden svar")
        case Phase.TAKEN_UP:
            return _("Taget op")
        case Phase.NOT_NOW:
            return _("Ikke nu")
        case _open if own.inquiry.due_on < today:
            return _("Svaret er forsinket")
        case _open:
            day = weekday(own.inquiry.due_on, today=today)
            if is_proposal:
                return _("Du får besked her senest {day}", day=day)
            return _("Du får svar her senest {day}", day=day)


def settled_on_in_words(own: Own, *, today: date) -> str:
    """How and when it was settled for who sent it, in a sentence that may be a card's title."""
    day = weekday(in_copenhagen(own.thread[-1].at).date(), today=today)
    match own.phase:
        case Phase.CLOSED:
            return _("Lukket uden svar {day}", day=day)
        case Phase.TAKEN_UP:
            return _("Taget op {day}", day=day)
        case Phase.NOT_NOW:
            return _("Ikke nu: det fik du svar på {day}", day=day)
        case _answered:
            return _("Besvaret {day}", day=day)


def quoted(own: Own) -> Part:
    """What the person wrote first, in a glimpse."""
    return note(_("Du skrev: {text}", text=f"»{plain(glimpse(own))}«"))


def about_decision(inquiry: Inquiry) -> Iterator[Part]:
    """Which decision is asked about, as it was called then; of other kinds, nothing."""
    if inquiry.kind is Kind.DECISION:
        title = shortened(inquiry.title, TITLE_LENGTH)
        yield paragraph(_("Om beslutningen »{title}«", title=plain(title)))


def glimpse(own: Own) -> str:
    """What it is about in a line: a proposal's title, else the beginning of what was asked."""
    return headline(own.inquiry, SHORT)


def sent_text(own: Own) -> Part:
    """All that was sent, as far as it fits in."""
    inquiry = own.inquiry
    title = shortened(inquiry.title, TITLE_LENGTH)
    background = shortened(inquiry.background, BACKGROUND_LENGTH)
    if inquiry.kind is Kind.DECISION:
        parts = list(about_decision(inquiry))
    else:
        parts = [paragraph(f"**{plain(title)}**")] if title else []
    parts.append(paragraph(formatted(plain(shortened(inquiry.text, TEXT_LENGTH)))))
    if background:
        parts.append(note(formatted(plain(background))))
    if inquiry.theme:
        parts.append(note(theme_in_words(inquiry.theme)))
    return box(*parts)


def said(entry: Entry, *, now: datetime) -> Iterator[Part]:
    """An answer, or what was asked further: by whom and when, and the words as far as they fit."""
    when = relative_moment(entry.at, now)
    if entry.act in SAID_TO_ASKER:
        yield paragraph(_outcome(entry))
    by = _presented(entry.by) if entry.by and entry.act in SAID_TO_ASKER else _("Du spurgte videre")
    if entry.text:
        text = shortened(entry.text, TEXT_LENGTH)
        yield box(paragraph(formatted(plain(text))), note(f"{by} · {when}"))
    else:
        yield note(f"{by} · {when}")


def _outcome(entry: Entry) -> str:
    match entry.act:
        case Act.ANSWERED if entry.by and not entry.by.may(Role.DIRECTORATE):
            return _("Svaret:")
        case Act.ANSWERED:
            return _("Direktionens svar:")
        case Act.CLOSED:
            return _("Direktionen svarer ikke på den her. Begrundelsen er:")
        case Act.TAKEN_UP if entry.person:
            return _(
                "Forslaget er taget op. Det er {person}, der arbejder videre med det.",
                person=_presented(entry.person),
            )
        case Act.TAKEN_UP:
            return _("Forslaget er taget op.")
        case _not_now:
            return _("Direktionen går ikke videre med forslaget nu. Begrundelsen er:")


def _presented(person: Person) -> str:
    return ", ".join(plain(one) for one in (person.name, person.title) if one)
