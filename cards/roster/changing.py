"""The forms of the roster: a person's details, whether somebody left, until when a leave is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from bot.people.values import (
    EMAIL_LENGTH,
    NAME_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    Choices,
    Level,
    Person,
    Role,
)
from bot.roster.values import Details
from cards.parts import (
    Chosen,
    Day,
    Part,
    buttons,
    card,
    choice_field,
    date_field,
    heading,
    note,
    paragraph,
    text_field,
)
from cards.people import level_name, role_in_words
from cards.roster.finding import BringBack, ShowPerson, ShowRoster, unit_in_words

LARGEST_LIST = 6000  # characters of all units, or groups, to choose from: a card takes no more


@dataclass(frozen=True)
class SavePerson(Action, name="roster.save"):
    """The form as it was filled in.

    person_id: None for somebody new. before: what it was filled with; what differs is changed, and
    nothing else, as somebody may have changed the rest meanwhile. new_unit: a path, in the place of
    the chosen one. new_groups: beside the chosen ones, with commas between.
    """

    before: Details
    person_id: UUID | None = None  # of an input of that name there is none
    full_name: str = ""
    email: str = ""
    title: str = ""
    unit: str = ""
    new_unit: str = ""
    level: str = ""
    role: str = ""
    groups: Chosen = ()
    new_groups: str = ""

    @classmethod
    def filled_with(cls, person_id: UUID | None, details: Details) -> Self:
        """The form as it is filled in when it is first shown."""
        return cls(
            person_id=person_id,
            before=details,
            full_name=details.name,
            email=details.email,
            title=details.title,
            unit=details.unit,
            level=details.level,
            role=details.role,
            groups=details.groups,
        )


@dataclass(frozen=True)
class TakeOff(Action, name="roster.take_off"):
    """That somebody left, and that it is meant."""

    person_id: UUID


@dataclass(frozen=True)
class SetLeave(Action, name="roster.set_leave"):
    """Until when somebody is on leave, the last day."""

    person_id: UUID
    until: Day = None


def person_form(
    filled: SavePerson,
    there: Choices,
    roles: Sequence[Role],
    errors: Mapping[str, str] | None = None,
    *,
    about: str = "",
) -> Card:
    """The form, filled in.

    there: the units and groups that can be chosen. roles: that this actor may give. errors: what is
    wrong, by the name of the input. about: a sentence above the fields.
    """
    wrong = errors or {}
    new = filled.person_id is None
    cancel: Action = ShowRoster() if filled.person_id is None else ShowPerson(filled.person_id)
    levels = [(level.value, level_name(level)) for level in Level]
    return card(
        _("Tilføj en leder") if new else _("Ret {name}", name=filled.before.name),
        *([paragraph(about)] if about else []),
        *_not_saved(wrong),
        text_field(
            "full_name",
            _("Navn"),
            filled.full_name,
            longest=NAME_LENGTH,
            required=True,
            error=wrong.get("full_name"),
        ),
        text_field(
            "email",
            _("E-mail (den, som Teams kender)"),
            filled.email,
            longest=EMAIL_LENGTH,
            required=True,
            error=wrong.get("email"),
        ),
        text_field(
            "title", _("Titel"), filled.title, longest=TITLE_LENGTH, error=wrong.get("title")
        ),
        *_unit(filled, there, wrong.get("unit")),
        choice_field(
            "level", _("Niveau"), levels, filled.level, required=True, error=wrong.get("level")
        ),
        choice_field(
            "role",
            _("Rolle"),
            [(role.value, role_in_words(role)) for role in roles],
            filled.role,
            required=True,
            error=wrong.get("role"),
        ),
        *_groups(filled, there, wrong.get("groups")),
        buttons((_("Gem"), SavePerson(filled.before, filled.person_id)), (_("Annullér"), cancel)),
    )


def take_off_question(person: Person) -> Card:
    """Whether somebody left, and what would happen."""
    return card(
        _("Er {name} stoppet?", name=person.name),
        paragraph(
            _(
                "{name} får så intet mere fra mig og kan ikke bruge mig. Det, der allerede er "
                "sendt og svaret, bliver. Det kan fortrydes.",
                name=plain(person.name),
            )
        ),
        buttons(
            (_("Nej, behold"), ShowPerson(person.id)), (_("Ja, er stoppet"), TakeOff(person.id))
        ),
    )


def taken_off(person: Person) -> Card:
    """That somebody left."""
    return card(
        _("{name} er taget af lederlisten", name=person.name),
        paragraph(_("Fra nu af sender jeg ikke mere til {name}.", name=plain(person.name))),
        buttons((_("Fortryd"), BringBack(person.id)), (_("Til oversigten"), ShowRoster())),
    )


def leave_form(person: Person, until: date | None, error: str | None = None) -> Card:
    """Until when somebody is on leave."""
    return card(
        _("Orlov for {name}", name=person.name),
        paragraph(
            _(
                "Mens orloven varer, sender jeg hverken fællesbeskeder eller påmindelser. De "
                "kommer første arbejdsdag efter. Svar på egne spørgsmål kommer med det samme."
            )
        ),
        date_field("until", _("Sidste dag på orlov"), until, required=True, error=error),
        note(_("Jeg gemmer kun datoen, ikke hvorfor.")),
        buttons((_("Gem"), SetLeave(person.id)), (_("Annullér"), ShowPerson(person.id))),
    )


def _not_saved(errors: Mapping[str, str]) -> tuple[Part, ...]:
    if not errors:
        return ()
    return (paragraph(_("Intet er gemt endnu. Ret felterne med en bemærkning over, og gem igen.")),)


def _unit(filled: SavePerson, there: Choices, error: str | None) -> list[Part]:
    paths = [one.value for one in there.units]
    if filled.unit and filled.unit not in paths:
        paths.insert(0, filled.unit)
    if not paths or sum(map(len, paths)) > LARGEST_LIST:
        label = _("Enhed (for eksempel: Børn og unge / Dagtilbud)")
        return [_path(label, filled.new_unit or unit_in_words(filled.unit), error)]
    choices = [(path, unit_in_words(path)) for path in paths]
    return [
        choice_field("unit", _("Enhed"), choices, filled.unit, error=error),
        _path(
            _("Eller skriv en ny enhed (for eksempel: Børn og unge / Dagtilbud)"),
            filled.new_unit,
            None,
        ),
    ]


def _path(label: str, value: str, error: str | None) -> Part:
    return text_field("new_unit", label, value, longest=UNIT_LENGTH, error=error)


def _groups(filled: SavePerson, there: Choices, error: str | None) -> list[Part]:
    names = list(dict.fromkeys([*filled.groups, *(one.value for one in there.groups)]))
    parts: list[Part] = [heading(_("Grupper"))]
    typed = filled.new_groups
    if sum(map(len, names)) > LARGEST_LIST:
        typed = typed or ", ".join(filled.groups)
    elif names:
        choices = [(name, name) for name in names]
        parts.append(choice_field("groups", _("Er med i"), choices, filled.groups, several=True))
    label = _("Nye grupper, med komma imellem")
    parts.append(text_field("new_groups", label, typed, longest=500, error=error))
    return parts
