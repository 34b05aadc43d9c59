"""Showing an answer to one question about a decision to all who see the decision."""

from collections.abc import Mapping
from uuid import UUID

import cards.decisions.answers as cards
from bot.decisions.receivers.answers import number_who_see, offered, show_to_all, take_back
from bot.decisions.receivers.received import Offered
from bot.inquiries.values import FaultyText, TextHoldsCprNumber
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.inquiries.faults import fault_in_words, numbers_removed, without_numbers
from dialogs.inquiries.steps import form_opened_by


def register(router: Router) -> None:
    """Take what all shall see. Whose decision it is may, and the directorate."""
    role = Role.MANAGER
    router.on_action(cards.OfferAnswer, open_form, again=open_form, role=role)
    router.on_action(cards.ShowAnswerToAll, show, again=show_shown, role=role)
    router.on_action(cards.TakeAnswerBack, remove, again=show_removed, role=role)


async def open_form(turn: Turn, action: cards.OfferAnswer) -> Reply:
    """Show the form in a card of its own, with what stands there already, or would."""
    one, number = await _offered(turn, action.entry_id)
    filled = cards.Filled(one.question, one.answer)
    form = cards.form(form_opened_by(turn), action.entry_id, one, number, filled)
    return Reply((form,))


async def show(turn: Turn, action: cards.ShowAnswerToAll) -> Reply:
    """Show it to all; a form that fails comes back as it was filled in."""
    try:
        await show_to_all(
            turn.sessions,
            action.entry_id,
            action.question,
            action.answer,
            form=action.form,
            by=turn.person,
            now=turn.now,
        )
    except TextHoldsCprNumber:
        return Reply(replace=await _form_again(turn, action, {}))
    except FaultyText as refusal:
        written = action.question if refusal.field == "question" else action.answer
        errors = {refusal.field: fault_in_words(refusal, written)}
        return Reply(replace=await _form_again(turn, action, errors))
    return await show_shown(turn, action)


async def show_shown(turn: Turn, action: cards.ShowAnswerToAll) -> Reply:
    """Show what now stands there; what couldn't be shown is still in the form."""
    one, number = await _offered(turn, action.entry_id)
    if not one.shown:
        return Reply(replace=await _form_again(turn, action, {}))
    return Reply(replace=cards.shown(action.entry_id, one, one.shown, number))


async def remove(turn: Turn, action: cards.TakeAnswerBack) -> Reply:
    """Let it stand there no more."""
    decision = await take_back(turn.sessions, action.answer_id, by=turn.person, now=turn.now)
    return Reply(replace=cards.taken_back(action.entry_id, decision))


async def show_removed(turn: Turn, action: cards.TakeAnswerBack) -> Reply:
    """Show whether it stands there now."""
    one, number = await _offered(turn, action.entry_id)
    if one.shown:
        return Reply(replace=cards.shown(action.entry_id, one, one.shown, number))
    return Reply(replace=cards.taken_back(action.entry_id, one.decision))


async def _offered(turn: Turn, entry_id: UUID) -> tuple[Offered, int]:
    async with turn.sessions.read() as session:
        one = await offered(session, entry_id, by=turn.person)
        return one, await number_who_see(session, one.decision.id)


async def _form_again(turn: Turn, action: cards.ShowAnswerToAll, errors: Mapping[str, str]) -> Card:
    """The form as it was filled in, but for CPR numbers."""
    one, number = await _offered(turn, action.entry_id)
    filled = cards.Filled(
        without_numbers(action.question),
        without_numbers(action.answer),
        errors,
        said=numbers_removed(action.question, action.answer),
    )
    return cards.form(action.form, action.entry_id, one, number, filled)
