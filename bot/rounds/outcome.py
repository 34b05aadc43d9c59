"""What those who were asked get back: written, seen as they will see it, sent, and corrected.

Every verb is the directorate's, takes `now` as aware UTC, and raises NotAllowed, UnknownRound or
WrongPhase (the round isn't closed).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.values import Priority
from bot.people import models as people_models
from bot.people.values import Person
from bot.preferences import preferences
from bot.rounds import keeping, kinds, outcome_consent, queries
from bot.rounds.drafting import APPROVALS, editable
from bot.rounds.findings import (
    MOST_FIGURES,
    OUTCOME_LENGTH,
    Concluded,
    Outcome,
    Published,
    Results,
)
from bot.rounds.models import ParticipantRow, RoundRow
from bot.rounds.results import results, results_of
from bot.rounds.themes import themes
from bot.rounds.values import (
    Changed,
    ContentFault,
    Count,
    FaultyContent,
    NobodyToAsk,
    NumberChanged,
    Partition,
    Phase,
    Question,
    Round,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


async def outcome(session: AsyncSession, round_id: UUID, *, by: Person, now: datetime) -> Outcome:
    """What is sent back, as it now stands."""
    found = await results(session, round_id, by=by)
    row = await queries.round_row(session, round_id)
    return await _outcome(session, row, found, now=now)


async def outcome_of(session: AsyncSession, row: RoundRow, *, now: datetime) -> Outcome:
    """The same of a round that was read, for what only the directorate gets."""
    found = await results_of(session, await queries.as_value(session, row))
    return await _outcome(session, row, found, now=now)


async def received(
    session: AsyncSession, round_id: UUID
) -> tuple[Round, Published, list[tuple[Question, Count]]]:
    """What those who were asked have got, with the figures in it. Raises LookupError before."""
    row = await queries.round_row(session, round_id)
    published = (await keeping.draft_of(session, round_id)).published
    if not published:
        raise LookupError("nothing was sent back yet")
    round_ = await queries.as_value(session, row)
    return round_, published, await _figures(session, round_, published.figures)


async def write(
    sessions: Sessions,
    round_id: UUID,
    text: str,
    figures: Sequence[str],
    chosen: Sequence[UUID],
    *,
    revision: int,
    by: Person,
    now: datetime,
) -> Outcome:
    """Keep what is written; nobody gets it before it is sent.

    figures: the keys of questions; one of which nothing may be shown is left out. chosen: the ids
    of themes. revision: the one that was shown. An open question for a yes is void. Raises Changed
    or FaultyContent with "text" or "figures"; then nothing is kept.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    async with sessions.write() as session:
        row = await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
        before = await keeping.draft_of(session, round_id)
        found = await results(session, round_id, by=by)
        shown = tuple(
            one.question.key
            for one in found.results
            if one.question.key in figures and one.count and one.count.counts
        )
        faults = {
            "text": _fault(text),
            "figures": ContentFault.TOO_MANY if len(shown) > MOST_FIGURES else None,
        }
        if present := {name: fault for name, fault in faults.items() if fault}:
            raise FaultyContent(present)
        known = [one.id for one in await themes(session, round_id) if one.id in chosen]
        after = replace(before, text=text, figures=shown, themes=tuple(known))
        if after != before:
            if before.revision != revision:
                raise Changed(found.round)
            kept = replace(after, revision=before.revision + 1)
            await keeping.keep(session, row.id, kept, by=by.id, now=now)
            await outcome_consent.void(session, row.id, now=now)
        return await _outcome(session, row, found, now=now)


async def send(
    sessions: Sessions,
    round_id: UUID,
    *,
    revision: int,
    expected: int,
    by: Person,
    now: datetime,
    approver_id: UUID | None = None,
) -> Outcome:
    """Send it to all who were asked, or its correction, or ask for the yes that it takes.

    Nothing happens when it was sent as it is, or somebody is asked for a yes already, and it still
    takes one; where it takes none any more, the question is void. revision: the one that was shown.
    expected: how many were to get it then. approver_id: who is asked. Raises Changed, FaultyContent
    with "text" (it is empty), NobodyToAsk, NumberChanged or NobodyToApprove; then nothing is sent.
    """
    async with sessions.write() as session:
        row = await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
        found = await results(session, round_id, by=by)
        new = await _outcome(session, row, found, now=now)
        if new.consent.is_awaited or (new.draft.published and not new.has_unsent_correction):
            return new
        if new.draft.revision != revision:
            raise Changed(found.round)
        if not new.draft.text:
            raise FaultyContent({"text": ContentFault.MISSING})
        require_number(new, expected)
        if new.consent.needed:
            await outcome_consent.request(session, row, new, of=approver_id, by=by, now=now)
        else:
            await outcome_consent.void(session, row.id, now=now)
            await publish(session, row, new, written_by=by.id, by=by, now=now)
        return await _outcome(session, row, found, now=now)


