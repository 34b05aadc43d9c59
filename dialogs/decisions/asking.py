"""Asking about a decision: the owner, or else the directorate, gets it."""

import cards.decisions.asking as cards
from bot.decisions.receivers.asking import ask, asked_about
from bot.inquiries.own import made_by
from bot.inquiries.values import AlreadySent, FaultyText, TextHoldsCprNumber
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.inquiries.receipts import handed_in
from dialogs.inquiries.faults import fault_in_words, numbers_removed, without_numbers
from dialogs.inquiries.steps import form_opened_by


def register(router: Router) -> None:
    """Take questions about decisions."""
    role = Role.MANAGER
    router.on_action(cards.AskAboutDecision, open_form, again=open_form, role=role)
    router.on_action(cards.SendDecisionQuestion, send, again=show_sent, role=role)


async def open_form(turn: Turn, action: cards.AskAboutDecision) -> Reply:
    """Show the form, in a card of its own."""
    async with turn.sessions.read() as session:
        decision, answers = await asked_about(
            session, action.decision_id, by=turn.person, now=turn.now
        )
    return Reply((cards.question_form(form_opened_by(turn), decision, answers),))


async def send(turn: Turn, action: cards.SendDecisionQuestion) -> Reply:
    """Send the question; a form that fails comes back as it was filled in."""
    try:
        own = await ask(
            turn.sessions,
            action.decision_id,
            action.text,
            form=action.form,
            by=turn.person,
            now=turn.now,
        )
    except AlreadySent as refusal:
        return Reply(replace=handed_in(refusal.own, now=turn.now, again=True))
    except TextHoldsCprNumber:
        return Reply(replace=await _form_again(turn, action, ""))
    except FaultyText as refusal:
        error = fault_in_words(refusal, action.text)
        return Reply(replace=await _form_again(turn, action, error))
    return Reply(replace=handed_in(own, now=turn.now))


async def show_sent(turn: Turn, action: cards.SendDecisionQuestion) -> Reply:
    """Show where the question now stands; what couldn't be sent is still in the form."""
    async with turn.sessions.read() as session:
        own = await made_by(session, action.form, turn.person)
    if own:
        return Reply(replace=handed_in(own, now=turn.now))
    return Reply(replace=await _form_again(turn, action, ""))


async def _form_again(turn: Turn, action: cards.SendDecisionQuestion, error: str) -> Card:
    """The form as it was filled in, but for CPR numbers."""
    async with turn.sessions.read() as session:
        decision, answers = await asked_about(
            session, action.decision_id, by=turn.person, now=turn.now
        )
    return cards.question_form(
        action.form,
        decision,
        answers,
        text=without_numbers(action.text),
        error=error,
        said=numbers_removed(action.text),
    )
