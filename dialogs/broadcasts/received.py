"""What receivers do with a broadcast: acknowledge it, and write to who sent it."""

import cards.broadcasts.received as cards
from bot.broadcasts import kinds, queries
from bot.broadcasts import received as broadcasts
from bot.broadcasts.receiving import acknowledge, show_again, write_to_sender
from bot.broadcasts.values import NotARecipient
from bot.delivery.rendering import Showing
from bot.inquiries.values import FaultyText
from bot.language import _
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.inquiries.faults import fault_in_words, numbers_removed, without_numbers
from dialogs.pending import pending_card


def register(router: Router) -> None:
    """Show broadcasts to their receivers, and take what they answer."""
    role = Role.MANAGER
    router.on_message(kinds.RECEIVED, received)
    router.on_message(kinds.TRIAL, trial)
    router.on_message(kinds.REMINDER, reminder)
    router.on_action(cards.Acknowledge, acknowledged, again=show, role=role)
    router.on_action(cards.AcknowledgeListed, acknowledged_in_list, again=show_list, role=role)
    router.on_action(cards.ShowAgain, shown_again, again=say_shown_again, role=role)
    router.on_action(cards.OpenReply, reply_form, again=reply_form, role=role)
    router.on_action(cards.WriteToSender, written, again=show_written, role=role)
    router.on_refusal(NotARecipient, not_a_recipient)


async def received(showing: Showing) -> Card:
    """Render a broadcast for one receiver, or for a team's channel."""
    person_id = showing.person.id if showing.person else None
    async with showing.sessions.read() as session:
        one = await broadcasts.received(session, showing.subject, person_id)
    return cards.received(one, now=showing.now)


async def trial(showing: Showing) -> Card:
    """Render a broadcast for who writes it."""
    async with showing.sessions.read() as session:
        broadcast = await queries.broadcast(session, showing.subject, now=showing.now)
    return cards.preview(broadcast, now=showing.now)


async def reminder(showing: Showing) -> Card:
    """Render everything of a person's that still waits for a receipt."""
    if not showing.person:
        raise LookupError("a person is reminded")
    async with showing.sessions.read() as session:
        waiting = await broadcasts.unacknowledged(session, showing.person.id)
    return cards.reminder(waiting, now=showing.now)


async def acknowledged(turn: Turn, action: cards.Acknowledge) -> Reply:
    """Note that the person has read it."""
    one = await acknowledge(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    return Reply(replace=cards.received(one, now=turn.now))


async def show(turn: Turn, action: cards.Acknowledge) -> Reply:
    """Show the broadcast as it now stands."""
    async with turn.sessions.read() as session:
        one = await broadcasts.received_by(session, action.broadcast_id, turn.person.id)
    return Reply(replace=cards.received(one, now=turn.now))


async def acknowledged_in_list(turn: Turn, action: cards.AcknowledgeListed) -> Reply:
    """Note that the person has read it, and show what else waits."""
    await acknowledge(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    return await show_list(turn, action)


async def show_list(turn: Turn, action: cards.AcknowledgeListed) -> Reply:
    """Show what now waits."""
    if not action.reminder:
        return Reply(replace=await pending_card(turn))
    async with turn.sessions.read() as session:
        waiting = await broadcasts.unacknowledged(session, turn.person.id)
    return Reply(replace=cards.reminder(waiting, now=turn.now))


async def shown_again(turn: Turn, action: cards.ShowAgain) -> Reply:
    """Show the broadcast once more at the bottom of the chat."""
    await show_again(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    return await say_shown_again(turn, action)


async def say_shown_again(turn: Turn, action: cards.ShowAgain) -> Reply:
    """Say where the broadcast is."""
    return Reply.text(_("Beskeden kommer nederst i chatten om et øjeblik."))


async def reply_form(turn: Turn, action: cards.OpenReply) -> Reply:
    """Show the form for a reply."""
    async with turn.sessions.read() as session:
        one = await broadcasts.received_by(session, action.broadcast_id, turn.person.id)
    return Reply((cards.reply_form(one.content.title, one.id),))


async def written(turn: Turn, action: cards.WriteToSender) -> Reply:
    """Send what the person wrote; a form that fails comes back as it was filled in."""
    try:
        one = await write_to_sender(
            turn.sessions,
            action.broadcast_id,
            action.text,
            by=turn.person,
            turn_key=turn.key,
            now=turn.now,
        )
    except FaultyText as refusal:
        return await _faulty(turn, action, refusal)
    return Reply(replace=cards.reply_sent(one, now=turn.now))


async def show_written(turn: Turn, action: cards.WriteToSender) -> Reply:
    """Show what became of what the person wrote."""
    async with turn.sessions.read() as session:
        one = await broadcasts.received_by(session, action.broadcast_id, turn.person.id)
    return Reply(replace=cards.reply_sent(one, now=turn.now)) if one.replied_at else Reply()


async def _faulty(turn: Turn, action: cards.WriteToSender, refusal: FaultyText) -> Reply:
    """The form as it was filled in, with the error."""
    async with turn.sessions.read() as session:
        one = await broadcasts.received_by(session, action.broadcast_id, turn.person.id)
    form = cards.reply_form(
        one.content.title,
        one.id,
        text=without_numbers(action.text),
        error=numbers_removed(action.text) or fault_in_words(refusal, action.text),
    )
    return Reply(replace=form)


def not_a_recipient(_refusal: NotARecipient) -> Reply:
    """Word that the broadcast isn't the person's, or no longer."""
    return Reply.text(
        _(
            "Den besked er ikke sendt til dig, eller den er trukket tilbage. Der er ikke gemt "
            "eller sendt noget."
        )
    )
