"""What is filled in of a follow-up: that it takes longer, and who else is to answer for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.calendar import in_copenhagen, is_holiday_week
from bot.decisions.following.followed import Followed
from bot.decisions.values import REASON_LENGTH
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.people.values import Person
from cards.decisions.choosing import Naming, person_fields
from cards.decisions.deed_words import due_in_words, owner_in_words
from cards.decisions.following_up import ShowFollowUp
from cards.parts import (
    ChosenId,
    Day,
    box,
    buttons,
    card,
    date_field,
    note,
    paragraph,
    text_field,
)


@dataclass(frozen=True)
class Delay(Action, name="decisions.delay"):
    """Why it takes longer, and until when."""

    follow_up_id: UUID
    revision: int
    reason: str = ""
    due_on: Day = None


@dataclass(frozen=True)
class HandOver(Action, name="decisions.hand_over"):
    """Who is to answer for it. named: what was typed of a name."""

    follow_up_id: UUID
    revision: int
    person_id: ChosenId = None
    named: str = ""


def delay_form(
    followed: Followed,
    filled: Delay | None = None,
    *,
    errors: Mapping[str, str] | None = None,
    said: str = "",
    now: datetime,
) -> Card:
    """Ask why it takes longer, and until when. filled: what was typed. said: why it comes back."""
    follow_up, errors = followed.follow_up, errors or {}
    today = in_copenhagen(now).date()
    reason = filled.reason if filled else ""
    return card(
        _("Forsinket"),
        *([paragraph(f"**{said}**")] if said else []),
        box(
            paragraph(f"**{plain(follow_up.what)}**"),
            note(due_in_words(follow_up, today)),
        ),
        text_field(
            "reason",
            _("Hvorfor? (højst {longest} tegn)", longest=number(REASON_LENGTH)),
            reason,
            lines=True,
            longest=None if len(reason) > REASON_LENGTH else REASON_LENGTH,
            required=True,
            error=errors.get("reason"),
        ),
        date_field(
            "due_on",
            _("Ny frist"),
            filled.due_on if filled else None,
            required=True,
            error=errors.get("due_on"),
        ),
        note(_("Direktionen kan se årsagen og den nye frist. Skriv ikke om enkeltpersoner.")),
        buttons(
            (_("Gem ny frist"), Delay(follow_up.id, follow_up.revision)),
            (_("Tilbage"), ShowFollowUp(follow_up.id, apart=False)),
        ),
    )


def owner_form(
    followed: Followed,
    filled: Naming,
    people: Sequence[Person],
    *,
    said: str = "",
    now: datetime,
) -> Card:
    """Ask who is to answer for it. people: whom one may choose among."""
    follow_up = followed.follow_up
    today = in_copenhagen(now).date()
    return card(
        _("Vælg ansvarlig"),
        *([paragraph(f"**{said}**")] if said else []),
        box(
            paragraph(f"**{plain(follow_up.what)}**"),
            note(f"{plain(owner_in_words(follow_up, today))} · {due_in_words(follow_up, today)}"),
        ),
        *person_fields(_("Ansvarlig"), filled, people, today=today),
        note(_("Den, du vælger, får besked om det i arbejdstiden.")),
        buttons(
            (_("Gem"), HandOver(follow_up.id, follow_up.revision)),
            (_("Tilbage"), ShowFollowUp(follow_up.id, apart=False)),
        ),
    )


def holiday_note(due_on: date | None) -> str:
    """That many are off when it is due; "" where they aren't."""
    if due_on and is_holiday_week(due_on):
        return _("Fristen ligger i en ferieuge, hvor mange har fri.")
    return ""
