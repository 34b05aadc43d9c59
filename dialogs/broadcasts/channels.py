"""A team's channel as what a broadcast is for."""

import cards.broadcasts.channels as cards
from bot.broadcasts import queries
from bot.broadcasts.drafting import choose_channel
from bot.broadcasts.values import ChannelGone
from bot.delivery.channels import channels
from bot.language import _
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.broadcasts.audience import ShowChannels
from dialogs.broadcasts.steps import next_step


def register(router: Router) -> None:
    """Take the choice of a channel."""
    role = Role.DIRECTORATE
    router.on_action(ShowChannels, show, again=show, role=role)
    router.on_action(cards.ChooseChannel, choose, again=show_chosen, role=role)
    router.on_refusal(ChannelGone, channel_gone)


async def show(turn: Turn, action: ShowChannels) -> Reply:
    """Turn to a page of the channels."""
    return Reply(replace=await _choice(turn, action))


async def choose(turn: Turn, action: cards.ChooseChannel) -> Reply:
    """Choose a channel; without one, the choice comes back."""
    if not action.channel:
        return Reply(replace=await _choice(turn, action, error=_("Vælg en kanal.")))
    try:
        await choose_channel(
            turn.sessions, action.broadcast_id, action.channel, by=turn.person, now=turn.now
        )
    except ChannelGone:
        error = _("Den kanal er der ikke længere. Vælg en anden.")
        return Reply(replace=await _choice(turn, action, error=error))
    return await show_chosen(turn, action)


async def show_chosen(turn: Turn, action: cards.ChooseChannel) -> Reply:
    """Show the broadcast with what it is for."""
    return Reply(replace=await next_step(turn, action.broadcast_id))


def channel_gone(_refusal: ChannelGone) -> Reply:
    """Word that there is no such channel any more."""
    return Reply.text(
        _(
            "Kanalen er slettet, eller Lederlinjen er taget ud af teamet, så der er ikke sendt "
            "noget. Den, der har skrevet beskeden, kan vælge en anden kanal."
        )
    )


async def _choice(
    turn: Turn, action: ShowChannels | cards.ChooseChannel, *, error: str = ""
) -> Card:
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, action.broadcast_id, now=turn.now)
        known = await channels(session)
    offset = action.offset if action.offset < len(known) else 0
    page = known[offset : offset + cards.PAGE]
    return cards.choice(found, page, offset=offset, total=len(known), error=error)
