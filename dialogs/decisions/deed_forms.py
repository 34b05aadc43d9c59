"""What is filled in of a follow-up: that it takes longer, and who else is to answer for it."""

from dataclasses import replace

import cards.decisions.deed_forms as forms
from bot.calendar import in_copenhagen
from bot.cpr import holds_cpr_number, without_cpr_numbers
from bot.decisions.following import following_up
from bot.decisions.following.followed import (
    ChangedFollowUp,
    FaultyReport,
    Followed,
    NoSuchOwner,
    ReportFault,
)
from bot.decisions.values import REASON_LENGTH
from bot.language import _
from bot.language.formats import number, plain, weekday
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.choosing import Naming
from cards.decisions.following_up import FindOwner, OpenDelay
from dialogs.decisions.following_up import followed_of, one_card
from dialogs.decisions.naming import Named, named, to_choose_among


def register(router: Router) -> None:
    """Show the forms, and take what is filled in."""
    role, directs = Role.MANAGER, Role.DIRECTORATE
    router.on_action(OpenDelay, open_delay, again=open_delay, role=role)
    router.on_action(forms.Delay, delay, again=show_delayed, role=role)
    router.on_action(FindOwner, find_owner, again=find_owner, role=directs)
    router.on_action(forms.HandOver, hand_over, again=show_handed_over, role=directs)


async def open_delay(turn: Turn, action: OpenDelay) -> Reply:
    """Ask why and until when, in a card of its own: the outbox edits reminders."""
    followed = await followed_of(turn, action.follow_up_id)
    if not followed.is_open:
        return Reply((await one_card(turn, action.follow_up_id, said=_was_done(followed)),))
    return Reply((forms.delay_form(followed, now=turn.now),))


async def delay(turn: Turn, action: forms.Delay) -> Reply:
    """Note that it takes longer; a form that fails comes back as it was filled in."""
    try:
        followed = await following_up.delay(
            turn.sessions,
            action.follow_up_id,
            action.reason,
            action.due_on,
            revision=action.revision,
            by=turn.person,
            turn_key=turn.key,
            now=turn.now,
        )
    except FaultyReport as refusal:
        return await _delay_again(turn, action, refusal)
    except ChangedFollowUp as refusal:
        if not refusal.followed.is_open:
            said = _was_done(refusal.followed)
            return Reply(replace=await one_card(turn, action.follow_up_id, said=said))
        said = _("Opfølgningen er ændret imens. Se efter, og gem igen, hvis det stadig passer.")
        return Reply(
            replace=forms.delay_form(refusal.followed, action, said=said, now=turn.now),
        )
    return Reply(replace=await _delayed_card(turn, followed))


async def show_delayed(turn: Turn, action: forms.Delay) -> Reply:
    """Show what became of it."""
    return Reply(replace=await one_card(turn, action.follow_up_id))


async def find_owner(turn: Turn, action: FindOwner) -> Reply:
    """Ask who is to answer for it; whom the minutes name may be chosen at once."""
    followed = await followed_of(turn, action.follow_up_id)
    choice = await to_choose_among(turn, None, like=followed.follow_up.who)
    return _owner_form(turn, followed, choice)


async def hand_over(turn: Turn, action: forms.HandOver) -> Reply:
    """Let somebody else answer for it; a name that was typed finds them, or some to choose."""
    followed = await followed_of(turn, action.follow_up_id)
    choice = await named(turn, action.person_id, action.named)
    if not choice.is_settled:
        return _owner_form(turn, followed, choice)
    try:
        done = await following_up.choose_owner(
            turn.sessions,
            action.follow_up_id,
            choice.naming.person_id,
            revision=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except NoSuchOwner:
        errors = {"person_id": _("Vælg en, der er på lederlisten nu, eller skriv et navn.")}
        naming = Naming(choice.naming.person_id, errors=errors)
        return _owner_form(turn, followed, replace(choice, naming=naming))
    except ChangedFollowUp as refusal:
        said = _("Opfølgningen er ændret imens. Se efter, og gem igen.")
        return _owner_form(turn, refusal.followed, replace(choice, said=said))
    return Reply(replace=await one_card(turn, action.follow_up_id, said=_handed_over(done)))


async def show_handed_over(turn: Turn, action: forms.HandOver) -> Reply:
    """Show who answers for it now."""
    return Reply(replace=await one_card(turn, action.follow_up_id))


async def _delayed_card(turn: Turn, followed: Followed) -> Card:
    due_on = followed.follow_up.due_on
    today = in_copenhagen(turn.now).date()
    said = [_("Noteret.")]
    if due_on:
        said = [_("Noteret. Den nye frist er {day}.", day=weekday(due_on, today=today))]
    if off := forms.holiday_note(due_on):
        said.append(off)
    return await one_card(turn, followed.follow_up.id, said=" ".join(said))


async def _delay_again(turn: Turn, action: forms.Delay, refusal: FaultyReport) -> Reply:
    """The form as it was filled in, without what looks like a CPR number."""
    followed = await followed_of(turn, action.follow_up_id)
    errors = {name: _fault(name, fault, action) for name, fault in refusal.faults.items()}
    said = ""
    if holds_cpr_number(action.reason):
        said = _(
            "Jeg har fjernet det, der lignede et CPR-nummer, og intet er gemt. Nummeret er "
            "allerede nået til Microsoft Teams."
        )
    filled = forms.Delay(
        action.follow_up_id,
        action.revision,
        without_cpr_numbers(action.reason, _("[fjernet]")),
        action.due_on,
    )
    card = forms.delay_form(followed, filled, errors=errors, said=said, now=turn.now)
    return Reply(replace=card)


def _owner_form(turn: Turn, followed: Followed, choice: Named) -> Reply:
    card = forms.owner_form(followed, choice.naming, choice.people, said=choice.said, now=turn.now)
    return Reply(replace=card)


def _was_done(followed: Followed) -> str:
    return _("»{what}« er allerede meldt færdig.", what=plain(followed.follow_up.what))


def _handed_over(followed: Followed) -> str:
    owner = followed.follow_up.owner
    return _("{name} har ansvaret nu.", name=plain(owner.name if owner else ""))


def _fault(name: str, fault: ReportFault, action: forms.Delay) -> str:
    match fault:
        case ReportFault.MISSING if name == "due_on":
            return _("Vælg en ny frist.")
        case ReportFault.MISSING:
            return _("Skriv kort hvorfor.")
        case ReportFault.TOO_LONG:
            return _(
                "Skriv højst {longest} tegn. Lige nu er der {many}.",
                longest=number(REASON_LENGTH),
                many=number(len(action.reason.strip())),
            )
        case ReportFault.CPR_NUMBER:
            return _("Se teksten igennem, og gem igen.")
        case ReportFault.NOT_LATER:
            return _("Den nye frist skal ligge efter i dag og efter den nuværende frist.")
