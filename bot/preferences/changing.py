"""Deciding otherwise."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.people.queries import people_with_role
from bot.people.values import Person, Role
from bot.preferences import models
from bot.preferences.queries import STORED, preferences
from bot.preferences.values import (
    LONGEST_INTRODUCTION,
    LONGEST_WAIT,
    Changes,
    IntroductionHoldsCprNumber,
    IntroductionTooLong,
    NeverOpen,
    NoSuchWait,
    OwnStandIn,
    Preferences,
    SenderNotDirector,
    StandInNotDirector,
)

ACT = "preferences.change"


async def change_preferences(
    sessions: Sessions, changes: Changes, *, by: Person, now: datetime
) -> Preferences:
    """Decide, and return what then holds; the names of what changed go on record.

    Raises NotAllowed or a FaultyPreference; then nothing is changed.
    """
    by.require(Role.DIRECTORATE, Role.ADMINISTRATOR)
    async with sessions.write() as session:
        await _lock(session)
        before = await preferences(session)
        directors = {one.id for one in await people_with_role(session, Role.DIRECTORATE)}
        after = _changed(before, changes, directors)
        _refuse_faulty(after, changes, directors)
        names = await _store(session, before, after, by, now)
        if names:
            await record(session, actor=by, act=ACT, about=", ".join(names), now=now)
        return after


async def _lock(session: AsyncSession) -> None:
    """Let nobody else decide until this transaction ends."""
    # On SQLite a writing transaction is alone already.
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("LOCK TABLE preference IN SHARE ROW EXCLUSIVE MODE"))


def _changed(before: Preferences, changes: Changes, directors: set[UUID]) -> Preferences:
    stand_ins = before.stand_ins
    if "stand_ins" in changes:
        stand_ins = _stand_ins(before.stand_ins, changes["stand_ins"], directors)
    return Preferences(
        opens=changes.get("opens", before.opens),
        closes=changes.get("closes", before.closes),
        second_approval=changes.get("second_approval", before.second_approval),
        stand_ins=stand_ins,
        introduction_sender=changes.get("introduction_sender", before.introduction_sender),
        introduction=changes.get("introduction", before.introduction).strip(),
        answer_within=changes.get("answer_within", before.answer_within),
    )


def _stand_ins(
    before: Mapping[UUID, UUID], changes: Mapping[UUID, UUID | None], directors: set[UUID]
) -> Mapping[UUID, UUID]:
    """Who stands in for whom from now on; those who are no directors any more drop out.

    Raises OwnStandIn, StandInNotDirector.
    """
    stand_ins = {one: other for one, other in before.items() if {one, other} <= directors}
    for director, stand_in in changes.items():
        stand_ins.pop(director, None)
        if stand_in:
            _refuse_faulty_stand_in(director, stand_in, directors)
            stand_ins[director] = stand_in
    return stand_ins


def _refuse_faulty_stand_in(director: UUID, stand_in: UUID, directors: set[UUID]) -> None:
    if director == stand_in:
        raise OwnStandIn
    for one in (director, stand_in):
        if one not in directors:
            raise StandInNotDirector(one)


def _refuse_faulty(after: Preferences, changes: Changes, directors: set[UUID]) -> None:
    if after.opens >= after.closes:
        raise NeverOpen
    if not 1 <= after.answer_within <= LONGEST_WAIT:
        raise NoSuchWait(LONGEST_WAIT)
    sender = changes.get("introduction_sender")
    if sender and sender not in directors:
        raise SenderNotDirector
    if len(after.introduction) > LONGEST_INTRODUCTION:
        raise IntroductionTooLong(LONGEST_INTRODUCTION)
    if holds_cpr_number(after.introduction):
        raise IntroductionHoldsCprNumber


async def _store(
    session: AsyncSession, before: Preferences, after: Preferences, by: Person, now: datetime
) -> list[str]:
    """Store what is another value than before; the names of that."""
    old, new = (STORED.dump_python(one, mode="json") for one in (before, after))
    names = [name for name in new if new[name] != old[name]]
    for name in names:
        row = models.Preference(key=name, value=new[name], changed_by=by.id, changed_at=now)
        await session.merge(row)
    return names
