"""What will happen when a publication is confirmed: whom it reaches, when, and who says yes first.

`now` is aware UTC.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import approval
from bot.approval import Work
from bot.decisions.models import RecipientRow
from bot.decisions.values import Decision, Plan, Publication
from bot.delivery import reach
from bot.delivery.values import Reach
from bot.people import models as people_models
from bot.people.segments import members, number_of_members
from bot.people.values import Person
from bot.preferences import Preferences, preferences

TIME_TO_UNDO = timedelta(seconds=30)


async def plan(
    session: AsyncSession, publication: Publication, *, by: Person, now: datetime
) -> Plan:
    """What will happen when this person confirms it now."""
    prefs = await preferences(session)
    people = people_of(publication)
    by_reach = await reach.number_by_reach(session, people_models.Person.id.in_(people))
    reachable = by_reach.get(Reach.REACHABLE, 0) + by_reach.get(Reach.UNTRIED, 0)
    number = sum(by_reach.values())
    starts_at = start_of(prefs, now=now)
    approvers = await possible_approvers(session, publication, asked_by=by.id)
    return Plan(
        number=number,
        numbers={
            one.id: await _number_of_one(session, publication, one) for one in publication.decisions
        },
        unreachable=number - reachable,
        needs_approval=needs_approval(prefs, approvers),
        approvers=tuple(person for person in approvers if person.id != by.id),
        starts_at=starts_at,
        delayed=starts_at > now + TIME_TO_UNDO,
    )


def work_of(publication: Publication) -> Work:
    """What a second director is asked about: all of its decisions, whoever wrote them."""
    return Work(
        publication.id,
        publication.revision,
        title=", ".join(one.content.title for one in publication.decisions),
        author_id=publication.author.id,
        also_by=frozenset(one.author.id for one in publication.decisions),
    )


async def to_approve(session: AsyncSession, publication: Publication, *, asked_by: UUID) -> Work:
    """The same, without those whose yes counts though they have a part in it.

    Where all directors prepared it or wrote some of it, that is whoever neither asks nor wrote all
    of it: each decision is then still seen by another than who wrote it.
    """
    work = work_of(publication)
    if await approval.possible_approvers(session, *work.authors):
        return work
    alone = work.also_by if len(work.also_by) == 1 else frozenset()
    return replace(work, author_id=asked_by, also_by=alone)


async def possible_approvers(
    session: AsyncSession, publication: Publication, *, asked_by: UUID
) -> tuple[Person, ...]:
    """Who may say yes to it, when this person asks for that: see `to_approve`."""
    work = await to_approve(session, publication, asked_by=asked_by)
    return await approval.possible_approvers(session, *work.authors)


def needs_approval(prefs: Preferences, approvers: tuple[Person, ...]) -> bool:
    """Whether a second director must say yes: to every decision, if there is somebody to ask."""
    return prefs.second_approval and bool(approvers)


def start_of(prefs: Preferences, *, now: datetime) -> datetime:
    """When it is published: not before it can be undone, and while people are at work."""
    return prefs.working_hours.next(now + TIME_TO_UNDO)


def people_of(publication: Publication) -> Select[UUID]:
    """Select the ids of the active people whom at least one of its decisions concerns.

    Of a correction: who has the decision already.
    """
    if publication.corrects:
        return recipients_of([one.id for one in publication.decisions])
    person = people_models.Person.id
    audiences = [one.audience for one in publication.decisions]
    return select(person).where(or_(*(person.in_(members(one)) for one in audiences)))


async def number_of(session: AsyncSession, publication: Publication) -> int:
    """How many people at least one of its decisions concerns."""
    return await _number_of_rows(session, people_of(publication))


def recipients_of(decision_ids: Sequence[UUID]) -> Select[UUID]:
    """Select the ids of the active people who got at least one of these when it was published."""
    concerned = select(RecipientRow.person_id).where(RecipientRow.decision_id.in_(decision_ids))
    person = people_models.Person
    return select(person.id).where(person.active, person.id.in_(concerned))


async def _number_of_one(session: AsyncSession, publication: Publication, one: Decision) -> int:
    if publication.corrects:
        return await _number_of_rows(session, recipients_of([one.id]))
    return await number_of_members(session, one.audience)


async def _number_of_rows(session: AsyncSession, found: Select[UUID]) -> int:
    return await session.scalar(select(func.count()).select_from(found.subquery())) or 0
