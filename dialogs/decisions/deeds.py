"""What is to be done because of a decision, as who writes the decision edits it."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import cards.decisions.deeds as cards
from bot.calendar import in_copenhagen
from bot.decisions.values import (
    DEED_LENGTH,
    MOST_FOLLOW_UPS,
    ChangedDecision,
    Decision,
    Fault,
    FaultyDecision,
    FollowUp,
    UnknownFollowUp,
)
from bot.decisions.writing import deeds
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.deed_forms import holiday_note
from dialogs.decisions.drafted import draft_of
from dialogs.decisions.naming import Named, named, to_choose_among

_Press = cards.SaveDeed | cards.RemoveDeed | cards.RestoreDeed


def register(router: Router) -> None:
    """Answer what is pressed while follow-ups are edited."""
    role = Role.MANAGER  # which of them may write, the rules know
    router.on_action(cards.ShowDeeds, show, again=show, role=role)
    router.on_action(cards.AddDeed, add, again=add, role=role)
    router.on_action(cards.EditDeed, edit, again=edit, role=role)
    router.on_action(cards.SaveDeed, save, again=show_list, role=role)
    router.on_action(cards.RemoveDeed, remove, again=show_list, role=role)
    router.on_action(cards.RestoreDeed, restore, again=show_list, role=role)


async def show(turn: Turn, action: cards.ShowDeeds) -> Reply:
    """List what is to be done."""
    return _list(turn, await draft_of(turn, action.decision_id))


async def show_list(turn: Turn, action: _Press) -> Reply:
    """List what is to be done, as it now is."""
    return _list(turn, await draft_of(turn, action.decision_id))


async def add(turn: Turn, action: cards.AddDeed) -> Reply:
    """Offer the empty form."""
    found = await draft_of(turn, action.decision_id)
    if len(found.follow_ups) >= MOST_FOLLOW_UPS:
        return _list(turn, found, said=_too_many())
    choice = await to_choose_among(turn, found.content.owner_id)
    return _form(turn, found, cards.SaveDeed(found.id, uuid4(), 0), choice)


async def edit(turn: Turn, action: cards.EditDeed) -> Reply:
    """Offer the form of one; whom the minutes name may be chosen at once."""
    found = await draft_of(turn, action.decision_id)
    follow_up = _follow_up(found, action.follow_up_id)
    owner_id = follow_up.owner.id if follow_up.owner else None
    choice = await to_choose_among(turn, owner_id, like="" if owner_id else follow_up.who)
    filled = cards.SaveDeed(
        found.id,
        follow_up.id,
        follow_up.revision,
        what=follow_up.what,
        person_id=owner_id,
        due_on=follow_up.due_on,
    )
    return _form(turn, found, filled, choice)


async def save(turn: Turn, action: cards.SaveDeed) -> Reply:
    """Save one; what can't be saved comes back as it was filled in."""
    deeds.refuse_cpr_numbers(action.what)  # or a form that comes back would show the number
    found = await draft_of(turn, action.decision_id)
    choice = await named(turn, action.person_id, action.named)
    if not choice.is_settled:
        return _form(turn, found, action, choice, said=choice.said)
    try:
        saved = await _saved(turn, action, choice.naming.person_id)
    except FaultyDecision as refusal:
        if "follow_ups" in refusal.faults:
            return _form(turn, found, action, choice, said=_too_many())
        error = _what_is_wrong(refusal, action)
        return _form(turn, found, action, _with_errors(choice, refusal), error=error)
    except ChangedDecision as refusal:
        return _beside(turn, refusal.decision, action, choice)
    except UnknownFollowUp:
        said = _("Opfølgningen blev fjernet, mens du skrev. Gemmer du, bliver det en ny.")
        anew = replace(action, follow_up_id=uuid4(), revision=0)
        return _form(turn, found, anew, choice, said=said)
    said = " ".join(filter(None, (_("Opfølgningen er gemt."), _doubtful(turn, action.due_on))))
    return _list(turn, saved, said=said)


