"""Answering a round: what is filled in is kept, and counts once it is handed in.

Who answers is known by their account, never by the card, so that any card, device or repeat works.
Nobody but themselves is ever given what they filled in, and nothing of it is left in a log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.people.values import Person
from bot.rounds import inviting, queries
from bot.rounds.answers import checked, mark_of, require_complete
from bot.rounds.keys import Keys
from bot.rounds.models import EnvelopeRow, ParticipantRow, ResponseRow, RoundRow
from bot.rounds.sealing import Filled, seal, unseal
from bot.rounds.values import (
    Answer,
    ChangedElsewhere,
    Content,
    KeyLost,
    NotInvited,
    NotOpen,
    NotSealed,
    Participation,
    Phase,
    Round,
    Standing,
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Participant:
    """Somebody who was asked, and what they have filled in."""

    round: Round
    state: Participation
    filled: Filled

    @property
    def standing(self) -> Standing:
        """The same without what was filled in, but for what was handed in with a name."""
        answers = None if self.round.content.anonymous else self.filled.answers
        return Standing(self.round, self.state, answers)


async def participant(sessions: Sessions, keys: Keys, round_id: UUID, *, by: Person) -> Participant:
    """What this person has filled in; nothing of it once the round has closed.

    Raises UnknownRound, NotInvited or NotSealed.
    """
    async with sessions.read() as session:
        row = await queries.round_row(session, round_id)
        asked = await session.get(ParticipantRow, (round_id, by.id))
        if not asked:
            raise NotInvited
        filled = Filled({})
        if row.phase == Phase.OPEN:
            filled = await _filled(session, keys, row, by.id)
        return Participant(await queries.as_value(session, row), Participation(asked.state), filled)


async def save(
    sessions: Sessions,
    keys: Keys,
    round_id: UUID,
    answers: Mapping[str, Answer | None],
    *,
    by: Person,
    now: datetime,
    seen: str | None = None,
) -> Participant:
    """Keep what was filled in on a page; it isn't handed in yet. None: it was emptied.

    answers: by the keys of the page's questions; those of other pages stay. seen: the mark of what
    the page was filled in with when it was shown. Raises UnknownRound, NotInvited, NotOpen,
    NotSealed, FaultyAnswers, or ChangedElsewhere; then nothing is stored.
    """
    async with sessions.write() as session:
        row, asked, content = await _open(session, round_id, by, now)
        filled = await _with(session, keys, row, content, answers, by, seen)
        await _put(session, keys, row, by.id, filled, now=None)
        return Participant(await queries.as_value(session, row), Participation(asked.state), filled)


async def hand_in(
    sessions: Sessions,
    keys: Keys,
    round_id: UUID,
    answers: Mapping[str, Answer | None],
    *,
    by: Person,
    now: datetime,
) -> Participant:
    """Hand in all that was filled in, with this last page; again, until the round closes.

    Raises as `save`, also FaultyAnswers for what is required and missing.
    """
    async with sessions.write() as session:
        row, asked, content = await _open(session, round_id, by, now)
        filled = await _with(session, keys, row, content, answers, by)
        require_complete(content.questions, filled.draft)
        filled = Filled(filled.draft, filled.draft)
        await _put(session, keys, row, by.id, filled, now=now)
        looks_other = asked.state != Participation.ANSWERED or not content.anonymous
        asked.state = Participation.ANSWERED
        if looks_other:
            await inviting.show_anew(session, row, now=now, to=by.id)
        return Participant(await queries.as_value(session, row), Participation.ANSWERED, filled)


async def decline(
    sessions: Sessions, round_id: UUID, *, by: Person, now: datetime
) -> Participation:
    """Note that this person doesn't want to answer, and isn't to be reminded; what they now are.

    Who has handed in has answered all the same. Raises UnknownRound, NotInvited or NotOpen.
    """
    return await _become(sessions, round_id, Participation.DECLINED, by=by, now=now)


async def undo_decline(
    sessions: Sessions, round_id: UUID, *, by: Person, now: datetime
) -> Participation:
    """Let somebody who said no be invited again; raises as `decline`."""
    return await _become(sessions, round_id, Participation.INVITED, by=by, now=now)


async def _become(
    sessions: Sessions, round_id: UUID, state: Participation, *, by: Person, now: datetime
) -> Participation:
    async with sessions.write() as session:
        row, asked, _content = await _open(session, round_id, by, now)
        if asked.state not in (Participation.ANSWERED, state):
            asked.state = state
            await inviting.show_anew(session, row, now=now, to=by.id)
        return Participation(asked.state)


async def _open(
    session: AsyncSession, round_id: UUID, by: Person, now: datetime
) -> tuple[RoundRow, ParticipantRow, Content]:
    row = await queries.row_for_answering(session, round_id)
    asked = await queries.participant(session, round_id, by.id)
    if row.phase != Phase.OPEN:
        raise NotOpen(Phase(row.phase))
    if row.closes and row.closes <= now:  # it is about to be counted
        raise NotOpen(Phase.CLOSED)
    return row, asked, queries.content_of(row.content)


async def _with(
    session: AsyncSession,
    keys: Keys,
    row: RoundRow,
    content: Content,
    answers: Mapping[str, Answer | None],
    by: Person,
    seen: str | None = None,
) -> Filled:
    before = await _filled(session, keys, row, by.id)
    merged = {**before.draft, **answers}
    draft = checked(content.questions, {key: one for key, one in merged.items() if one is not None})
    if seen is not None and draft != before.draft and seen != mark_of(before.draft, answers):
        raise ChangedElsewhere
    return Filled(draft, before.answers)


async def _filled(session: AsyncSession, keys: Keys, row: RoundRow, person_id: UUID) -> Filled:
    if not queries.content_of(row.content).anonymous:
        response = await session.get(ResponseRow, (row.id, person_id))
        return Filled(response.draft, response.answers) if response else Filled({})
    envelope = await session.get(EnvelopeRow, (row.id, person_id))
    if not envelope:
        return Filled({})
    key = _key(keys, row)
    try:
        return unseal(envelope.sealed, key=key, round_id=row.id, person_id=person_id)
    except KeyLost as lost:  # the key is the round's, so the envelope isn't what was sealed
        log.critical("an envelope of a round can't be opened", round=str(row.id))
        raise NotSealed from lost


async def _put(
    session: AsyncSession,
    keys: Keys,
    row: RoundRow,
    person_id: UUID,
    filled: Filled,
    *,
    now: datetime | None,
) -> None:
    """Store what was filled in. now: when it is handed in, else None."""
    if queries.content_of(row.content).anonymous:
        sealed = seal(
            filled,
            key=_key(keys, row),
            size=row.envelope_size or 0,
            round_id=row.id,
            person_id=person_id,
        )
        handed_in = filled.answers is not None
        envelope = EnvelopeRow(
            round_id=row.id, person_id=person_id, handed_in=handed_in, sealed=sealed
        )
        await session.merge(envelope)
    else:
        response = await session.get(ResponseRow, (row.id, person_id))
        if not response:
            response = ResponseRow(round_id=row.id, person_id=person_id, draft={}, answers=None)
            session.add(response)
        response.draft = dict(filled.draft)
        response.answers = dict(filled.answers) if filled.answers is not None else None
        response.handed_in_at = now or response.handed_in_at
    await session.flush()


def _key(keys: Keys, row: RoundRow) -> bytes:
    """The round's key. Raises NotSealed."""
    try:
        return keys.key(row.id, row.fingerprint or "")
    except KeyLost as lost:
        log.critical("nobody can answer a round: its key isn't in KEYS_DIR", round=str(row.id))
        raise NotSealed from lost
