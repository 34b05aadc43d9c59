"""Those who do something at once wait for each other in one order, so that nobody fails."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.delivery.models import DueTime
from bot.delivery.rendering import Due
from bot.inquiries import expiring, handling, kinds, noticing
from bot.inquiries.asking import row_for_update, withdraw
from bot.inquiries.handling import Doing
from bot.inquiries.merging import merge
from bot.inquiries.models import InquiryRow
from tests.inquiries.asked import answers, doing, inquiries, manager, merges, person, sent
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("postgresql")]

A_DAY = timedelta(days=1)
A_WHILE = 0.3  # seconds in which the other one comes to where it has to wait


async def reminded_while(
    teams: FakeTeams, inquiry_id: UUID, done: Coroutine[Any, Any, object]
) -> None:
    """Have somebody reminded of an inquiry, as the courier does, while something is done to it."""
    async with teams.sessions.write() as session:
        await session.execute(
            select(DueTime)
            .where(DueTime.kind == kinds.DUE_SOON, DueTime.subject == inquiry_id)
            .with_for_update()
        )
        doing_it = asyncio.create_task(done)
        await asyncio.sleep(A_WHILE)
        await noticing.due_soon(session, Due(inquiry_id, teams.clock()))
    await doing_it


async def two_sent(teams: FakeTeams) -> tuple[User, User, UUID, UUID]:
    """A director who was told of what a manager sent: two, the first due two days earlier."""
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await ada.installs()
    first = await sent(teams, lin, "Hvem betaler?")
    teams.clock.pass_(2 * A_DAY)
    second = await sent(teams, lin, "Betaler I?")
    await teams.delivered()
    return ada, lin, first, second


async def test_merging_and_reminding_do_not_wait_for_each_other(teams: FakeTeams) -> None:
    ada, _lin, first, second = await two_sent(teams)
    one = await doing(teams, ada, first)

    await reminded_while(teams, second, merge(teams.sessions, one, second))


async def test_withdrawing_and_reminding_do_not_wait_for_each_other(teams: FakeTeams) -> None:
    ada, lin, first, second = await two_sent(teams)
    await merges(teams, ada, second, first)
    await teams.delivered()
    by = await person(teams, lin)

    await reminded_while(teams, first, withdraw(teams.sessions, first, by=by, now=teams.clock()))


async def test_giving_back_and_reminding_do_not_wait_for_each_other(teams: FakeTeams) -> None:
    ada, _lin, _first, second = await two_sent(teams)
    bo = await person(teams, await manager(teams, "Bo Birk"))
    await handling.hand_over(teams.sessions, await doing(teams, ada, second), bo.id)
    await teams.delivered()
    seen = await doing(teams, ada, second)
    his = Doing(second, seen.revision, bo, seen.turn_key, teams.clock())

    await reminded_while(teams, second, handling.give_back(teams.sessions, his))


async def test_what_somebody_asks_further_about_is_not_deleted_meanwhile(
    teams: FakeTeams,
) -> None:
    """The one who asks further has locked what theirs is merged into, and then takes theirs."""
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    bo = await manager(teams, "Bo Birk")
    ids = [await sent(teams, lin, "Hvem betaler?"), await sent(teams, bo, "Betaler I?")]
    if ids[0] < ids[1]:  # what is merged has the lower id, by which rows might be locked first
        ids.reverse()
    lead, child = ids
    await merges(teams, ada, child, lead)
    await answers(teams, ada, lead)
    later = teams.clock() + 900 * A_DAY
    owner = next(one.asker_id for one in await inquiries(teams) if one.id == child)
    by = next(one for one in [await person(teams, lin), await person(teams, bo)] if one.id == owner)

    async def night() -> int:
        async with teams.sessions.write() as session:
            return await expiring.expire(session, before=later, now=later)

    async with teams.sessions.write() as session:
        await session.get_one(InquiryRow, lead, with_for_update=True)
        deleting = asyncio.create_task(night())
        await asyncio.sleep(A_WHILE)
        await row_for_update(session, child, by)

    assert await deleting == 0
    assert await night() == 2
