"""Who is responsible for a decision, and which earlier one it replaces: the forms to choose in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.decisions.values import Decision, Reference
from bot.language import _
from bot.language.formats import day, plain
from bot.messages import Action, Card
from bot.people.values import Person
from cards.decisions.ways import OpenDecisionDraft
from cards.decisions.words import shortened
from cards.parts import (
    NONE,
    ChosenId,
    Part,
    buttons,
    card,
    choice_field,
    note,
    paragraph,
    text_field,
)

MOST_CHOICES = 20  # people or decisions to choose among
LONGEST_CHOICE = 90  # characters
NAME_ROOM = 100


@dataclass(frozen=True)
class ShowOwner(Action, name="decisions.show_responsible"):
    """That the person wants to choose who is responsible."""

    decision_id: UUID


@dataclass(frozen=True)
class ChooseOwner(Action, name="decisions.choose_responsible"):
    """Who is responsible. named: what was typed of a name, which finds others to choose among."""

    decision_id: UUID
    revision: int
    person_id: ChosenId = None
    named: str = ""


@dataclass(frozen=True)
class ShowReplaced(Action, name="decisions.show_replaced"):
    """That the person wants to choose which decision it replaces."""

    decision_id: UUID


@dataclass(frozen=True)
class ChooseReplaced(Action, name="decisions.choose_replaced"):
    """Which decision it replaces. sought: words that find others to choose among."""

    decision_id: UUID
    revision: int
    replaces: ChosenId = None
    sought: str = ""


@dataclass(frozen=True)
class Naming:
    """A choice of a person as it is filled in. errors: what is wrong, by the name of the field."""

    person_id: UUID | None = None
    named: str = ""
    errors: Mapping[str, str] | None = None


def owner(
    decision: Decision, filled: Naming, people: Sequence[Person], *, today: date, said: str = ""
) -> Card:
    """The choice of who is responsible. people: whom one may choose among. said: who was found."""
    return card(
        _("Ansvarlig for beslutningen"),
        paragraph(f"»{plain(decision.content.title)}«"),
        *([paragraph(f"**{said}**")] if said else []),
        *person_fields(_("Ansvarlig"), filled, people, today=today),
        note(
            _(
                "Den ansvarlige står på kortet og får de spørgsmål, lederne stiller til "
                "beslutningen. Er der ingen, går de til direktionens indbakke."
            )
        ),
        buttons(
            (_("Gem"), ChooseOwner(decision.id, decision.revision)),
            (_("Tilbage"), OpenDecisionDraft(decision.id, apart=False)),
        ),
    )


def replaced(
    decision: Decision,
    found: Sequence[Reference],
    *,
    chosen: UUID | None,
    sought: str = "",
    said: str = "",
    error: str = "",
) -> Card:
    """The choice of what it replaces, among those that were found. said: how they were found."""
    return card(
        _("Afløser en tidligere beslutning"),
        paragraph(f"»{plain(decision.content.title)}«"),
        paragraph(
            _(
                "Når denne offentliggøres, står den gamle som afløst hos alle, der har den, og jeg "
                "svarer ikke længere ud fra den."
            )
        ),
        *([paragraph(f"**{said}**")] if said else []),
        choice_field(
            "replaces",
            _("Afløser"),
            [(NONE, _("Ingen")), *((str(one.id), _named(one)) for one in found[:MOST_CHOICES])],
            str(chosen) if chosen else NONE,
            error=error or None,
        ),
        text_field(
            "sought",
            _("Eller find en anden"),
            sought,
            longest=NAME_ROOM,
            hint=_("Ord fra overskriften, eller sagsnummeret"),
        ),
        buttons(
            (_("Gem"), ChooseReplaced(decision.id, decision.revision)),
            (_("Tilbage"), OpenDecisionDraft(decision.id, apart=False)),
        ),
    )


def person_fields(
    label: str, filled: Naming, people: Sequence[Person], *, today: date
) -> Iterator[Part]:
    """A choice, and a name that finds others to choose among: everybody is too many for a card."""
    errors = filled.errors or {}
    chosen = next((one for one in people if one.id == filled.person_id), None)
    yield choice_field(
        "person_id",
        label,
        [
            (NONE, _("Ingen valgt")),
            *((str(one.id), _person(one, today)) for one in people[:MOST_CHOICES]),
        ],
        str(chosen.id) if chosen else NONE,
        error=errors.get("person_id"),
    )
    yield text_field(
        "named",
        _("Find en anden ved navn eller titel"),
        filled.named,
        longest=NAME_ROOM,
        hint=_("For eksempel fornavnet"),
        error=errors.get("named"),
    )


def _person(person: Person, today: date) -> str:
    named = shortened(", ".join(filter(None, (person.name, person.title))), LONGEST_CHOICE)
    if person.away_until and person.is_away(today):
        return _("{named} (væk til og med {day})", named=named, day=day(person.away_until))
    return named


def _named(reference: Reference) -> str:
    title = shortened(reference.title, LONGEST_CHOICE)
    return f"{title} ({day(reference.decided_on)})" if reference.decided_on else title
