"""Answers as they come to who asked, and what they do about them."""

from collections.abc import Mapping
from uuid import UUID

import cards.inquiries.answers as cards
import cards.inquiries.forms as forms
from bot.delivery.rendering import Showing
from bot.inquiries import kinds
from bot.inquiries.own import received
from bot.inquiries.receiving import follow_up, say_helped
from bot.inquiries.values import (
    AlreadyFollowedUp,
    FaultyText,
    ReceivedAnswer,
    TextHoldsCprNumber,
)
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.inquiries.receipts import Helped, handed_in, standing
from dialogs.inquiries.faults import fault_in_words, numbers_removed, without_numbers
from dialogs.inquiries.steps import form_opened_by


def register(router: Router) -> None:
    """Show answers to who asked, and take what they say of them."""
    role = Role.MANAGER
    router.on_message(kinds.ANSWER, answer)
    router.on_action(Helped, helped, again=show_helped, role=role)
    router.on_action(forms.AskFurther, ask_further, again=ask_further, role=role)
    router.on_action(forms.SendFurther, send_further, again=show_further, role=role)


async def answer(showing: Showing) -> Card:
    """Render an answer for one of those who asked."""
    if not showing.person:
        raise LookupError("an answer is given to a person")
    async with showing.sessions.read() as session:
        one = await received(session, showing.subject, showing.person)
    return cards.answer(one, now=showing.now)


async def helped(turn: Turn, action: Helped) -> Reply:
    """Note that it helped, or that it wasn't meant so."""
    one = await say_helped(
        turn.sessions, action.entry_id, helped=action.helped, by=turn.person, now=turn.now
    )
    return Reply(replace=_after_verdict(turn, action, one))


async def show_helped(turn: Turn, action: Helped) -> Reply:
    """Show what is now noted."""
    return Reply(replace=_after_verdict(turn, action, await _received(turn, action.entry_id)))


async def ask_further(turn: Turn, action: forms.AskFurther) -> Reply:
    """Show the form, in a card of its own; where it was sent already, where it stands."""
    one = await _received(turn, action.entry_id)
    if not one.may_follow_up:
        return Reply((standing(one.own, now=turn.now),))
    return Reply((forms.further_form(form_opened_by(turn), one, forms.Filled()),))


async def send_further(turn: Turn, action: forms.SendFurther) -> Reply:
    """Ask further; a faulty form comes back as it was filled in."""
    try:
        one = await follow_up(
            turn.sessions,
            action.entry_id,
            action.text,
            form=action.form,
            by=turn.person,
            now=turn.now,
        )
    except AlreadyFollowedUp as refusal:
        return Reply(replace=handed_in(refusal.received.own, now=turn.now, again=True))
    except TextHoldsCprNumber:
        one = await _received(turn, action.entry_id)
        if not one.may_follow_up:
            return Reply(replace=handed_in(one.own, now=turn.now, again=True))
        return Reply(replace=await _form_again(turn, action, {}))
    except FaultyText as refusal:
        errors = {refusal.field: fault_in_words(refusal, action.text)}
        return Reply(replace=await _form_again(turn, action, errors))
    return Reply(replace=handed_in(one.own, now=turn.now))


async def show_further(turn: Turn, action: forms.SendFurther) -> Reply:
    """Show where the inquiry now stands; what couldn't be sent is still in the form."""
    one = await _received(turn, action.entry_id)
    if not one.may_follow_up:
        return Reply(replace=handed_in(one.own, now=turn.now))
    return Reply(replace=await _form_again(turn, action, {}))


async def _form_again(turn: Turn, action: forms.SendFurther, errors: Mapping[str, str]) -> Card:
    """The form as it was filled in, but for CPR numbers."""
    filled = forms.Filled(
        text=without_numbers(action.text), errors=errors, said=numbers_removed(action.text)
    )
    return forms.further_form(action.form, await _received(turn, action.entry_id), filled)


def _after_verdict(turn: Turn, action: Helped, one: ReceivedAnswer) -> Card:
    if action.apart:
        return cards.answer(one, now=turn.now)
    return standing(one.own, now=turn.now, page=action.page)


async def _received(turn: Turn, entry_id: UUID) -> ReceivedAnswer:
    async with turn.sessions.read() as session:
        return await received(session, entry_id, turn.person)
