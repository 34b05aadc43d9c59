"""Sending broadcasts: the plan, the confirmation, and what comes due."""

from uuid import UUID

import cards.broadcasts.sending as cards
from bot.approval import NobodyToApprove
from bot.broadcasts import drafting, kinds, queries, sending, timing
from bot.broadcasts.values import (
    Changed,
    ChannelGone,
    Fault,
    FaultyContent,
    NumberChanged,
    Phase,
    ReasonMissing,
    UnknownBroadcast,
    WrongPhase,
)
from bot.language import _
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.broadcasts.refusals import number_changed, too_long
from dialogs.broadcasts.steps import next_step, overview
from dialogs.broadcasts.writing import form_of


def register(router: Router) -> None:
    """Answer what is pressed before broadcasts are sent; render and do what belongs to that."""
    role = Role.DIRECTORATE
    router.on_action(cards.SendBroadcast, send, again=show_sent, role=role)
    router.on_action(cards.ShowHurry, show_hurry, again=show_hurry, role=role)
    router.on_action(cards.SendUnapproved, send_unapproved, again=show_sent, role=role)
    router.on_action(cards.SendToMe, send_to_me, again=show, role=role)
    router.on_action(cards.DiscardDraft, discard, again=show_discarded, role=role)
    router.on_action(cards.KeepDraft, keep, again=show, role=role)
    router.on_due(kinds.BEGUN, timing.begun)
    router.on_due(kinds.NEWCOMERS, timing.newcomers)


async def send(turn: Turn, action: cards.SendBroadcast) -> Reply:
    """Send it, or ask for the approval that it needs."""
    try:
        done = await sending.send(
            turn.sessions,
            action.broadcast_id,
            revision=action.revision,
            expected=action.expected,
            by=turn.person,
            now=turn.now,
            approver_id=action.approver,
        )
    except NobodyToApprove:
        errors = {"approver": _("Vælg, hvem der skal godkende. Der er ikke sendt noget endnu.")}
        return Reply(replace=await next_step(turn, action.broadcast_id, errors=errors))
    except (Changed, NumberChanged, ChannelGone, FaultyContent, WrongPhase) as refusal:
        card = await _not_sent(turn, action.broadcast_id, refusal, expected=action.expected)
        return Reply(replace=card)
    return Reply(replace=cards.handed_over(done, now=turn.now))


async def send_unapproved(turn: Turn, action: cards.SendUnapproved) -> Reply:
    """Send something urgent without approval, for a reason that every director sees."""
    try:
        done = await sending.send(
            turn.sessions,
            action.broadcast_id,
            revision=action.revision,
            expected=action.expected,
            by=turn.person,
            now=turn.now,
            urgent_reason=action.urgent_reason,
        )
    except ReasonMissing:
        error = _("Skriv, hvorfor den ikke kan vente. Der er ikke sendt noget endnu.")
        return Reply(replace=await _hurry(turn, action.broadcast_id, error=error))
    except (Changed, NumberChanged, FaultyContent) as refusal:
        return Reply(replace=await _not_hurried(turn, action, refusal))
    except (WrongPhase, ChannelGone):
        return Reply(replace=await overview(turn, action.broadcast_id))
    return Reply(replace=cards.handed_over(done, now=turn.now))


async def show_sent(turn: Turn, action: cards.SendBroadcast | cards.SendUnapproved) -> Reply:
    """Show whether it was handed over."""
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, action.broadcast_id, now=turn.now)
    if found.phase is Phase.DRAFT or (found.has_unsent_correction and not found.approver):
        return Reply(replace=await next_step(turn, found.id))
    return Reply(replace=cards.handed_over(found, now=turn.now))


async def show_hurry(turn: Turn, action: cards.ShowHurry) -> Reply:
    """Ask why it can't wait."""
    return Reply(replace=await _hurry(turn, action.broadcast_id))


