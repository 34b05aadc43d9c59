"""What there is to do with an answer that is given, and what it said before."""

import cards.knowledge.listing as listing
import cards.knowledge.showing as cards
from bot.calendar import in_copenhagen
from bot.delivery.rendering import Showing
from bot.knowledge import kinds, queries, reviewing
from bot.knowledge.publishing import restore, retire, still_holds
from bot.knowledge.values import ChangedKnowledge
from bot.language import _
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.knowledge.steps import overview


def register(router: Router) -> None:
    """Answer what is pressed on them, and tell owners what to look at again."""
    role = Role.DIRECTORATE
    router.on_action(cards.RetireKnowledge, take_out, again=show_taken_out, role=role)
    router.on_action(cards.RestoreKnowledge, give_again, again=show, role=role)
    router.on_action(cards.StillHolds, note_that_it_holds, again=show, role=role)
    router.on_action(cards.ShowHistory, show_history, again=show_history, role=role)
    router.on_due(kinds.REVIEW, reviewing.review)
    router.on_message(kinds.REVIEWS, reviews)


async def take_out(turn: Turn, action: cards.RetireKnowledge) -> Reply:
    """Give it no more."""
    taken = await retire(turn.sessions, action.knowledge_id, by=turn.person, now=turn.now)
    return Reply(replace=cards.taken_out(taken))


async def show_taken_out(turn: Turn, action: cards.RetireKnowledge) -> Reply:
    """Show where it stands now."""
    return Reply(replace=await overview(turn, action.knowledge_id))


async def give_again(turn: Turn, action: cards.RestoreKnowledge) -> Reply:
    """Give again what was taken out."""
    await restore(turn.sessions, action.knowledge_id, by=turn.person, now=turn.now)
    said = _("Svaret er i brug igen.")
    return Reply(replace=await overview(turn, action.knowledge_id, said=said))


async def note_that_it_holds(turn: Turn, action: cards.StillHolds) -> Reply:
    """Note that it was looked at, and when it is next."""
    try:
        await still_holds(
            turn.sessions,
            action.knowledge_id,
            revision=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except ChangedKnowledge:
        said = _("Det er ændret, siden du så det. Sådan er det nu:")
        return Reply(replace=await overview(turn, action.knowledge_id, said=said))
    said = _("Tak. Det er noteret, og det skal efterses igen om et år.")
    return Reply(replace=await overview(turn, action.knowledge_id, said=said))


async def show(turn: Turn, action: cards.RestoreKnowledge | cards.StillHolds) -> Reply:
    """Show where it stands now."""
    return Reply(replace=await overview(turn, action.knowledge_id))


async def show_history(turn: Turn, action: cards.ShowHistory) -> Reply:
    """Show a page of what it said."""
    async with turn.sessions.read() as session:
        knowledge = await queries.knowledge(session, action.knowledge_id)
        versions = await queries.history(session, action.knowledge_id)
    page = versions[action.offset : action.offset + cards.VERSIONS]
    return Reply(
        replace=cards.history(
            knowledge, page, offset=action.offset, total=len(versions), now=turn.now
        )
    )


async def reviews(showing: Showing) -> Card:
    """What its receiver is to look at again now."""
    if not showing.person:
        raise LookupError("a notice to nobody")
    today = in_copenhagen(showing.now).date()
    async with showing.sessions.read() as session:
        due = await queries.due(session, showing.person.id, today=today)
    return listing.reviews(due)
