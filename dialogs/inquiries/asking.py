"""Asking the directorate: the form, the receipt, and taking it back."""

from collections.abc import Mapping
from uuid import UUID

import cards.inquiries.forms as forms
import cards.inquiries.receipts as receipts
from bot.delivery.rendering import Showing
from bot.inquiries import kinds
from bot.inquiries.asking import ask_directorate, prepared, withdraw
from bot.inquiries.own import made_by, own_inquiry
from bot.inquiries.receipts import answer_came, as_told
from bot.inquiries.values import (
    AlreadyAnswered,
    AlreadySent,
    FaultyText,
    Own,
    TextHoldsCprNumber,
)
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.inquiries.answers import offer
from dialogs.inquiries.faults import fault_in_words, numbers_removed, without_numbers
from dialogs.inquiries.steps import form_opened_by, hidden


def register(router: Router) -> None:
    """Take questions to the directorate; it is nobody else's business, so never among others."""
    role = Role.MANAGER
    router.on_command("Spørg direktionen", "Ask the directorate", handler=ask, role=role)
    router.on_message(kinds.OFFER, offered)
    router.on_message(kinds.RECEIPT, receipt)
    router.on_due(kinds.ANSWER_CAME, answer_came)
    router.on_action(forms.AskDirectorate, open_form, again=open_form, role=role)
    router.on_action(forms.SendQuestion, send, again=show_sent, role=role)
    router.on_action(forms.DontSend, dont_send, again=dont_send, role=role)
    router.on_action(receipts.AskToWithdraw, ask_to_withdraw, again=ask_to_withdraw, role=role)
    router.on_action(receipts.Withdraw, withdrawn, again=show_withdrawn, role=role)


async def ask(turn: Turn) -> Reply:
    """Offer an empty form."""
    return Reply((_form(turn, None, forms.Filled()),))


async def open_form(turn: Turn, action: forms.AskDirectorate) -> Reply:
    """Offer the form with what was asked, in a card of its own; or say that it was sent before.

    The card that was pressed may be one of the outbox's, whose edits would empty a form.
    """
    if not action.question_id:
        return await ask(turn)
    async with turn.sessions.read() as session:
        found = await prepared(session, action.question_id, by=turn.person)
    if found.sent:
        return Reply((receipts.standing(found.sent, now=turn.now, again=True),))
    return Reply((_form(turn, action.question_id, forms.Filled(text=found.text)),))


async def offered(showing: Showing) -> Card:
    """Render the offer to ask where an answer was no good."""
    if not showing.person:
        raise LookupError("an offer is made to a person")
    async with showing.sessions.read() as session:
        found = await prepared(session, showing.subject, by=showing.person)
    return offer(found, forms.AskDirectorate(showing.subject), now=showing.now)


async def receipt(showing: Showing) -> Card:
    """Render where something that a person sent now stands."""
    if not showing.person:
        raise LookupError("a receipt is given to a person")
    async with showing.sessions.read() as session:
        own = await as_told(session, showing.subject, showing.person)
    return receipts.receipt(own, now=showing.now)


async def send(turn: Turn, action: forms.SendQuestion) -> Reply:
    """Send the question; a faulty form comes back as it was filled in."""
    try:
        own = await ask_directorate(
            turn.sessions,
            action.text,
            background=action.background,
            hidden=hidden(action.sender),
            question_id=action.question_id,
            form=action.form,
            by=turn.person,
            now=turn.now,
        )
    except AlreadySent as refusal:
        return Reply(replace=receipts.handed_in(refusal.own, now=turn.now, again=True))
    except TextHoldsCprNumber:
        sent = await _sent(turn, action)
        if sent:
            return Reply(replace=receipts.handed_in(sent, now=turn.now, again=True))
        return Reply(replace=_form_again(turn, action, {}))
    except FaultyText as refusal:
        written = action.background if refusal.field == "background" else action.text
        errors = {refusal.field: fault_in_words(refusal, written)}
        return Reply(replace=_form_again(turn, action, errors))
    return Reply(replace=receipts.handed_in(own, now=turn.now))


async def show_sent(turn: Turn, action: forms.SendQuestion) -> Reply:
    """Show where the question now stands; what couldn't be sent is still in the form."""
    own = await _sent(turn, action)
    if own:
        return Reply(replace=receipts.handed_in(own, now=turn.now))
    return Reply(replace=_form_again(turn, action, {}))


async def dont_send(_turn: Turn, action: forms.DontSend) -> Reply:
    """Put away a form that isn't sent after all: of a question, a proposal, or asking further."""
    return Reply(replace=forms.not_sent())


async def ask_to_withdraw(turn: Turn, action: receipts.AskToWithdraw) -> Reply:
    """Say what would happen, and ask; where it is too late, show where it stands."""
    async with turn.sessions.read() as session:
        own = await own_inquiry(session, action.inquiry_id, turn.person)
    if not own.may_withdraw:
        return Reply(replace=receipts.standing(own, now=turn.now, page=action.page))
    return Reply(replace=receipts.withdraw_question(own, page=action.page))


async def withdrawn(turn: Turn, action: receipts.Withdraw) -> Reply:
    """Take it back; where somebody was quicker to answer, show the answer."""
    try:
        own = await withdraw(turn.sessions, action.inquiry_id, by=turn.person, now=turn.now)
    except AlreadyAnswered as refusal:
        own = refusal.own
    return Reply(replace=receipts.standing(own, now=turn.now, page=action.page))


async def show_withdrawn(turn: Turn, action: receipts.Withdraw) -> Reply:
    """Show where it now stands."""
    async with turn.sessions.read() as session:
        own = await own_inquiry(session, action.inquiry_id, turn.person)
    return Reply(replace=receipts.standing(own, now=turn.now, page=action.page))


async def _sent(turn: Turn, action: forms.SendQuestion) -> Own | None:
    """What was sent with the form, or of the same question with another."""
    async with turn.sessions.read() as session:
        own = await made_by(session, action.form, turn.person)
        if not own and action.question_id:
            own = (await prepared(session, action.question_id, by=turn.person)).sent
    return own


def _form(turn: Turn, question_id: UUID | None, filled: forms.Filled) -> Card:
    return forms.question_form(form_opened_by(turn), question_id, turn.person.name, filled)


def _form_again(turn: Turn, action: forms.SendQuestion, errors: Mapping[str, str]) -> Card:
    """The form as it was filled in, but for CPR numbers."""
    filled = forms.Filled(
        text=without_numbers(action.text),
        background=without_numbers(action.background),
        sender=action.sender,
        errors=errors,
        said=numbers_removed(action.text, action.background),
    )
    return forms.question_form(action.form, action.question_id, turn.person.name, filled)
