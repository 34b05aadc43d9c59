"""Adding somebody, changing what the roster says of them, and noting that they left or are back."""

import cards.roster.changing as cards
from bot.decisions.receivers.welcoming import welcome
from bot.language import _
from bot.language.formats import plain
from bot.messages import Card, Reply
from bot.people.roster import FaultyRoster, group_names
from bot.people.segments import choices
from bot.people.values import Column, Person, Role
from bot.roster.editing import (
    MAY,
    add_person,
    bring_back,
    change_person,
    saved_as,
    take_off,
)
from bot.roster.finding import person
from bot.roster.values import Details, HoldsCprNumber, LastDirector, OnlyByDirectorate
from bot.router import Router, Turn
from cards.roster.finding import AddPerson, AskToTakeOff, BringBack, EditPerson
from dialogs.people import cell_fault_in_words
from dialogs.refusals import holds_cpr_number
from dialogs.roster.finding import card_of, shown

INPUTS = {Column.NAME: "full_name"}  # where the input is called otherwise than the column


def register(router: Router) -> None:
    """Change the roster, one person at a time."""
    router.on_action(AddPerson, new_form, again=new_form, role=MAY)
    router.on_action(EditPerson, edit_form, again=edit_form, role=MAY)
    router.on_action(cards.SavePerson, save, again=show_saved, role=MAY)
    router.on_action(AskToTakeOff, ask_to_take_off, again=ask_to_take_off, role=MAY)
    router.on_action(cards.TakeOff, off, again=show_off, role=MAY)
    router.on_action(BringBack, back, again=show_back, role=MAY)
    router.on_refusal(HoldsCprNumber, holds_cpr_number)
    router.on_refusal(LastDirector, last_director)
    router.on_refusal(OnlyByDirectorate, only_by_directorate)


async def new_form(turn: Turn, action: AddPerson) -> Reply:
    """Show the form for somebody new."""
    return Reply(replace=await _form(turn, cards.SavePerson.filled_with(None, Details())))


async def edit_form(turn: Turn, action: EditPerson) -> Reply:
    """Show the form, filled in with what the roster says."""
    async with turn.sessions.read() as session:
        one = await person(session, action.person_id)
    filled = cards.SavePerson.filled_with(one.id, Details.of(one))
    return Reply(replace=await _form(turn, filled))


async def save(turn: Turn, action: cards.SavePerson) -> Reply:
    """Put what was typed on the roster; a faulty form comes back as it was filled in."""
    try:
        saved, done = await _saved(turn, action)
    except FaultyRoster as refusal:
        return Reply(replace=await _form(turn, action, refusal))
    return Reply(replace=card_of(turn, saved, done=done))


async def show_saved(turn: Turn, action: cards.SavePerson) -> Reply:
    """Show who the form became; or the form, if what it says isn't what is saved."""
    try:
        async with turn.sessions.read() as session:
            found = await saved_as(
                session,
                action.person_id,
                _details(action),
                before=action.before,
                by=turn.person,
            )
    except FaultyRoster as refusal:
        return Reply(replace=await _form(turn, action, refusal))
    if found:
        return Reply(replace=card_of(turn, found))
    about = _("Det, der står i felterne, er ikke, hvad der er gemt. Gem igen, hvis det skal gælde.")
    return Reply(replace=await _form(turn, action, about=about))


async def ask_to_take_off(turn: Turn, action: AskToTakeOff) -> Reply:
    """Ask whether somebody left."""
    async with turn.sessions.read() as session:
        one = await person(session, action.person_id)
    return Reply(replace=cards.take_off_question(one) if one.active else card_of(turn, one))


async def off(turn: Turn, action: cards.TakeOff) -> Reply:
    """Take somebody off the roster."""
    gone = await take_off(turn.sessions, action.person_id, by=turn.person, now=turn.now)
    return Reply(replace=cards.taken_off(gone))


async def show_off(turn: Turn, action: cards.TakeOff) -> Reply:
    """Show how it is now."""
    return Reply(replace=await shown(turn, action.person_id))


async def back(turn: Turn, action: BringBack) -> Reply:
    """Put somebody on the roster again."""
    try:
        one = await bring_back(turn.sessions, action.person_id, by=turn.person, now=turn.now)
    except FaultyRoster as refusal:
        [fault] = refusal.faults
        said = cell_fault_in_words(fault)
        return Reply(replace=await shown(turn, action.person_id, done=plain(said)))
    await welcome(turn.sessions, one, now=turn.now)
    return Reply(replace=card_of(turn, one, done=_("Er på lederlisten igen.")))


async def show_back(turn: Turn, action: BringBack) -> Reply:
    """Show how it is now."""
    return Reply(replace=await shown(turn, action.person_id))


def last_director(_refusal: LastDirector) -> Reply:
    """Word that somebody must be left who may write to the managers."""
    return Reply.text(
        _(
            "Intet er ændret: det er den eneste i direktionen på lederlisten. Giv først en anden "
            "rollen, så der er nogen til at skrive til lederne."
        )
    )


def only_by_directorate(_refusal: OnlyByDirectorate) -> Reply:
    """Word what an administrator doesn't decide."""
    return Reply.text(
        _(
            "Intet er ændret. Hvem der er i direktionen, og hvad der står om dem på lederlisten, "
            "retter direktionen selv. Bed en af dem om det."
        )
    )


def _details(action: cards.SavePerson) -> Details:
    return Details(
        name=action.full_name,
        email=action.email,
        title=action.title,
        unit=action.new_unit.strip() or action.unit,
        level=action.level,
        role=action.role,
        groups=tuple(dict.fromkeys((*action.groups, *group_names(action.new_groups)))),
    )


async def _saved(turn: Turn, action: cards.SavePerson) -> tuple[Person, str]:
    details = _details(action)
    if action.person_id is None:
        added = await add_person(turn.sessions, details, by=turn.person, now=turn.now)
        await welcome(turn.sessions, added, now=turn.now)
        return added, _("Er på lederlisten nu og kan bruge mig fra nu af.")
    changed = await change_person(
        turn.sessions,
        action.person_id,
        details,
        before=action.before,
        by=turn.person,
        now=turn.now,
    )
    return changed, _("Gemt. Det gælder fra nu af.")


async def _form(
    turn: Turn,
    filled: cards.SavePerson,
    refusal: FaultyRoster | None = None,
    *,
    about: str = "",
) -> Card:
    async with turn.sessions.read() as session:
        there = await choices(session)
    roles = [role for role in Role if _may_give(turn.person, role)]
    errors = {
        INPUTS.get(fault.column, fault.column.value): cell_fault_in_words(fault)
        for fault in (refusal.faults if refusal else ())
        if fault.column
    }
    return cards.person_form(filled, there, roles, errors, about=about)


def _may_give(person: Person, role: Role) -> bool:
    return role is not Role.DIRECTORATE or person.may(Role.DIRECTORATE)
