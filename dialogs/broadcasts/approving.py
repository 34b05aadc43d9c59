"""A second director's yes or no, and what is said to those whom it concerns."""

from dataclasses import replace

import cards.broadcasts.approving as cards
import cards.broadcasts.sending as sending_cards
import cards.broadcasts.status as status_cards
from bot import approval, audit
from bot.approval import NotAwaiting
from bot.broadcasts import approving, drafting, kinds, queries, sending, timing
from bot.broadcasts.values import (
    Fault,
    FaultyContent,
    NumberChanged,
    UnknownBroadcast,
)
from bot.delivery.rendering import Showing
from bot.language import _
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.broadcasts.refusals import number_changed, too_long


def register(router: Router) -> None:
    """Answer what approvers press; render and do what belongs to that."""
    role = Role.DIRECTORATE
    router.on_action(cards.ApproveBroadcast, approve, again=show_approval, role=role)
    router.on_action(cards.ReturnBroadcast, return_, again=show_approval, role=role)
    router.on_message(kinds.APPROVAL, approval_card)
    router.on_message(kinds.NOTICE, notice)
    router.on_message(kinds.URGENT, urgent)
    router.on_due(kinds.UNAPPROVED, timing.unapproved)
    router.on_due(kinds.APPROVER_SLOW, timing.approver_slow)


async def approve(turn: Turn, action: cards.ApproveBroadcast) -> Reply:
    """Say yes, which sends it; the card shows what there is now, also when it was too late."""
    said: tuple[Text, ...] = ()
    try:
        await approving.approve(
            turn.sessions,
            action.broadcast_id,
            revision=action.revision,
            expected=action.expected,
            by=turn.person,
            now=turn.now,
        )
    except NumberChanged as refusal:
        said = (Text(number_changed(refusal, action.expected)),)
    except NotAwaiting:
        pass  # the card says so
    return replace(await show_approval(turn, action), messages=said)


async def return_(turn: Turn, action: cards.ReturnBroadcast) -> Reply:
    """Say no, and why. Without a comment the card stays as it is."""
    try:
        await approving.send_back(
            turn.sessions,
            action.broadcast_id,
            revision=action.revision,
            comment=action.comment,
            by=turn.person,
            now=turn.now,
        )
    except NotAwaiting:
        return await _not_returned(turn, action)
    except FaultyContent as refusal:
        match refusal.faults.get("comment"):
            case Fault.MISSING:
                return Reply.text(
                    _(
                        "Skriv i feltet, hvad der skal rettes, og tryk igen. Den er ikke sendt "
                        "tilbage endnu."
                    )
                )
            case Fault.TOO_LONG:
                return await _comment_too_long(turn, action)
            case _:
                raise
    return await show_approval(turn, action)


async def show_approval(
    turn: Turn, action: cards.ApproveBroadcast | cards.ReturnBroadcast
) -> Reply:
    """Show what became of the question."""
    showing = Showing(
        action.broadcast_id, str(action.revision), turn.person, turn.now, turn.sessions
    )
    return Reply(replace=await approval_card(showing, pressed=True))


async def approval_card(showing: Showing, *, pressed: bool = False) -> Card:
    """Render the question for a yes, or what became of it.

    pressed: in reply to who pressed in it, whichever of several cards it was.
    """
    revision = _revision(showing.occasion)
    async with showing.sessions.read() as session:
        try:
            found = await queries.broadcast(session, showing.subject, now=showing.now)
        except UnknownBroadcast:
            return sending_cards.gone()
        asked = await approval.question(session, found.id, revision)
        if asked and asked.is_open and found.missed_its_time(showing.now):
            return cards.void(found)
        if asked and asked.is_open and showing.person:
            plan = await sending.plan(session, found, by=showing.person, now=showing.now)
            return cards.approval(found, plan, revision=revision, now=showing.now)
        if asked and asked.approved_by_id:
            if found.phase in drafting.BEING_WRITTEN:
                return cards.taken_back(found)
            versions = await queries.versions(session, found.id)
            if revision in {one.approved_revision for one in versions}:
                newest = await queries.newest_question(session, found.id, showing.person)
                if newest and not pressed and newest != showing.occasion:
                    return cards.approved(found)
                status = await queries.status(session, found.id, now=showing.now)
                return status_cards.status(status, now=showing.now)
        by = await queries.who_returned(session, asked) if asked else ""
    if asked and asked.comment:
        return cards.returned(found, asked.comment, by=by)
    return cards.void(found)


async def notice(showing: Showing) -> Card:
    """Render that it came back to who wrote it: after a no, or because nobody said yes in time."""
    async with showing.sessions.read() as session:
        try:
            found = await queries.broadcast(session, showing.subject, now=showing.now)
        except UnknownBroadcast:
            return sending_cards.gone()
        asked = await approval.question(session, found.id, _revision(showing.occasion))
        by = await queries.who_returned(session, asked) if asked else ""
    if asked and asked.comment:
        return cards.came_back(found, asked.comment, by=by)
    return cards.not_approved_in_time(found)


async def urgent(showing: Showing) -> Card:
    """Render that something urgent goes without approval."""
    async with showing.sessions.read() as session:
        try:
            found = await queries.broadcast(session, showing.subject, now=showing.now)
        except UnknownBroadcast:
            return sending_cards.gone()
        act = await audit.newest(session, "broadcasts.send_urgent", subject=found.id)
    return cards.hurried(found, by=act.actor if act else found.author.name, now=showing.now)


async def _not_returned(turn: Turn, action: cards.ReturnBroadcast) -> Reply:
    """What became of the question meanwhile, and the comment in a card of its own.

    The question's card may be the outbox's, which would be rendered again without the comment.
    """
    shown = await show_approval(turn, action)
    comment = action.comment.strip()
    async with turn.sessions.read() as session:
        asked = await approval.question(session, action.broadcast_id, action.revision)
    if asked and asked.comment == comment:
        return shown
    return replace(shown, messages=(cards.not_returned(comment),))


async def _comment_too_long(turn: Turn, action: cards.ReturnBroadcast) -> Reply:
    """The question with what was typed, in a card of its own; see `_not_returned`."""
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, action.broadcast_id, now=turn.now)
        plan = await sending.plan(session, found, by=turn.person, now=turn.now)
    form = cards.approval(
        found,
        plan,
        revision=action.revision,
        now=turn.now,
        comment=action.comment,
        error=too_long(action.comment),
    )
    return Reply((form,))


def _revision(occasion: str) -> int:
    """The revision that an occasion names ("7", "7 again", "returned 7")."""
    return int("".join(filter(str.isdigit, occasion)))
