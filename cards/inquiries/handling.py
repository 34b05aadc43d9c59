"""Doing something about an inquiry: the forms, and what is said of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.inquiries.values import ANSWER_LENGTH, Inquiry, Kind, Opened
from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.people.values import Person, Role
from cards.inquiries.deeds import (
    Back,
    Close,
    Form,
    GiveBack,
    HandOver,
    Merge,
    NotNow,
    SendAnswer,
    SendAnswerAndSave,
    TakeUp,
)
from cards.inquiries.further import asked_above_form
from cards.inquiries.words import asker_in_words, day_in_words, headline, shortened
from cards.parts import (
    NONE,
    Part,
    box,
    buttons,
    card,
    choice_field,
    note,
    paragraph,
    text_field,
)

QUOTED = 700  # characters of the inquiry above a form
MOST_CHOICES = 20  # people to choose among


@dataclass(frozen=True)
class Filled:
    """What a form is filled in with. errors: what is wrong, by the name of the field."""

    text: str = ""
    named: str = ""
    person_id: UUID | None = None
    errors: Mapping[str, str] | None = None


def form(
    which: Form,
    opened: Opened,
    *,
    by: Person,
    now: datetime,
    filled: Filled | None = None,
    people: Sequence[Person] = (),
    said: str = "",
) -> Card:
    """The form for what the person wants to do.

    people: whom they may choose among. said: why it comes back.
    """
    filled = filled or Filled()
    inquiry = opened.inquiry
    parts: Iterator[Part]
    match which:
        case Form.ANSWER:
            name, parts = _("Svar"), _answering(opened, by, filled)
        case Form.HAND_OVER:
            name, parts = _("Giv videre"), _handing_over(inquiry, filled, people, now)
        case Form.GIVE_BACK:
            name, parts = _("Jeg ved det ikke"), _giving_back(inquiry, filled)
        case Form.CLOSE:
            name, parts = _("Luk uden svar"), _closing(opened, filled)
        case Form.TAKE_UP:
            name, parts = _("Tag forslaget op"), _taking_up(opened, filled, people, now)
        case Form.NOT_NOW:
            name, parts = _("Ikke nu"), _putting_off(opened, filled)
    return card(
        name,
        *(paragraph(f"**{said}**") for _one in (said,) if said),
        box(
            *asked_above_form(inquiry, QUOTED),
            note(asker_in_words(inquiry)),
        ),
        *parts,
    )


def merge_question(inquiry: Inquiry, into: Opened) -> Card:
    """Whether to make one of two, and what would happen."""
    other = into.inquiry
    return card(
        _("Læg sammen?"),
        paragraph(_("Denne:")),
        box(
            paragraph(plain(shortened(" ".join(inquiry.text.split()), QUOTED))),
            note(asker_in_words(inquiry)),
        ),
        paragraph(_("bliver lagt sammen med denne:")),
        box(
            paragraph(plain(shortened(" ".join(other.text.split()), QUOTED))),
            note(asker_in_words(other)),
        ),
        paragraph(
            _(
                "Så er der én at svare på, og svaret går til alle, der har spurgt. De kan deles "
                "igen, indtil der er svaret."
            )
        ),
        buttons(
            (_("Læg sammen"), Merge(inquiry.id, inquiry.revision, other.id)),
            (_("Tilbage"), Back(inquiry.id)),
        ),
    )


def gave_back(inquiry: Inquiry) -> Card:
    """That a manager doesn't have it any more."""
    return card(
        _("Givet tilbage"),
        paragraph(
            _(
                "Tak, fordi du sagde til. Direktionen finder en anden, der kan svare på "
                "»{headline}«.",
                headline=plain(headline(inquiry)),
            )
        ),
    )


def not_yours(text: str, *, said: str = "") -> Card:
    """That nothing more can be done, with what the person had written. said: what has happened."""
    return card(
        _("Der er ikke sendt noget"),
        paragraph(said or _("Henvendelsen er ikke hos dig længere, eller den er trukket tilbage.")),
        *(
            part
            for written in (text.strip(),)
            if written
            for part in (
                paragraph(_("Det havde du skrevet:")),
                box(paragraph(plain(shortened(written, ANSWER_LENGTH * 2)))),
            )
        ),
    )


def waiting_for_all(askers: int) -> str:
    """How many get the answer. Plain text."""
    return counted(
        "{number} har spurgt om det", "{number} har spurgt om det og får det samme svar", askers
    )


def _answering(opened: Opened, by: Person, filled: Filled) -> Iterator[Part]:
    inquiry = opened.inquiry
    yield _text(_("Dit svar (højst {longest} tegn)", longest=number(ANSWER_LENGTH)), filled)
    yield note(_goes_to(opened))
    send = counted("Send svaret", "Send til {number}", opened.askers)
    actions: list[tuple[str, Action]] = [(send, SendAnswer(inquiry.id, inquiry.revision))]
    if by.may(Role.DIRECTORATE):
        actions.append(
            (_("Svar og gem som viden"), SendAnswerAndSave(inquiry.id, inquiry.revision))
        )
    yield buttons(*actions, (_("Tilbage"), Back(inquiry.id)))


