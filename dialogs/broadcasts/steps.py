"""Where a broadcast stands, as the card that says so and offers what comes next."""

from uuid import UUID

import cards.broadcasts.audience as audience_cards
import cards.broadcasts.sending as cards
import cards.broadcasts.status as status_cards
from bot.broadcasts import queries
from bot.broadcasts.sending import plan
from bot.broadcasts.values import Broadcast, Phase
from bot.delivery.standings import Standing
from bot.messages import Card
from bot.people.saved_segments import segments
from bot.people.segments import choices, number_of_members
from bot.people.values import Audience
from bot.router import Turn
from cards.broadcasts.channels import channel_gone


async def next_step(
    turn: Turn, broadcast_id: UUID, *, said: str = "", errors: dict[str, str] | None = None
) -> Card:
    """What is to be done next with a draft or a correction; otherwise the status.

    said: what just happened. errors: what is wrong, by the name of the field. Raises
    UnknownBroadcast.
    """
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, broadcast_id, now=turn.now)
        is_draft = found.phase is Phase.DRAFT
        if is_draft and not found.is_addressed:
            return await audience_choice(turn, found)
        if is_draft and found.channel and found.channel.is_gone:
            return await audience_choice(turn, found, said=channel_gone(found.channel))
        if not is_draft and (found.approver or not found.has_unsent_correction):
            return await _status(turn, broadcast_id)
        planned = await plan(session, found, by=turn.person, now=turn.now)
        if is_draft:
            return cards.preview(found, planned, now=turn.now, said=said, errors=errors)
        account = (await queries.status(session, broadcast_id, now=turn.now)).account
    return cards.correction_preview(
        found,
        planned,
        reached=account[Standing.SENT],
        now=turn.now,
        said=said,
        errors=errors,
    )


async def overview(turn: Turn, broadcast_id: UUID) -> Card:
    """A draft's next step, or what became of what was sent. Raises UnknownBroadcast."""
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, broadcast_id, now=turn.now)
    if found.phase is Phase.DRAFT:
        return await next_step(turn, broadcast_id)
    return await _status(turn, broadcast_id)


async def audience_choice(
    turn: Turn,
    broadcast: Broadcast,
    *,
    filled: audience_cards.ChooseAudience | None = None,
    error: str = "",
    said: str = "",
) -> Card:
    """The choice of an audience; see `cards.broadcasts.audience.choice`."""
    async with turn.sessions.read() as session:
        return audience_cards.choice(
            broadcast,
            await choices(session),
            await segments(session),
            await number_of_members(session, Audience()),
            filled=filled,
            error=error,
            said=said,
        )


async def _status(turn: Turn, broadcast_id: UUID) -> Card:
    async with turn.sessions.read() as session:
        found = await queries.status(session, broadcast_id, now=turn.now)
    return status_cards.status(found, now=turn.now)