async def take_back(
    sessions: Sessions, round_id: UUID, *, revision: int, by: Person, now: datetime
) -> Outcome:
    """Take back the open question for a yes to this revision; all else stays as it is.

    Where it was answered, or another was asked since, nothing happens. The same text may be asked
    about again.
    """
    async with sessions.write() as session:
        row = await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
        found = await outcome_of(session, row, now=now)
        if not found.consent.approver or found.draft.revision != revision:
            return found
        await outcome_consent.void(session, row.id, now=now)
        return await outcome_of(session, row, now=now)


def require_number(found: Outcome, expected: int) -> None:
    """Hold those who get it against what was shown. Raises NobodyToAsk or NumberChanged."""
    if not found.number:
        raise NobodyToAsk
    if found.number != expected:
        raise NumberChanged(found.number)


async def publish(
    session: AsyncSession,
    row: RoundRow,
    found: Outcome,
    *,
    written_by: UUID,
    by: Person,
    now: datetime,
) -> None:
    """Let those who were asked get it, once people are at work; a correction at once, in place.

    session: a writing one, with the round locked. written_by: the id of whom it counts as.
    """
    sent = replace(found.draft, published=replace(found.fresh, at=now, by=by.name))
    await keeping.keep(session, row.id, sent, by=written_by, now=now, number=found.number)
    if found.draft.published:
        await wanting.show_anew(session, kinds.OUTCOME, row.id, now=now)
        act = "rounds.correct_outcome"
    else:
        at = (await preferences(session)).working_hours.next(now)
        await wanting.want(
            session,
            kinds.OUTCOME,
            row.id,
            to=_asked(row.id),
            priority=Priority.BROADCAST,
            now=now,
            not_before=at,
        )
        # What they were asked with stands in the chat, too, and promises it.
        await wanting.show_anew(session, kinds.INVITATION, row.id, now=now, not_before=at)
        act = "rounds.outcome"
    await record_act(session, row, act, number=found.number, by=by, now=now)
    await APPROVALS.show_anew(session, row.id, now=now)


async def _outcome(
    session: AsyncSession, row: RoundRow, found: Results, *, now: datetime
) -> Outcome:
    draft = await keeping.draft_of(session, row.id)
    known = await themes(session, row.id)
    fresh = Published(
        draft.text,
        draft.figures,
        tuple(
            Concluded(one.name, one.state, one.who, one.reason)
            for one in known
            if one.id in draft.themes
        ),
        now,
        "",
    )
    number = await session.scalar(select(func.count()).select_from(_asked(row.id).subquery()))
    consent = await outcome_consent.consent(session, row, draft, fresh)
    return Outcome(found, draft, tuple(known), number or 0, fresh, consent)


async def _figures(
    session: AsyncSession, round_: Round, keys: Sequence[str]
) -> list[tuple[Question, Count]]:
    counts = {
        one.question: one
        for one in await queries.counts(session, round_.id)
        if one.partition is Partition.ALL
    }
    return [
        (question, counts[question.key])
        for question in round_.content.questions
        if question.key in keys and question.key in counts
    ]


def _asked(round_id: UUID) -> Select[UUID]:
    """The ids of those who were asked, and haven't left."""
    return select(people_models.Person.id).where(
        people_models.Person.active,
        people_models.Person.id.in_(
            select(ParticipantRow.person_id).where(ParticipantRow.round_id == round_id)
        ),
    )


def _fault(text: str) -> ContentFault | None:
    if holds_cpr_number(text):
        return ContentFault.CPR_NUMBER
    return ContentFault.TOO_LONG if len(text) > OUTCOME_LENGTH else None
