"""Counting inquiries in a time, and how long their answers took."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.values import SAID_TO_ASKER, Act, Kind, Phase
from bot.preferences import preferences
from bot.status.values import Inquiries
from bot.status.working_time import length_of_a_day, middle, working_time

_ANSWERED = (Phase.ANSWERED, Phase.TAKEN_UP, Phase.NOT_NOW)


async def sent_on(session: AsyncSession) -> set[UUID]:
    """The questions that were sent to the directorate."""
    found = await session.scalars(
        select(InquiryRow.about).where(
            InquiryRow.kind == Kind.QUESTION, InquiryRow.about.is_not(None)
        )
    )
    return {one for one in found if one}


async def inquiries(
    session: AsyncSession, begin: datetime, end: datetime, *, now: datetime
) -> Inquiries:
    """The inquiries that came between these times, and those that wait now; aware UTC."""
    hours = (await preferences(session)).working_hours
    rows = (
        await session.execute(
            select(
                InquiryRow.id,
                InquiryRow.kind,
                InquiryRow.phase,
                InquiryRow.merged_into_id,
                InquiryRow.asked_at,
                InquiryRow.due_on,
            )
        )
    ).all()
    phases = _phases([(one.id, one.phase, one.merged_into_id) for one in rows])
    came = [one for one in rows if begin <= one.asked_at < end]
    went = Counter(phases[one.id] for one in came)
    waiting = [one for one in rows if one.phase == Phase.OPEN]
    took = await _times(session, {one.id: one.asked_at for one in rows}, begin, end)
    return Inquiries(
        came={kind: sum(one.kind == kind for one in came) for kind in Kind},
        answered=sum(went[phase] for phase in _ANSWERED),
        closed=went[Phase.CLOSED],
        still_open=went[Phase.OPEN],
        withdrawn=went[Phase.WITHDRAWN],
        open_now=len(waiting),
        overdue_now=sum(one.due_on < in_copenhagen(now).date() for one in waiting),
        median=middle(working_time(start, answered, hours) for start, answered in took),
        working_day=length_of_a_day(hours),
        measured=len(took),
    )


def _phases(inquiries: Sequence[tuple[UUID, Phase, UUID | None]]) -> dict[UUID, Phase]:
    """Where each inquiry stands; a merged one where the one stands that it was merged into."""
    phases = {one: Phase(phase) for one, phase, _into in inquiries}
    into = {one: target for one, _phase, target in inquiries if target}
    found = {}
    for one in phases:
        at, seen = one, {one}
        while at in into and into[at] in phases and into[at] not in seen:
            at = into[at]
            seen.add(at)
        found[one] = phases[at]
    return found


async def _times(
    session: AsyncSession, asked_at: Mapping[UUID, datetime], begin: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """When what was first answered in the time was asked, and answered."""
    first = await session.execute(
        select(EntryRow.inquiry_id, func.min(EntryRow.at))
        .where(EntryRow.act.in_([act for act in SAID_TO_ASKER if act is not Act.CLOSED]))
        .group_by(EntryRow.inquiry_id)
    )
    return [
        (asked_at[inquiry_id], answered)
        for inquiry_id, answered in first
        if begin <= answered < end
    ]
