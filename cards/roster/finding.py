"""The roster as a whole, those who were looked for, and one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.language import _, counted
from bot.language.formats import number, plain, weekday
from bot.messages import Action, Card
from bot.people.values import Person
from bot.roster.values import Found, Numbers
from cards.parts import (
    Part,
    buttons,
    card,
    facts,
    note,
    paragraph,
    text_field,
    unfolding,
)
from cards.people import level_name, role_in_words

PAGE = 6  # people on a card


@dataclass(frozen=True)
class ShowRoster(Action, name="roster.show"):
    """That the person wants to see the roster as a whole."""


@dataclass(frozen=True)
class FindPeople(Action, name="roster.find"):
    """Part of a name, an address or a unit; nothing finds all."""

    text: str = ""


@dataclass(frozen=True)
class TurnPage(Action, name="roster.turn"):
    """That the person turns the pages of what was found. page: counted from 0."""

    sought: str
    page: int


@dataclass(frozen=True)
class ShowPerson(Action, name="roster.person"):
    """That the person wants to see somebody."""

    person_id: UUID


@dataclass(frozen=True)
class AddPerson(Action, name="roster.add"):
    """That the person wants the form for somebody new."""


@dataclass(frozen=True)
class ExportRoster(Action, name="roster.export", makes_file=True):
    """That the person wants the roster as a spreadsheet."""


@dataclass(frozen=True)
class EditPerson(Action, name="roster.edit"):
    """That the person wants the form for somebody on the roster."""

    person_id: UUID


@dataclass(frozen=True)
class AskToTakeOff(Action, name="roster.ask_to_take_off"):
    """That somebody left; it is asked whether that is so."""

    person_id: UUID


@dataclass(frozen=True)
class BringBack(Action, name="roster.bring_back"):
    """That somebody who left is back, or didn't leave."""

    person_id: UUID


@dataclass(frozen=True)
class ChooseLeave(Action, name="roster.choose_leave"):
    """That the person wants to say until when somebody is on leave."""

    person_id: UUID


@dataclass(frozen=True)
class EndLeave(Action, name="roster.end_leave"):
    """That somebody is back from leave."""

    person_id: UUID


def overview(numbers: Numbers) -> Card:
    """How many are on the roster, and the ways into it."""
    about = [(level_name(level), number(many)) for level, many in numbers.by_level.items()]
    if numbers.away:
        about.append((_("På orlov"), number(numbers.away)))
    if numbers.left:
        about.append((_("Tidligere"), number(numbers.left)))
    total = counted(
        "{many} er på lederlisten.",
        "{many} er på lederlisten.",
        numbers.active,
        many=number(numbers.active),
    )
    return card(
        _("Ledere"),
        paragraph(total),
        *([facts(about)] if about else []),
        _search(""),
        buttons(
            (_("Find"), FindPeople()),
            (_("Tilføj"), AddPerson()),
            (_("Hent listen"), ExportRoster()),
        ),
        note(_("En hel ny liste indlæser du ved at lægge den her i chatten (.xlsx eller .csv).")),
        summary=total,
    )


def found(sought: str, page: Found, *, number_of_page: int) -> Card:
    """A page of those who were looked for. number_of_page: counted from 0."""
    if not page.people:
        return card(
            _("Ingen fundet"),
            paragraph(
                _(
                    "Ingen på lederlisten har »{sought}« i navn, adresse, titel eller enhed.",
                    sought=plain(sought),
                )
            ),
            _search(sought),
            buttons((_("Find"), FindPeople()), (_("Tilføj"), AddPerson())),
        )
    turning: list[tuple[str, Action]] = []
    if (number_of_page + 1) * PAGE < page.total:
        turning.append((_("Næste"), TurnPage(sought, number_of_page + 1)))
    if number_of_page:
        turning.append((_("Forrige"), TurnPage(sought, number_of_page - 1)))
    first = number_of_page * PAGE + 1
    return card(
        _("Ledere"),
        note(
            _(
                "{first} til {last} af {total}.",
                first=number(first),
                last=number(first + len(page.people) - 1),
                total=number(page.total),
            )
        ),
        *(part for person in page.people for part in _line(person)),
        buttons(*turning, (_("Til oversigten"), ShowRoster())),
    )


def person_card(person: Person, *, today: date, done: str = "") -> Card:
    """Somebody on the roster, and what can be done. done: a sentence on what was done just now."""
    return card(
        person.name,
        *([paragraph(done)] if done else []),
        *_state(person, today),
        facts(
            [
                (_("Titel"), person.title or _("ingen")),
                (_("Enhed"), unit_in_words(person.unit)),
                (_("Niveau"), level_name(person.level)),
                (_("Rolle"), role_in_words(person.role)),
                (_("E-mail"), person.email),
                (_("Grupper"), ", ".join(person.groups) or _("ingen")),
            ]
        ),
        *_choices(person, today),
    )


def unit_in_words(path: str) -> str:
    """A unit with those that it is part of: "Teknik og miljø / Vej og park". Plain text."""
    return path.replace("/", " / ")


def leave_in_words(until: date, today: date) -> str:
    """A sentence on a leave."""
    return _("På orlov til og med {day}.", day=weekday(until, today=today))


def _search(text: str) -> Part:
    return text_field("text", _("Find ved navn, e-mail eller enhed"), text, longest=100)


def _line(person: Person) -> Sequence[Part]:
    about = (
        person.title,
        unit_in_words(person.unit),
        "" if person.active else _("ikke længere på listen"),
    )
    return (
        paragraph(f"**{plain(person.name)}**"),
        note(plain(" · ".join(filter(None, about)))),
        buttons((_("Vis {name}", name=person.name), ShowPerson(person.id))),
    )


def _state(person: Person, today: date) -> Sequence[Part]:
    if not person.active:
        return (paragraph(_("Er ikke længere på lederlisten og får intet fra mig.")),)
    if person.away_until and person.is_away(today):
        return (
            paragraph(leave_in_words(person.away_until, today)),
            note(
                _(
                    "Det, jeg sender af mig selv, venter til første arbejdsdag efter. Svar på egne "
                    "spørgsmål kommer med det samme."
                )
            ),
        )
    return ()


def _choices(person: Person, today: date) -> Sequence[Part]:
    home = (_("Til oversigten"), ShowRoster())
    if not person.active:
        return (
            buttons(
                (_("Er tilbage"), BringBack(person.id)), (_("Ret"), EditPerson(person.id)), home
            ),
        )
    leave: tuple[str, Action] = (_("Orlov"), ChooseLeave(person.id))
    more: list[tuple[str, Action]] = [home, (_("Er stoppet"), AskToTakeOff(person.id))]
    if person.is_away(today):
        leave = (_("Er tilbage fra orlov"), EndLeave(person.id))
        more.insert(0, (_("Ret orloven"), ChooseLeave(person.id)))
    return (
        buttons((_("Ret"), EditPerson(person.id)), leave),
        unfolding(_("Mere"), buttons(*more)),
    )
