"""What is to be done because of a decision: the list as its writer edits it, and the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.decisions.values import DEED_LENGTH, MOST_FOLLOW_UPS, Decision, FollowUp
from bot.language import _
from bot.language.formats import number, plain, weekday
from bot.messages import Action, Card
from bot.people.values import Person
from cards.decisions.choosing import Naming, person_fields
from cards.decisions.ways import OpenDecisionDraft
from cards.decisions.words import shortened
from cards.parts import (
    ChosenId,
    Day,
    Part,
    box,
    buttons,
    card,
    date_field,
    note,
    paragraph,
    text_field,
)

WHAT_SHOWN = 100  # characters of what is to be done, where it is only told


@dataclass(frozen=True)
class ShowDeeds(Action, name="decisions.deeds"):
    """That the person wants to see what is to be done, to change it."""

    decision_id: UUID


@dataclass(frozen=True)
class AddDeed(Action, name="decisions.add_deed"):
    """That the person wants the empty form."""

    decision_id: UUID


@dataclass(frozen=True)
class EditDeed(Action, name="decisions.edit_deed"):
    """That the person wants the form of one."""

    decision_id: UUID
    follow_up_id: UUID


@dataclass(frozen=True)
class SaveDeed(Action, name="decisions.save_deed"):
    """The form as it was filled in.

    follow_up_id: what a new one is to be known by, so that it is added once. revision: what it was
    filled in with; 0 of a new one. named: what was typed of the owner's name.
    """

    decision_id: UUID
    follow_up_id: UUID
    revision: int
    what: str = ""
    person_id: ChosenId = None
    named: str = ""
    due_on: Day = None


@dataclass(frozen=True)
class RemoveDeed(Action, name="decisions.remove_deed"):
    """That one isn't to be done."""

    decision_id: UUID
    follow_up_id: UUID
    revision: int


@dataclass(frozen=True)
class RestoreDeed(Action, name="decisions.restore_deed"):
    """That taking it away was a mistake."""

    decision_id: UUID
    follow_up_id: UUID


@dataclass(frozen=True)
class Deed:
    """A follow-up as its form is filled in. owner_named: as minutes name who is to do it."""

    what: str = ""
    owner_named: str = ""
    due_on: date | None = None
    error: str = ""


def deeds(
    decision: Decision, *, today: date, said: str = "", undo: RestoreDeed | None = None
) -> Card:
    """What is to be done. said: what just happened. undo: what takes that back."""
    found = decision.follow_ups
    return card(
        _("Opfølgninger"),
        paragraph(f"»{plain(decision.shown.title)}«"),
        *([paragraph(f"**{said}**")] if said else []),
        *([buttons((_("Fortryd"), undo))] if undo else []),
        *(_listed(decision, one, today) for one in found),
        *([] if found else [paragraph(_("Der er ingen opfølgninger."))]),
        *_adding(decision),
        note(
            _(
                "Den ansvarlige ser dem under »Det venter på dig«, melder selv tilbage, og bliver "
                "mindet om fristen 7 dage og 1 dag før. Det begynder, når beslutningen er "
                "offentliggjort."
            )
        ),
    )


def form(
    decision: Decision,
    follow_up_id: UUID,
    revision: int,
    filled: Deed,
    naming: Naming,
    people: Sequence[Person],
    *,
    today: date,
    said: str = "",
) -> Card:
    """The form of one. people: whom one may choose among. said: what became of what was typed."""
    return card(
        _("Opfølgning") if revision else _("Ny opfølgning"),
        paragraph(f"»{plain(decision.shown.title)}«"),
        *([paragraph(f"**{said}**")] if said else []),
        text_field(
            "what",
            _("Hvad skal der gøres? (højst {longest} tegn)", longest=number(DEED_LENGTH)),
            filled.what,
            lines=True,
            longest=2 * DEED_LENGTH,
            required=True,
            error=filled.error or None,
        ),
        *_as_minutes_name_them(filled),
        *person_fields(_("Ansvarlig"), naming, people, today=today),
        date_field("due_on", _("Frist"), filled.due_on),
        buttons(
            (_("Gem"), SaveDeed(decision.id, follow_up_id, revision)),
            (_("Tilbage"), ShowDeeds(decision.id)),
        ),
    )


def deed_lines(decision: Decision, today: date) -> Iterator[Part]:
    """What is to be done, to be read, a line each."""
    for one in decision.follow_ups:
        what = plain(shortened(one.what, WHAT_SHOWN))
        yield paragraph(f"- {what} ({_by_whom_and_when(one, today)})")


def _as_minutes_name_them(filled: Deed) -> Iterator[Part]:
    if filled.owner_named:
        yield note(_("I referatet står: {who}", who=plain(filled.owner_named)))


def _listed(decision: Decision, follow_up: FollowUp, today: date) -> Part:
    return box(
        paragraph(plain(follow_up.what)),
        note(_by_whom_and_when(follow_up, today)),
        buttons(
            (_("Ret"), EditDeed(decision.id, follow_up.id)),
            (_("Fjern"), RemoveDeed(decision.id, follow_up.id, follow_up.revision)),
        ),
    )


def _by_whom_and_when(follow_up: FollowUp, today: date) -> str:
    if follow_up.owner:
        who = plain(follow_up.owner.name)
        if follow_up.is_without_owner(today):
            who = _("{name}, som ikke er her nu", name=who)
    elif follow_up.who:
        who = _("{who}, ikke valgt på lederlisten", who=plain(follow_up.who))
    else:
        who = _("uden ansvarlig")
    if follow_up.due_on is None:
        return _("{who}, uden frist", who=who)
    return _("{who}, {day}", who=who, day=weekday(follow_up.due_on, today=today))


def _adding(decision: Decision) -> Iterator[Part]:
    ways: list[tuple[str, Action]] = [(_("Tilbage"), OpenDecisionDraft(decision.id, apart=False))]
    if len(decision.follow_ups) < MOST_FOLLOW_UPS:
        ways.insert(0, (_("Tilføj opfølgning"), AddDeed(decision.id)))
    else:
        yield note(_("Der er ikke plads til flere opfølgninger på beslutningen."))
    yield buttons(*ways)
