"""Those who do something at once wait for each other in one order, so that nobody fails."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.database.locking import STAYS
from bot.delivery.models import DueTime
from bot.delivery.rendering import Due
from bot.inquiries import expiring, handling, kinds, noticing
from bot.inquiries.asking import row_for_update, withdraw
from bot.inquiries.handling import Doing
from bot.inquiries.locking import lock_families
from bot.inquiries.merging import merge
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import ChangedInquiry, WrongPhase
from bot.people import queries as people
from bot.people.values import Person
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


async def merged(teams: FakeTeams) -> tuple[User, UUID, UUID]:
    """A director, and what one of two managers sent, with the other's merged into it.

    What is merged has the lower id, so it is locked first.
    """
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    bo = await manager(teams, "Bo Birk")
    child, lead = sorted([await sent(teams, lin, "Hvem?"), await sent(teams, bo, "Betaler I?")])
    await merges(teams, ada, child, lead)
    await teams.delivered()
    return ada, lead, child


async def asker(teams: FakeTeams, inquiry_id: UUID) -> Person:
    """Who sent it."""
    sent_by = next(one.asker_id for one in await inquiries(teams) if one.id == inquiry_id)
    async with teams.sessions.read() as session:
        return await people.person(session, sent_by)


@pytest.mark.parametrize("verb", ["withdraw", "answer"])
async def test_who_merges_waits_for_who_has_what_it_is_merged_into(
    teams: FakeTeams, verb: str
) -> None:
    ada, lead, child = await merged(teams)
    again, answered = await doing(teams, ada, child), await doing(teams, ada, lead)
    done = {
        "withdraw": withdraw(teams.sessions, lead, by=await asker(teams, lead), now=teams.clock()),
        "answer": handling.answer(teams.sessions, answered, "Det gør forvaltningen."),
    }

    async def merge_meanwhile() -> None:
        await asyncio.sleep(A_WHILE / 2)  # once the other one has what it is merged into
        with pytest.raises((ChangedInquiry, WrongPhase)):
            await merge(teams.sessions, again, lead)

    merging = asyncio.create_task(merge_meanwhile())
    await reminded_while(teams, lead, done.pop(verb))
    await merging
    for other in done.values():
        other.close()


async def test_what_is_merged_meanwhile_is_locked_too(teams: FakeTeams) -> None:
    _ada, _lin, first, second = await two_sent(teams)

    async def lock() -> set[UUID]:
        async with teams.sessions.write() as session:
            return set(await lock_families(session, first))

    async with teams.sessions.write() as session:
        await session.get_one(InquiryRow, first, with_for_update=STAYS)
        locking = asyncio.create_task(lock())
        await asyncio.sleep(A_WHILE)
        (await session.get_one(InquiryRow, second)).merged_into_id = first

    assert await locking == {first, second}


async def test_what_somebody_asks_further_about_is_not_deleted_meanwhile(
    teams: FakeTeams,
) -> None:
    """The one who asks further has locked theirs, and then takes what it is merged into."""
    ada, lead, child = await merged(teams)
    await answers(teams, ada, lead)
    later = teams.clock() + 900 * A_DAY
    by = await asker(teams, child)

    async def night() -> int:
        async with teams.sessions.write() as session:
            return await expiring.expire(session, before=later, now=later)

    async with teams.sessions.write() as session:
        await session.get_one(InquiryRow, child, with_for_update=STAYS)
        deleting = asyncio.create_task(night())
        await asyncio.sleep(A_WHILE)
        await row_for_update(session, child, by)

    assert await deleting == 0
    assert await night() == 2