def _handing_over(
    inquiry: Inquiry, filled: Filled, people: Sequence[Person], now: datetime
) -> Iterator[Part]:
    yield from _person(_("Hvem skal svare?"), filled, people, now)
    yield _text(_("Besked til den, der får den (valgfrit)"), filled, required=False)
    yield note(
        _(
            "Den, du vælger, ser kun denne henvendelse og kan svare eller give den tilbage. Et "
            "skjult navn er også skjult for den, du vælger."
        )
    )
    yield buttons(
        (_("Giv videre"), HandOver(inquiry.id, inquiry.revision)),
        (_("Tilbage"), Back(inquiry.id)),
    )


def _giving_back(inquiry: Inquiry, filled: Filled) -> Iterator[Part]:
    yield _text(_("Hvem kunne vide det? (valgfrit)"), filled, required=False)
    yield note(_("Direktionen får den igen og ser, hvad du skriver."))
    yield buttons(
        (_("Giv den tilbage"), GiveBack(inquiry.id, inquiry.revision)),
        (_("Tilbage"), Back(inquiry.id)),
    )


def _closing(opened: Opened, filled: Filled) -> Iterator[Part]:
    inquiry = opened.inquiry
    yield _text(_("Begrundelse (højst {longest} tegn)", longest=number(ANSWER_LENGTH)), filled)
    yield note(
        counted(
            "Den, der har spurgt, får begrundelsen.",
            "De {number}, der har spurgt, får begrundelsen.",
            opened.askers,
        )
    )
    yield buttons(
        (_("Tilbage"), Back(inquiry.id)),
        (_("Luk uden svar"), Close(inquiry.id, inquiry.revision)),
    )


def _taking_up(
    opened: Opened, filled: Filled, people: Sequence[Person], now: datetime
) -> Iterator[Part]:
    inquiry = opened.inquiry
    yield from _person(_("Hvem arbejder videre med det?"), filled, people, now)
    yield _text(_("Hvad der nu sker (valgfrit)"), filled, required=False)
    yield note(_goes_to(opened))
    yield buttons(
        (_("Tag op"), TakeUp(inquiry.id, inquiry.revision)), (_("Tilbage"), Back(inquiry.id))
    )


def _putting_off(opened: Opened, filled: Filled) -> Iterator[Part]:
    inquiry = opened.inquiry
    yield _text(_("Begrundelse (højst {longest} tegn)", longest=number(ANSWER_LENGTH)), filled)
    yield note(_goes_to(opened))
    yield buttons(
        (_("Send »ikke nu«"), NotNow(inquiry.id, inquiry.revision)),
        (_("Tilbage"), Back(inquiry.id)),
    )


def _goes_to(opened: Opened) -> str:
    if opened.inquiry.kind is Kind.PROPOSAL:
        told = counted(
            "Det går til den, der har foreslået det.",
            "Det går til de {number}, der har foreslået det.",
            opened.askers,
        )
    else:
        told = counted(
            "Svaret går til den, der har spurgt.",
            "Svaret går til de {number}, der har spurgt.",
            opened.askers,
        )
    return _(
        "{told} Dit navn og din titel står på. Svar kan være omfattet af aktindsigt.", told=told
    )


def _text(label: str, filled: Filled, *, required: bool = True) -> Part:
    too_long = len(filled.text) > ANSWER_LENGTH
    return text_field(
        "text",
        label,
        filled.text,
        lines=True,
        longest=None if too_long else ANSWER_LENGTH,  # or the client might cut what was written
        required=required,
        error=(filled.errors or {}).get("text"),
    )


def _person(label: str, filled: Filled, people: Sequence[Person], now: datetime) -> Iterator[Part]:
    """A choice, and a name that finds others to choose among: everybody is too many for a card."""
    errors = filled.errors or {}
    chosen = next((one for one in people if one.id == filled.person_id), None)
    yield choice_field(
        "person_id",
        label,
        [
            (NONE, _("Ingen valgt")),
            *((str(one.id), _choice(one, now)) for one in people[:MOST_CHOICES]),
        ],
        str(chosen.id) if chosen else NONE,
        error=errors.get("person_id"),
    )
    yield text_field(
        "named",
        _("Eller skriv et navn"),
        filled.named,
        longest=100,
        hint=_("For eksempel fornavnet"),
        error=errors.get("named"),
    )


def _choice(person: Person, now: datetime) -> str:
    named = ", ".join(filter(None, (person.name, person.title)))
    today = in_copenhagen(now).date()
    if person.away_until and person.away_until >= today:
        back = day_in_words(person.away_until, today)
        return _("{named} (væk til og med {day})", named=named, day=back)
    return named