async def remove(turn: Turn, action: cards.RemoveDeed) -> Reply:
    """Take one away, and offer to put it back."""
    try:
        found = await deeds.remove(
            turn.sessions,
            action.decision_id,
            action.follow_up_id,
            revision=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except ChangedDecision as refusal:
        said = _("Den er ændret, siden du så den, så den er ikke fjernet. Sådan er den nu.")
        return _list(turn, refusal.decision, said=said)
    undo = cards.RestoreDeed(action.decision_id, action.follow_up_id)
    return _list(turn, found, said=_("Opfølgningen er fjernet."), undo=undo)


async def restore(turn: Turn, action: cards.RestoreDeed) -> Reply:
    """Put one back."""
    found = await deeds.restore(
        turn.sessions, action.decision_id, action.follow_up_id, by=turn.person, now=turn.now
    )
    return _list(turn, found, said=_("Opfølgningen er her igen."))


async def _saved(turn: Turn, action: cards.SaveDeed, owner_id: UUID | None) -> Decision:
    if not action.revision:
        return await deeds.add(
            turn.sessions,
            action.decision_id,
            action.follow_up_id,
            what=action.what,
            owner_id=owner_id,
            due_on=action.due_on,
            by=turn.person,
            now=turn.now,
        )
    return await deeds.change(
        turn.sessions,
        action.decision_id,
        action.follow_up_id,
        what=action.what,
        owner_id=owner_id,
        due_on=action.due_on,
        revision=action.revision,
        by=turn.person,
        now=turn.now,
    )


def _doubtful(turn: Turn, due_on: date | None) -> str:
    """What may be wrong with a date, though it is saved; "" for nothing."""
    if due_on and due_on < in_copenhagen(turn.now).date():
        return _("Fristen er passeret, så den vil stå som over fristen.")
    return holiday_note(due_on)


def _beside(turn: Turn, now_is: Decision, action: cards.SaveDeed, choice: Named) -> Reply:
    """The form as it was filled in, for what the follow-up has become meanwhile."""
    follow_up = _follow_up(now_is, action.follow_up_id)
    said = _(
        "Opfølgningen er ændret, mens du skrev: »{what}«. Det, du har udfyldt, er ikke gemt. Gem "
        "igen, hvis det skal erstatte den.",
        what=plain(follow_up.what),
    )
    return _form(turn, now_is, replace(action, revision=follow_up.revision), choice, said=said)


def _form(
    turn: Turn,
    found: Decision,
    filled: cards.SaveDeed,
    choice: Named,
    *,
    error: str = "",
    said: str = "",
) -> Reply:
    known = next((one for one in found.follow_ups if one.id == filled.follow_up_id), None)
    card = cards.form(
        found,
        filled.follow_up_id,
        filled.revision,
        cards.Deed(
            what=filled.what,
            owner_named=known.who if known else "",
            due_on=filled.due_on,
            error=error,
        ),
        choice.naming,
        choice.people,
        today=in_copenhagen(turn.now).date(),
        said=said,
    )
    return Reply(replace=card)


def _list(
    turn: Turn, found: Decision, *, said: str = "", undo: cards.RestoreDeed | None = None
) -> Reply:
    today = in_copenhagen(turn.now).date()
    return Reply(replace=cards.deeds(found, today=today, said=said, undo=undo))


def _follow_up(found: Decision, follow_up_id: UUID) -> FollowUp:
    for one in found.follow_ups:
        if one.id == follow_up_id:
            return one
    raise UnknownFollowUp


def _with_errors(choice: Named, refusal: FaultyDecision) -> Named:
    if "person_id" not in refusal.faults:
        return choice
    errors = {"person_id": _("Vælg en, der er på lederlisten nu.")}
    return replace(choice, naming=replace(choice.naming, errors=errors))


def _what_is_wrong(refusal: FaultyDecision, action: cards.SaveDeed) -> str:
    match refusal.faults.get("what"):
        case Fault.MISSING:
            return _("Skriv, hvad der skal gøres.")
        case Fault.TOO_LONG:
            return _(
                "Der er {length} tegn, og der er plads til {longest}.",
                length=number(len(" ".join(action.what.split()))),
                longest=number(DEED_LENGTH),
            )
        case _fault:
            return ""


def _too_many() -> str:
    return _(
        "Der er plads til {most} opfølgninger på en beslutning. Fjern en, eller saml dem.",
        most=number(MOST_FOLLOW_UPS),
    )