async def send_to_me(turn: Turn, action: cards.SendToMe) -> Reply:
    """Show it to who writes it, and to nobody else."""
    await drafting.send_to_me(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    said = _("Den er sendt til dig, og kun til dig. Se den herunder.")
    return Reply(replace=await next_step(turn, action.broadcast_id, said=said))


async def discard(turn: Turn, action: cards.DiscardDraft) -> Reply:
    """Throw a draft away."""
    before = await drafting.discard(
        turn.sessions, action.broadcast_id, by=turn.person, now=turn.now
    )
    return Reply(replace=cards.discarded(before.id, before.content.title))


async def show_discarded(turn: Turn, action: cards.DiscardDraft) -> Reply:
    """Show that it is thrown away, or the draft if it was taken back."""
    try:
        return Reply(replace=await overview(turn, action.broadcast_id))
    except UnknownBroadcast:
        return Reply(replace=cards.discarded(action.broadcast_id, action.title))


async def keep(turn: Turn, action: cards.KeepDraft) -> Reply:
    """Take a draft back that was thrown away."""
    await drafting.keep(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    said = _("Kladden er her igen.")
    return Reply(replace=await next_step(turn, action.broadcast_id, said=said))


async def show(turn: Turn, action: cards.SendToMe | cards.KeepDraft) -> Reply:
    """Show what there is to do next."""
    return Reply(replace=await next_step(turn, action.broadcast_id))


async def _not_hurried(
    turn: Turn, action: cards.SendUnapproved, refusal: Changed | NumberChanged | FaultyContent
) -> Card:
    """What is shown when nothing was sent: the reason as it was typed, as long as one is needed."""
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, action.broadcast_id, now=turn.now)
    may_hurry = not found.approver and found.content.urgent
    match refusal:
        case Changed() if may_hurry:
            said = _changed()
        case NumberChanged() if may_hurry:
            said = number_changed(refusal, action.expected)
        case FaultyContent(faults=faults) if "useful_until" in faults and may_hurry:
            said = _(
                "Den gælder ikke længere, når den sendes, så der er ikke sendt noget. Gå tilbage, "
                "og vælg en senere dag."
            )
        case FaultyContent(faults={"urgent_reason": Fault.TOO_LONG}):
            error = too_long(action.urgent_reason)
            return await _hurry(turn, found.id, reason=action.urgent_reason, error=error)
        case _:
            return await _not_sent(turn, found.id, refusal, expected=action.expected)
    return await _hurry(turn, found.id, reason=action.urgent_reason, said=said)


async def _not_sent(
    turn: Turn,
    broadcast_id: UUID,
    refusal: Changed | NumberChanged | ChannelGone | FaultyContent | WrongPhase,
    *,
    expected: int,
) -> Card:
    """What is shown in the place of a preview that nothing came of."""
    match refusal:
        case Changed():
            return await next_step(turn, broadcast_id, said=_changed())
        case NumberChanged():
            return await next_step(turn, broadcast_id, said=number_changed(refusal, expected))
        case FaultyContent(faults=faults) if "useful_until" in faults:
            errors = {
                "useful_until": _(
                    "Den gælder ikke længere, når den sendes. Vælg en senere dag, eller lad feltet "
                    "være tomt."
                )
            }
            return await form_of(turn, broadcast_id, errors=errors)
        case FaultyContent(faults=faults) if "sender_id" in faults:
            errors = {"sender_id": _("Vælg en, der er i direktionen nu.")}
            return await form_of(turn, broadcast_id, errors=errors)
        case WrongPhase() | ChannelGone():  # which the draft's next step says
            return await overview(turn, broadcast_id)
        case _:
            raise refusal


def _changed() -> str:
    return _(
        "Den er ændret, siden du så den, så der er ikke sendt noget. Her er den, som den står nu."
    )


async def _hurry(
    turn: Turn, broadcast_id: UUID, *, reason: str = "", said: str = "", error: str = ""
) -> Card:
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, broadcast_id, now=turn.now)
        plan = await sending.plan(session, found, by=turn.person, now=turn.now)
    return cards.hurry(found, plan, now=turn.now, reason=reason, said=said, error=error)
