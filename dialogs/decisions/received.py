"""What receivers do with decisions: say that they have read them, and have them shown again."""

import cards.decisions.received as cards
from bot.decisions import kinds, queries
from bot.decisions.receivers import reminding, shown
from bot.decisions.receivers.receiving import acknowledge, decision_of, show_again
from bot.decisions.register.seeing import seen_row
from bot.decisions.values import NotConcerned
from bot.delivery.rendering import Showing
from bot.language import _
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.acknowledging import AcknowledgeDecisions
from cards.decisions.corrected import corrected
from cards.decisions.discussing import TakeDiscussion, text_to_hand_on
from cards.decisions.several import ReadDecision
from dialogs.decisions.reminders import reminder_card
from dialogs.pending import pending_card


def register(router: Router) -> None:
    """Show decisions to those whom they concern, and take what they answer."""
    role = Role.MANAGER
    router.on_message(kinds.PUBLISHED, received)
    router.on_message(kinds.CORRECTED, changed)
    router.on_due(kinds.REMIND, reminding.remind)
    router.on_action(AcknowledgeDecisions, acknowledged, again=show, role=role)
    router.on_action(cards.AcknowledgeListed, acknowledged_in_list, again=show_list, role=role)
    router.on_action(cards.ShowDecisionsAgain, shown_again, again=say_shown_again, role=role)
    router.on_action(ReadDecision, read, again=show, role=role)
    router.on_action(TakeDiscussion, hand_on, again=hand_on, role=role)
    router.on_refusal(NotConcerned, not_concerned)


async def received(showing: Showing) -> Card:
    """Render a publication for one receiver, or for a team's channel."""
    person_id = showing.person.id if showing.person else None
    async with showing.sessions.read() as session:
        one = await shown.received(session, showing.subject, person_id)
    only = decision_of(showing.occasion)
    return cards.received(one.only(only) if only else one, now=showing.now)


async def changed(showing: Showing) -> Card:
    """Render for one receiver what a correction changed."""
    person_id = showing.person.id if showing.person else None
    async with showing.sessions.read() as session:
        one = await shown.received(session, showing.subject, person_id)
    only = decision_of(showing.occasion)
    return corrected(one.only(only) if only else one, now=showing.now)


async def acknowledged(turn: Turn, action: AcknowledgeDecisions) -> Reply:
    """Note that the person has read it."""
    await acknowledge(turn.sessions, action.publication_id, by=turn.person, now=turn.now)
    return await show(turn, action)


async def show(turn: Turn, action: AcknowledgeDecisions | ReadDecision) -> Reply:
    """Show what the person got as it now stands."""
    async with turn.sessions.read() as session:
        one = await shown.received_by(session, action.publication_id, turn.person.id)
    card = corrected if one.corrects else cards.received
    return Reply(replace=card(one, now=turn.now))


async def acknowledged_in_list(turn: Turn, action: cards.AcknowledgeListed) -> Reply:
    """Note that the person has read it, and show what else waits."""
    await acknowledge(turn.sessions, action.publication_id, by=turn.person, now=turn.now)
    return await show_list(turn, action)


async def show_list(turn: Turn, action: cards.AcknowledgeListed) -> Reply:
    """Show what now waits."""
    if action.reminder:
        return Reply(replace=await reminder_card(turn))
    return Reply(replace=await pending_card(turn))


async def shown_again(turn: Turn, action: cards.ShowDecisionsAgain) -> Reply:
    """Show what the person got once more at the bottom of the chat."""
    await show_again(turn.sessions, action.publication_id, by=turn.person, now=turn.now)
    return await say_shown_again(turn, action)


async def say_shown_again(turn: Turn, action: cards.ShowDecisionsAgain) -> Reply:
    """Say where it is."""
    return Reply.text(_("Det kommer nederst i chatten om et øjeblik."))


async def read(turn: Turn, action: ReadDecision) -> Reply:
    """Show one of several decisions in whole at the bottom of the chat; the list stays."""
    await show_again(
        turn.sessions,
        action.publication_id,
        decision_id=action.decision_id,
        by=turn.person,
        now=turn.now,
    )
    return await show(turn, action)


async def hand_on(turn: Turn, action: TakeDiscussion) -> Reply:
    """Give the person a text to hand on, in a message with nothing else, to be copied whole."""
    async with turn.sessions.read() as session:
        row = await seen_row(session, action.decision_id, by=turn.person)
        decision = await queries.as_value(session, row)
    if not decision.shown.to_discuss:
        return Reply.text(_("Der er ikke længere noget til drøftelse i den beslutning."))
    where = _("Teksten står nederst i chatten. Hold fingeren på den, og vælg Kopiér.")
    return Reply((Text(where), Text(text_to_hand_on(decision.shown))))


def not_concerned(_refusal: NotConcerned) -> Reply:
    """Word that it isn't the person's, or no longer."""
    return Reply.text(
        _(
            "Den beslutning er ikke sendt til dig, eller den er trukket tilbage. Der er ikke gemt "
            "eller sendt noget."
        )
    )
