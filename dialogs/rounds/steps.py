"""Where a round stands, as the card that says so and offers what comes next."""

from datetime import datetime
from uuid import UUID

import cards.rounds.audience as audience_cards
import cards.rounds.planning as cards
import cards.rounds.questions as question_cards
import cards.rounds.status as status_cards
from bot.database.sessions import Sessions
from bot.messages import Card
from bot.people.saved_segments import segments
from bot.people.segments import choices, number_of_members
from bot.people.values import Audience
from bot.rounds import content as contents
from bot.rounds import queries
from bot.rounds.drafting import BEING_WRITTEN
from bot.rounds.keys import Keys
from bot.rounds.planning import plan
from bot.rounds.values import Participation, Phase, Round, WrongPhase
from bot.router import Turn


async def round_of(turn: Turn, round_id: UUID) -> Round:
    """The round as it now stands. Raises UnknownRound."""
    async with turn.sessions.read() as session:
        return await queries.round_(session, round_id)


async def draft_of(turn: Turn, round_id: UUID) -> Round:
    """The round, to be written. Raises UnknownRound, or WrongPhase where it can't be changed."""
    found = await round_of(turn, round_id)
    if found.phase not in BEING_WRITTEN:
        raise WrongPhase(found)
    return found


async def next_step(
    turn: Turn,
    keys: Keys,
    round_id: UUID,
    *,
    said: str = "",
    errors: dict[str, str] | None = None,
) -> Card:
    """What is to be done next with a draft; otherwise its status.

    said: what just happened. errors: what is wrong, by the name of the field. Raises UnknownRound.
    """
    async with turn.sessions.read() as session:
        found = await queries.round_(session, round_id)
        if found.phase is Phase.DRAFT and found.audience:
            planned = await plan(session, keys, found, by=turn.person, now=turn.now)
            missing = contents.missing(found.content)
            return cards.plan(found, planned, missing, now=turn.now, said=said, errors=errors)
    if found.phase is Phase.DRAFT:
        return question_cards.questions(found, offset=0, said=said)
    return await status_card(turn, round_id)


async def status_card(turn: Turn, round_id: UUID) -> Card:
    """The status of a round as it now stands. Raises UnknownRound."""
    return await status_of(turn.sessions, await round_of(turn, round_id), now=turn.now)


async def status_of(sessions: Sessions, round_: Round, *, now: datetime) -> Card:
    """The same of a round that has been read, for whoever is shown it. now: aware UTC."""
    async with sessions.read() as session:
        took_part = await queries.participation(session, round_.id)
        waits_for_key = await queries.closing_waits(session, round_.id)
    return status_cards.status(
        round_,
        took_part.get(Participation.ANSWERED, 0),
        unread=took_part.get(Participation.UNREAD, 0),
        waits_for_key=waits_for_key,
        now=now,
    )


async def audience_choice(
    turn: Turn,
    round_: Round,
    *,
    filled: audience_cards.InviteAudience | None = None,
    error: str = "",
) -> Card:
    """The choice of who is invited; see `cards.rounds.audience.choice`."""
    async with turn.sessions.read() as session:
        return audience_cards.choice(
            round_,
            await choices(session),
            await segments(session),
            await number_of_members(session, Audience()),
            filled=filled,
            error=error,
        )
