"""Proposing something to the directorate."""

from collections.abc import Mapping

import cards.inquiries.forms as forms
from bot.inquiries.own import made_by
from bot.inquiries.proposing import propose
from bot.inquiries.values import AlreadySent, FaultyText, Own, TextHoldsCprNumber, Theme
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.inquiries.receipts import handed_in
from dialogs.inquiries.faults import fault_in_words, numbers_removed, without_numbers
from dialogs.inquiries.steps import form_opened_by, hidden


def register(router: Router) -> None:
    """Take proposals, all year."""
    role = Role.MANAGER
    router.on_command("Foreslå", "Suggest", handler=begin, role=role)
    router.on_action(forms.SendProposal, send, again=show_sent, role=role)


async def begin(turn: Turn) -> Reply:
    """Offer an empty form."""
    form = forms.proposal_form(form_opened_by(turn), turn.person.name, forms.Filled())
    return Reply((form,))


async def send(turn: Turn, action: forms.SendProposal) -> Reply:
    """Send the proposal; a faulty form comes back as it was filled in."""
    try:
        own = await propose(
            turn.sessions,
            action.title,
            action.text,
            why=action.background,
            theme=_theme(action.theme),
            hidden=hidden(action.sender),
            form=action.form,
            by=turn.person,
            now=turn.now,
        )
    except AlreadySent as refusal:
        return Reply(replace=handed_in(refusal.own, now=turn.now, again=True))
    except TextHoldsCprNumber:
        sent = await _sent(turn, action)
        if sent:
            return Reply(replace=handed_in(sent, now=turn.now, again=True))
        return Reply(replace=_form_again(turn, action, {}))
    except FaultyText as refusal:
        written = _texts(action).get(refusal.field, "")
        errors = {refusal.field: fault_in_words(refusal, written)}
        return Reply(replace=_form_again(turn, action, errors))
    return Reply(replace=handed_in(own, now=turn.now))


async def show_sent(turn: Turn, action: forms.SendProposal) -> Reply:
    """Show where the proposal now stands; what couldn't be sent is still in the form."""
    own = await _sent(turn, action)
    if own:
        return Reply(replace=handed_in(own, now=turn.now))
    return Reply(replace=_form_again(turn, action, {}))


async def _sent(turn: Turn, action: forms.SendProposal) -> Own | None:
    """What was sent with the form."""
    async with turn.sessions.read() as session:
        return await made_by(session, action.form, turn.person)


def _form_again(turn: Turn, action: forms.SendProposal, errors: Mapping[str, str]) -> Card:
    """The form as it was filled in, but for CPR numbers."""
    texts = _texts(action)
    filled = forms.Filled(
        **{name: without_numbers(text) for name, text in texts.items()},
        theme=action.theme,
        sender=action.sender,
        errors=errors,
        said=numbers_removed(*texts.values()),
    )
    return forms.proposal_form(action.form, turn.person.name, filled)


def _texts(action: forms.SendProposal) -> dict[str, str]:
    return {"title": action.title, "text": action.text, "background": action.background}


def _theme(chosen: str) -> Theme | None:
    return Theme(chosen) if chosen in tuple(Theme) else None
